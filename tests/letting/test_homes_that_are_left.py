"""A home's inspections follow what becomes of the lease: it ends earlier, or one of two stays. LEASE-5, 6, 11."""

from __future__ import annotations

from datetime import date

import pytest

from letting.models import EarlierMove, Inspection
from letting.services.earlier_moves import accept_move, answer_move
from tenants.actors import person_actor
from tests.cast import STAFF, World, at, make_world
from tests.letting.handing_over import handed_over, proposes
from tests.letting.inspecting import books, inspection, times
from tests.letting.renting import gives_notice
from tests.letting.two import claims, confirmed, grants, live_together, signs_own


@pytest.fixture
def tuna(db: None) -> World:
    return make_world("tunabyggen")


def test_lease_11_a_lease_that_ends_earlier_takes_its_move_out_inspection_with_it(tuna: World) -> None:
    old, new = handed_over(tuna)
    booked = inspection(tuna, old, "move_out")
    late = times(tuna, "08-31", now="05-25 08:00")[0]
    assert isinstance(books(tuna, booked, late, "08-20 10:00"), Inspection)
    move = proposes(tuna, "Cecilia", new, "2026-07-01")
    assert isinstance(move, EarlierMove)
    with tuna.scope():
        anna = tuna.people["Anna"].pk
        answer_move(move.pk, anna, agrees=True, by=person_actor(anna), now=at("05-28 10:00"))
        accept_move(move.pk, by=STAFF, now=at("05-29 10:00"))
    moved = inspection(tuna, old, "move_out")
    assert (moved.state, moved.slot, moved.last_day) == ("wanted", None, date(2026, 7, 1))


def test_lease_11_nobody_inspects_a_home_in_which_one_of_two_stays(tuna: World) -> None:
    lease = live_together(tuna)
    notice = confirmed(tuna, gives_notice(tuna, lease, "05-20 10:00"))
    claim = claims(tuna, "Bo", notice)
    granted = grants(tuna, claim)
    assert {inspection(tuna, lease, kind).state for kind in ("pre", "move_out")} == {"wanted"}
    signs_own(tuna, "Bo", granted.lease)
    assert {inspection(tuna, lease, kind).state for kind in ("pre", "move_out")} == {"cancelled"}
