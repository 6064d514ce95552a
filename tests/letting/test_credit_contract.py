"""The credit service's contract, on the socket: what is no whole answer is a code, never a report. CHECK-20."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from letting.checks.credit_service import Report, ServiceDown, ask
from letting.core.facts import Debts, Remark
from tests.letting.credit_stand_in import CreditService, answering

NUMBER = "199001019885"
REDIRECT = {"Location": "http://127.0.0.1:9/v1/reports"}


@pytest.fixture
def service(settings: Any) -> Iterator[CreditService]:
    with CreditService() as standing_in:
        settings.CREDIT_SERVICE_URL, settings.CREDIT_SERVICE_KEY = standing_in.url, "x"
        settings.CREDIT_SERVICE_TIMEOUT = 5
        yield standing_in


def refused() -> str:
    with pytest.raises(ServiceDown) as down:
        ask(NUMBER, reference="1-1")
    return str(down.value)


def test_check_20_a_whole_answer_is_figures_alone_and_other_keys_are_ignored(service: CreditService) -> None:
    remarks = [{"on": "2025-03-01", "amount": 4000, "paid": True, "creditor": "Kanarie AB"}]
    service.about(NUMBER, enforcement=700, restructuring=True, remarks=remarks)
    assert ask(NUMBER, reference="1-1") == Report(
        Debts(enforcement=700, landlord=0, restructuring=True), (Remark(date(2025, 3, 1), 4000, paid=True),)
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("status_500", answering(b"oj", 500)),
        ("status_404", answering(b"", 404)),
        ("status_302", answering(b"", 302, **REDIRECT)),
        ("status_307", answering(b"", 307, **REDIRECT)),
        ("status_201", answering(b"{}", 201)),
        ("not_as_agreed", answering(b"<html>")),
        ("too_long", answering(b" " * 70_000)),
    ],
)
def test_check_20_any_other_status_a_redirect_garbage_and_too_much_are_no_answer(
    service: CreditService, code: str, said: Any
) -> None:
    service.breaks = said
    assert (refused(), len(service.asked)) == (code, 1)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe",
        b'{"debts": {}, "remarks": []}',
        b'{"debts": null, "remarks": []}',
        b'{"debts": {"enforcement": -1, "restructuring": false}, "remarks": []}',
        b'{"debts": {"enforcement": "0", "restructuring": false}, "remarks": []}',
        b'{"debts": {"enforcement": 0, "restructuring": 0}, "remarks": []}',
        b'{"debts": {"enforcement": 0, "restructuring": false}}',
        b'{"debts": {"enforcement": 0, "restructuring": false}, "remarks": [{"on": "2026-01-01", "amount": 1}]}',
        b'{"debts": {"enforcement": 0, "restructuring": false}, "remarks": [{"on": "i", "amount": 1, "paid": true}]}',
    ],
)
def test_check_20_half_an_answer_is_none_and_is_not_repeated_in_the_reason(service: CreditService, said: bytes) -> None:
    service.breaks = answering(said)
    assert refused() == "not_as_agreed"


def test_check_20_what_was_answered_is_in_no_traceback_of_the_refusal(service: CreditService) -> None:
    service.breaks = answering(b'{"debts": "kanarie", "remarks": []}')
    with pytest.raises(ServiceDown) as down:
        ask(NUMBER, reference="1-1")
    error: BaseException | None = down.value
    while error is not None:
        assert "kanarie" not in "".join(traceback.format_exception(error)), "nor with what set it off"
        error = error.__context__


@pytest.mark.parametrize(
    ("url", "key", "code"), [("", "x", "not_set_up"), ("http://127.0.0.1:9", "nyckel på tu", "not_set_up")]
)
def test_check_20_a_service_that_is_not_set_up_is_not_asked(settings: Any, url: str, key: str, code: str) -> None:
    settings.CREDIT_SERVICE_URL, settings.CREDIT_SERVICE_KEY = url, key
    assert refused() == code
