"""What the rules' editor refuses, from careless hands and hostile ones: at its field, in Swedish, with nothing lost."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tenants.drafts import the_draft
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.ruleset_scenes import begun, data_of, draft_of, form_of, inside, saves, url, versions

ORDINARY = url("part", "schemes", "ordinary")
BRAND = url("section", "brand")


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


def errors(answer: Any) -> list[str]:
    """Return the lines of a page's summary of errors, as they are read."""
    page = answer.content.decode()
    found = re.search(r'<div class="errors".*?</div>', page, re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []
    return [" ".join(re.sub(r"<[^>]+>", "", line).split()) for line in lines]


@pytest.mark.parametrize(
    ("address", "changed", "said"),
    [
        (BRAND, {"colour": "#ffcc00"}, [
            "Färg: #ffcc00 är för ljus för vit text. Välj en mörkare färg: kontrasten ska vara minst 4,5."]),
        (BRAND, {"dark_colour": "#111111"}, [
            ("Färg i mörkt läge: #111111 är för mörk mot mörk bakgrund. "
            "Välj en ljusare färg: kontrasten ska vara minst 4,5.")]),
        (BRAND, {"colour": "röd"}, ["Färg: Skriv en färg som # och sex tecken, till exempel #8f2f1c."]),
        (ORDINARY, {"answering_0": "-2", "signing_0": "", "signing_1": ""}, [
            "Svarstid: Skriv ett heltal från 1.", "Tid att skriva under: Fyll i fältet."]),
        (ORDINARY, {"advertising_0": "", "advertising_1": ""}, [
            "Annonseringstid: Uthyrningssättet behöver en annonseringstid."]),
        (ORDINARY, {"method": "first_come"}, [
            "Visningstid: Först till kvarn har ingen visningstid, och ordningen är intresseanmälans tid."]),
        (ORDINARY, {"round_size": ""}, [
            ("Erbjudanden per omgång: Fyll i ett antal. Det kan bara lämnas åt personalen när personalen också väljer "
            "vem som får bostaden.")]),
        (ORDINARY, {"round_size": "501"}, ["Erbjudanden per omgång: Talet får vara högst 500."]),
        (ORDINARY, {"queue": "nobody"}, ["Kö: Välj ett av alternativen."]),
        (ORDINARY, {"requirements.1": "age"}, ["Grundkrav 2: Det här står redan på en rad ovanför."]),
        (ORDINARY, {"viewing_0": "2000"}, ["Visningstid: Perioden är för lång. Längden får vara högst 1200."]),
        (url("part", "queues", "housing"), {"register_age": "-1"}, [
            "Ålder för att ställa sig i kö: Talet får vara lägst 0."]),
        (url("part", "queues", "housing"), {"name.sv": "a\x00b"}, [
            "Namn, på svenska: Texten innehåller tecken som inte kan visas. Skriv om den."]),
        (url("part", "requirements", "household"), {"limits.0.persons": "0"}, [
            "Gränser 1, personer: Talet får vara lägst 1."]),
        (url("part", "normal_amounts", "2026"), {"single": "6 243,50"}, ["Ensamstående: Skriv ett heltal."]),
    ],
)  # fmt: skip
def test_a_refusal_stands_at_its_field_and_what_was_typed_stays(
    town: World, address: str, changed: dict[str, str], said: list[str]
) -> None:
    client = begun(town)
    before = draft_of(town).source
    fields = form_of(client.get(address)) | changed
    answer = client.post(address, fields)
    assert (answer.status_code, errors(answer)) == (422, said)
    kept = form_of(answer)
    offered = {"queue", "name.sv"}  # a list offers what it has, and NUL is no sign that a page could hold
    assert {name: kept[name] for name in changed if name not in offered} == {
        name: [value] for name, value in changed.items() if name not in offered
    }
    assert draft_of(town).source == before


def test_what_only_the_whole_can_refuse_is_saved_and_told_at_the_top_of_every_page(town: World) -> None:
    client = begun(town)
    sure = url("remove", "requirements", "income")
    assert client.post(sure, form_of(client.get(sure), "seen")).status_code == 303
    said = "Uthyrningssätt, Vanlig uthyrning: Grundkrav: grundkravet income finns inte."
    for page in (url(), ORDINARY, BRAND, url("difference"), url("preview"), url("publish"), url("try")):
        assert said in client.get(page).content.decode(), page
    refused = client.post(
        url("publish"), {"fran": "2026-06-01", "seen": form_of(client.get(url("discard")), "seen")["seen"]}
    )
    assert (refused.status_code, versions(town)) == (422, [1])
    still = saves(client, BRAND, colour="#5b2a86")
    assert (still.status_code, still["Location"]) == (303, BRAND)
    for scheme in ("ordinary", "senior", "direct"):
        page = url("part", "schemes", scheme)
        number = next(name for name, value in form_of(client.get(page)).items() if value == ["income"])
        saved = saves(client, page, **{number: ""})
    assert saved["Location"] == url()
    assert said not in client.get(url()).content.decode()


def test_the_short_name_of_the_landlord_is_never_changed(town: World) -> None:
    client = begun(town)
    answer = saves(client, url("section", "landlord"), slug="grannen", name="Koppar AB")
    assert (answer.status_code, data_of(town)["landlord"]["slug"], data_of(town)["landlord"]["name"]) == (
        303, "kopparstaden", "Koppar AB",
    )  # fmt: skip


def test_html_in_a_name_is_words_everywhere(town: World) -> None:
    client = begun(town)
    canary = '"><img src=x onerror=1>'
    assert saves(client, ORDINARY, name__sv=canary).status_code == 303
    for page in (url(), ORDINARY, url("difference"), url("preview"), url("publish"), url("new", "schemes"), url("try")):
        shown = client.get(page).content.decode()
        assert ("<img src=x" in shown, "&lt;img src=x" in shown) == (False, True), page


def test_somebody_elses_work_is_not_written_over_unseen(town: World) -> None:
    maria, dan = begun(town, "Maria"), inside(town, "Dan", "director")
    hers, his = form_of(maria.get(ORDINARY)), form_of(dan.get(ORDINARY))
    other = form_of(dan.get(BRAND))
    assert maria.post(ORDINARY, hers | {"answering_0": "5"}).status_code == 303
    late = dan.post(ORDINARY, his | {"answering_0": "7"})
    assert late.status_code == 422
    assert "Någon annan har sparat här sedan du öppnade sidan" in late.content.decode()
    assert data_of(town)["schemes"]["ordinary"]["answering"] == "5 workdays"
    assert dan.post(BRAND, other | {"colour": "#5b2a86"}).status_code == 303  # another place: both are kept
    again = form_of(late)
    assert again["answering_0"] == ["7"]
    assert dan.post(ORDINARY, again).status_code == 303
    kept = data_of(town)
    assert (kept["schemes"]["ordinary"]["answering"], kept["brand"]["colour"]) == ("7 workdays", "#5b2a86")
    stale = form_of(maria.get(url("discard")), "seen")
    saves(dan, BRAND, colour="#5b2a00")
    assert maria.post(url("discard"), stale).status_code == 303
    assert data_of(town)["brand"]["colour"] == "#5b2a00"


def test_a_name_that_is_taken_or_odd_is_refused(town: World) -> None:
    client = begun(town)
    for name, said in {
        "ordinary": "Det finns redan en del med det kortnamnet.",
        "Två Ord": "Skriv med små bokstäver",
        "../../etc": "Skriv med små bokstäver",
        "": "Fyll i ett kortnamn.",
        "a" * 41: "Kortnamnet är för långt.",
    }.items():
        answer = client.post(url("new", "schemes"), {"name": name, "copy": "ordinary"})
        assert (answer.status_code, said in answer.content.decode()) == (422, True), name
    there = url("part", "schemes", "ordinary")
    new = form_of(client.get(f"{url('part', 'schemes', 'quick')}?ny=1&av=ordinary"))
    assert client.post(there, new).status_code == 422  # `_seen` says that it is new, and it is not
    for nowhere in (
        url("part", "schemes", "none"), url("section", "nothing"), url("section", "schemes"), url("part", "brand", "x"),
        url("new", "brand"), url("remove", "schemes", "none"), url("part", "requirements", "new") + "?ny=1&slag=hat",
        url("part", "schemes", "Ö") + "?ny=1", url("difference") + "?mot=7",
    ):  # fmt: skip
        assert client.get(nowhere).status_code == 404, nowhere


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Välj en dag."),
        ("2026-05-11", "Dagen har passerat. Välj i dag eller en senare dag."),
        ("2126-05-20", "Dagen ligger mer än tre år bort. Kontrollera årtalet."),
        ("nästa vecka", "Skriv ett datum, till exempel 2026-12-23."),
    ],
)
def test_a_day_that_cannot_be_the_first_is_refused(town: World, day: str, said: str) -> None:
    client = begun(town)
    saves(client, ORDINARY, answering_0="5")
    seen = form_of(client.get(url("discard")), "seen")["seen"]
    for answer in (client.get(url("publish"), {"fran": day}), client.post(url("publish"), {"fran": day, "seen": seen})):
        assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert versions(town) == [1]


def test_a_draft_that_changes_nothing_or_was_changed_after_the_check_is_not_published(town: World) -> None:
    client = begun(town)
    check = client.get(url("publish"), {"fran": "2026-05-20"}).content.decode()
    assert "Utkastet är likadant som reglerna som redan finns. Ändra något innan du publicerar." in check
    saves(client, ORDINARY, answering_0="5")
    checked = form_of(client.get(url("publish"), {"fran": "2026-05-20"}), "fran")
    saves(client, ORDINARY, answering_0="9")
    refused = client.post(url("publish"), checked)
    assert (refused.status_code, versions(town)) == (422, [1])
    assert "Någon annan har sparat här" in refused.content.decode()


def test_a_queue_in_which_somebody_stands_is_not_dropped(town: World) -> None:
    town.person("Anna", born="19500101", queue="senior")
    client = begun(town)
    for section, name in (("schemes", "senior"), ("queues", "senior")):
        sure = url("remove", section, name)
        assert client.post(sure, form_of(client.get(sure), "seen")).status_code == 303
    seen = form_of(client.get(url("discard")), "seen")["seen"]
    refused = client.post(url("publish"), {"fran": "2026-05-20", "seen": seen})
    assert (refused.status_code, versions(town)) == (422, [1])
    assert "En kö som har sökande kan inte tas bort." in refused.content.decode()


def test_a_version_that_has_not_begun_gives_way_to_a_later_one(town: World, clock: Clock) -> None:
    client = begun(town)
    saves(client, ORDINARY, answering_0="5")
    client.post(url("publish"), form_of(client.get(url("publish"), {"fran": "2026-07-01"}), "fran"))
    client.post(url("start"))
    saves(client, ORDINARY, answering_0="3")
    check = client.get(url("publish"), {"fran": "2026-06-01"})
    assert "Version 2 är publicerad men börjar gälla först onsdag 1 juli 2026." in " ".join(
        check.content.decode().split()
    )
    assert client.post(url("publish"), form_of(check, "fran")).status_code == 303
    answering = {}
    for number, day in {"A1": "05-20 09:00", "A2": "06-02 09:00", "A3": "07-02 09:00"}.items():
        listing = town.listing(number=number, publish=at(day))
        assert listing.ruleset is not None
        answering[day] = listing.ruleset.version
    assert answering == {"05-20 09:00": 1, "06-02 09:00": 3, "07-02 09:00": 3}


def test_pages_of_a_draft_that_is_gone_lead_to_where_one_begins(town: World) -> None:
    client = begun(town)
    fields = form_of(client.get(ORDINARY))
    assert client.post(url("discard"), form_of(client.get(url("discard")), "seen")).status_code == 303
    for answer in (
        client.get(ORDINARY),
        client.post(ORDINARY, fields),
        client.get(url("publish")),
        client.get(url("try")),
    ):
        assert (answer.status_code, answer["Location"]) == (303, url())
    assert "Det finns inget utkast" in client.get(url()).content.decode()


def test_another_landlords_draft_is_nowhere(town: World) -> None:
    neighbour = other_landlord()
    saves(begun(neighbour, "Gun"), BRAND, colour="#123456")
    client = inside(town)
    assert "Det finns inget utkast" in client.get(url()).content.decode()
    assert client.get(BRAND).status_code == 303
    with town.scope():
        assert the_draft() is None
    client.post(url("start"))
    assert data_of(town)["brand"]["colour"] == "#8f2f1c"
