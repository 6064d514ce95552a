"""A draft tried on stories: what would have gone otherwise, side by side, and nothing of it is real."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from letting.simulation.player import play
from letting.simulation.shipped import advertised, fill, moments, shipped
from tenants.models import Ruleset
from tenants.rulesets import parse, presets
from tests.cast import MONDAY, Clock, World, make_world
from tests.pages.ruleset_scenes import begun, saves, url

ORDINARY = url("part", "schemes", "ordinary")


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


def told(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def rows(world: World) -> dict[str, int]:
    """Return how many rows each table has, of every landlord that the tests can see."""
    with world.scope():
        ours = [model for app in ("tenants", "queues", "letting") for model in apps.get_app_config(app).get_models()]
        return {model.__name__: model._default_manager.count() for model in ours}


@pytest.mark.parametrize("story", sorted(shipped()))
@pytest.mark.parametrize("slug", sorted(presets()))
def test_every_story_that_ships_can_be_told_of_every_way_of_every_landlord(slug: str, story: str) -> None:
    rules = parse(presets()[slug].read_text(encoding="utf-8"))
    for scheme in advertised(rules):
        filled = fill(story, rules, scheme, moments(rules, scheme, MONDAY))
        assert (filled.landlord, filled.listings["annons"].scheme, filled.start.date()) == (slug, scheme, MONDAY)


@pytest.mark.parametrize("story", sorted(shipped()))
def test_a_story_is_played_under_both_rules_and_leaves_nothing_behind(town: World, story: str) -> None:
    client = begun(town)
    same = client.post(url("try"), {"story": story, "scheme": "ordinary"})
    assert "Det går likadant med båda versionerna av reglerna" in told(same)
    saves(client, ORDINARY, answering_0="5", answering_1="days")
    before = rows(town)
    answer = client.post(url("try"), {"story": story, "scheme": "ordinary"})
    assert (answer.status_code, "Reglerna skiljer sig från" in told(answer)) == (200, True)
    assert rows(town) == before


def test_a_story_played_inside_a_request_gives_the_landlord_back_its_scope(town: World) -> None:
    with town.scope():
        ruleset = Ruleset.objects.get()
        played = play(
            fill("forsta-ja", ruleset.rules, "ordinary", moments(ruleset.rules, "ordinary", MONDAY)), ruleset.source
        )
        assert played.final["listings"]["annons"]["tenant"] == "bo"
        assert [row.pk for row in Ruleset.objects.all()] == [ruleset.pk]
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('app.landlords')")
            assert cursor.fetchone() == (str(town.pk),)


def test_it_shows_where_the_two_part_and_how_each_ends(town: World) -> None:
    client = begun(town)
    saves(client, ORDINARY, answering_0="1")
    page = told(client.post(url("try"), {"story": "i-sista-stund", "scheme": "ordinary"}))
    for words in (
        "Reglerna skiljer sig från måndag 25 maj 2026 kl. 08.00",
        "Slutet nu, version 1 Uthyrd, till Bo",
        "Slutet i utkastet Annonseras",
        "Bo: Plats 2 svarade inte: EJ SVAR.",
        "Bo: fick inte tacka ja. Svarstiden är slut",
    ):
        assert words in page
    assert "Bo: Tilldelningen är gjord." in page


CROWD = [f"p{number}" for number in range(20)]
YEAR = (
    'landlord = "anyone"\nstart = 2026-05-11T07:00:00\nend = 2027-05-11T07:00:00\n[applicants]\n'
    + "".join(f"{name} = {{ born = 1980-01-01, queues = {{ housing = 2012-01-01 }} }}\n" for name in CROWD)
    + "".join(
        f'[units.A{n}]\nsize = 58.0\nrent = 7200\n[listings.L{n}]\nunit = "A{n}"\npublish = 2026-05-11T09:00:00\n'
        f'[[do]]\nat = 2026-05-12T10:00:00\nwho = {CROWD}\naction = "express_interest"\nlisting = "L{n}"\n'
        for n in range(5)
    )
)
OWN = """
landlord = "anyone"
start = 2026-05-11T07:00:00
[applicants]
dag = { born = 1980-01-01, queues = { housing = 2012-01-01 } }
[units.A1]
size = 58.0
rent = 7200
[listings.L1]
unit = "A1"
scheme = "ordinary"
publish = 2026-05-11T09:00:00
[[do]]
at = 2026-05-12T10:00:00
who = "dag"
action = "express_interest"
listing = "L1"
"""


def own(client: Client, text: str) -> Any:
    return client.post(url("try"), {"story": "egen", "scheme": "ordinary", "text": text})


def test_a_story_of_ones_own_is_played(town: World) -> None:
    client = begun(town)
    saves(client, ORDINARY, advertising_0="6")
    page = told(own(client, OWN))
    assert ("Dag: Intresse anmäldes." in page, "Reglerna skiljer sig från måndag 11 maj 2026 kl. 09.00" in page) == (
        True,
        True,
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Klistra in en berättelse."),
        ("start = = 3", "Berättelsen är inte skriven som TOML."),
        ("[" * 40_000, "Berättelsen är inte skriven som TOML."),
        ("# " + "x" * 50_000, "Berättelsen är för lång: den får ha högst 50 000 tecken."),
        ('landlord = "x"', "start: Fyll i fältet."),
        ('landlord = "x"\nstart = "i maj"', "start: skriv dag och klockslag, till exempel 2026-05-11T09:00:00."),
        (OWN.replace('who = "dag"', 'who = "eva"'), "do[1].who: sökanden eva finns inte i berättelsen."),
        (OWN.replace("express_interest", "dance"), "do[1].action: handlingen dance finns inte."),
        (OWN.replace('scheme = "ordinary"', 'scheme = "nobody"'), "listings.L1.scheme: uthyrningssättet nobody finns"),
        (OWN.replace("rent = 7200", "rent = -1"), "units.A1.rent: Talet får vara lägst 0."),
        (OWN.replace("rent = 7200", "rent = 99999999999999"), "Berättelsen gick inte att spela upp till slutet."),
        (
            OWN.replace("start = ", "end = 2046-05-11T07:00:00\nstart = "),
            "högst 20 sökande, 5 annonser, 100 handlingar, 400 dagar",
        ),
        (YEAR, "400 dagar och 500 händelser."),
        (OWN + "".join(f"[applicants.a{n}]\nborn = 1980-01-01\n" for n in range(80)), "högst 20 sökande"),
    ],
    ids=range(14),
)
def test_a_story_that_cannot_be_played_is_refused_at_its_field(town: World, text: str, said: str) -> None:
    client = begun(town)
    before = rows(town)
    answer = own(client, text)
    assert (answer.status_code, said in told(answer)) == (422, True), told(answer)
    assert rows(town) == before


def test_a_story_that_nobody_offers_is_refused(town: World) -> None:
    answer = begun(town).post(url("try"), {"story": "../story", "scheme": "none"})
    assert (answer.status_code, "Välj ett av alternativen." in told(answer)) == (422, True)
