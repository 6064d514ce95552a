"""An earlier day to move in, in words: for the lease's page and its own (LEASE-5)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext, ngettext

from letting.core.double_rent import DoubleRent, overlap
from letting.models import EarlierMove, EarlierMoveState, Lease, UnitKind
from letting.services.earlier_moves import Handover, handover_of, open_move
from tenants import words
from tenants.core.calendar import ONE_DAY, local_day


@dataclass(frozen=True, slots=True)
class Choice:
    """A day that can be chosen, and what it means for the one who reads."""

    day: date
    label: str
    hint: str


def move_card(lease: Lease, person_id: int, now: datetime) -> str:
    """Return what the lease's page says of an earlier day; nothing where none can be agreed on."""
    coming = lease.signed_at is not None and lease.starts_on > local_day(now)
    if lease.ended_with_id is None and not coming:
        return ""
    handover = handover_of(lease)
    if handover is None:
        return ""
    move = open_move(handover)
    if move is not None:
        return state_of(move, person_id)
    if not handover.days(now):
        return ""
    return (
        gettext("Nästa hyresgäst kan flytta in tidigare om ni båda vill det och vi godkänner det.")
        if lease.ended_with_id is not None
        else gettext("Du kan flytta in tidigare om den som bor där nu också vill det och vi godkänner det.")
    )


def state_of(move: EarlierMove, person_id: int) -> str:
    """Say how far an open proposal has come, to one of those whom it is about."""
    day = {"day": words.day(move.starts_on, year=True)}
    if move.state == EarlierMoveState.AGREED:
        return gettext("Ni är överens om inflyttning %(day)s. Vi ska godkänna det innan det gäller.") % day
    if move.person_id == person_id:
        return gettext("Du har föreslagit inflyttning %(day)s. Den andra har inte svarat än.") % day
    return gettext("Den andra föreslår inflyttning %(day)s. Säg ja eller nej.") % day


def choices(handover: Handover, person_id: int, now: datetime) -> list[Choice]:
    """Return the days to choose between, each with what it means in rent for the one who reads."""
    other = _other_home(handover, person_id)
    return [
        Choice(day, words.day(day, year=True), _means(handover, person_id, day, other)) for day in handover.days(now)
    ]


def means(handover: Handover, person_id: int, day: date) -> str:
    """Say what an earlier day means in rent: what the one who leaves is spared, what the next one pays twice."""
    return _means(handover, person_id, day, _other_home(handover, person_id))


def _means(handover: Handover, person_id: int, day: date, other: Lease | None) -> str:
    if person_id in handover.old.renters:
        return gettext("Du betalar hyra till och med %(day)s.") % {"day": words.day(day - ONE_DAY, year=True)}
    said = [
        gettext("Du betalar %(rent)s i månaden från den dagen.") % {"rent": words.kronor(handover.next.rent)},
        *_twice(handover, day, other),
    ]
    return " ".join(said)


def _other_home(handover: Handover, person_id: int) -> Lease | None:
    """Return the home here that the next renter has already."""
    if person_id not in handover.next.renters:
        return None
    rows = Lease.objects.filter(Lease.rented_by(person_id), signed_at__isnull=False, annulled_at=None)
    homes = rows.filter(unit__kind=UnitKind.APARTMENT).exclude(pk=handover.next.pk).defer("pdf", "terms")
    return homes.order_by("-starts_on").first()


def _twice(handover: Handover, day: date, other: Lease | None) -> list[str]:
    """Say what two homes cost at once."""
    if other is None:
        return [gettext("Har du en annan bostad betalar du för båda tills det avtalet upphör.")]
    if other.ends_on is None:
        return [gettext("Du har inte sagt upp din nuvarande bostad, så du betalar för båda.")]
    twice: DoubleRent = overlap(rent=other.rent, new_rent=handover.next.rent, ends=other.ends_on, move_in=day)
    if not twice.days:
        return []
    text = ngettext(
        "Under %(n)s dag betalar du två hyror: din nuvarande bostad kostar %(old)s den tiden.",
        "Under %(n)s dagar betalar du två hyror: din nuvarande bostad kostar %(old)s den tiden.",
        twice.days,
    )
    return [text % {"n": twice.days, "old": words.kronor(twice.old)}]
