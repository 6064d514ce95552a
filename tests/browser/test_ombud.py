"""Anna lets Bo act for her, and takes it back while he has a form open; each in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tenants import clock
from tests.browser.conftest import BANKID
from tests.browser.portal import Portal
from tests.cast import number_in_series


def test_bo_acts_for_anna_until_she_ends_it(portal: Portal, visit: Callable[..., Any]) -> None:
    portal.applicant("Anna", years=12)
    portal.applicant("Bo", years=2)
    flat = portal.world.listing(publish=clock.now()).pk
    anna, bo = visit("Anna", width=360), visit("Bo", javascript=False)
    anna.logs_in_with_one_click()
    anna.goes_to("/mina-sidor/uppgifter/")
    anna.follows("Gå till ombud")
    anna.follows("Be någon vara ditt ombud")
    anna.presses("Skicka frågan")
    anna.sees("Välj vad ombudet får göra.")
    anna.writes(who=number_in_series("19900101", BANKID["Bo"]))
    anna.page.get_by_label("Läsa och göra allt som jag kan göra på Mina sidor").check()
    anna.page.get_by_label("Jag samtycker till").check()
    anna.presses("Skicka frågan")
    anna.sees("Frågan är ställd.", "Den vars personnummer du skrev")

    bo.logs_in_with_one_click()
    bo.goes_to("/mina-sidor/ombud/")
    bo.follows("Läs och svara")
    bo.sees("Anna Test låter ombudet läsa och göra allt på Mina sidor hos Kopparstaden i sitt namn.")
    bo.ticks_every_box()
    bo.presses("Ja, jag vill")
    bo.presses("Företräd Anna Test")
    bo.sees("Du företräder Anna Test")
    bo.goes_to("/mina-sidor/uppgifter/")
    bo.sees("Det kan du inte göra som ombud")
    bo.goes_to(f"/lediga/{flat}/")
    bo.sees("Du företräder Anna Test")
    bo.presses("Anmäl intresse")
    bo.goes_to("/mina-sidor/intressen/")

    anna.goes_to("/mina-sidor/meddelanden/")
    anna.follows("Bo har gjort något åt dig")
    anna.sees("Bo, ditt ombud, har gjort det här åt dig:")
    anna.goes_to("/mina-sidor/ombud/")
    anna.follows("Avsluta")
    anna.presses("Avsluta nu")
    anna.sees("Uppdraget är avslutat från och med nu.")

    bo.goes_to("/mina-sidor/koer/")
    bo.sees("Uppdraget som ombud har upphört.")
    bo.sees_not("Du företräder")


def test_the_pages_of_an_ombud_on_a_telephone(portal: Portal, visit: Callable[..., Any]) -> None:
    """What the one without script has met, met by one who has it: accessible, and no wider than the window."""
    portal.applicant("Anna", years=12)
    portal.applicant("Bo", years=2)
    anna, bo = visit("Anna"), visit("Bo", width=320)
    anna.logs_in_with_one_click()
    anna.goes_to("/mina-sidor/ombud/fraga/")
    anna.writes(who=number_in_series("19900101", BANKID["Bo"]), ends_on="2030-12-31")
    anna.page.get_by_label("Bara läsa").check()
    anna.page.get_by_label("Jag samtycker till").check()
    anna.presses("Skicka frågan")
    bo.logs_in_with_one_click()
    bo.goes_to("/mina-sidor/ombud/")
    bo.follows("Läs och svara")
    bo.presses("Ja, jag vill")
    bo.sees("Kryssa i rutan")
    bo.ticks_every_box()
    bo.presses("Ja, jag vill")
    bo.presses("Företräd Anna Test")
    bo.sees("Du får läsa, men inte ändra.")
    bo.sends("/mina-sidor/meddelanden/alla-lasta/")
    bo.sees("Anna Test låter dig läsa, men inte ändra.")
    bo.page.emulate_media(color_scheme="dark")
    bo.goes_to("/mina-sidor/koer/")
    bo.presses("Sluta företräda", within=".acting")
    bo.goes_to("/mina-sidor/ombud/")
    bo.follows("Sluta vara ombud")
    bo.presses("Avsluta nu")
    anna.goes_to("/mina-sidor/ombud/")
    anna.sees("Avslutade")
