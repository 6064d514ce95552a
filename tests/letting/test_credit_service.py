"""The credit service over real sockets: what it says is judged, kept as an outcome, and forgotten. CHECK-7, 10, 20."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from letting.models import Check, CreditOrder, CreditOutcome, Listing
from letting.services import credit_orders
from letting.services.offers import accept
from letting.services.reviews import record_check
from letting.tasks import ask_credit_service
from queues.models import Block
from tenants import ticking
from tenants.models import Event
from tenants.personal_number import read
from tenants.rulesets import presets
from tests.cast import STAFF, World, at, number_in_series, world_from
from tests.letting.credit_stand_in import CreditService, answering, slow, trickling

NOW = at("05-22 09:00")
ANNA, BO = (read(number_in_series("19900101", serial), today=NOW.date()).digits for serial in (988, 989))
CANARY = 48_611
RECENT = {"on": "2026-03-01", "amount": CANARY, "paid": False}
OLD = {"on": "2024-03-01", "amount": CANARY, "paid": True}


@pytest.fixture
def service(settings: Any) -> Iterator[CreditService]:
    with CreditService() as standing_in:
        settings.CREDIT_SERVICE_URL, settings.CREDIT_SERVICE_KEY = standing_in.url, "nyckel-till-tjansten"
        settings.CREDIT_SERVICE_TIMEOUT = 1
        yield standing_in


@pytest.fixture
def town(committed_db: None) -> World:
    """A landlord that asks the service, and uses an answer again for six months. Anna and Bo want its flat."""
    source = presets()["kopparstaden"].read_text(encoding="utf-8")
    source = source.replace('provider = "staff"', 'provider = "credit_service"')
    source = source.replace('restructuring = "review"', 'restructuring = "review"\nreused_for = "6 months"')
    source = source.replace("register_age = 16", 'register_age = 16\ncredit_block = "3 months"')
    world = world_from(source, "kopparstaden.localhost:8000")
    world.person("Anna", since="2010-01-01")
    world.person("Bo", since="2012-01-01", serial=989)
    return world


@pytest.fixture
def listing(town: World) -> Listing:
    """Anna has said yes after the viewing, Bo said no: she is next in line."""
    return next_in_line(town)


def next_in_line(town: World, number: str = "A1") -> Listing:
    listing = town.listing(number=number)
    for name in ("Anna", "Bo"):
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, listing, at("05-22 08:30")) is None
    from letting.services.offers import decline

    assert town.does("Bo", decline, listing, at("05-22 08:31")) is None
    return listing


def ask(now: Any = NOW) -> int:
    return credit_orders.ask_due(now)


def check(town: World) -> tuple[str, str]:
    with town.scope():
        return Check.objects.values_list("result", "code").get(kind="credit")


def order(town: World) -> tuple[int, Any, str]:
    with town.scope():
        return CreditOrder.objects.values_list("attempt", "look_again_at", "last_error").get()


def decided(town: World, listing: Listing, *, passed: bool) -> Any:
    with town.scope():
        return record_check(
            listing.pk, town.people["Anna"].pk, "credit", passed=passed, reason="Ringde.", by=STAFF, now=NOW
        )


def test_check_20_the_question_is_as_the_contract_says(service: CreditService, town: World, listing: Listing) -> None:
    assert check(town) == ("review", "not_known")
    assert ask() == 1
    (asked,) = service.asked
    with town.scope():
        key = f"{town.pk}-{CreditOrder.objects.get().pk}"
    assert (asked.path, asked.key, asked.authorization, asked.body) == (
        "/v1/reports", key, "Bearer nyckel-till-tjansten",
        {"personal_number": ANNA, "purpose": "lease"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("report", "result"),
    [
        ({}, ("pass", "")),
        ({"enforcement": 1}, ("fail", "enforcement_debt")),
        ({"remarks": [RECENT]}, ("fail", "recent_remark")),
        ({"remarks": [OLD]}, ("review", "older_remark")),
    ],
)
def test_check_7_and_20_what_is_answered_is_judged_by_the_listings_rules(
    service: CreditService, town: World, listing: Listing, report: dict[str, Any], result: tuple[str, str]
) -> None:
    service.about(ANNA, **report)
    ask()
    assert check(town) == result
    with town.scope():
        kept = CreditOutcome.objects.values_list("person", "made_on", "result", "code", "source", "ruleset__version")
        assert list(kept) == [(town.people["Anna"].pk, NOW.date(), *result, "credit_service", 1)]
        assert Block.objects.count() == (1 if result[0] == "fail" else 0)
    assert town.offers(listing)["Anna"] == ("failed" if result[0] == "fail" else "candidate")


def test_check_10_and_20_nobody_is_asked_about_again_once_answered(
    service: CreditService, town: World, listing: Listing
) -> None:
    ask()
    assert [ask(NOW + timedelta(minutes=minutes)) for minutes in (1, 60, 10_000)] == [0, 0, 0]
    assert len(service.asked) == 1


def test_check_20_an_answer_that_is_not_as_agreed_leaves_the_check_to_staff(
    service: CreditService, town: World, listing: Listing, caplog: pytest.LogCaptureFixture
) -> None:
    service.breaks = answering(b"oj", 500)
    assert ask() == 0
    assert check(town) == ("review", "credit_service_down")
    assert order(town) == (1, NOW + timedelta(minutes=1), "credit_service_down")
    assert "status_500" in caplog.text
    with town.scope():
        assert not CreditOutcome.objects.exists()
    assert decided(town, listing, passed=True) is None
    assert check(town) == ("pass", "")


@pytest.mark.parametrize("breaks", [slow(1.6), trickling], ids=["slow", "trickling"])
def test_check_20_a_service_that_is_slow_is_not_waited_for(
    service: CreditService, town: World, listing: Listing, breaks: Any, caplog: pytest.LogCaptureFixture
) -> None:
    service.breaks = breaks
    assert ask() == 0
    assert (check(town), "timeout" in caplog.text) == (("review", "credit_service_down"), True)


def test_check_20_a_service_that_is_not_there_or_not_set_up_leaves_the_check_to_staff(
    town: World, listing: Listing, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with CreditService() as gone:
        pass
    tries = ((gone.url, "x", "unreachable"), ("", "x", "not_set_up"), (gone.url, "nyckel på tu", "not_set_up"))
    for hours, (url, key, code) in enumerate(tries):
        settings.CREDIT_SERVICE_URL, settings.CREDIT_SERVICE_KEY = url, key
        caplog.clear()
        assert ask(NOW + timedelta(hours=hours)) == 0
        assert (check(town), code in caplog.text) == (("review", "credit_service_down"), True)


def test_check_20_it_is_asked_again_with_the_documented_patience_and_always_with_the_same_key(
    service: CreditService, town: World, listing: Listing
) -> None:
    service.breaks = answering(b"", 503)
    now, waits = NOW, []
    while True:
        before = len(service.asked)
        ask(now)
        assert len(service.asked) == before + 1, "asked too early, or not at its time"
        again = order(town)[1]
        if again is None:
            break
        waits.append(int((again - now).total_seconds()) // 60)
        now = again
        assert ask(now - timedelta(seconds=1)) == 0
    assert (waits, len(service.asked)) == ([1, 5, 15, 60, 240], 6)
    assert ask(now + timedelta(days=3)) == 0
    assert len({asked.key for asked in service.asked}) == 1
    assert check(town) == ("review", "credit_service_down")
    service.breaks = None
    assert decided(town, listing, passed=True) is None


def test_check_20_an_answer_in_the_end_settles_the_check(service: CreditService, town: World, listing: Listing) -> None:
    service.breaks = answering(b"", 503)
    ask()
    service.breaks = None
    assert ask(NOW + timedelta(minutes=1)) == 1
    assert (check(town), order(town)) == (("pass", ""), (2, None, ""))


@pytest.mark.parametrize("passed", [True, False])
def test_check_20_what_staff_decide_stands_when_the_answer_comes_late(
    service: CreditService, town: World, listing: Listing, *, passed: bool
) -> None:
    service.about(ANNA, enforcement=0 if not passed else 9)
    service.before = lambda: (decided(town, listing, passed=passed), connections["default"].close())  # type: ignore[assignment,func-returns-value]
    assert ask() == 1
    assert check(town)[0] == ("pass" if passed else "fail")
    with town.scope():
        said = Event.objects.filter(kind__in=["check.passed", "check.failed"], data__check="credit")
        assert said.count() == 1
        assert sorted(CreditOutcome.objects.values_list("source", flat=True)) == ["credit_service", "staff"]


def test_check_20_one_without_a_number_is_left_to_staff_at_once(service: CreditService, town: World) -> None:
    with town.scope():
        type(town.people["Anna"]).objects.filter(given_name="Anna").update(number_sealed=None, number_index=None)
    next_in_line(town)
    assert (ask(), service.asked) == (0, [])
    assert check(town) == ("review", "no_number_to_ask_about")
    assert order(town)[1] is None


def test_check_20_the_call_is_made_by_a_worker_outside_any_transaction_and_never_by_a_page(
    service: CreditService, town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = town.listing()
    town.wants("Anna", listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    monkeypatch.setattr("tenants.clock.now", lambda: NOW)
    service.watches = True
    client = Client(HTTP_HOST=town.host)
    client.force_login(town.users["Anna"])
    with town.scope():
        from letting.models import Offer

        offer = Offer.objects.get().pk
    assert client.post(f"/mina-sidor/erbjudanden/{offer}/tacka-ja/").status_code == 303
    assert (town.offers(listing), service.asked) == ({"Anna": "candidate"}, [])
    ask_credit_service()
    assert [asked.transactions for asked in service.asked] == [0]


def test_control_a_transaction_that_is_open_is_seen_by_the_stand_in(
    service: CreditService, town: World, listing: Listing
) -> None:
    service.watches = True
    with town.scope():
        Listing.objects.count()
        ask()
    assert [asked.transactions for asked in service.asked] == [1]


def test_check_20_the_tick_from_cron_asks_too(service: CreditService, town: World, listing: Listing) -> None:
    assert [errand(NOW) for errand in ticking.errands] == [1]
    assert check(town) == ("pass", "")


def test_check_20_nothing_of_the_report_nor_any_personal_number_is_kept(
    service: CreditService, town: World, listing: Listing, caplog: pytest.LogCaptureFixture, capfd: Any
) -> None:
    service.about(ANNA, enforcement=CANARY, remarks=[OLD, RECENT])
    with caplog.at_level(logging.DEBUG):
        service.breaks = answering(f'{{"debts": {CANARY}, "who": "{ANNA}"}}'.encode())
        ask()
        service.breaks = None
        ask(NOW + timedelta(minutes=1))
    assert check(town) == ("fail", "enforcement_debt")
    written = {"rows": everything(), "log": caplog.text, "output": "".join(capfd.readouterr())}
    assert "enforcement_debt" in written["rows"], "the rows that are looked through are those that were written"
    for where, text in written.items():
        for canary in (ANNA, ANNA[2:], f"{ANNA[:8]}-{ANNA[8:]}", str(CANARY), "2024-03-01", "Kanarie", "nyckel-till"):
            assert canary not in text, (where, canary)


def everything() -> str:
    """Return every column of every row of every table, as their owner sees them."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        tables = [name for name in owner.introspection.table_names(cursor) if not name.startswith("django_")]
        said = []
        for name in tables:
            cursor.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
            cursor.execute(f"SELECT t::text FROM {name} t")
            said += [str(row) for row in cursor.fetchall()]
            cursor.execute(
                "SELECT relrowsecurity FROM pg_class WHERE relname = %s AND relnamespace = 'public'::regnamespace",
                [name],
            )
            if cursor.fetchone()[0]:
                cursor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
    owner.close()
    return "\n".join(said)
