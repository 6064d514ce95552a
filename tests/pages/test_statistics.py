"""Statistics for anyone and for the office: what is told, what is held back, the filters, the files."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from letting.statistics.panels import Panel
from tenants.models import Event, Role
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.let_before import let_before
from tests.pages.office import inside, queries
from tests.pages.test_public_pages import text_of

PUBLIC = "/statistik/"
OFFICE = "/admin/letting/listing/statistik/"
PANELS = ["kotid-ar", "kotid-omrade", "kotid-storlek", "uthyrningar", "erbjudanden", "till-avtal", "tomma-dagar"]
ONLY_OFFICE = ["kostnad", "kotid-omrade-storlek", "tomma-dagar-omrade", "till-avtal-satt"]
MOST_QUERIES = 12


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    return make_world()


@pytest.fixture
def anyone(world: World) -> Client:
    return Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")


def panels(client: Client, path: str) -> dict[str, Panel]:
    return {panel.pk: panel for panel in client.get(path).context["figures"].panels}


def rows(client: Client, path: str, pk: str) -> list[list[str]]:
    """Return the shown rows of a panel, their gaps made plain."""
    found = panels(client, path)[pk].rows
    return [[cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row] for row in found]


def test_the_queue_time_that_was_needed_is_told_by_year_area_and_size(world: World, anyone: Client) -> None:
    let_before(world, 365, 730, 1095, 1461, 1826)
    let_before(world, 3653, 3653, 3653, 3653, 3653, on=date(2026, 2, 2), area="Norr", rooms=3)
    assert rows(anyone, PUBLIC, "kotid-ar") == [
        ["2025", "5", "2 år", "3 år", "4 år"],
        ["2026", "5", "10 år", "10 år", "10 år"],
    ]
    assert [row[0] for row in rows(anyone, PUBLIC, "kotid-omrade")] == ["Centrum", "Norr"]
    assert [row[0] for row in rows(anyone, PUBLIC, "kotid-storlek")] == ["2 rum och kök", "3 rum och kök"]
    words = text_of(anyone.get(PUBLIC))
    assert "Hälften av dem som fick hyra hade stått i kö i 7 år 6 mån eller kortare." in words
    assert "Det bygger på 10 uthyrningar där kötiden avgjorde." in words


def test_what_rests_on_fewer_than_five_is_not_told_to_anyone_but_to_the_office(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400, 500)
    let_before(world, 9000, 9000, 9000, 9000, area="Norr")
    hidden = ["Norr", "färre än 5", "–", "–", "–"]
    assert rows(anyone, PUBLIC, "kotid-omrade")[1] == hidden
    file = anyone.get(f"{PUBLIC}kotid-omrade.csv").content.decode()
    assert file.splitlines()[1:] == ["Centrum;5;200;300;400", "Norr;;;;"]
    assert rows(inside(world), OFFICE, "kotid-omrade")[1] == ["Norr", "4", "24 år 8 mån", "24 år 8 mån", "24 år 8 mån"]


def test_a_town_with_few_lettings_tells_no_queue_time_at_all(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400)
    page = anyone.get(PUBLIC)
    assert page.context["figures"].needed is None
    assert "24 år" not in text_of(page)
    assert "I korthet" not in text_of(page)


def test_a_few_lettings_or_answers_are_said_to_be_few_and_none_to_be_none(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400, on=date(2024, 3, 1), declined=1, expired=2)
    few, none = ["färre än 5", "–"], ["0", "0 %"]
    assert rows(anyone, PUBLIC, "uthyrningar") == [["2024", *few]]
    assert rows(anyone, PUBLIC, "erbjudanden") == [
        ["Skrev under", *few], ["Tackade nej", *few], ["Svarade inte", "8", "50 %"], ["Drog sig ur", *none],
        ["Klarade inte kontrollen", *none], ["Skrev inte under i tid", *none],
        ["Någon som stod före fick bostaden", *none],
    ]  # fmt: skip
    assert anyone.get(f"{PUBLIC}uthyrningar.csv").content.decode().splitlines()[1:] == ["2024;;"]
    assert rows(inside(world), OFFICE, "uthyrningar") == [["2024", "4", "100 %"]]


def test_without_lettings_the_page_says_what_it_will_tell(anyone: Client, world: World) -> None:
    assert "När bostäder har hyrts ut syns det här hur lång kötid som behövdes." in text_of(anyone.get(PUBLIC))
    assert "Uthyrningen syns här när avtalet har skrivits under." in text_of(inside(world).get(OFFICE))


def test_answers_days_and_lettings_are_counted(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400, None, declined=3, expired=1, withdrawn=1, days_to_lease=14, days_empty=10)
    assert rows(anyone, PUBLIC, "erbjudanden") == [
        ["Skrev under", "5", "17 %"], ["Tackade nej", "15", "50 %"], ["Svarade inte", "5", "17 %"],
        ["Drog sig ur", "5", "17 %"], ["Klarade inte kontrollen", "0", "0 %"], ["Skrev inte under i tid", "0", "0 %"],
        ["Någon som stod före fick bostaden", "0", "0 %"],
    ]  # fmt: skip
    assert rows(anyone, PUBLIC, "till-avtal") == [["2025", "5", "14 dagar", "14 dagar", "14 dagar"]]
    assert rows(anyone, PUBLIC, "tomma-dagar") == [["2025", "5", "10 dagar", "10 dagar", "10 dagar"]]
    assert rows(anyone, PUBLIC, "uthyrningar") == [["2025", "5", "100 %"]]
    assert rows(inside(world), OFFICE, "kostnad") == [["2025", "12 000", "100 %"]]


def test_filters_in_the_url_choose_queue_kind_and_year_and_follow_into_the_files(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400, 500)
    let_before(world, 900, 900, 900, 900, 900, on=date(2026, 3, 2), scheme="senior")
    let_before(world, *[10] * 5, kind="storage", rooms=0)

    def counted(query: str) -> int:
        found = anyone.get(f"{PUBLIC}?{query}").context["figures"]
        return int(found.number)

    asked = ["", "queue=senior", "queue=housing", "kind=storage", "year=2026", "queue=housing&year=2026"]
    assert [counted(query) for query in asked] == [15, 5, 10, 5, 5, 0]
    page = anyone.get(f"{PUBLIC}?queue=senior")
    assert f'href="{PUBLIC}kotid-ar.csv?queue=senior"' in page.content.decode()
    file = anyone.get(f"{PUBLIC}kotid-ar.csv?queue=senior")
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    heads, row, _end = file.content.decode().split("\r\n")
    assert heads == "\ufeffÅr;Antal;Undre kvartil, dagar i kö;Median, dagar i kö;Övre kvartil, dagar i kö"
    assert row == "2026;5;900;900;900"


def test_a_filter_that_makes_no_sense_is_named_and_left_out(world: World, anyone: Client) -> None:
    let_before(world, 100)
    page = anyone.get(f"{PUBLIC}?queue=nix&kind=%00&year=1e9&x=<script>")
    assert page.context["figures"].asking.ignored[0] == "Kö: ”nix” finns inte att välja."
    assert (len(page.context["figures"].asking.ignored), page.context["figures"].number) == (3, 1)
    assert "<script>" not in page.content.decode()


def test_every_figure_has_a_chart_with_a_name_a_table_and_a_file(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400, 500, days_empty=3)
    eva = inside(world)
    for client, path, names in ((anyone, PUBLIC, PANELS), (eva, OFFICE, PANELS + ONLY_OFFICE)):
        html = client.get(path).content.decode()
        assert list(panels(client, path)) == names
        assert (html.count('<svg class="diagram"'), html.count("<table")) == (len(names), len(names))
        assert all(f'<title id="{name}-t">' in html and f'<desc id="{name}-d">' in html for name in names)
        assert " style=" not in html.split("<main")[1].split("</main>")[0] or client is eva
        assert {client.get(f"{path}{name}.csv").status_code for name in names} == {200}


def test_what_only_the_office_is_told_has_no_public_file(world: World, anyone: Client) -> None:
    let_before(world, 100, 200, 300, 400, 500, days_empty=3)
    answers = [anyone.get(f"{PUBLIC}{name}.csv").status_code for name in (*ONLY_OFFICE, "nix")]
    assert answers == [404] * 5
    assert inside(world).get(f"{OFFICE}nix.csv").status_code == 404
    assert "Hyra för dagar utan hyresgäst" not in text_of(anyone.get(PUBLIC))


def test_an_areas_name_is_no_formula_in_the_file(world: World, anyone: Client) -> None:
    let_before(world, 1, 2, 3, 4, 5, area="=HYPERLINK(1)")
    assert "\r\n'=HYPERLINK(1);5;" in anyone.get(f"{PUBLIC}kotid-omrade.csv").content.decode()


def test_the_office_sees_the_statistics_and_others_do_not(world: World, anyone: Client) -> None:
    assert inside(world, "Rolf", Role.READER).get(OFFICE).status_code == 200
    assert inside(world, "Carin", Role.CARETAKER).get(OFFICE).status_code == 403
    assert anyone.get(OFFICE).status_code == 302
    assert 'href="/admin/letting/listing/statistik/"' in inside(world).get("/admin/").content.decode()


def test_another_landlords_lettings_are_not_counted(world: World, anyone: Client) -> None:
    let_before(other_landlord(), 100, 200, 300, 400, 500)
    assert anyone.get(PUBLIC).context["figures"].number == 0


@pytest.mark.parametrize(("path", "most"), [(PUBLIC, 6), (OFFICE, 9)])
def test_the_pages_ask_as_much_with_a_hundred_lettings_as_with_one(world: World, path: str, most: int) -> None:
    client: Any = inside(world)
    let_before(world, 100)
    one = queries(client, path)
    for rooms in range(1, 5):
        let_before(world, *range(1000, 1024), rooms=rooms, area=f"Område {rooms}")
    assert len(queries(client, path)) == len(one) <= most <= MOST_QUERIES
    assert len(client.get(path).content) < 100_000


def test_looking_writes_nothing(world: World, anyone: Client) -> None:
    let_before(world, 100)
    with world.scope():
        before = Event.objects.count()
    assert [anyone.post(PUBLIC).status_code, anyone.post(f"{PUBLIC}kotid-ar.csv").status_code] == [405, 405]
    anyone.get(PUBLIC)
    with world.scope():
        assert Event.objects.count() == before


def test_the_statistics_are_in_english_for_whoever_asks(world: World) -> None:
    let_before(world, 100, 200, 300, 400, 500)
    english = Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="en")
    assert "How long a queue time is needed?" in text_of(english.get(PUBLIC))
