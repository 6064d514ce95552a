"""The demo's towns: forty homes, lettings in every state and way, whatever day they are made."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from django.core.management import call_command

from letting.core.states import ListingState
from letting.demo.past import A_YEAR, YEARS
from letting.models import (
    Complaint,
    HomeClaim,
    Inspection,
    InspectionRemark,
    Lease,
    LeaseChange,
    Listing,
    Notice,
    Offer,
    Outcome,
    Unit,
)
from queues.models import PriorityClaim, Registration
from tenants.events import broken_links
from tenants.models import Event, Landlord, Person, Ruleset
from tenants.personal_number import TEST_SERIES, unseal
from tenants.scoping import scope
from tests.cast import STOCKHOLM

DAYS = {
    "kopparstaden": "2026-11-22 01:20",
    "tunabyggen": "2026-12-28 20:00",
    "flen": "2026-06-20 12:00",
    "wennergrens": "2026-11-25 15:00",
}


@pytest.fixture(params=sorted(DAYS))
def demo(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> Landlord:
    settings.DEMO = True
    now = datetime.fromisoformat(DAYS[request.param]).replace(tzinfo=STOCKHOLM)
    monkeypatch.setattr("tenants.clock.now", lambda: now)
    call_command("demo_town", "--landlord", request.param, verbosity=0)
    return Landlord.objects.get(slug=request.param)


def assert_the_past_hangs_together() -> None:
    """Each letting of the past has one who signed, asked after all who had more points, and what it came to."""
    # By their keys: a database that has no figures of rows this young plans a join of several tables badly.
    past = list(Listing.objects.filter(unit__number__startswith="T").values_list("pk", flat=True))
    assert len(past) == A_YEAR * YEARS == Outcome.objects.filter(listing__in=past).count()
    offers = list(Offer.objects.filter(listing__in=past))
    signed = {offer.listing_id: offer for offer in offers if offer.state == "signed"}
    others = [offer for offer in offers if offer.state != "signed"]
    wrong = [one.pk for one in others if (one.state == "passed") != (one.rank > signed[one.listing_id].rank)]
    wrong += [one.pk for one in others if (one.points < signed[one.listing_id].points) != (one.state == "passed")]
    assert wrong == []
    leases = list(Lease.objects.filter(listing__in=past).select_related("listing"))
    assert {
        lease.signed_at is not None and lease.starts_on > lease.listing.published_at.date() for lease in leases
    } == {True}
    places = Registration.objects.filter(person__in=[lease.person_id for lease in leases]).select_related("person")
    assert [row.pk for row in places if (row.registered_at.date() - row.person.born).days < 16 * 365] == []
    assert [row.pk for row in places if row.look_again_at is not None] == []


def test_the_town_lives_and_is_kept(demo: Landlord) -> None:
    with scope(demo.pk):
        rules = Ruleset.objects.get().rules
        before = Unit.objects.filter(number__startswith="T")
        homes = Unit.objects.filter(kind="apartment").exclude(pk__in=before)
        assert (homes.count(), Person.objects.count()) == (40, 160 + A_YEAR * YEARS)
        states = Counter(Listing.objects.values_list("state", flat=True))
        assert {ListingState.ADVERTISED, ListingState.LET, ListingState.DRAFT, ListingState.WITHDRAWN} <= set(states)
        assert set(Listing.objects.values_list("scheme", flat=True)) > {next(iter(rules.schemes))}
        numbers = [unseal(bytes(sealed)) for sealed in Person.objects.values_list("number_sealed", flat=True) if sealed]
        assert {int(number[8:]) in TEST_SERIES for number in numbers} == {True}
        assert broken_links(list(Event.objects.order_by("subject", "person_id", "chain"))) == []
        anna = Offer.objects.filter(person__given_name="Anna", person__family_name="Demo")
        assert set(anna.values_list("state", flat=True)) == {"pending"}
        cecilia = Lease.objects.get(person__given_name="Cecilia", person__family_name="Demo")
        assert (cecilia.signed_at, cecilia.annulled_at) == (None, None)
        assert PriorityClaim.objects.filter(state="filed").count() == (rules.priority is not None)
        waiting = set(LeaseChange.objects.values_list("kind", "state"))
        assert waiting == {("addition", "complete"), ("swap", "complete")}
        part = {"confirmed"} if rules.tenancy.two_on_lease else set[str]()
        assert set(Notice.objects.values_list("state", flat=True)) == {"given"} | part
        assert HomeClaim.objects.filter(state="asked").count() == len(part)
        inspected = rules.tenancy.inspection.move_out
        assert Inspection.objects.filter(state="booked").count() == InspectionRemark.objects.count() / 2 == inspected
        assert Complaint.objects.filter(state="waiting").count() == bool(rules.complaints)
        assert_the_past_hangs_together()
        events = Event.objects.count()
    call_command("demo_town", "--landlord", demo.slug, verbosity=0)
    with scope(demo.pk):
        assert Event.objects.count() == events
