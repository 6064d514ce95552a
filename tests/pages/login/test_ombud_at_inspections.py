"""An ombud books an inspection for a renter, and answers its protocol only where the consent says so. LEASE-11."""

from __future__ import annotations

import pytest

from tests.cast import Clock, at, make_world
from tests.letting.inspecting import books, closes, inspection, times
from tests.letting.renting import gives_notice, rents
from tests.pages.login.ombud import agreed


@pytest.mark.parametrize("may_sign", [False, True])
def test_an_ombud_books_and_answers_only_what_the_consent_says(clock: Clock, db: None, may_sign: bool) -> None:
    world, clock.now = make_world("tunabyggen"), at("05-20 12:00")
    lease = rents(world, "Anna")
    world.person("Bo", serial=989)
    gives_notice(world, lease, "05-20 10:00")
    bo = agreed(world, **({"may_sign": "on"} if may_sign else {}))
    first, second = times(world, "05-27")
    row = inspection(world, lease)
    assert bo.post(f"/mina-sidor/besiktningar/{row.pk}/boka/", slot=first.pk).status_code == 303
    books(world, row, second)
    closes(world, row)

    answer = bo.post(f"/mina-sidor/besiktningar/{row.pk}/skriv-under/", answer="agrees")

    assert (answer.status_code, inspection(world, lease).state) == ((303, "signed") if may_sign else (403, "held"))
