"""The open data and what shuts people out, at a browser: wide and narrow, with the script and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tenants import clock
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (360, False)])
def test_a_visitor_reads_of_the_data_and_tells_of_a_barrier(
    portal: Portal, visit: Callable[..., Visitor], width: int, javascript: bool
) -> None:
    now = clock.now()
    portal.world.listing(publish=now)
    ulla = visit("Ulla", width=width, javascript=javascript)

    ulla.goes_to("/lediga/")
    ulla.follows("Öppna data", within="footer")
    ulla.sees("GET /api/v1/listings/{id}", "Minst antal rum")
    ulla.page.locator("section:has(#listing) summary").click()
    ulla.looks_around()
    ulla.sees("pictures[].url")

    ulla.follows("Tillgänglighet", within="footer")
    ulla.follows("Berätta om ett hinder")
    ulla.writes(page="Lediga bostäder", email="ulla")
    ulla.presses("Skicka")
    ulla.sees("Skriv vad som inte fungerar.", "Skriv en hel e-postadress")
    ulla.writes(text="Kartan går inte att nå med tangentbordet.", email="ulla@example.se")
    ulla.presses("Skicka")
    ulla.sees("Tack, vi har fått det")

    if javascript and width > 1000:
        portal.staff("Eva")
        eva = visit("Eva", width=width)
        eva.logs_in_with_one_click()
        eva.goes_to("/admin/")
        eva.follows("Lediga bostäder")
        eva.sees("Kartan går inte att nå med tangentbordet.", "ulla@example.se")
        eva.writes(text="Nu går den att nå med tabbtangenten.")
        eva.presses("Spara och skicka svaret")
        eva.sees("Svaret är sparat och skickat.")
