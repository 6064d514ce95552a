"""What renters owe for homes they have left: seen by the office, noted as paid or let be (LEASE-11, CHECK-17)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.inspection_forms import SettleForm
from letting.models import Debt, DebtKind
from letting.my.inspection_words import OWED_FOR
from letting.services.debts import settle_debt
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.words import day, kronor, moment


class SettledFilter(SimpleListFilter):
    """What is to be paid still, and what is settled."""

    title = gettext_lazy("läge")
    parameter_name = "settled"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the choices."""
        return [("no", _("Obetalda")), ("yes", _("Avslutade"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows of the choice."""
        asked = {"no": True, "yes": False}.get(self.value() or "")
        return queryset if asked is None else queryset.filter(settled_at__isnull=asked)


@admin.register(Debt)
class DebtAdmin(LandlordAdmin):
    """Debts, the unpaid first."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_display = ("person", "home", "kind_word", "owed", "since", "state_word")
    list_filter = (SettledFilter, "kind")
    list_select_related = ("person", "lease__unit")
    search_fields = ("person__family_name", "person__given_name", "lease__unit__street", "lease__unit__number")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order the unpaid first, the oldest of them on top."""
        rows = super().get_queryset(request).select_related("person", "lease__unit")
        return rows.defer("lease__pdf", "lease__terms").order_by("settled_at", "made_at", "pk")

    @display(description=gettext_lazy("objekt"))
    def home(self, row: Debt) -> str:
        """Return the home that it is for."""
        return str(row.lease.unit)

    @display(description=gettext_lazy("slag"), ordering="kind")
    def kind_word(self, row: Debt) -> str:
        """Return what it is for."""
        return str(OWED_FOR[DebtKind(row.kind)])

    @display(description=gettext_lazy("belopp"), ordering="amount")
    def owed(self, row: Debt) -> str:
        """Return the amount."""
        return kronor(row.amount)

    @display(description=gettext_lazy("uppkom"), ordering="made_at")
    def since(self, row: Debt) -> str:
        """Return when it was made."""
        return day(row.made_at, year=True)

    @display(description=gettext_lazy("läge"), ordering="settled_at", signed=True)
    def state_word(self, row: Debt) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = state_of(row)
        return kind, word

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: a debt comes of a protocol or of keys."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of a debt; note that it is paid, or let it be."""
        must(request, Act.SEE_PERSONS)
        row: Debt | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if request.method == "POST":
            must(request, Act.ACT_FOR_APPLICANT)
        is_open = row.settled_at is None and may(request, Act.ACT_FOR_APPLICANT)
        form = SettleForm(request.POST if request.method == "POST" else None) if is_open else None
        if form is not None and form.is_valid():
            reason = form.cleaned_data["reason"]
            outcome = settle_debt(row.pk, waived_reason=reason, by=actor_of(request), now=clock.now())
            tell(request, outcome, _("Skulden efterges.") if reason else _("Skulden är betald."))
            return see_other(reverse("admin:letting_debt_change", args=[row.pk]))
        return self.page(
            request,
            "form",
            title=_("Skuld för %(home)s") % {"home": row.lease.unit},
            subtitle=row.person.full_name,
            facts=_facts(row),
            form=form,
            button=_("Spara"),
            cancel=reverse("admin:letting_debt_changelist"),
            status=422 if form is not None and form.errors else 200,
        )


def state_of(row: Debt) -> tuple[str, str]:
    """Return the word and the sign of how far a debt has come."""
    if row.settled_at is None:
        return _("Obetald"), "wait"
    return (_("Eftergiven"), "plain") if row.waived_reason else (_("Betald"), "good")


def _facts(row: Debt) -> list[tuple[str, str]]:
    facts = [
        (_("Läge"), state_of(row)[0]),
        (_("Gäller"), str(OWED_FOR[DebtKind(row.kind)])),
        (_("Belopp"), kronor(row.amount)),
        (_("Uppkom"), moment(row.made_at)),
        (_("Avslutad"), moment(row.settled_at)),
        (_("Skäl att efterge"), row.waived_reason),
    ]
    return [(name, said) for name, said in facts if said]
