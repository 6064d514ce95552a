"""The demo's towns: forty homes, lettings in every state and way, whatever day they are made."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from django.core.management import call_command

from letting.core.states import ListingState
from letting.models import Complaint, Lease, Listing, Offer, Unit
from queues.models import PriorityClaim
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


def test_the_town_lives_and_is_kept(demo: Landlord) -> None:
    with scope(demo.pk):
        rules = Ruleset.objects.get().rules
        assert (Unit.objects.filter(kind="apartment").count(), Person.objects.count()) == (40, 160)
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
        assert Complaint.objects.filter(state="waiting").count() == bool(rules.complaints)
        events = Event.objects.count()
    call_command("demo_town", "--landlord", demo.slug, verbosity=0)
    with scope(demo.pk):
        assert Event.objects.count() == events
