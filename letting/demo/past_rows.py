"""The rows of the lettings of the past: a handful of statements a town, whatever their number."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from letting.checks.parties import Party
from letting.core.states import ClosedBecause, InterestState, ListingState, OfferState
from letting.demo.past import Past
from letting.demo.people import Someone
from letting.models import Interest, Lease, Listing, Offer, Outcome, Unit
from letting.services.lease_terms import checksum, terms_of
from letting.services.outcomes import ANSWERS, told_of
from queues.models import Queue, Registration
from tenants.actors import PORTAL
from tenants.core.calendar import at_hour, start_of
from tenants.events import Fact, record
from tenants.models import Person, Ruleset
from tenants.personal_number import index, read, seal
from tenants.scoping import scoped_landlord

NINE, NOON = time(9), time(12)
BECAUSE = {
    OfferState.SIGNED: ClosedBecause.HOUSED,
    OfferState.DECLINED: ClosedBecause.DECLINED,
    OfferState.EXPIRED: ClosedBecause.NO_ANSWER,
    OfferState.WITHDRAWN: ClosedBecause.HOUSED,
    OfferState.FAILED: ClosedBecause.CHECK_FAILED,
    OfferState.LAPSED: ClosedBecause.AWARD_LAPSED,
    OfferState.PASSED: ClosedBecause.LET_TO_OTHER,
}
SAID = (OfferState.DECLINED, OfferState.EXPIRED, OfferState.WITHDRAWN, OfferState.FAILED, OfferState.LAPSED)
HOW_OFTEN = (58, 24, 9, 6, 3)
ASKED = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """One who was asked: whose letting she got in the end, and what became of this offer."""

    of: int
    points: int
    state: OfferState


def save_past(lettings: Sequence[Past], people: Sequence[Someone], random: Random, ruleset: Ruleset) -> None:
    """Save the lettings with the people who got the homes, in the landlord's scope."""
    persons = _persons(lettings, people, scoped_landlord())
    places = _registrations(lettings, persons)
    rows = _listings(lettings, _units(lettings), ruleset)
    asked = [_asked(lettings, number, random) for number in range(len(lettings))]
    interests = Interest.objects.bulk_create(
        _interest(one, lettings[number], rows[number], rank, persons, places)
        for number, some in enumerate(asked) for rank, one in enumerate(some, 1)
    )  # fmt: skip
    found = iter(interests)
    offers = Offer.objects.bulk_create(
        _offer(one, lettings[number], rank, next(found))
        for number, some in enumerate(asked) for rank, one in enumerate(some, 1)
    )  # fmt: skip
    signed = {offer.listing_id: offer for offer in offers if offer.state == OfferState.SIGNED}
    leases = Lease.objects.bulk_create(
        _lease(one, listing, signed[listing.pk], person)
        for one, listing, person in zip(lettings, rows, persons, strict=True)
    )
    Outcome.objects.bulk_create(
        _outcome(one, some, lease) for one, some, lease in zip(lettings, asked, leases, strict=True)
    )
    for one, listing, person in zip(lettings, rows, persons, strict=True):
        record([Fact("lease.signed", listing.subject, person.pk), Fact("listing.let", listing.subject, person.pk)],
               by=PORTAL, now=at_hour(one.signed, NOON))  # fmt: skip


def _persons(lettings: Sequence[Past], people: Sequence[Someone], landlord: int) -> list[Person]:
    def person(one: Past, who: Someone) -> Person:
        number = read(who.number, today=one.signed)
        return Person(
            given_name=who.given_name, family_name=who.family_name, born=number.born, identity=number.identity,
            number_sealed=seal(number.digits), number_index=index(number.digits, landlord),
            created_at=start_of(one.since), last_login_on=one.signed,
        )  # fmt: skip

    return Person.objects.bulk_create(map(person, lettings, people))


def _registrations(lettings: Sequence[Past], persons: Sequence[Person]) -> list[Registration]:
    queues = {queue.slug: queue for queue in Queue.objects.all()}
    return Registration.objects.bulk_create(
        Registration(
            person=person, queue=queues[one.queue], registered_at=start_of(one.since), points_from=one.since,
            renewed_on=one.signed, deactivated_at=at_hour(one.signed, NOON),
        )
        for one, person in zip(lettings, persons, strict=True)
    )  # fmt: skip


def _units(lettings: Sequence[Past]) -> dict[int, Unit]:
    homes = {id(one.home): one.home for one in lettings}
    units = Unit.objects.bulk_create(Unit(**home.columns) for home in homes.values())
    return dict(zip(homes, units, strict=True))


def _listings(lettings: Sequence[Past], units: dict[int, Unit], ruleset: Ruleset) -> list[Listing]:
    rows = [
        Listing(
            unit=units[id(one.home)], scheme=one.scheme, ruleset=ruleset, state=ListingState.LET, move_in=one.move_in,
            published_at=at_hour(one.advertised, NINE), advert_last_day=one.advert_last_day,
            advert_ended_at=at_hour(one.offered, NINE), round=1, viewing_last_day=one.viewing_last_day,
            viewing_first_day=one.offered if one.viewing_last_day else None, answer_last_day=one.answer_last_day,
            ended_at=at_hour(one.signed, NOON),
        )
        for one in lettings
    ]  # fmt: skip
    return Listing.objects.bulk_create(rows)


def _asked(lettings: Sequence[Past], number: int, random: Random) -> list[Asked]:
    """Return who was asked, the most points first: some who got another home later, and whoever got this one."""
    one = lettings[number]
    later = [(other, _points(lettings[other], one.advert_last_day)) for other in _later(lettings, number)]
    ahead = [found for found in later if found[1] > one.points]
    behind = [found for found in later if 0 < found[1] < one.points]
    before = random.sample(ahead, min(len(ahead), random.choice((0, 1, 1, 2, 3, 4))))
    after = random.sample(behind, min(len(behind), ASKED - 1 - len(before)))
    asked = [Asked(other, points, random.choices(SAID, HOW_OFTEN)[0]) for other, points in before]
    asked += [Asked(number, one.points, OfferState.SIGNED)]
    asked += [Asked(other, points, OfferState.PASSED) for other, points in after]
    return sorted(asked, key=lambda found: -found.points)


def _later(lettings: Sequence[Past], number: int) -> Iterator[int]:
    """Yield those who stood in the same line and got a home after this letting was over."""
    one = lettings[number]
    for other in range(number + 1, len(lettings)):
        if lettings[other].queue == one.queue and lettings[other].advertised > one.signed:
            yield other


def _points(one: Past, day: date) -> int:
    return (day - one.since).days


def _interest(
    one: Asked, letting: Past, listing: Listing, rank: int, persons: Sequence[Person], places: Sequence[Registration]
) -> Interest:
    return Interest(
        listing=listing, person=persons[one.of], registration=places[one.of], made_at=at_hour(letting.advertised, NOON),
        state=InterestState.CLOSED, closed_because=BECAUSE[one.state], ended_at=_ended(one, letting),
        points=one.points, rank=rank, round=1,
    )  # fmt: skip


def _offer(one: Asked, letting: Past, rank: int, interest: Interest) -> Offer:
    return Offer(
        listing=interest.listing, interest=interest, person=interest.person, round=1, rank=rank, points=one.points,
        state=one.state, sent_at=at_hour(letting.offered, NINE), viewing_last_day=letting.viewing_last_day,
        answer_last_day=letting.answer_last_day,
        answered_at=None if one.state == OfferState.EXPIRED else at_hour(letting.offered, NOON),
        ended_at=_ended(one, letting),
    )  # fmt: skip


def _ended(one: Asked, letting: Past) -> datetime:
    """Return when an offer ended: a no at once, all else with the letting."""
    return at_hour(letting.offered if one.state == OfferState.DECLINED else letting.signed, NOON)


def _lease(one: Past, listing: Listing, offer: Offer, person: Person) -> Lease:
    assert listing.ruleset is not None  # noqa: S101  (it was made with one)
    terms = terms_of(listing, Party(person), starts_on=one.starts_on, ends_on=None, rules=listing.ruleset.rules)
    return Lease(
        unit=listing.unit, person=person, listing=listing, offer=offer, starts_on=one.starts_on, rent=one.home.rent,
        terms=terms, sha256=checksum(terms), made_at=at_hour(one.answer_last_day, NOON),
        signed_at=at_hour(one.signed, NOON), ends_on=one.ends_on,
    )  # fmt: skip


def _outcome(one: Past, asked: Sequence[Asked], lease: Lease) -> Outcome:
    assert lease.listing is not None  # noqa: S101  (it was made with one)
    moved_out = one.before.ends_on if one.before else None
    said = Counter(offer.state for offer in asked)
    told = told_of(lease.listing, lease, one.points, moved_out, now=at_hour(one.signed, NOON))
    return Outcome(**told, **{state.value: said[state] for state in ANSWERS})
