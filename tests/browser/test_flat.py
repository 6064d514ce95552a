"""A flat's page and the statistics at a browser: wide and narrow, with the script and without, by the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tenants import clock
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor, content_of
from tests.pages.let_before import let_before


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (360, False)])
def test_a_visitor_reads_a_flat_counts_double_rent_and_looks_at_the_statistics(
    portal: Portal, visit: Callable[..., Visitor], width: int, javascript: bool
) -> None:
    now = clock.now()
    listing = portal.world.listing(publish=now, move_in=now.date() + timedelta(days=60))
    let_before(portal.world, 365, 1095, 1826, 2557, 3653, on=now.date() - timedelta(days=100), days_empty=4)
    ulla = visit("Ulla", width=width, javascript=javascript)

    ulla.goes_to(f"/lediga/{listing.pk}/")
    ulla.sees("Hälften fick hyra med 5 år i kö (1 826 poäng) eller mindre.")
    ulla.page.get_by_text("Räkna ut dubbel hyra").focus()
    ulla.page.locator("summary", has_text="Räkna ut dubbel hyra").click()
    ulla.writes(rent="en massa")
    ulla.presses("Räkna")
    ulla.sees("Skriv ett helt tal med siffror.")
    expect(ulla.page.locator("[name=rent]")).to_have_value("en massa")
    ulla.writes(rent="6 500 kr")
    ulla.presses("Räkna")
    ulla.sees("Din gamla bostad betalar du till och med")
    assert b"BEGIN:VEVENT" in ulla.downloads("Lägg in datumen i din kalender")

    ulla.follows("Se statistik för alla områden och storlekar")
    ulla.sees("Hälften av dem som fick hyra hade stått i kö i 5 år eller kortare.")
    table = ulla.page.locator("section", has=ulla.page.locator("#kotid-omrade"))
    table.locator("summary").click()
    ulla.looks_around()
    expect(table.get_by_role("row", name="Centrum")).to_contain_text("5 år")
    with ulla.page.expect_download() as coming:
        table.get_by_role("link", name="Ladda ner som kalkylblad").click()
    assert b"Centrum;5;1095;1826;2557" in content_of(coming.value)


def test_staff_look_at_the_statistics_with_nothing_broken(portal: Portal, visit: Callable[..., Visitor]) -> None:
    let_before(portal.world, 365, 1095, on=clock.now().date() - timedelta(days=100), days_empty=4)
    portal.staff()
    eva = visit("Eva")
    eva.logs_in_with_one_click()
    eva.goes_to("/admin/letting/listing/statistik/")
    eva.sees("Kötid som behövdes, per område och storlek", "Hyra för dagar utan hyresgäst", "2 rum och kök")


DROP = """(field) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File(["a"], "intyg.pdf"));
  dropped.items.add(new File(["b"], "lön.pdf"));
  field.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
  return [...field.querySelector("input").files].map((file) => file.name);
}"""


def test_a_dialog_gives_the_focus_back_and_dropped_files_are_chosen(
    portal: Portal, visit: Callable[..., Visitor]
) -> None:
    ulla = visit("Ulla")
    ulla.goes_to("/stil/")
    opener = ulla.page.get_by_role("link", name="Öppna en dialog")
    opener.focus()
    ulla.page.keyboard.press("Enter")
    expect(ulla.page.get_by_role("dialog", name="Planritning")).to_be_visible()
    ulla.looks_around()
    ulla.page.keyboard.press("Escape")
    expect(ulla.page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()
    field = ulla.page.locator(".field:has(input[type=file])")
    assert field.evaluate(DROP) == ["intyg.pdf"], "the field takes one file"
