"""The queues' part of the start page: claims for priority that wait for a decision."""

from django.urls import reverse
from django.utils.translation import gettext as _

from queues.models import PriorityClaim, PriorityState
from queues.priority_words import STATES
from queues.services.priority_decisions import UNDECIDED
from tenants.admin.dashboard import SHOWN, Board, Row, Waiting, parts
from tenants.admin.rights import Act, may
from tenants.words import moment


def priority_board(board: Board) -> None:
    """Add the claims to decide, the oldest first: one query."""
    if not may(board.request, Act.DECIDE_PRIORITY):
        return
    found = PriorityClaim.objects.filter(state__in=UNDECIDED).select_related("person").order_by("filed_at", "pk")
    if not may(board.request, Act.SEE_PROTECTED):
        found = found.exclude(person__protected=True)
    board.groups.append(
        Waiting(
            _("Förturer att besluta"),
            "star",
            [
                Row(
                    claim.person.full_name,
                    reverse("admin:queues_priorityclaim_change", args=[claim.pk]),
                    moment(claim.filed_at),
                    str(STATES[claim.state][0]) if claim.state == PriorityState.PROPOSED else "",
                    "wait",
                )
                for claim in found[:SHOWN]
            ],
            urgent=True,
            more_url=reverse("admin:queues_priorityclaim_changelist"),
        )
    )


parts.append(priority_board)
