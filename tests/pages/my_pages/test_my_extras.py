"""Extras on Mina sidor: what can be chosen, asked for with the price on the button, followed, taken back. LEASE-12."""

from __future__ import annotations

import pytest

from letting.models import Debt, Extra
from tests.cast import Clock, World, at, make_world
from tests.letting.choosing import grants
from tests.letting.renting import rents
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None, clock: Clock) -> World:
    clock.now = at("06-01 10:00")
    world = make_world(getattr(request, "param", "flen"))
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    return world


def test_lease_12_an_extra_is_asked_for_followed_and_taken_back(world: World, visit: Visit) -> None:
    lease = rents(world, "Anna", world.unit("A1", street="Götgatan 3"))
    anna, hub, page = visit("Anna"), f"/mina-sidor/avtal/{lease.pk}/", f"/mina-sidor/avtal/{lease.pk}/tillval/"
    assert page in anna.text(hub)
    offers = anna.text(page)
    for told in (
        "Tillval: Götgatan 3", "Ansök om Diskmaskin, 120 kr i månaden", "Ansök om Tvättmaskin, 150 kr i månaden",
        "Har du skulder till oss kan du inte få tillval.", "Undantag kan förekomma",
    ):  # fmt: skip
        assert told in offers, told
    assert anna.post(page, item="dishwasher").headers["Location"] == page
    asked = anna.text(page)
    assert "Ansökan är inlämnad. Du får svar på Mina sidor." in asked
    assert ("Väntar på beslut" in asked, "Ansök om Diskmaskin" in asked) == (True, False)
    assert "Väntar på beslut" in anna.text(hub)
    with world.scope():
        extra = Extra.objects.get()
    back = f"/mina-sidor/avtal/tillval/{extra.pk}/ta-tillbaka/"
    assert "Ta tillbaka ansökan?" in anna.text(back)
    assert anna.post(back).headers["Location"] == page
    assert "Ansökan är tillbakatagen." in anna.text(page)
    assert anna.get(back).headers["Location"] == page
    anna.post(back)
    assert "Ansökan är redan avgjord eller tillbakatagen." in anna.text(page)

    anna.post(page, item="dishwasher")
    with world.scope():
        extra = Extra.objects.get(state="asked")
    grants(world, extra, "Vi har en maskin på lager.")
    told = anna.text(page)
    assert ("Beviljat" in told, "Vi har en maskin på lager." in told) == (True, True)
    for shown in (told, anna.text(hub)):
        assert "Från onsdag 1 juli 2026</dt><dd>7 320 kr i månaden" in shown
        assert "Hyran i avtalet är den du skrev under på." in shown
    assert len(anna.queries(hub)) <= 12


def test_a_no_of_the_portal_says_why(world: World, visit: Visit) -> None:
    lease = rents(world, "Anna")
    with world.scope():
        made = {"kind": "damage", "amount": 900, "made_at": at("05-01 10:00"), "made_by": "staff:1"}
        Debt.objects.create(lease=lease, person_id=lease.person_id, **made)
    anna, page = visit("Anna"), f"/mina-sidor/avtal/{lease.pk}/tillval/"
    anna.post(page, item="dishwasher")
    told = anna.text(page)
    assert ("Ansökan är avslagen. Skälet står här." in told, "Du har en skuld till oss." in told) == (True, True)


@pytest.mark.parametrize("item", ["", "sauna", "\0", "<b>", "x" * 5000, "dish\nwasher"])
def test_what_is_not_offered_is_refused(world: World, visit: Visit, item: str) -> None:
    lease = rents(world, "Anna")
    anna, page = visit("Anna"), f"/mina-sidor/avtal/{lease.pk}/tillval/"
    assert anna.post(page, item=item).headers["Location"] == page
    assert "Det tillvalet finns inte för bostaden." in anna.text(page)
    with world.scope():
        assert Extra.objects.count() == 0


def test_nobody_elses_extras_are_shown_or_touched(world: World, visit: Visit) -> None:
    lease = rents(world, "Anna")
    visit("Anna").post(f"/mina-sidor/avtal/{lease.pk}/tillval/", item="dishwasher")
    with world.scope():
        extra = Extra.objects.get()
    bo = visit("Bo")
    assert bo.get(f"/mina-sidor/avtal/{lease.pk}/tillval/").status_code == 404
    assert bo.post(f"/mina-sidor/avtal/{lease.pk}/tillval/", item="washing_machine").status_code == 404
    assert bo.post(f"/mina-sidor/avtal/tillval/{extra.pk}/ta-tillbaka/").status_code == 404


@pytest.mark.parametrize("world", ["tunabyggen"], indirect=True)
def test_where_the_rules_have_no_extras_there_is_no_card_and_no_page(world: World, visit: Visit) -> None:
    lease = rents(world, "Anna")
    anna = visit("Anna")
    assert "Tillval" not in anna.text(f"/mina-sidor/avtal/{lease.pk}/")
    assert anna.get(f"/mina-sidor/avtal/{lease.pk}/tillval/").status_code == 404


def test_the_rules_say_what_can_be_chosen(world: World, visit: Visit) -> None:
    page = words(visit("Anna").get("/regler/"))
    for told in ("Diskmaskin: 120 kr i månaden, utöver hyran.", "Tvättmaskin: 150 kr i månaden"):
        assert told in page, told
