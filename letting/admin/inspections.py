"""Inspections in the staff's admin: the day's, and one with its protocol, for one hand on a telephone (LEASE-11)."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin import inspecting, inspection_times
from letting.admin.inspection_forms import RemarkForm
from letting.admin.interest_for import person_url
from letting.core.inspection import DONE, InspectionKind, InspectionState
from letting.core.notice import leave_by
from letting.models import Debt, Inspection, KeyReceipt
from letting.my.inspection_words import CLEANED, NAMES, owed, rooms_of, status_of
from letting.services.inspections import OPEN
from letting.services.protocols import total_of
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.rights import Act, may, must
from tenants.words import day, kronor, moment


@admin.register(Inspection)
class InspectionAdmin(LandlordAdmin):
    """Inspections, those that are to be booked and held first."""

    see = Act.SEE_INSPECTIONS
    hides = "person__protected"
    list_display = ("lease", "kind_word", "state_word", "when", "last")
    list_filter = ("state", "kind")
    list_select_related = ("person", "lease__unit", "lease__person", "slot")
    search_fields = ("person__family_name", "person__given_name", "lease__unit__street", "lease__unit__number")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view, me = self.admin_site.admin_view, {"model_admin": self}
        named = "letting_inspection"
        return [
            path("i-dag/", view(inspection_times.today), me, name=f"{named}_today"),
            path("tider/", view(inspection_times.slots), me, name=f"{named}_slots"),
            path("tider/<int:slot>/ta-bort/", view(inspection_times.remove), name=f"{named}_slot_remove"),
            path("avtal/<int:pk>/", view(inspection_times.order), me, name=f"{named}_order"),
            path("avtal/<int:pk>/nycklar/", view(inspecting.keys), me, name=f"{named}_keys"),
            path("<int:pk>/boka/", view(inspection_times.book), me, name=f"{named}_book"),
            path("<int:pk>/avboka/", view(inspection_times.unbook), name=f"{named}_unbook"),
            path("<int:pk>/stall-in/", view(inspection_times.cancel), me, name=f"{named}_cancel"),
            path("<int:pk>/borja/", view(inspection_times.begin), name=f"{named}_begin"),
            path("<int:pk>/anmarkning/", view(inspecting.add), me, name=f"{named}_remark"),
            path("<int:pk>/anmarkning/<int:remark>/", view(inspecting.change), me, name=f"{named}_remark_change"),
            path("<int:pk>/bild/<int:remark>/", view(inspecting.photo), name=f"{named}_photo"),
            path("<int:pk>/klart/", view(inspecting.close), me, name=f"{named}_close"),
            path("<int:pk>/protokoll.pdf", view(inspecting.pdf), name=f"{named}_pdf"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave the papers where they are; the next that is to be done first."""
        rows = super().get_queryset(request).select_related("person", "lease__unit", "lease__person", "slot__caretaker")
        waits = Case(When(state__in=OPEN, then=Value(0)), default=Value(1))
        return rows.defer("pdf", "lease__pdf", "lease__terms").order_by(waits, "last_day", "pk")

    @display(description=gettext_lazy("slag"), ordering="kind")
    def kind_word(self, row: Inspection) -> str:
        """Return what is looked for."""
        return str(NAMES[InspectionKind(row.kind)])

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, row: Inspection) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = status_of(row)
        return kind, word

    @display(description=gettext_lazy("tid"), ordering="slot__starts_at")
    def when(self, row: Inspection) -> str:
        """Return when it is held."""
        return moment(row.slot.starts_at) if row.slot else ""

    @display(description=gettext_lazy("senast"), ordering="last_day")
    def last(self, row: Inspection) -> str:
        """Return by when it is to be held."""
        return day(row.last_day, year=True)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: an inspection is asked for by a notice, or from the person's page."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show an inspection: its time, the remarks so far, and what comes next."""
        must(request, Act.SEE_INSPECTIONS)
        row: Inspection | None = self.get_object(request, object_id)
        if row is None or request.method not in ("GET", "HEAD"):
            raise Http404
        return self.show(request, row)

    def show(self, request: HttpRequest, row: Inspection, form: RemarkForm | None = None) -> HttpResponse:
        """Return an inspection's page; a remark that could not be saved comes back in its form."""
        booked = row.state == InspectionState.BOOKED
        can = may(request, Act.INSPECT)
        remarks = list(row.remarks.all()) if booked else []
        if form is None and booked and can:
            last = {"room": remarks[-1].room} if remarks else {}
            form = RemarkForm(unit=row.lease.unit, initial=last)
        return self.page(
            request,
            "inspection",
            title=f"{NAMES[InspectionKind(row.kind)]}, {row.lease.unit.street}",
            row=row,
            name=NAMES[InspectionKind(row.kind)],
            status_word=status_of(row),
            facts=_facts(row),
            phone=row.person.phone if can else "",
            person_url=person_url(row.person_id) if may(request, Act.SEE_PERSONS) else "",
            booked=booked,
            wanted=row.state == InspectionState.WANTED,
            done=row.state in DONE,
            moves_out=row.kind == InspectionKind.MOVE_OUT,
            remarks=remarks,
            total=kronor(total_of(row)) if booked else "",
            rooms=rooms_of(row.protocol),
            cleaned=CLEANED.get(row.cleaning, "") if row.state in DONE else "",  # type: ignore[call-overload]  # a text, empty where nothing was cleaned
            owed=owed(Debt.objects.filter(inspection=row.pk).order_by("pk")) if row.state in DONE else [],
            form=form,
            can=can,
            status=422 if form is not None and form.errors else 200,
        )


def _facts(row: Inspection) -> list[tuple[str, str]]:
    """Return what is known of an inspection before it is held."""
    receipt = KeyReceipt.objects.filter(lease=row.lease_id).first() if row.kind == InspectionKind.MOVE_OUT else None
    facts = [
        (_("Hyresgäst"), row.person.full_name),
        (_("Objektsnummer"), row.lease.unit.number),
        (_("Tid"), moment(row.slot.starts_at) if row.slot else ""),
        (_("Besiktar"), row.slot.caretaker.name if row.slot else ""),
        (_("Senast"), day(row.last_day, year=True)),
        (_("Avtalet upphör"), day(row.lease.ends_on, year=True)),
        (_("Lämnad senast"), moment(leave_by(row.lease.ends_on)) if row.lease.ends_on else ""),
        (_("Städa om senast"), moment(row.clean_again_by) if row.cleaning == "again" else ""),
        (_("Utlämnade nycklar"), str(receipt.handed_out or "") if receipt else ""),
        (_("Återlämnade nycklar"), _keys(receipt)),
    ]
    return [(name, said) for name, said in facts if said]


def _keys(receipt: KeyReceipt | None) -> str:
    if receipt is None or receipt.keys_in_at is None:
        return ""
    said = _("%(n)s, %(at)s, för sent") if receipt.late else _("%(n)s, %(at)s")
    return said % {"n": receipt.handed_in, "at": moment(receipt.keys_in_at)}
