"""The next rules, from a draft to a listing that follows them, through the admin's front door."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tenants.drafting import places, plain
from tenants.drafts import the_draft
from tenants.models import Event, Role, Ruleset
from tenants.rulesets import parse, presets
from tests.cast import STAFF, Clock, World, at, make_world
from tests.pages.ruleset_scenes import begun, data_of, draft_of, form_of, inside, saves, url, versions


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


ORDINARY = ("part", "schemes", "ordinary")


def test_jour_23_an_evenings_work_becomes_rules_that_later_listings_follow_and_the_running_one_does_not(
    town: World, clock: Clock
) -> None:
    running = town.listing()
    client = begun(town)
    assert saves(client, url(*ORDINARY), answering_0="5", answering_1="days").status_code == 303
    difference = client.get(url("difference")).content.decode()
    assert ("2 arbetsdagar" in difference, "5 dagar" in difference) == (True, True)
    preview = client.get(url("preview")).content.decode()
    assert "Andra datum" in preview
    check = client.get(url("publish"), {"fran": "2026-05-20"})
    said = " ".join(check.content.decode().split())
    assert "Version 2 gäller från onsdag 20 maj 2026" in said
    assert "1 uthyrning som pågår följer sina egna regler till slutet." in said
    published = client.post(url("publish"), form_of(check, "fran"))
    with town.scope():
        newest = Ruleset.objects.get(version=2)
        assert the_draft() is None
        told = Event.objects.filter(subject=f"tenants.landlord:{town.pk}").order_by("pk")
        kinds = list(told.values_list("kind", flat=True))
    assert (published.status_code, published["Location"]) == (
        303,
        reverse("admin:tenants_ruleset_change", args=[newest.pk]),
    )
    assert kinds == ["ruleset.imported", "ruleset.draft_started", "ruleset.imported"]
    assert (newest.valid_from, newest.rules.schemes["ordinary"].answering) == (
        date(2026, 5, 20),
        parse(newest.source).schemes["ordinary"].answering,
    )
    listed = client.get(reverse("admin:tenants_ruleset_changelist")).content.decode()
    assert ("Maria" in listed, "portalen" in listed) == (True, True)
    before, after = (
        town.listing(number=number, publish=moment)
        for number, moment in {"A2": at("05-19 09:00"), "A3": at("05-20 09:00")}.items()
    )
    follows = {listing.unit.number: listing.ruleset.version for listing in (town.see(running), before, after)}
    assert follows == {"A1": 1, "A2": 1, "A3": 2}


@pytest.mark.parametrize("slug", sorted(presets()))
def test_every_ruleset_that_ships_goes_through_every_form_unchanged(db: None, clock: Clock, slug: str) -> None:
    town = make_world(slug)
    client = begun(town)
    whole = data_of(town)
    before = parse(presets()[slug].read_text(encoding="utf-8"))
    for place in places(whole):
        address = url("part", place.section.key, place.name) if place.name else url("section", place.section.key)
        answer = client.post(address, form_of(client.get(address)))
        assert answer.status_code == 303, (place.key, answer.content.decode())
        assert parse(draft_of(town).source) == before, place.key
    assert data_of(town) == whole == plain(before)


def test_a_part_is_added_as_a_copy_and_another_taken_out(town: World) -> None:
    client = begun(town)
    page = client.get(url("new", "schemes"), {"av": "ordinary"}).content.decode()
    assert '<option value="ordinary" selected>' in page
    asked = client.post(url("new", "schemes"), {"name": "quick", "copy": "ordinary"})
    assert asked.status_code == 303
    assert "quick" not in data_of(town)["schemes"]
    answer = saves(client, asked["Location"], name__sv="Snabb uthyrning", viewing_0="1")
    assert answer.status_code == 303
    copied = data_of(town)["schemes"]
    assert copied["quick"] == copied["ordinary"] | {
        "name": {"sv": "Snabb uthyrning", "en": "Ordinary letting"}, "viewing": "1 workdays",
    }  # fmt: skip
    sure = url("remove", "schemes", "senior")
    assert client.post(sure, form_of(client.get(sure), "seen")).status_code == 303
    left = data_of(town)
    assert ("senior" in left["schemes"], "schemes.senior.signing" in left["assumed"]) == (False, False)
    overview = client.get(url()).content.decode()
    for words in ("Snabb uthyrning", "Borttagen"):
        assert words in overview


def test_a_requirement_is_made_of_its_kind(town: World) -> None:
    client = begun(town)
    without = client.post(url("new", "requirements"), {"name": "legitimation", "copy": "", "kind": ""})
    assert (without.status_code, "Välj ett slag" in without.content.decode()) == (422, True)
    asked = client.post(url("new", "requirements"), {"name": "legitimation", "copy": "", "kind": "identity"})
    assert saves(client, asked["Location"]).status_code == 303
    assert data_of(town)["requirements"]["legitimation"] == {"kind": "identity", "needed": "required"}


def test_an_optional_part_is_there_when_it_is_ticked(town: World) -> None:
    client = begun(town)
    strict = {"strikes.count": "3", "strikes.blocked_for_0": "3", "strikes.blocked_for_1": "months"}
    housing = url("part", "queues", "housing")
    fields = form_of(client.get(housing)) | strict
    forgotten = client.post(housing, fields)
    said = "Kryssa i den här rutan om det du har fyllt i ska gälla"
    assert (forgotten.status_code, said in forgotten.content.decode()) == (422, True)
    assert client.post(housing, fields | {"strikes._on": "on"}).status_code == 303
    assert data_of(town)["queues"]["housing"]["strikes"] == {"count": 3, "blocked_for": "3 months"}
    assert saves(client, housing, strikes___on=None).status_code == 303
    assert "strikes" not in data_of(town)["queues"]["housing"]


def test_rows_are_added_emptied_and_ticked_to_go(town: World) -> None:
    client = begun(town)
    household = url("part", "requirements", "household")
    new = {"limits__5__up_to_area": "150,5", "limits__5__persons": "12"}
    assert saves(client, household, limits__0___gone="on", **new).status_code == 303
    limits = data_of(town)["requirements"]["household"]["limits"]
    assert (len(limits), limits[0]["up_to_area"], limits[-1]) == (
        5,
        70.0,
        {"up_to_area": 150.5, "persons": 12, "small_children": 0},
    )
    calendar = url("section", "calendar")
    assert saves(client, calendar, closed_days="2026-12-23\r\n\r\n2026-12-28").status_code == 303
    assert data_of(town)["calendar"]["closed_days"] == [date(2026, 12, 23), date(2026, 12, 28)]


def test_values_are_marked_as_assumed_and_confirmed(town: World) -> None:
    client = begun(town)
    ordinary = url(*ORDINARY)
    fields = form_of(client.get(ordinary))
    assert fields["_assumed"] == ["schemes.ordinary.signing"]
    stranger = "queues.housing.register_age"
    answer = client.post(ordinary, fields | {"_assumed": ["schemes.ordinary.viewing", stranger, "no.such.key"]})
    assert answer.status_code == 303
    assumed = data_of(town)["assumed"]
    assert ("schemes.ordinary.signing" in assumed, assumed[-1], assumed.count(stranger)) == (
        False,
        "schemes.ordinary.viewing",
        1,
    )
    difference = client.get(url("difference")).content.decode()
    for words in ("Antagna uppgifter", "bekräftat", "Uthyrningssätt, Vanlig uthyrning: Visningstid"):
        assert words in difference


PAGES = ("", "difference", "preview", "publish", "text", "try", "discard")


@pytest.mark.parametrize("role", [Role.OFFICER, Role.READER, Role.CARETAKER])
def test_only_the_heads_change_the_rules(town: World, role: str) -> None:
    begun(town, "Maria")
    before = draft_of(town).source
    client = inside(town, "Rut", role)
    addresses = [*(url(page) for page in PAGES), url(*ORDINARY), url("new", "schemes"), url("section", "brand")]
    addresses.append(url("remove", "schemes", "senior"))
    assert {client.get(address).status_code for address in addresses} == {403}
    posts = [*addresses, url("start"), url("rebase")]
    assert {client.post(address, {"fran": "2026-06-01", "seen": ""}).status_code for address in posts} == {403}
    assert (draft_of(town).source, versions(town)) == (before, [1])
    with town.scope():
        ruleset = Ruleset.objects.get()
    shown = client.get(reverse("admin:tenants_ruleset_change", args=[ruleset.pk])).content.decode()
    assert ("4 arbetsdagar" in shown, "Ändra reglerna i ett utkast" in shown) == (True, False)


def test_a_version_and_the_draft_are_downloaded_as_they_are(town: World) -> None:
    client = begun(town)
    with town.scope():
        ruleset = Ruleset.objects.get()
    file = client.get(reverse("admin:tenants_ruleset_file", args=[ruleset.pk]))
    assert (file.content.decode(), "regelverk-version-1.toml" in file["Content-Disposition"]) == (ruleset.source, True)
    assert parse(client.get(url("file")).content.decode()) == ruleset.rules


def test_no_page_of_the_editor_asks_the_database_more_than_twelve_times(town: World) -> None:
    client = begun(town)
    saves(client, url(*ORDINARY), answering_0="5")
    client.get("/admin/")
    asked: dict[str, Any] = {}
    for address in [
        *(url(page) for page in PAGES),
        url(*ORDINARY),
        url("new", "schemes"),
        url("publish") + "?fran=2026-06-01",
    ]:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        own = [row["sql"] for row in queries.captured_queries if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        asked[address] = len(own)
    assert {address: number for address, number in asked.items() if number > 12} == {}


def test_the_portal_itself_may_write_a_version_while_a_draft_is_open(town: World) -> None:
    from tenants.landlords import write_version

    client = begun(town)
    saves(client, url(*ORDINARY), answering_0="5")
    with town.scope():
        newer = Ruleset.objects.get().source.replace("round_size = 10", "round_size = 7")
        write_version(newer, valid_from=date(2026, 5, 12), by=STAFF, now=at("05-12 11:00"))
    page = client.get(url()).content.decode()
    assert "Reglerna har ändrats sedan utkastet började" in page
    refused = client.post(
        url("publish"), {"fran": "2026-05-20", "seen": form_of(client.get(url("discard")), "seen")["seen"]}
    )
    assert (refused.status_code, versions(town)) == (422, [1, 2])
    assert client.post(url("rebase")).status_code == 303
    ordinary = data_of(town)["schemes"]["ordinary"]
    assert (ordinary["round_size"], ordinary["answering"]) == (7, "5 workdays")
    check = client.get(url("publish"), {"fran": "2026-05-20"})
    assert client.post(url("publish"), form_of(check, "fran")).status_code == 303
    assert versions(town) == [1, 2, 3]
