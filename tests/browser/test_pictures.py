"""Pictures of the main pages for docs/pictures/ (`make pictures`): the same town, the same day, every time."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from config.paths import ROOT
from letting.models import Lease, Listing, Offer
from tests.browser.conftest import WHOLE
from tests.browser.portal import Portal
from tests.browser.walker import Walker

SHOWN = ROOT / "docs" / "pictures"
SIZES = {1280: 1080, 360: 1080}
COLOURS = 96


@pytest.mark.pictures
@pytest.mark.parametrize("portal", [WHOLE], indirect=True)
def test_pictures_are_taken_of_the_main_pages(portal: Portal, chromium: Browser) -> None:
    SHOWN.mkdir(exist_ok=True)
    walker = Walker(portal, chromium)
    for name, (who, path) in pages(portal).items():
        page = walker.page_of(who)
        for width, height in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                page.goto(path)
                page.evaluate("document.querySelector('.clock')?.remove()")
                save(page, SHOWN / f"{name}-{width}-{theme}.png")


def pages(portal: Portal) -> dict[str, tuple[str | None, str]]:
    """Return the main pages by name: who is there, and where."""
    with portal.world.scope():
        flat = Listing.objects.get(unit__number="L37").pk
        answer = Offer.objects.get(person__given_name="Cecilia", listing__unit__number="S3").pk
        lease = Lease.objects.get(person__given_name="Anna").pk
        bench = Listing.objects.get(unit__number="S4").pk
    return {
        "start": (None, "/"),
        "lediga": (None, "/lediga/"),
        "karta": (None, "/lediga/?view=map"),
        "bostad": ("Cecilia", f"/lediga/{flat}/"),
        "sa-fungerar-det": (None, "/sa-fungerar-det/"),
        "regler": (None, "/regler/"),
        "statistik": (None, "/statistik/"),
        "logga-in": (None, "/konto/login/"),
        "oversikt": ("Cecilia", "/mina-sidor/"),
        "erbjudande": ("Cecilia", f"/mina-sidor/erbjudanden/{answer}/"),
        "sokandeprofil": ("Anna", "/mina-sidor/sokandeprofil/"),
        "meddelanden": ("Anna", "/mina-sidor/meddelanden/"),
        "avtal": ("Anna", f"/mina-sidor/avtal/{lease}/"),
        "personal-start": ("Eva", "/admin/"),
        "personal-arbetsbank": ("Eva", f"/admin/letting/listing/{bench}/arbetsbank/"),
        "personal-annonser": ("Eva", "/admin/letting/listing/"),
    }


def save(page: Page, path: Path) -> None:
    """Keep what is seen without scrolling, in few colours: a picture of a page needs no more."""
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
