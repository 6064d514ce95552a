"""Earlier days to move in, agreed on by renters: the landlord accepts, or says no with a reason (LEASE-5)."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.cases import DecidedAdmin, on_board
from letting.admin.notice_forms import AnswerForm
from letting.models import EarlierMove, EarlierMoveState
from letting.services.earlier_moves import accept_move, refuse_move
from tenants import clock
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.protected import name_for
from tenants.admin.rights import Act, may
from tenants.words import day, moment

STATES = {
    EarlierMoveState.PROPOSED: (gettext_lazy("Väntar på den andra"), "info"),
    EarlierMoveState.AGREED: (gettext_lazy("Att godkänna"), "wait"),
    EarlierMoveState.ACCEPTED: (gettext_lazy("Godkänt"), "good"),
    EarlierMoveState.REFUSED: (gettext_lazy("Inte godkänt"), "bad"),
    EarlierMoveState.DECLINED: (gettext_lazy("Den andra sade nej"), "plain"),
    EarlierMoveState.DROPPED: (gettext_lazy("Togs tillbaka"), "plain"),
}


@admin.register(EarlierMove)
class EarlierMoveAdmin(DecidedAdmin):
    """Agreements on an earlier day, those to decide first."""

    list_display = ("home", "new_day", "state_word", "came_in")
    search_fields = ("lease__unit__street", "lease__unit__number", "person__family_name")
    waits = Q(state=EarlierMoveState.AGREED)
    along = ("person", "lease__person", "lease__unit", "notice__person")
    group = (gettext_lazy("Tidigare inflyttning"), "calendar")

    @display(description=gettext_lazy("ny inflyttningsdag"), ordering="starts_on")
    def new_day(self, row: EarlierMove) -> str:
        """Return the day that is proposed."""
        return day(row.starts_on, year=True)

    @display(description=gettext_lazy("föreslaget"), ordering="made_at")
    def came_in(self, row: EarlierMove) -> str:
        """Return when it was proposed."""
        return moment(row.made_at)

    @staticmethod
    def state_of(row: EarlierMove) -> tuple[str, str]:
        """Return the word and the sign of how far it has come."""
        word, kind = STATES[EarlierMoveState(row.state)]
        return str(word), kind

    @staticmethod
    def hint_of(row: EarlierMove) -> str:
        """Return the day that was agreed on."""
        return _("Inflyttning %(day)s") % {"day": day(row.starts_on, year=True)}

    def title_of(self, row: EarlierMove) -> str:
        """Return the heading of its page."""
        return _("Tidigare inflyttning: %(home)s") % {"home": row.lease.unit}

    def beside(self, row: EarlierMove, request: HttpRequest) -> dict[str, Any]:
        """Return nothing else: two take part, and the facts name them."""
        return {}

    def form_of(self, row: EarlierMove, posted: Any) -> AnswerForm | None:
        """Return the form of the answer, to what the renters agree on."""
        said = [("yes", _("Godkänn: båda avtalen ändras")), ("no", _("Säg nej: allt är som det var"))]
        return AnswerForm(posted, can_be_said=said) if row.state == EarlierMoveState.AGREED else None

    def decide(self, row: EarlierMove, said: dict[str, Any], request: HttpRequest) -> object:
        """Accept the day, or refuse it with a reason."""
        by, now = actor_of(request), clock.now()
        if said["decision"] == "yes":
            return accept_move(row.pk, by=by, now=now)
        return refuse_move(row.pk, reason=said["reason"], by=by, now=now)

    def facts_of(self, row: EarlierMove, request: HttpRequest) -> list[tuple[str, str]]:
        """Return an agreement as names and values."""
        sees = may(request, Act.SEE_PROTECTED)
        return [
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


on_board(EarlierMove, EarlierMoveAdmin)
