"""Lettings that have come to an award, at landlords with more in their rules than the first."""

from letting.core.answers import Result
from letting.core.facts import Household, Income
from letting.models import Check, Interest, Lease, Listing, Offer
from letting.services.applicant_profiles import ENDLESS, Reference, save_profile
from letting.services.offers import accept
from letting.services.profiles import submit_profile
from letting.services.reviews import record_check
from letting.services.selecting import choose_candidate
from tenants.actors import person_actor
from tenants.rulesets.requirement_rules import IncomeKind
from tests.cast import STAFF, World, at


def approve_all(world: World, listing: Listing, name: str, now: str) -> None:
    """Let staff approve whatever waits of one's checks, a filed profile first."""
    person = world.people[name].pk
    with world.scope():
        waiting = Check.objects.filter(offer__listing=listing, offer__person=person, result=Result.REVIEW)
        while kinds := list(waiting.order_by("position").values_list("kind", flat=True)):
            for kind in kinds:
                outcome = record_check(listing.pk, person, kind, passed=True, reason="Sett.", by=STAFF, now=at(now))
                assert outcome is None, (kind, outcome)


def chosen_and_awarded(world: World, name: str = "Anna", **unit: object) -> Listing:
    """At a landlord whose staff choose: one wants a flat, says yes, is chosen and approved; awarded 26 May."""
    listing = world.listing(world.unit(**unit))
    assert isinstance(world.wants(name, listing), Interest)
    world.tick(at("05-18 08:00"))
    world.tick(at("05-25 08:00"))
    assert world.does(name, accept, listing, at("05-25 10:00")) is None
    with world.scope():
        why = {"cause": "needs", "reason": "Ensam sökande."}
        person = world.people[name].pk
        assert choose_candidate(listing.pk, person, **why, by=STAFF, now=at("05-26 09:00")) is None
    approve_all(world, listing, name, "05-26 10:00")
    return world.see(listing)


def said_yes(world: World, name: str = "Anna") -> Listing:
    """Where the first who comes is asked at once: one has said yes on 12 May; her profile is due on the 18th."""
    listing = world.listing(scheme="direct")
    world.wants(name, listing)
    assert world.does(name, accept, listing, at("05-12 10:00")) is None
    return world.see(listing)


def filed_and_awarded(world: World, name: str = "Anna") -> Listing:
    """The same, her profile filed and approved, and the flat awarded on 13 May."""
    listing, person = said_yes(world, name), world.people[name].pk
    with world.scope():
        by, now = person_actor(person), at("05-12 11:00")
        reference = Reference(there_is=False)
        income = (Income(IncomeKind.PERMANENT, 24_000, ENDLESS),)
        save_profile(person, household=Household(1), income=income, references=reference, by=by, now=now)
        assert submit_profile(listing.pk, person, by=by, now=at("05-12 12:00")) is None
    approve_all(world, listing, name, "05-13 09:00")
    return world.see(listing)


def lease_of(world: World) -> Lease:
    """Return the one lease."""
    with world.scope():
        return Lease.objects.select_related("unit", "person", "resident").get()


def offer_of(world: World, name: str = "Anna") -> Offer:
    """Return one's latest offer."""
    with world.scope():
        return Offer.objects.filter(person=world.people[name]).latest("pk")
