"""What a letting came to is written when the lease is signed, and names nobody."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.forms.models import model_to_dict

from letting.models import Interest, Lease, Listing, Outcome
from letting.services.offers import decline
from letting.services.outcomes import lettings, points_of_similar
from letting.services.signing import sign
from tenants.models import Person
from tests.cast import World, at, other_landlord
from tests.letting.scenes import answered, approve

TODAY = date(2026, 6, 1)


def signed(town: World, listing: Listing) -> dict[str, Any]:
    """Let Anna sign; return what is kept of it."""
    answered(town, listing)
    approve(town, listing, "Anna", "05-25 10:00")
    assert isinstance(town.does("Anna", sign, listing, at("05-26 10:00")), Lease)
    with town.scope():
        return model_to_dict(Outcome.objects.get())


def test_signing_keeps_what_the_letting_came_to(town: World, listing: Listing) -> None:
    kept = signed(town, listing)
    del kept["id"]
    assert kept == {
        "listing": listing.pk, "signed_on": date(2026, 5, 26), "scheme": "ordinary", "kind": "apartment",
        "area": "Centrum", "rooms": 2, "rent": 7200, "points": 5978, "days_to_lease": 15, "days_empty": 21,
        "declined": 1, "expired": 0, "withdrawn": 0, "failed": 0, "lapsed": 0, "passed": 1,
    }  # fmt: skip


def test_a_home_stands_empty_from_the_day_after_the_lease_before_it(town: World, listing: Listing) -> None:
    with town.scope():
        bo = town.people["Bo"]
        for ends_on in (date(2025, 1, 31), date(2026, 4, 30), date(2026, 7, 31)):
            Lease.objects.create(
                unit=listing.unit, person=bo, starts_on=date(2020, 1, 1), rent=6000, made_at=at("01-01 09:00"),
                ends_on=ends_on,
            )  # fmt: skip
    assert signed(town, listing)["days_empty"] == 31


def test_the_points_of_one_who_went_before_the_ranking_are_left_out(town: World, listing: Listing) -> None:
    with town.scope():
        Interest.objects.filter(person=town.people["Anna"]).update(ahead=2)
    assert signed(town, listing)["points"] is None
    with town.scope():
        assert points_of_similar(listing, TODAY) == ([], [])


def test_someone_with_a_protected_identity_is_counted_and_cannot_be_told_apart(town: World, listing: Listing) -> None:
    with town.scope():
        Person.objects.filter(pk=town.people["Anna"].pk).update(protected=True)
    signed(town, listing)
    with town.scope():
        assert points_of_similar(listing, TODAY) == ([5978], [5978])
        assert {field.name for field in Outcome._meta.fields} & {"person", "offer", "lease", "interest"} == set()


def test_nothing_is_kept_of_a_letting_that_nobody_has_signed_for(town: World, listing: Listing) -> None:
    answered(town, listing)
    town.does("Bo", decline, listing, at("05-25 09:00"))
    with town.scope():
        assert Outcome.objects.count() == 0


def test_what_is_kept_is_never_changed_or_removed(town: World, listing: Listing) -> None:
    signed(town, listing)
    with town.scope():
        for change in (lambda: Outcome.objects.update(points=1), lambda: Outcome.objects.all().delete()):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change()


def test_a_landlord_gathers_its_own_lettings_only(town: World, listing: Listing) -> None:
    signed(town, listing)
    neighbour = other_landlord()
    with neighbour.scope():
        assert lettings(TODAY) == []
    with town.scope():
        [row] = lettings(TODAY)
    assert (row.year, row.area, row.number, row.queued, row.to_lease, row.cost) == (
        2026, "Centrum", 1, [5978], [15], 7200 * 12 * 21 // 365,
    )  # fmt: skip


def test_similar_are_of_the_same_way_kind_and_rooms_of_the_last_three_years(town: World, listing: Listing) -> None:
    signed(town, listing)
    with town.scope():
        alike = [listing, Listing(unit=listing.unit, scheme="senior")]
        assert [points_of_similar(one, TODAY)[1] for one in alike] == [[5978], []]
        assert points_of_similar(listing, date(2029, 5, 27)) == ([], [])
        listing.unit.area = "CENTRUM"
        assert points_of_similar(listing, TODAY) == ([5978], [5978])
        listing.unit.area = "Norr"
        assert points_of_similar(listing, TODAY) == ([], [5978])
        listing.unit.rooms = 3
        assert points_of_similar(listing, TODAY) == ([], [])
