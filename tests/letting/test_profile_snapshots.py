"""CHECK-2: the incomes that were filed and approved count, whatever is written afterwards."""

from __future__ import annotations

from typing import Any

import pytest

from letting.core.facts import Household, Income
from letting.models import Check, Listing
from letting.services.applicant_profiles import Reference, save_profile
from letting.services.offers import accept, confirm_viewing
from letting.services.profiles import submit_profile
from letting.services.reviews import record_check
from tenants.actors import person_actor
from tenants.rulesets.requirement_rules import IncomeKind
from tests.cast import STAFF, World, at, make_world


@pytest.fixture
def borlange(db: None) -> World:
    """Anna says yes on Wednesday and files a profile with 28 000 kr; Bo has said no."""
    world = make_world("tunabyggen")
    world.person("Anna", since="2010-01-01")
    listing = world.listing(publish=at("05-11 09:00"))
    world.wants("Anna", listing)
    world.tick(at("05-19 08:00"))
    world.does("Anna", confirm_viewing, listing, at("05-20 10:00"))
    assert world.does("Anna", accept, listing, at("05-20 11:00")) is None
    earns(world, 28_000)
    assert world.does("Anna", submit_profile, listing, at("05-20 12:00")) is None
    return world


def earns(world: World, net: int) -> None:
    anna = world.people["Anna"].pk
    income, nobody = [Income(IncomeKind.PERMANENT, net, 120)], Reference(there_is=False)
    with world.scope():
        told: dict[str, Any] = {"household": Household(), "income": income, "references": nobody}
        assert save_profile(anna, **told, by=person_actor(anna), now=at("05-20 11:30")) is None


def income_check(world: World) -> tuple[str, int | None]:
    listing = Listing.objects.get()
    anna = world.people["Anna"].pk
    assert record_check(listing.pk, anna, "profile", passed=True, reason="ok", by=STAFF, now=at("05-21 09:00")) is None
    check = Check.objects.get(kind="income")
    return check.result, check.found


def test_check_2_what_was_filed_counts_when_it_is_approved(borlange: World) -> None:
    with borlange.scope():
        assert income_check(borlange) == ("pass", None)


def test_check_2_what_is_written_after_the_filing_does_not_count(borlange: World) -> None:
    earns(borlange, 9_000)
    with borlange.scope():
        assert income_check(borlange) == ("pass", None)


def test_check_2_an_income_raised_after_the_filing_does_not_count_either(borlange: World) -> None:
    """The control: filed with too little, raised afterwards, it is judged by what was filed."""
    with borlange.scope():
        Check.objects.filter(kind="profile").delete()
        borlange.people["Anna"].offers.update(profile_filed_at=None)
    earns(borlange, 9_000)
    with borlange.scope():
        listing = Listing.objects.get()
    assert borlange.does("Anna", submit_profile, listing, at("05-20 13:00")) is None
    earns(borlange, 28_000)
    with borlange.scope():
        assert income_check(borlange) == ("fail", 9_000)
