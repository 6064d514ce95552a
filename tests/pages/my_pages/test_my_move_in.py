"""Choosing when to move in, where a free flat may wait: before, within, after; an area without waiting. SCHEME-9."""

import pytest

from letting.services.signing import sign
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.my_pages.awards import chosen_and_awarded, lease_of
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit
from tests.pages.office import told


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    town = make_world("flen")
    town.person("Anna", since="2010-01-01")
    clock.now = at("05-26 12:00")
    return town


def moving(world: World) -> str:
    return f"/mina-sidor/avtal/{lease_of(world).pk}/inflyttning/"


def test_scheme_9_a_free_flat_waits_two_months_and_the_lease_follows_the_chosen_day(world: World, visit: Visit) -> None:
    chosen_and_awarded(world)
    anna, before = visit("Anna"), lease_of(world)
    home = f"/mina-sidor/avtal/{before.pk}/"
    assert f'href="{moving(world)}"' in anna.text(home)
    page = anna.text(moving(world))
    assert "ledig från måndag 1 juni 2026 och kan vänta på dig till och med lördag 1 augusti 2026" in page
    assert 'value="2026-06-01"' in page
    saved = anna.post(moving(world), day="2026-07-15")
    assert (saved.status_code, saved["Location"]) == (303, home)
    page = anna.text(home)
    assert ("Inflyttningsdagen är sparad." in page, "15 juli 2026" in page) == (True, True)
    after = lease_of(world)
    assert (after.starts_on.isoformat(), after.terms["starts_on"]) == ("2026-07-15", "2026-07-15")
    assert (after.sha256 != before.sha256, after.pdf) == (True, None)
    assert told(world, "lease.move_in") == [("lease.move_in_chosen", {"starts_on": "2026-07-15"})]


@pytest.mark.parametrize("day", ["2026-06-01", "2026-08-01"])
def test_scheme_9_the_first_and_the_last_day_are_within(world: World, visit: Visit, day: str) -> None:
    chosen_and_awarded(world)
    assert visit("Anna").post(moving(world), day=day).status_code == 303
    assert lease_of(world).starts_on.isoformat() == day


BETWEEN = "Välj en dag från måndag 1 juni 2026 till och med lördag 1 augusti 2026."


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-05-31", BETWEEN),
        ("2026-08-02", BETWEEN),
        ("9999-12-31", BETWEEN),
        ("0001-01-01", BETWEEN),
        ("", "Välj en dag."),
        ("2026-02-30", "Skriv dagen så här: 2026-09-01."),
        ("i morgon", "Skriv dagen så här: 2026-09-01."),
        ("<b>1 juni</b>", "Skriv dagen så här: 2026-09-01."),
        ("2026-07-15\x00", ""),
    ],
)
def test_scheme_9_any_other_day_is_refused_at_the_field(world: World, visit: Visit, day: str, says: str) -> None:
    chosen_and_awarded(world)
    answer = visit("Anna").post(moving(world), day=day)
    page = words(answer)
    assert (answer.status_code, says in page, "field__error" in page, "<b>1 juni" in page) == (422, True, True, False)
    assert lease_of(world).starts_on.isoformat() == "2026-06-01"


def test_scheme_9_in_an_area_without_waiting_there_is_nothing_to_choose(world: World, visit: Visit) -> None:
    chosen_and_awarded(world, area="SMEDJAN")
    anna, home = visit("Anna"), f"/mina-sidor/avtal/{lease_of(world).pk}/"
    assert "inflyttning/" not in anna.text(home)
    for answer in (anna.get(moving(world)), anna.post(moving(world), day="2026-07-01")):
        assert (answer.status_code, answer["Location"]) == (303, home)
    assert lease_of(world).starts_on.isoformat() == "2026-06-01"


def test_scheme_9_a_signed_lease_keeps_its_day(world: World, visit: Visit) -> None:
    listing = chosen_and_awarded(world)
    world.does("Anna", sign, listing, at("05-26 11:00"))
    answer = visit("Anna").post(moving(world), day="2026-07-01")
    assert (answer.status_code, lease_of(world).starts_on.isoformat()) == (303, "2026-06-01")


def test_scheme_9_another_persons_lease_is_not_found(world: World, visit: Visit) -> None:
    chosen_and_awarded(world)
    world.person("Bo", serial=989)
    path = moving(world)
    for stranger in (visit("Bo"), visit("Fredrik", other_landlord())):
        assert (stranger.get(path).status_code, stranger.post(path, day="2026-07-01").status_code) == (404, 404)
    assert lease_of(world).starts_on.isoformat() == "2026-06-01"


def test_scheme_9_the_page_asks_few_questions(world: World, visit: Visit) -> None:
    chosen_and_awarded(world)
    anna = visit("Anna")
    anna.text("/mina-sidor/")
    assert len(anna.queries(moving(world))) <= 12
