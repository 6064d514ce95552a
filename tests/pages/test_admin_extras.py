"""Extras at the staff's desk: on the board, with how the requirements came out, decided with a reason. LEASE-12."""

from __future__ import annotations

import pytest

from letting.models import Debt, Extra
from tests.cast import Clock, World, at, make_world
from tests.letting.choosing import asks
from tests.letting.renting import rents
from tests.pages.office import inside, words

LIST = "/admin/letting/extra/"


@pytest.fixture
def flen(db: None, clock: Clock) -> World:
    clock.now = at("06-01 10:30")
    world = make_world("flen")
    world.person("Anna", serial=988)
    return world


def state(world: World, extra: Extra) -> str:
    with world.scope():
        return str(Extra.objects.get(pk=extra.pk).state)


def test_what_waits_is_on_the_board_and_decided_with_a_reason(flen: World) -> None:
    lease = rents(flen, "Anna", flen.unit("A1", street="Götgatan 3"))
    extra = asks(flen, lease)
    eva, page = inside(flen), f"{LIST}{extra.pk}/change/"
    board = words(eva.get("/admin/"))
    assert ("Tillval" in board, page in board) == (True, True)
    assert "Diskmaskin" in words(eva.get(LIST))
    shown = words(eva.get(page))
    for told in ("Skulder till hyresvärden", "Inkomst", "Ska prövas", "120 kr i månaden", "Anna Test"):
        assert told in shown, told
    wrong = eva.post(page, {"answer": "", "reason": ""})
    assert (wrong.status_code, "Skriv ett skäl." in words(wrong)) == (422, True)
    assert eva.post(page, {"answer": "no", "reason": "Inkomsten räcker inte."}).status_code == 303
    assert state(flen, extra) == "refused"
    done = words(eva.get(page))
    assert ("Inkomsten räcker inte." in done, "Bevilja som undantag" in done) == (True, True)


def test_staff_make_an_exception_from_what_the_portal_refused(flen: World) -> None:
    lease = rents(flen, "Anna")
    with flen.scope():
        made = {"kind": "damage", "amount": 900, "made_at": at("05-01 10:00"), "made_by": "staff:1"}
        Debt.objects.create(lease=lease, person_id=lease.person_id, **made)
    extra = asks(flen, lease)
    eva, page = inside(flen), f"{LIST}{extra.pk}/change/"
    shown = words(eva.get(page))
    assert ("Du har en skuld till oss." in shown, "Inte godkänd" in shown) == (True, True)
    assert eva.post(page, {"answer": "no", "reason": "Nej."}).status_code == 422
    eva.post(page, {"answer": "yes", "reason": "Skulden betalas av."})
    assert state(flen, extra) == "granted"
    assert "Spara beslutet" not in words(eva.get(page))
