"""The applications about leases as they are shown beside them, and what can be applied for (LEASE-7 to 10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from letting.change_words import DOING
from letting.models import ChangeState, Lease, LeaseChange, UnitKind
from letting.models.lease_change import LIVE
from letting.my.change_words import ADDRESSES, change_status
from letting.services.change_ledger import against_lease, against_two
from tenants.core.calendar import local_day
from tenants.rulesets.change_rules import ChangeKind


@dataclass(frozen=True, slots=True)
class ChangeCard:
    """An application, as one who takes part in it sees it."""

    pk: int
    kind: ChangeKind
    title: str
    street: str
    status: tuple[str, str]
    live: bool
    moves: bool


def changes_of(person_id: int, lease: Lease | None = None) -> QuerySet[LeaseChange]:
    """Return a person's applications, the latest first; with a lease those that are under way about it."""
    rows = LeaseChange.objects.filter(LeaseChange.of_person(person_id))
    if lease is not None:
        about = Q(lease=lease.pk) | Q(other_lease=lease.pk) | Q(new_lease=lease.pk) | Q(other_new_lease=lease.pk)
        rows = rows.filter(about, state__in=LIVE)
    rows = rows.select_related("lease__unit").defer("lease__pdf", "lease__terms", "results", "text")
    return rows.order_by("-made_at", "-pk")


def change_cards(rows: Iterable[LeaseChange], person_id: int) -> list[ChangeCard]:
    """Return applications as a person sees them."""
    return [
        ChangeCard(
            row.pk,
            ChangeKind(row.kind),
            str(DOING[ChangeKind(row.kind)]),
            row.lease.unit.street,
            change_status(row, person_id),
            row.state in LIVE,
            row.moves and row.state == ChangeState.GRANTED,
        )
        for row in rows
    ]


def kinds_to_ask(lease: Lease, cards: Sequence[ChangeCard], now: datetime) -> list[dict[str, str]]:
    """Return what can be applied for about a lease now; nothing while a change of it is granted."""
    if lease.unit.kind != UnitKind.APARTMENT or any(card.moves for card in cards):
        return []
    taken = {card.kind for card in cards}
    today = local_day(now)
    open_to = [kind for kind in ChangeKind if not (against_lease(lease, today, kind) or against_two(lease, kind))]
    free = [kind for kind in open_to if kind not in taken]
    return [{"slug": ADDRESSES[kind], "title": str(DOING[kind])} for kind in free]


def change_to_sign(lease: Lease) -> int | None:
    """Return the application that wrote a lease which is not signed yet; none for any other lease."""
    if lease.follows_id is None or lease.signed_at is not None or lease.annulled_at is not None:
        return None
    made = LeaseChange.objects.filter(Q(new_lease=lease.pk) | Q(other_new_lease=lease.pk))
    return made.values_list("pk", flat=True).first()
