"""Direct offers, through the admin's front door: a draft goes to those who have waited longest (SCHEME-6)."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from letting.core.states import ListingState
from letting.models import Listing, Offer
from letting.services.offers import decline
from queues.models import BlockReason
from queues.services.blocks import start_blocks
from queues.services.wishes import save_wishes
from tenants.core.calendar import Period, Unit
from tenants.models import Role
from tenants.rulesets import presets
from tests.cast import STAFF, Clock, World, at, make_world, other_landlord, world_from
from tests.pages.office import bench, inside, protect, queries, text, told, words

DASHBOARD = "/admin/"
WHY = {"cause": "long_wait", "reason": "Längst tid i kön."}


@pytest.fixture(autouse=True)
def clock(clock: Clock) -> Clock:
    clock.now = at("05-11 09:00")
    return clock


@pytest.fixture(scope="module")
def kept_hjo(lasting_db: None) -> World:
    """Anna has waited longest, then Bo, then Cecilia, who wishes for three rooms; the flat has two."""
    world = make_world("wennergrens")
    for serial, (name, since) in enumerate({"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}.items()):
        person = world.person(name, since=since, serial=988 + serial)
        with world.scope():
            rooms = 3 if name == "Cecilia" else 1
            wishes: dict[str, Any] = {"areas": [], "features": [], "least_rooms": rooms, "most_rent": None}
            save_wishes(person.pk, **wishes, by=STAFF, now=at("05-02 10:00"))
    return world


@pytest.fixture
def hjo(kept_hjo: World, db: None) -> World:
    return deepcopy(kept_hjo)


def draft(world: World, number: str = "A1") -> Listing:
    return world.listing(world.unit(number, floor=0), publish=None, scheme="direct_offer")


def ids(world: World, *names: str) -> list[str]:
    return [str(world.people[name].pk) for name in names]


def test_scheme_6_a_draft_leads_to_those_registered_longest_whose_wishes_match(hjo: World) -> None:
    flat, eva = draft(hjo), inside(hjo)
    assert eva.get(bench("publish", flat))["Location"] == bench("offer", flat)
    page = text(eva, bench("offer", flat))
    assert [name in page for name in ("Anna Test", "Bo Test", "Cecilia Test")] == [True, True, False]
    assert page.index("Anna Test") < page.index("Bo Test")
    for said in (
        "De som har stått längst i kön",
        "Högst 50 procent av sådana bostäder får erbjudas direkt. Hittills i år: 0 av 0.",
        "Ålder<",
    ):
        assert said in page, said
    assert page.count("checked") == 3  # both of them, and the cause
    assert eva.post(bench("offer", flat), {"people": ids(hjo, "Anna", "Bo"), **WHY}).status_code == 303
    assert (hjo.see(flat).state, hjo.offers(flat)) == (ListingState.VIEWING, {"Anna": "pending", "Bo": "pending"})
    assert told(hjo, "listing.offered")[0][1]["cause"] == "long_wait"
    assert "Bostaden erbjöds direkt till 2 sökande (lång kötid)." in text(eva, bench("workbench", flat))


def test_scheme_6_when_nobody_wants_it_the_start_page_leads_to_the_next(hjo: World, clock: Clock) -> None:
    flat, eva = draft(hjo), inside(hjo)
    eva.post(bench("offer", flat), {"people": ids(hjo, "Anna"), **WHY})
    assert "Direkterbjudanden att skicka vidare" not in text(eva, DASHBOARD)
    assert hjo.does("Anna", decline, flat, at("05-12 10:00")) is None
    clock.now = at("05-12 11:00")
    start = text(eva, DASHBOARD)
    assert ("Direkterbjudanden att skicka vidare" in start, f'href="{bench("offer", flat)}"' in start) == (True, True)
    assert "Erbjud till nästa" in text(eva, bench("workbench", flat))
    page = text(eva, bench("offer", flat))
    assert ("Anna Test" in page, "Bo Test" in page) == (False, True)
    assert eva.post(bench("offer", flat), {"people": ids(hjo, "Bo"), **WHY}).status_code == 303
    assert hjo.offers(flat) == {"Anna": "declined", "Bo": "pending"}
    again = eva.post(bench("offer", flat), {"people": ids(hjo, "Bo"), **WHY}, follow=True)
    assert hjo.offers(flat) == {"Anna": "declined", "Bo": "pending"}
    assert again.status_code in (200, 422)


def test_scheme_6_who_is_blocked_is_not_among_them(hjo: World) -> None:
    flat = draft(hjo)
    with hjo.scope():
        period = Period(3, Unit.MONTHS)
        start_blocks([hjo.people["Anna"].pk], BlockReason.NO_ANSWERS, period, by=STAFF, now=at("05-10 10:00"))
    eva = inside(hjo)
    assert "Anna Test" not in text(eva, bench("offer", flat))
    forced = eva.post(bench("offer", flat), {"people": ids(hjo, "Anna"), **WHY})
    assert (forced.status_code, hjo.see(flat).state) == (422, ListingState.DRAFT)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"people": []}, "Välj minst en sökande."),
    ({"people": ["0"]}, "Välj bland sökandena i listan."),
    ({"people": ["9" * 40]}, "Välj bland sökandena i listan."),
    ({"cause": "x"}, "Välj ett skäl i listan."),
    ({"reason": ""}, "Skriv kort varför."),
]


@pytest.mark.parametrize(("change", "says"), BAD, ids=[str(change)[:30] for change, _ in BAD])
def test_scheme_6_what_cannot_be_is_told_at_its_field(hjo: World, change: dict[str, Any], says: str) -> None:
    flat = draft(hjo)
    answer = inside(hjo).post(bench("offer", flat), {"people": ids(hjo, "Bo"), **WHY} | change)
    assert (answer.status_code, says in words(answer)) == (422, True)
    assert hjo.see(flat).state == ListingState.DRAFT


def test_scheme_6_a_protected_person_is_offered_without_being_named(hjo: World) -> None:
    flat = draft(hjo)
    protect(hjo, "Anna")
    eva, maria = inside(hjo), inside(hjo, "Maria", Role.MANAGER)
    assert ["Anna Test" in text(who, bench("offer", flat)) for who in (eva, maria)] == [False, True]
    assert eva.post(bench("offer", flat), {"people": ids(hjo, "Anna"), **WHY}).status_code == 303
    page = text(eva, bench("workbench", flat))
    assert ("Skyddade personuppgifter" in page, "Anna Test" in page) == (True, False)


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.OFFICER, True), (Role.MANAGER, True), (Role.DIRECTOR, False), (Role.READER, False), (Role.CARETAKER, False)],
)
def test_scheme_6_each_role_offers_as_the_table_says(hjo: World, role: str, may: bool) -> None:
    flat, eva = draft(hjo), inside(hjo, "Eva", role)
    assert eva.get(bench("offer", flat)).status_code == (200 if may else 403)
    answer = eva.post(bench("offer", flat), {"people": ids(hjo, "Anna"), **WHY})
    assert (answer.status_code, hjo.offers(flat)) == ((303, {"Anna": "pending"}) if may else (403, {}))


def test_scheme_6_another_landlords_draft_does_not_exist(hjo: World) -> None:
    flat, gun = draft(hjo), inside(other_landlord(), "Gun", Role.MANAGER)
    form = {"people": ids(hjo, "Anna"), **WHY}
    assert [gun.get(bench("offer", flat)).status_code, gun.post(bench("offer", flat), form).status_code] == [404, 404]
    with hjo.scope():
        assert not Offer.objects.exists()


def test_scheme_6_an_ordinary_draft_is_not_offered_directly(hjo: World) -> None:
    flat = hjo.listing(publish=None)
    answer = inside(hjo).post(bench("offer", flat), {"people": ids(hjo, "Anna"), **WHY})
    assert (answer.status_code, hjo.see(flat).state) == (303, ListingState.DRAFT)


def test_scheme_6_the_page_asks_the_same_few_questions_for_three_and_for_thirty(db: None) -> None:
    counts = []
    for number in (3, 30):
        source = presets()["wennergrens"].read_text(encoding="utf-8")
        source = source.replace('slug = "wennergrens"', f'slug = "hjo{number}"')
        world = world_from(source, f"hjo{number}.localhost:8000")
        for n in range(number):
            born = f"19{90 - n // 10}0101"
            world.person(f"S{n}", since=f"20{10 + n % 10}-01-01", serial=988 + n % 10, born=born, login=False)
        eva = inside(world, f"Eva{number}")
        eva.get(DASHBOARD)
        counts.append(len(queries(eva, bench("offer", draft(world)))))
    assert (counts[0] == counts[1], counts[0] <= 12) == (True, True), counts
