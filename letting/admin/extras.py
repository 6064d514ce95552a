"""Applications for extras in the staff's admin: the oldest that waits first, decided with a reason (LEASE-12)."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from letting.admin.decision_letters import order_letter
from letting.admin.extra_entry import entry_page
from letting.admin.interest_for import person_url
from letting.admin.lease_change_forms import DecisionForm
from letting.admin.lease_change_words import ResultRow, result_row
from letting.extra_words import STATES, name_of, why
from letting.models import Extra, ExtraState
from letting.services.change_checks import Checked
from letting.services.change_ledger import against_lease
from letting.services.extras import costs, grant_extra, judged, refuse_extra
from tenants import clock
from tenants.actors import PORTAL
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting, rows_of
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.models import Event, Message
from tenants.words import day, kronor, moment

DECISIONS = ("extra_granted", "extra_refused")


class ExtraForm(DecisionForm):
    """Yes or no, with the reason that the renter reads; after a refusal only yes, as an exception."""

    def __init__(self, *args: Any, refused: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = gettext_lazy("Den som har ansökt läser skälet.")
        if refused:
            answer = self.fields["answer"]
            assert isinstance(answer, forms.ChoiceField)  # noqa: S101  (as the form has it)
            answer.choices = [("yes", gettext_lazy("Bevilja som undantag"))]


@admin.register(Extra)
class ExtraAdmin(LandlordAdmin):
    """Applications, those that wait for a decision first."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_display = ("lease", "item_word", "person", "state_word", "made_at")
    list_filter = ("state",)
    search_fields = ("person__family_name", "person__given_name", "lease__unit__street", "lease__unit__number")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("for/<int:pk>/", view(self.enter), name="letting_extra_for"),
            path("<int:pk>/brev/", view(require_POST(self.letter)), name="letting_extra_letter"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order those that wait first, the oldest on top; hide those of protected persons."""
        waits = Case(When(state=ExtraState.ASKED, then=Value(0)), default=Value(1))
        return visible(request, super().get_queryset(request)).order_by(waits, "made_at", "pk")

    @display(description=gettext_lazy("tillval"), ordering="item")
    def item_word(self, row: Extra) -> str:
        """Return what is asked for."""
        return name_of(row)

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, row: Extra) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = STATES[ExtraState(row.state)]
        return kind, str(word)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: renters ask on Mina sidor."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show an application with its results; a POST decides it."""
        must(request, Act.SEE_PERSONS)
        extra: Extra | None = self.get_object(request, object_id)
        if extra is None:
            raise Http404
        if request.method != "POST":
            return self._show(request, extra)
        must(request, Act.DECIDE_CHECKS)
        form = ExtraForm(request.POST, refused=extra.state == ExtraState.REFUSED)
        if not form.is_valid():
            return self._show(request, extra, form)
        decide = grant_extra if form.cleaned_data["answer"] == "yes" else refuse_extra
        outcome = decide(extra.pk, reason=form.cleaned_data["reason"], by=actor_of(request), now=clock.now())
        tell(request, outcome, _("Beslutet är sparat, och den som ansökte har fått ett meddelande."))
        return see_other(reverse("admin:letting_extra_change", args=[extra.pk]))

    def enter(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Enter an application for someone."""
        return entry_page(request, pk, self)

    def letter(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Order the decision as a PDF to post, if its receiver has a postal address."""
        must(request, Act.PRINT_LETTERS)
        extra: Extra | None = self.get_object(request, str(pk))
        if extra is None:
            raise Http404
        return order_letter(
            request, Message.objects.filter(kind__in=DECISIONS, context__extra=pk),
            back=reverse("admin:letting_extra_change", args=[pk]),
        )  # fmt: skip

    def _show(self, request: HttpRequest, extra: Extra, form: ExtraForm | None = None) -> HttpResponse:
        open_still = extra.state in (ExtraState.ASKED, ExtraState.REFUSED)
        open_still = open_still and may(request, Act.DECIDE_CHECKS)
        refused = extra.state == ExtraState.REFUSED
        if refused and against_lease(extra.lease, local_day(clock.now())):
            open_still = False
        word, kind = STATES[ExtraState(extra.state)]
        events = Event.objects.filter(subject=extra.subject).order_by("-pk")
        return self.page(
            request,
            "extra",
            title=f"{name_of(extra)}: {extra.lease.unit}",
            subtitle=extra.person.full_name,
            word=word,
            kind=kind,
            facts=_facts(extra),
            letter=reverse("admin:letting_extra_letter", args=[extra.pk])
            if extra.decided_at and may(request, Act.PRINT_LETTERS)
            else "",
            results=_results(extra),
            form=(form or ExtraForm(refused=refused)) if open_still else None,
            people=[(extra.person.full_name, person_url(extra.person_id))],
            lines=lines(list(events)),
            status=422 if form else 200,
        )


def visible(request: HttpRequest, rows: QuerySet[Extra]) -> QuerySet[Extra]:
    """Return applications with what their pages show; those of protected persons are hidden from most."""
    if not may(request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    along = ("person", "lease__unit", "lease__person", "lease__co_renter")
    return rows.select_related(*along).defer("lease__pdf", "lease__terms")


def _results(extra: Extra) -> list[ResultRow]:
    lease = extra.lease
    names = {one.pk: one.full_name for one in (lease.person, lease.co_renter, extra.person) if one is not None}
    now = extra.state == ExtraState.ASKED
    found = judged(extra, now=clock.now()) if now else [Checked(**kept) for kept in extra.results]
    return [result_row(one, names) for one in found]


def _facts(extra: Extra) -> list[tuple[str, str]]:
    portal = extra.state == ExtraState.REFUSED and extra.decided_by == str(PORTAL)
    failing = [one["code"] for one in extra.results if one["result"] == "fail"]
    facts = [
        (_("Tillval"), name_of(extra)),
        (_("Tillägg på hyran"), _("%(rent)s i månaden") % {"rent": kronor(extra.rent)}),
        (_("Betalas från"), day(extra.from_on, year=True)),
        (_("Hyra med tillval"), _costs(extra)),
        (_("Läge"), str(STATES[ExtraState(extra.state)][0])),
        (_("Bostad"), str(extra.lease.unit)),
        (_("Hyresgäst"), extra.person.full_name),
        (_("Inlämnad"), moment(extra.made_at)),
        (_("Beslutad"), moment(extra.decided_at) if extra.decided_at else ""),
        (_("Skäl"), why(failing) if portal else extra.decision),
    ]
    return [(name, said) for name, said in facts if said]


def _costs(extra: Extra) -> str:
    """Say what the home costs with all that was granted, from when."""
    said = [
        _("%(rent)s från %(day)s") % {"rent": kronor(rent), "day": day(from_on, year=True)}
        for from_on, rent in costs(extra.lease, Extra.objects.filter(lease=extra.lease_id))
    ]
    return ", ".join(said)


def _waiting(board: Board) -> QuerySet[Any] | None:
    if not may(board.request, Act.DECIDE_CHECKS):
        return None
    rows = Extra.objects.filter(state=ExtraState.ASKED)
    return visible(board.request, rows).order_by("made_at", "pk")[:SHOWN]


def _shown(_board: Board, rows: list[Extra]) -> Waiting:
    """Show each with the moment it came in."""
    word, kind = STATES[ExtraState.ASKED]
    shown = [
        Row(
            f"{name_of(row)}: {row.lease.unit}",
            reverse("admin:letting_extra_change", args=[row.pk]),
            moment(row.made_at),
            str(word),
            kind,
        )
        for row in rows
    ]
    more = reverse("admin:letting_extra_changelist")
    return Waiting(_("Tillval"), "kitchen", shown, urgent=True, more_url=more)


rows_of.append(Part(_waiting, _shown))
