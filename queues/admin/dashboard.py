"""The queues' part of the start page: what is to be decided about persons, all of it in one question."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from queues.exception_words import RULES
from queues.models import Companion, CompanionRole, CompanionState, Exemption, PriorityClaim, PriorityState
from queues.priority_words import STATES
from queues.services.priority_decisions import UNDECIDED
from tenants.admin.dashboard import SHOWN, Board, Row, Waiting, parts
from tenants.admin.log import actor_of
from tenants.admin.rights import Act, may
from tenants.words import day, moment

PARENT, CLAIM, EXCEPTION = "parent", "claim", "exception"


@dataclass(frozen=True, slots=True)
class Undecided:
    """Something about a person that staff are to decide; `code` is its state, role or rule."""

    what: str
    pk: int
    name: str
    since: datetime
    code: str


def persons_board(board: Board) -> None:
    """Add the parents, the claims for priority and the exceptions to decide, the oldest first: one query."""
    made = {PARENT: _parents, CLAIM: _claims, EXCEPTION: _exceptions}
    asked = {what: rows for what, make in made.items() if (rows := make(board)) is not None}
    if not asked:
        return
    first, *others = asked.values()
    found = [
        Undecided(what, pk, f"{given} {family}".strip(), since, code)
        for what, pk, given, family, since, code in (first.union(*others, all=True) if others else first)
    ]
    for what in asked:
        mine = sorted((row for row in found if row.what == what), key=lambda row: (row.since, row.pk))
        board.groups.append(_GROUPS[what](mine))


def _first(board: Board, rows: QuerySet[Any], what: str, since: str, code: str) -> QuerySet[Any]:
    """Return the first few rows in the one form that all have, those of protected persons for their handlers only."""
    if not may(board.request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    columns = (Value(what), "pk", "person__given_name", "person__family_name", since, code)
    return rows.order_by(since, "pk").values_list(*columns)[:SHOWN]


def _parents(board: Board) -> QuerySet[Any] | None:
    if not may(board.request, Act.DECIDE_CHECKS):
        return None
    rows = Companion.objects.filter(role=CompanionRole.PARENT, state=CompanionState.ACCEPTED, approved_by="")
    if not may(board.request, Act.SEE_PROTECTED):
        rows = rows.exclude(other__protected=True)
    return _first(board, rows, PARENT, "answered_at", "role")


def _claims(board: Board) -> QuerySet[Any] | None:
    if not may(board.request, Act.DECIDE_PRIORITY):
        return None
    return _first(board, PriorityClaim.objects.filter(state__in=UNDECIDED), CLAIM, "filed_at", "state")


def _exceptions(board: Board) -> QuerySet[Any] | None:
    """Return what others have proposed: one's own waits for them."""
    if not may(board.request, Act.EXCEPT):
        return None
    waiting = Exemption.objects.filter(confirmed_at=None, ended_at=None).exclude(
        granted_by=str(actor_of(board.request))
    )
    return _first(board, waiting, EXCEPTION, "granted_at", "rule")


def _parents_group(found: list[Undecided]) -> Waiting:
    rows = [
        Row(
            one.name,
            reverse("admin:queues_companion_change", args=[one.pk]),
            _("Svarade %(at)s") % {"at": day(one.since)},
            _("Att avgöra"),
            "wait",
        )
        for one in found
    ]
    return Waiting(_("Föräldrar som vill skriva under"), "users", rows)


def _claims_group(found: list[Undecided]) -> Waiting:
    rows = [
        Row(
            one.name,
            reverse("admin:queues_priorityclaim_change", args=[one.pk]),
            moment(one.since),
            str(STATES[one.code][0]) if one.code == PriorityState.PROPOSED else "",
            "wait",
        )
        for one in found
    ]
    more = reverse("admin:queues_priorityclaim_changelist")
    return Waiting(_("Förturer att besluta"), "star", rows, urgent=True, more_url=more)


def _exceptions_group(found: list[Undecided]) -> Waiting:
    rows = [
        Row(
            one.name,
            reverse("admin:queues_exemption_change", args=[one.pk]),
            _("Undantag från %(rule)s, %(at)s") % {"rule": RULES.get(one.code, one.code), "at": moment(one.since)},
            _("Ska bekräftas"),
            "wait",
        )
        for one in found
    ]
    more = reverse("admin:queues_exemption_changelist")
    return Waiting(_("Undantag att bekräfta"), "users", rows, urgent=True, more_url=more)


_GROUPS = {PARENT: _parents_group, CLAIM: _claims_group, EXCEPTION: _exceptions_group}

parts.append(persons_board)
