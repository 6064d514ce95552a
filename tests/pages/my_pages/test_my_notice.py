"""Giving notice on Mina sidor: the date before the last button, the receipt, and asking to undo it. LEASE-2 to 4."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import Lease, Notice
from tenants.models import Message
from tests.cast import Clock, World, at, make_world
from tests.letting.renting import gives_notice, rents, seen
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit


@pytest.fixture
def world(db: None) -> World:
    return make_world("flen")


def the_lease(world: World) -> Lease:
    return rents(world, "Anna", world.unit("A1", street="Åsgatan 14"))


def test_the_last_day_is_shown_for_each_reason_and_again_before_the_last_button(
    world: World, clock: Clock, visit: Visit
) -> None:
    lease, clock.now = the_lease(world), at("05-20 10:00")
    anna, here = visit("Anna"), f"/mina-sidor/avtal/{lease.pk}"

    assert f'href="{here}/sag-upp/"' in anna.text(f"{here}/")
    form = anna.text(f"{here}/sag-upp/")
    for told in (
        "Jag flyttar ut. Avtalet upphör måndag 31 augusti 2026.",
        "Jag flyttar till en större bostad hos oss. Avtalet upphör tisdag 30 juni 2026.",
        "Avtalet upphör tisdag 30 juni 2026 om vi kan hyra ut bostaden igen till dess. Vi avgör det.",
    ):
        assert told in form
    missing = anna.post(f"{here}/sag-upp/")
    assert (missing.status_code, "Välj en anledning." in words(missing)) == (422, True)
    strange = anna.post(f"{here}/sag-upp/", reason="<script>")
    assert (strange.status_code, "Välj en av anledningarna." in words(strange)) == (422, True)

    check = words(anna.post(f"{here}/sag-upp/", reason="move_out", shows_home="on"))
    for told in (
        "måndag 31 augusti 2026",
        "Uppsägningstiden är 3 månader och räknas från nästa månadsskifte.",
        "Bostaden ska vara tömd och städad och nycklarna lämnade senast tisdag 1 september kl. 12.00.",
        "Du visar bostaden, och vi ger ditt namn och telefonnummer till dem som får komma på visning.",
    ):
        assert told in check
    assert seen(world, lease) == (None, None)

    given = anna.post(f"{here}/sag-upp/", reason="move_out", shows_home="on", seen="2026-08-31")
    assert (given.status_code, given.headers["Location"]) == (303, f"{here}/uppsagning/")
    receipt = anna.text(f"{here}/uppsagning/")
    assert "onsdag 20 maj kl. 10.00" in receipt
    assert "måndag 31 augusti 2026" in receipt
    assert seen(world, lease) == (date(2026, 5, 20), date(2026, 8, 31))
    with world.scope():
        assert (Notice.objects.get().shows_home, Message.objects.get(kind="notice_received").person_id) == (
            True, lease.person_id,
        )  # fmt: skip
    assert anna.get(f"{here}/sag-upp/").headers["Location"] == f"{here}/"
    assert "Avtalet upphör måndag 31 augusti 2026." in anna.text(f"{here}/")


def test_one_who_looked_before_midnight_and_pressed_after_it_sees_the_new_day_first(
    world: World, clock: Clock, visit: Visit
) -> None:
    lease, clock.now = the_lease(world), at("04-30 23:59:59")
    anna, here = visit("Anna"), f"/mina-sidor/avtal/{lease.pk}/sag-upp/"
    assert "fredag 31 juli 2026" in words(anna.post(here, reason="move_out"))

    clock.now = at("05-01 00:00")
    again = words(anna.post(here, reason="move_out", seen="2026-07-31"))

    assert "Månaden har tagit slut sedan du såg datumet. Det nya datumet står här." in again
    assert "måndag 31 augusti 2026" in again
    assert seen(world, lease) == (None, None)
    anna.post(here, reason="move_out", seen="2026-08-31")
    assert seen(world, lease) == (date(2026, 5, 1), date(2026, 8, 31))


def test_one_asks_to_undo_it_and_the_notice_holds_until_the_answer(world: World, clock: Clock, visit: Visit) -> None:
    lease, clock.now = the_lease(world), at("05-21 10:00")
    gives_notice(world, lease, "05-20 10:00")
    anna, here = visit("Anna"), f"/mina-sidor/avtal/{lease.pk}/uppsagning"
    assert "Köpoäng som föll bort när du sade upp avtalet kommer inte tillbaka." in anna.text(f"{here}/angra/")
    assert anna.post(f"{here}/angra/").headers["Location"] == f"{here}/"
    page = anna.text(f"{here}/")
    assert ("Du har bett att få ta tillbaka den" in page, "/angra/" in page) == (True, False)
    anna.post(f"{here}/angra/")
    assert "Du har redan frågat." in anna.text(f"{here}/")
    assert seen(world, lease) == (date(2026, 5, 20), date(2026, 8, 31))


@pytest.mark.parametrize("page", ["sag-upp", "uppsagning", "uppsagning/angra"])
def test_anothers_lease_is_not_found(world: World, clock: Clock, visit: Visit, page: str) -> None:
    lease, clock.now = the_lease(world), at("05-20 10:00")
    gives_notice(world, lease, "05-20 10:00")
    world.person("Bo", serial=989)
    bo: Any = visit("Bo")
    path = f"/mina-sidor/avtal/{lease.pk}/{page}/"
    assert (bo.get(path).status_code, bo.post(path).status_code in (404, 405)) == (404, True)
