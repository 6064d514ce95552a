"""An interest, an answer and a signature without a mouse: the ring is always seen, and nothing holds one fast."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from letting.models import Listing
from tests.browser.conftest import WHOLE
from tests.browser.hands import Hands
from tests.browser.portal import Portal
from tests.browser.walker import Walker

LAST_FREE = "Slaggatan 40"


@pytest.mark.parametrize("portal", [WHOLE], indirect=True)
def test_the_binding_acts_are_done_by_keyboard_alone(portal: Portal, chromium: Browser) -> None:
    walker = Walker(portal, chromium)
    find_and_want(Hands(walker.page_of("Cecilia")), portal)
    answer(Hands(walker.page_of("Cecilia")))
    sign(Hands(walker.page_of("Anna")))
    assert walker.faults == []


def find_and_want(cecilia: Hands, portal: Portal) -> None:
    """Past the header, a filter that answers in place, a heart that stays under one's finger, and the interest."""
    cecilia.goes_to("/lediga/")
    cecilia.tabs_to("Hoppa till innehållet")
    cecilia.presses()
    cecilia.stands_on("#main")
    cecilia.tabs_to("Filtrera och sortera")
    cecilia.presses()
    cecilia.tabs_to("Minst antal rum")
    cecilia.presses("End")
    expect(cecilia.page.locator("#live")).to_have_text("10 lediga bostäder")
    cecilia.stands_on("[name=rooms_from]")
    cecilia.tabs_to("Favorit: ")
    cecilia.presses()
    expect(cecilia.page.locator(".heart__button[aria-pressed=true]")).to_be_focused()
    cecilia.presses("Shift+Tab")
    expect(cecilia.page.get_by_role("link", name=LAST_FREE, exact=True)).to_be_focused()
    cecilia.is_led_by()
    cecilia.tabs_to("Anmäl intresse")
    cecilia.is_led_by()
    cecilia.sees("Du har anmält intresse")
    with portal.world.scope():
        assert Listing.objects.get(unit__number="L39").interests.filter(person__given_name="Cecilia").exists()


def answer(cecilia: Hands) -> None:
    """From the overview's ticket to a yes that is kept."""
    cecilia.goes_to("/mina-sidor/")
    cecilia.tabs_to("Ja, jag är intresserad")
    cecilia.is_led_by()
    cecilia.tabs_to("Tacka ja till Stigaregatan 3")
    cecilia.is_led_by()
    cecilia.sees("Du har tackat ja och står i tur till Stigaregatan 3")


def sign(anna: Hands) -> None:
    """The boxes forgotten: one is led to what is wrong, from there to the first box, and then it goes."""
    anna.goes_to("/mina-sidor/")
    anna.tabs_to("Läs och skriv under avtalet")
    anna.is_led_by()
    anna.tabs_to("Skriv under hyresavtalet")
    anna.is_led_by()
    anna.stands_on(".errors")
    anna.tabs_to("Jag ska bo i bostaden och vara folkbokförd där: Kryssa i rutan")
    anna.presses()
    expect(anna.page.locator("main input[type=checkbox]").first).to_be_focused()
    anna.presses("Space")
    for promise in ("Jag ska ha en hemförsäkring", "Jag har läst avtalet"):
        anna.tabs_to(promise)
        anna.presses("Space")
    anna.tabs_to("Skriv under hyresavtalet")
    anna.is_led_by()
    anna.sees("Välkommen hem till Åsgatan 14")
