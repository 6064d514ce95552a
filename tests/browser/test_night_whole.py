"""A whole night with three browsers at once: a call at 23:40, a patrol that loses the net, the landlord at seven."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time
from io import BytesIO

import pytest
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from disturbance.models import Contact, Entry, NightReading
from tenants import clock
from tenants.core.calendar import at_hour, local_day
from tenants.demo.moving import set_clock
from tenants.models import Membership, Role
from tests.browser.judging import Judged
from tests.browser.night_portal import Hands, night_at, staff_of
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.night import Night

PLACE = {"latitude": 60.61, "longitude": 15.62}
SOON = 15_000
SECRETS = ("Anna", "Lind", "Bo Åkesson", "Åsgatan", "070-174")


@pytest.fixture
def night(portal: Portal) -> Night:
    """Nattjouren at twenty to twelve, and Karin, whom the landlord has named to be written to."""
    portal.staff("Karin", Role.READER)
    with portal.world.scope():
        Contact.objects.create(membership=Membership.objects.get(name="Karin"))
    set_clock(at_hour(local_day(clock.now()), time(23, 40)))
    return night_at(portal)


@pytest.fixture
def comes(night: Night, chromium: Browser, judged: Judged) -> Iterator[Callable[..., Hands]]:
    yield from staff_of(night, chromium, judged)


@pytest.fixture
def karin(portal: Portal, chromium: Browser, judged: Judged) -> Iterator[Visitor]:
    context = chromium.new_context(
        base_url=portal.address, viewport={"width": 1280, "height": 900}, locale="sv-SE",
        timezone_id="Europe/Stockholm", reduced_motion="reduce",
    )  # fmt: skip
    yield Visitor("Karin", context.new_page(), judged, javascript=True)
    context.close()


def takes_the_call(olga: Hands) -> None:
    """Take Anna Lind's call about the flat above, by keyboard."""
    olga.goes_to("/arende/nytt/")
    page = olga.page
    olga.types("lind")
    olga.hits("Enter")
    expect(page.locator("#home_search")).to_be_focused()
    expect(page.locator("#homes")).to_contain_text("Bo Åkesson")
    olga.types("12")
    olga.hits("Enter")
    expect(page.locator("#category")).to_be_focused()
    olga.hits("1")
    expect(page.locator("#place")).to_contain_text("Inget tidigare ärende.")
    olga.types("Hög musik ovanför.")
    with page.expect_navigation():
        olga.hits("Control+Enter")
    with page.expect_navigation():
        olga.hits("Enter")
    olga.sees("Patrullen är skickad.", "Anna Lind", "Bo Åkesson")


def works_without_a_net(petra: Hands) -> None:
    """Lose the net at the door, press on, and find it again in the car."""
    page = petra.page
    page.get_by_role("button", name="På väg", exact=True).click()
    expect(page.locator(".log")).to_contain_text("På väg")
    page.context.set_offline(True)
    expect(page.locator("#net")).to_contain_text("Inget nät.")
    page.get_by_role("button", name="Framme", exact=True).click()
    page.get_by_text("Störning hördes …", exact=True).click()
    page.get_by_role("button", name="Störning hördes från trapphuset").click()
    page.get_by_text("Talade med den som stör …").click()
    page.locator("#text-spoke").fill("Bo Åkesson lovade sänka.")
    page.get_by_role("button", name="Spara samtalet").click()
    page.get_by_role("button", name="Tyst", exact=True).click()
    expect(page.locator("#waits li")).to_have_count(4)
    page.context.set_offline(False)
    expect(page.locator("#waits")).to_be_hidden(timeout=SOON)


def test_night_1_to_8_from_a_call_at_2340_to_the_landlords_report_at_seven(
    night: Night, portal: Portal, comes: Callable[..., Hands], karin: Visitor
) -> None:
    olga = comes("Olga")
    petra = comes("Petra", 360, geolocation=PLACE, permissions=["geolocation"], has_touch=True)
    olga.goes_to("/")
    petra.goes_to("/")
    petra.writes(callsign="Patrull 1")
    petra.page.locator("#other").select_option(label="Pelle")
    petra.presses("Gå i tjänst")
    expect(olga.page.locator("#board")).to_contain_text("Patrull 1", timeout=SOON)

    takes_the_call(olga)
    expect(petra.page.locator("#live-part")).to_contain_text("Åsgatan 14, 1201", timeout=SOON)
    petra.follows("Åsgatan 14")
    petra.sees("Hög musik ovanför.")
    works_without_a_net(petra)
    expect(olga.page.locator("main")).to_contain_text("Bo Åkesson lovade sänka.", timeout=SOON)
    olga.page.locator("#ending").select_option(label="störningen har upphört")
    olga.presses("Avsluta ärendet")
    with night.duty(clock.now()):
        assert list(Entry.objects.order_by("pk").values_list("step", flat=True)) == [
            "opened", "sent", "on_the_way", "arrived", "heard", "spoke", "quiet", "closed",
        ]  # fmt: skip

    olga.goes_to("/")
    olga.moves_the_clock("Nästa morgon 07.00")
    karin.logs_in_with_one_click()
    karin.goes_to("/demo/mejl/")
    (letter,) = karin.page.locator("main").get_by_role("link").filter(has_text="nattens störningar").all()
    karin._leads_on(letter)
    karin.sees_not(*SECRETS)
    link = karin.page.locator(".mail-text a[href*='/natt/']").get_attribute("href")
    assert link is not None
    karin.goes_to(link)
    karin.sees("Åsgatan 14", "hög musik", "Karin")
    karin.follows("1")
    karin.sees("Störningsrapport 1", "Petra", "Pelle", "Bo Åkesson lovade sänka.", "Anna Lind")
    full, masked = (words(karin.downloads(name)) for name in ("Fullständig rapport (PDF)", "Maskerad rapport (PDF)"))
    assert ("Anna Lind" in full, "Anna Lind" in masked) == (True, False)
    assert all("Störning hördes" in one for one in (full, masked))
    with portal.world.scope():
        assert NightReading.objects.count() == 1


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
