"""Finding a flat: with a mouse and a script, on a phone without one, and what is left when one comes back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tenants import clock
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

PASSWORD = "smultron och hallon"
Visit = Callable[..., Visitor]


@pytest.fixture
def town(portal: Portal) -> Portal:
    """Three flats around Falun, two of them close together."""
    places = (
        ("Lilla gatan 2", 1, "Söder", 60.590),
        ("Stora gatan 1", 3, "Norr", 60.620),
        ("Norra gatan 5", 2, "Norr", 60.6205),
    )
    for number, (street, rooms, area, latitude) in enumerate(places):
        unit = portal.world.unit(
            f"N{number}", street=street, rooms=rooms, area=area, latitude=latitude, longitude=15.63 + number / 500
        )
        portal.world.listing(unit, publish=clock.now())
    portal.applicant("Anna", password=PASSWORD)
    return portal


def test_filters_answer_at_once_keep_the_place_and_are_said_aloud(town: Portal, visit: Visit) -> None:
    anna = visit("Anna")
    anna.goes_to("/lediga/")
    page = anna.page
    page.get_by_text("Filtrera och sortera").click()
    page.get_by_label("Minst antal rum").focus()
    page.get_by_label("Minst antal rum").select_option("2")
    expect(page.locator("#count")).to_have_text("2 lediga bostäder")
    expect(page.locator("#live")).to_have_text("2 lediga bostäder")
    expect(page).to_have_url(re.compile("rooms_from=2"))
    expect(page.get_by_label("Minst antal rum")).to_be_focused()
    page.get_by_role("checkbox", name="Norr").check()
    expect(page).to_have_url(re.compile("area=Norr"))
    expect(page.locator(".found__list .cards > li")).to_have_count(2)
    anna.looks_around()
    anna.follows("Ta bort: Minst 2 rum")
    anna.sees("2 lediga bostäder", "Stora gatan 1")
    anna.follows("2 lediga nära varandra: Norr")
    anna.follows("Norra gatan 5, 2 rum och kök")
    anna.sees("Fakta")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_hearts_searches_and_what_nothing_fits_by_keyboard_and_press(town: Portal, visit: Visit, dark: bool) -> None:
    anna = visit("Anna", width=320 if dark else 1280)
    anna.page.emulate_media(color_scheme="dark" if dark else "light")
    anna.logs_in_with_one_click()
    anna.goes_to("/lediga/")
    heart = anna.page.get_by_role("button", name="Favorit: Norra gatan 5")
    heart.focus()
    anna.page.keyboard.press("Enter")
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(heart).to_be_focused()
    anna.looks_around()
    anna.goes_to("/mina-sidor/favoriter/")
    anna.sees("Norra gatan 5", "Ledig", "Anmäl intresse senast")
    anna.goes_to("/lediga/?rooms_from=3&area=Söder")
    anna.sees("Inget passar just nu", "Utan ”Område”: 1 bostad")
    anna.follows("Bevaka sökningen")
    anna.presses("Spara bevakningen")
    anna.sees("Bevakningen är sparad", "Söder, minst 3 rum", "0 passar just nu")
    anna.presses("Pausa Söder, minst 3 rum")
    anna.sees("Pausad")
    anna.goes_to("/mina-sidor/")
    anna.sees("1 favorit", "1 bevakning", "1 är pausad")


def test_everything_works_on_a_phone_without_a_script(town: Portal, visit: Visit) -> None:
    anna = visit("Anna", width=360, javascript=False)
    anna.goes_to("/lediga/")
    anna.follows("Karta")
    expect(anna.page.locator(".map > svg")).to_be_visible()
    expect(anna.page.locator(".found__list")).to_be_hidden()
    anna.follows("Lista")
    expect(anna.page.locator(".map > svg")).to_be_hidden()
    anna.page.get_by_text("Filtrera och sortera").click()
    anna.page.get_by_label("Minst antal rum").select_option("3")
    anna.presses("Visa bostäder")
    anna.sees("1 ledig bostad", "Stora gatan 1")
    anna.presses("Favorit: Stora gatan 1")
    anna.writes(login="anna@demo.kolapp.test", password=PASSWORD)
    anna.presses("Logga in")
    anna.sees("Spara Stora gatan 1 som favorit?")
    anna.presses("Spara som favorit")
    anna.sees("Stora gatan 1 är sparad bland dina favoriter.", "1 ledig bostad")
