"""Outcomes of credit checks: one per person, used again for six months to the day, never made younger. CHECK-10, 20."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from letting.models import ApplicantFacts, Check, CreditOrder, CreditOutcome, Listing
from letting.services import credit_orders
from letting.services.offers import accept
from letting.services.reviews import record_check
from letting.services.securities_on_paper import accept_security
from queues.services.companions import approve_parent
from tenants.outcome import Refused
from tenants.personal_number import read
from tenants.rulesets import presets
from tests.cast import STAFF, World, at, number_in_series, world_from
from tests.letting.credit_stand_in import CreditService
from tests.queues.company import answer, ask

ANNA, BO = (read(number_in_series("19900101", n), today=date(2026, 5, 11)).digits for n in (988, 989))
SMALL = {"on": "2024-03-01", "amount": 900, "paid": False}
DEBT = {"enforcement": 5}


def landlord(provider: str) -> World:
    """A landlord that lets to whoever comes first, keeps outcomes for six months, and takes bank guarantees."""
    source = presets()["kopparstaden"].read_text(encoding="utf-8")
    for old, new in (
        ('provider = "staff"', f'provider = "{provider}"\nsecurities = ["bank_guarantee"]'),
        ('restructuring = "review"', 'restructuring = "review"\nreused_for = "6 months"'),
        ("max_ongoing_interests = 3", ""),
        ("apply_age = 18", 'apply_age = 18\nco_applicants = true\nparent_signs = "pupil"'),
    ):
        assert old in source
        source = source.replace(old, new, 1)
    world = world_from(source, "kopparstaden.localhost:8000")
    world.person("Anna")
    world.person("Bo", serial=989)
    return world


@pytest.fixture
def service(settings: Any) -> Iterator[CreditService]:
    with CreditService() as standing_in:
        settings.CREDIT_SERVICE_URL, settings.CREDIT_SERVICE_KEY = standing_in.url, "x"
        yield standing_in


@pytest.fixture
def town(db: None) -> World:
    return landlord("credit_service")


def next_in_line(world: World, number: str, now: datetime, name: str = "Anna") -> Listing:
    """Let someone come first to a flat and say yes at once."""
    listing = world.listing(number=number, scheme="direct", publish=now)
    assert not isinstance(world.wants(name, listing, now), Refused)
    assert world.does(name, accept, listing, now) is None
    return listing


def check(world: World, listing: Listing) -> tuple[str, str]:
    with world.scope():
        return Check.objects.values_list("result", "code").get(kind="credit", offer__listing=listing)


def kept(world: World) -> list[tuple[str, date, str, str]]:
    with world.scope():
        rows = CreditOutcome.objects.order_by("pk")
        return list(rows.values_list("person__given_name", "made_on", "result", "source"))


def asked_about(service: CreditService) -> list[str]:
    return [asked.body["personal_number"] for asked in service.asked]


def decides(world: World, listing: Listing, now: datetime, *, passed: bool) -> Any:
    with world.scope():
        anna = world.people["Anna"].pk
        return record_check(listing.pk, anna, "credit", passed=passed, reason="Sett.", by=STAFF, now=now)


def test_check_10_an_answer_serves_again_until_the_same_day_six_months_later_and_no_longer(
    service: CreditService, town: World
) -> None:
    first = next_in_line(town, "A1", at("05-12 10:00"))
    credit_orders.ask_due(at("05-12 10:01"))
    for number, now in (("A2", at("08-03 10:00")), ("A3", at("11-12 10:00"))):
        assert check(town, next_in_line(town, number, now)) == ("pass", "")
        credit_orders.ask_due(now)
    assert (asked_about(service), kept(town)) == ([ANNA], [("Anna", date(2026, 5, 12), "pass", "credit_service")])
    later = next_in_line(town, "A4", at("11-13 10:00"))
    assert (check(town, first), check(town, later)) == (("pass", ""), ("review", "not_known"))
    credit_orders.ask_due(at("11-13 10:01"))
    assert (asked_about(service), check(town, later)) == ([ANNA, ANNA], ("pass", ""))


def test_check_10_a_failed_check_serves_again_too(service: CreditService, town: World) -> None:
    service.about(ANNA, **DEBT)
    next_in_line(town, "A1", at("05-12 10:00"))
    credit_orders.ask_due(at("05-12 10:01"))
    again = next_in_line(town, "A2", at("06-01 10:00"))
    assert (check(town, again), town.offers(again)) == (("fail", "enforcement_debt"), {"Anna": "failed"})
    assert asked_about(service) == [ANNA]


def together(world: World) -> None:
    """Let Bo stand with Anna, before she wants anything."""
    ask(world, "Anna", now="05-10 10:00")
    answer(world, "Bo", now="05-10 11:00")


@pytest.mark.parametrize(
    ("about_anna", "about_bo", "result"),
    [
        ({}, {}, ("pass", "")),
        (DEBT, {}, ("fail", "enforcement_debt")),
        ({}, DEBT, ("fail", "enforcement_debt")),
        ({"remarks": [SMALL]}, {}, ("review", "older_remark")),
        ({"remarks": [SMALL]}, DEBT, ("fail", "enforcement_debt")),
    ],
)
def test_check_20_and_queue_18_two_are_both_asked_about_and_the_stricter_answer_counts(
    service: CreditService, town: World, about_anna: Any, about_bo: Any, result: tuple[str, str]
) -> None:
    together(town)
    service.about(ANNA, **about_anna)
    service.about(BO, **about_bo)
    listing = next_in_line(town, "A1", at("05-12 10:00"))
    assert credit_orders.ask_due(at("05-12 10:01")) == 2
    assert (sorted(asked_about(service)), check(town, listing)) == (sorted((ANNA, BO)), result)
    assert len({asked.key for asked in service.asked}) == 2


def test_check_20_and_queue_18_the_check_stays_open_until_both_are_answered(
    service: CreditService, town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    together(town)
    listing = next_in_line(town, "A1", at("05-12 10:00"))
    monkeypatch.setattr(credit_orders, "BATCH", 1)
    assert credit_orders._answered(credit_orders._claim(town.pk, at("05-12 10:01"))[0], at("05-12 10:01"))
    assert check(town, listing) == ("review", "not_known")
    assert credit_orders.ask_due(at("05-12 10:02")) == 1
    assert check(town, listing) == ("pass", "")


def test_check_10_of_two_only_the_one_who_has_no_answer_of_late_is_asked_about(
    service: CreditService, town: World
) -> None:
    next_in_line(town, "A1", at("05-12 10:00"))
    credit_orders.ask_due(at("05-12 10:01"))
    ask(town, "Anna", now="05-13 10:00")
    answer(town, "Bo", now="05-13 11:00")
    service.about(BO, **DEBT)
    listing = next_in_line(town, "A2", at("05-14 10:00"))
    assert check(town, listing) == ("review", "not_known"), "her own answer says nothing of him"
    credit_orders.ask_due(at("05-14 10:01"))
    assert (asked_about(service), check(town, listing)) == ([ANNA, BO], ("fail", "enforcement_debt"))
    with town.scope():
        assert CreditOrder.objects.filter(check_row__offer__listing=listing).count() == 2


def test_check_20_and_queue_20_of_a_pupil_nobody_is_asked_but_of_the_parent_who_signs(
    service: CreditService, town: World
) -> None:
    town.person("David", born="20090301", since="2025-05-01", serial=991)
    asked = ask(town, "David", "parent", relation="parent", now="05-10 10:00")
    answer(town, "Bo", now="05-10 11:00")
    with town.scope():
        approve_parent(asked.pk, approved=True, reason="Sett.", by=STAFF, now=at("05-10 12:00"))
    next_in_line(town, "A1", at("05-12 10:00"), "David")
    credit_orders.ask_due(at("05-12 10:01"))
    assert asked_about(service) == [BO]


def test_check_10_what_staff_decide_for_two_is_kept_for_both_when_they_pass_and_for_neither_when_not(
    db: None,
) -> None:
    town = landlord("staff")
    together(town)
    assert decides(town, next_in_line(town, "A1", at("05-12 10:00")), at("05-12 11:00"), passed=False) is None
    assert kept(town) == []
    assert decides(town, next_in_line(town, "A2", at("05-12 12:00")), at("05-12 13:00"), passed=True) is None
    assert sorted(kept(town)) == [(name, date(2026, 5, 12), "pass", "staff") for name in ("Anna", "Bo")]


def test_check_10_what_a_security_lifted_is_kept_as_it_was_without_it(db: None) -> None:
    town = landlord("given")
    with town.scope():
        told = {"debts": {"enforcement": 0, "landlord": 0, "restructuring": False},
                "remarks": [{"on": "2026-03-01", "amount": 900, "paid": False}]}  # fmt: skip
        ApplicantFacts.objects.create(person=town.people["Anna"], data=told, stated_at=at("05-01 12:00"))
        anna = town.people["Anna"].pk
        assert accept_security(anna, "bank_guarantee", reason="Sedd.", by=STAFF, now=at("05-11 10:00")) is None
    listing = next_in_line(town, "A1", at("05-12 10:00"))
    assert check(town, listing) == ("pass", "security_accepted")
    assert kept(town) == [("Anna", date(2026, 5, 12), "fail", "given")]
    with town.scope():
        CreditOutcome.objects.get(code="recent_remark", liftable=True)
