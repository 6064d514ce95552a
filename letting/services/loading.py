"""From rows to the frozen values that the core sees. One query for the offers, one for those who wait."""

from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from letting.core.answers import Result
from letting.core.seen import Offer as OfferSeen
from letting.core.seen import Process, ProfileState, Verdict
from letting.core.states import IN_LINE, InterestState, ListingState, OfferState
from letting.models import Interest, Listing, Offer
from letting.models.check import PROFILE
from tenants.models import Ruleset
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method, SchemeRules

EXCEPTED, PRIORITY = 1, 2  # why an interest goes before the ranking (CHECK-19, SCHEME-7)
RANKING = "ranking"  # the rule that staff except from when they put someone first
# While one of the round is any of these, nobody else is asked.
WAITED_FOR = IN_LINE | {OfferState.PENDING, OfferState.ACCEPTED}


def lock_listing(listing_id: int) -> Listing:
    """Lock a listing's row, first and once; return it with its unit and rules. A foreign id raises DoesNotExist."""
    return lock_listings([listing_id])[0]


def lock_listings(listing_ids: list[int]) -> list[Listing]:
    """Lock listings in the order of their ids, the one order in which listings are locked."""
    rows = Listing.objects.select_for_update(no_key=True, of=("self",)).select_related("unit", "ruleset")
    found = list(rows.filter(pk__in=listing_ids).order_by("pk"))
    if len(found) != len(set(listing_ids)):
        raise Listing.DoesNotExist
    for listing in found:
        if listing.ruleset is None and listing.ruleset_id is not None:
            # Published while we waited: the row is read anew then, what was joined to it is not.
            listing.ruleset = Ruleset.objects.get(pk=listing.ruleset_id)
    return found


def rules_of(listing: Listing) -> Rules:
    """Return the rules that the listing was published under (JOUR-23)."""
    if listing.ruleset is None:
        raise ValueError(f"listing {listing.pk} is a draft: it has no rules yet")
    return listing.ruleset.rules


def scheme_of(listing: Listing) -> SchemeRules:
    """Return the way of letting that the listing was published under (JOUR-23)."""
    return rules_of(listing).schemes[listing.scheme]


def offered_directly(listing: Listing) -> bool:
    """Say whether a listing never was advertised, but offered straight to those whom staff named (SCHEME-6)."""
    return listing.advert_ended_at is not None and listing.advert_ended_at == listing.published_at


def promised_last_day(listing: Listing) -> date:
    """Return the last day of a published listing's advert."""
    if listing.advert_last_day is None:
        raise ValueError(f"listing {listing.pk} has no last day")
    return listing.advert_last_day


def load(listing: Listing) -> Process:
    """Return a locked listing as the core sees it: the round's offers, the next who wait, the candidate's checks."""
    rules, scheme = rules_of(listing), scheme_of(listing)
    offers, verdict = _offers(listing)
    asks_next = listing.advert_ended_at is not None or scheme.method is Method.FIRST_COME
    idle = asks_next and not any(offer.state in WAITED_FOR for offer in offers)
    return Process(
        state=ListingState(listing.state),
        scheme=scheme,
        calendar=rules.workdays,
        advert_last_day=promised_last_day(listing),
        advert_ended=listing.advert_ended_at is not None,
        round=listing.round,
        viewing_last_day=listing.viewing_last_day,
        next_round_at=listing.next_round_at,
        sign_last_day=listing.sign_last_day,
        sign_reminded=listing.sign_reminded_at is not None,
        offers=offers,
        waiting=_waiting(listing, scheme.round_size or 1) if idle else (),
        verdict=verdict,
    )


def _offers(listing: Listing) -> tuple[tuple[OfferSeen, ...], Verdict]:
    """Return the round's offers, and where the checks of the one in line stand: one statement."""
    rows = Offer.objects.filter(listing=listing, cycle=listing.cycle, round=listing.round).order_by("rank")
    checked = rows.annotate(
        results=ArrayAgg("checks__result", filter=Q(state=OfferState.CANDIDATE), default=Value([])),
        profiles=ArrayAgg("checks__result", filter=Q(checks__kind=PROFILE), default=Value([])),
    )
    columns = checked.values_list(
        "pk", "rank", "state", "answer_last_day", "reminded_at", "profile_last_day", "profile_reminded_at", "results",
        "profiles",
    )  # fmt: skip
    offers, verdict = [], Verdict.OPEN
    for pk, rank, state, last_day, reminded_at, profile_last_day, profile_reminded_at, results, profiles in columns:
        profile = _profile(profile_last_day, profiles)
        offers.append(
            OfferSeen(
                pk,
                rank,
                OfferState(state),
                last_day,
                reminded_at is not None,
                profile,
                profile_last_day,
                profile_reminded_at is not None,
            )
        )
        if state == OfferState.CANDIDATE:
            verdict = _verdict(set(results))
    return tuple(offers), verdict


def _profile(last_day: date | None, results: list[str]) -> ProfileState:
    if Result.PASS in results:
        return ProfileState.APPROVED
    if results:
        return ProfileState.FILED
    return ProfileState.WAITING if last_day is not None else ProfileState.NOT_ASKED


def _waiting(listing: Listing, number: int) -> tuple[int, ...]:
    rows = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None, rank__isnull=False
    )
    first: tuple[int, ...] = ()
    if RANKING in rules_of(listing).exceptions:  # excepted after the ranking was fixed: asked before the others
        first = tuple(rows.filter(ahead=EXCEPTED).order_by("rank").values_list("pk", flat=True)[:number])
        rows = rows.exclude(pk__in=first)
    return (*first, *rows.order_by("rank").values_list("pk", flat=True)[: number - len(first)])


def _verdict(results: set[str | None]) -> Verdict:
    if Result.FAIL in results:
        return Verdict.FAILED
    return Verdict.OPEN if Result.REVIEW in results else Verdict.PASSED
