"""The demo's town: forty homes, three hundred people, listings in every state, whatever day it is made."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
from django.core.management import call_command

from letting.core.states import ListingState
from letting.models import Lease, Listing, Offer, Unit
from tenants.events import broken_links
from tenants.models import Event, Landlord, Person
from tenants.personal_number import TEST_SERIES, unseal
from tenants.scoping import scope
from tests.cast import STOCKHOLM

DAYS = ["2026-11-22 01:20", "2026-12-28 20:00", "2026-06-20 12:00"]


@pytest.fixture(params=DAYS)
def demo(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch, db: None) -> Landlord:
    settings.DEMO = True
    now = datetime.fromisoformat(request.param).replace(tzinfo=STOCKHOLM)
    monkeypatch.setattr("tenants.clock.now", lambda: now)
    call_command("demo_town", verbosity=0)
    return Landlord.objects.get(slug="kopparstaden")


def test_the_town_lives_and_is_kept(demo: Landlord) -> None:
    with scope(demo.pk):
        assert (Unit.objects.count(), Person.objects.count()) == (40, 300)
        states = Counter(Listing.objects.values_list("state", flat=True))
        assert set(states) == set(ListingState), states
        numbers = [unseal(bytes(sealed)) for sealed in Person.objects.values_list("number_sealed", flat=True) if sealed]
        assert {int(number[8:]) in TEST_SERIES for number in numbers} == {True}
        assert broken_links(list(Event.objects.order_by("subject", "person_id", "chain"))) == []
        anna = Offer.objects.filter(person__given_name="Anna", person__family_name="Demo")
        assert set(anna.values_list("state", flat=True)) == {"pending"}
        cecilia = Lease.objects.get(person__given_name="Cecilia", person__family_name="Demo")
        assert (cecilia.signed_at, cecilia.annulled_at) == (None, None)
        events = Event.objects.count()
    call_command("demo_town", verbosity=0)
    with scope(demo.pk):
        assert Event.objects.count() == events
