"""Earlier days to move in, agreed on by renters: the landlord accepts, or says no with a reason (LEASE-5)."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.notice_forms import AnswerForm
from letting.models import EarlierMove, EarlierMoveState
from letting.services.earlier_moves import accept_move, refuse_move
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting, rows_of
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.protected import name_for
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.words import day, moment

STATES = {
    EarlierMoveState.PROPOSED: (gettext_lazy("Väntar på den andra"), "info"),
    EarlierMoveState.AGREED: (gettext_lazy("Att godkänna"), "wait"),
    EarlierMoveState.ACCEPTED: (gettext_lazy("Godkänt"), "good"),
    EarlierMoveState.REFUSED: (gettext_lazy("Inte godkänt"), "bad"),
    EarlierMoveState.DECLINED: (gettext_lazy("Den andra sade nej"), "plain"),
    EarlierMoveState.DROPPED: (gettext_lazy("Togs tillbaka"), "plain"),
}
ALONG = ("person", "lease__person", "lease__unit", "notice__person")
HEAVY = ("lease__pdf", "lease__terms")


@admin.register(EarlierMove)
class EarlierMoveAdmin(LandlordAdmin):
    """Agreements on an earlier day, those to decide first."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_display = ("home", "new_day", "state_word", "came_in")
    list_filter = ("state",)
    search_fields = ("lease__unit__street", "lease__unit__number", "person__family_name")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order those that wait first, the oldest of them on top."""
        waits = Case(When(state=EarlierMoveState.AGREED, then=Value(0)), default=Value(1))
        rows = super().get_queryset(request).select_related(*ALONG).defer(*HEAVY)
        return rows.order_by(waits, "made_at", "pk")

    @display(description=gettext_lazy("bostad"))
    def home(self, row: EarlierMove) -> str:
        """Return the home."""
        return str(row.lease.unit)

    @display(description=gettext_lazy("ny inflyttningsdag"), ordering="starts_on")
    def new_day(self, row: EarlierMove) -> str:
        """Return the day that is proposed."""
        return day(row.starts_on, year=True)

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, row: EarlierMove) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = STATES[EarlierMoveState(row.state)]
        return kind, str(word)

    @display(description=gettext_lazy("föreslaget"), ordering="made_at")
    def came_in(self, row: EarlierMove) -> str:
        """Return when it was proposed."""
        return moment(row.made_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: the renters propose a day themselves."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of an agreement; accept it, or refuse it with a reason."""
        must(request, Act.SEE_PERSONS)
        row: EarlierMove | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if request.method == "POST":
            must(request, Act.ACT_FOR_APPLICANT)
        form = None
        if row.state == EarlierMoveState.AGREED and may(request, Act.ACT_FOR_APPLICANT):
            form = AnswerForm(request.POST if request.method == "POST" else None, can_be_said=_can_be_said())
        if form is not None and form.is_valid():
            tell(request, _decide(row, form.cleaned_data, request), _("Beslutet är sparat, och båda får veta det."))
            return see_other(reverse("admin:letting_earliermove_change", args=[row.pk]))
        return self.page(
            request,
            "form",
            title=_("Tidigare inflyttning: %(home)s") % {"home": row.lease.unit},
            facts=_facts(row, request),
            form=form,
            button=_("Spara beslutet"),
            cancel=reverse("admin:letting_earliermove_changelist"),
            status=422 if form is not None and form.errors else 200,
        )


def _can_be_said() -> list[tuple[str, str]]:
    return [
        ("yes", _("Godkänn: båda avtalen ändras")),
        ("no", _("Säg nej: allt är som det var")),
    ]


def _decide(row: EarlierMove, said: dict[str, Any], request: HttpRequest) -> object:
    by, now = actor_of(request), clock.now()
    if said["decision"] == "yes":
        return accept_move(row.pk, by=by, now=now)
    return refuse_move(row.pk, reason=said["reason"], by=by, now=now)


def _facts(row: EarlierMove, request: HttpRequest) -> list[tuple[str, str]]:
    sees = may(request, Act.SEE_PROTECTED)
    facts = [
        (_("Läge"), str(STATES[EarlierMoveState(row.state)][0])),
        (_("Flyttar ut"), name_for(row.notice.person, see_protected=sees)),
        (_("Avtalet upphör"), day(row.notice.ends_on, year=True)),
        (_("Flyttar in"), name_for(row.lease.person, see_protected=sees)),
        (_("Avtalet gäller från"), day(row.lease.starts_on, year=True)),
        (_("Ny inflyttningsdag"), day(row.starts_on, year=True)),
        (_("Föreslaget"), moment(row.made_at)),
        (_("Den andra svarade"), moment(row.answered_at)),
        (_("Skäl"), row.reason),
    ]
    return [(name, said) for name, said in facts if said]


def _waiting(board: Board) -> QuerySet[Any] | None:
    """Return the agreements that wait for staff, the oldest first."""
    if not may(board.request, Act.ACT_FOR_APPLICANT):
        return None
    rows = EarlierMove.objects.filter(state=EarlierMoveState.AGREED).select_related("lease__unit")
    if not may(board.request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    return rows.defer(*HEAVY).order_by("made_at", "pk")[:SHOWN]


def _shown(_board: Board, rows: list[EarlierMove]) -> Waiting:
    """Show each with the day that was agreed on."""
    shown = [
        Row(
            str(row.lease.unit),
            reverse("admin:letting_earliermove_change", args=[row.pk]),
            _("Inflyttning %(day)s") % {"day": day(row.starts_on, year=True)},
            str(STATES[EarlierMoveState.AGREED][0]),
            "wait",
        )
        for row in rows
    ]
    more = reverse("admin:letting_earliermove_changelist")
    return Waiting(_("Tidigare inflyttning"), "calendar", shown, urgent=True, more_url=more)


rows_of.append(Part(_waiting, _shown))
