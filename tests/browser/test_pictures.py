"""Pictures of the main pages for docs/pictures/ (`make pictures`): the same town, the same day, every time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from config.paths import ROOT
from disturbance.core.categories import Category
from disturbance.services.intake import Intake, open_case
from disturbance.services.reports import look_at
from letting.models import Lease, Listing, Offer
from tenants import clock
from tenants.models import DemoClock, Role
from tests.browser.conftest import WHOLE
from tests.browser.judging import Judged
from tests.browser.night_portal import night_at, staff_of
from tests.browser.portal import Portal
from tests.browser.walker import Walker
from tests.cast import at
from tests.night import one_night

SHOWN = ROOT / "docs" / "pictures"
SIZES = {1280: 1080, 360: 1080}
COLOURS = 96
THEMES = ("light", "dark")


@pytest.mark.pictures
@pytest.mark.parametrize("portal", [WHOLE], indirect=True)
def test_pictures_are_taken_of_the_main_pages(portal: Portal, chromium: Browser) -> None:
    SHOWN.mkdir(exist_ok=True)
    walker = Walker(portal, chromium)
    for name, (who, path) in pages(portal).items():
        take(walker.page_of(who), name, path)


@pytest.mark.pictures
def test_pictures_are_taken_of_a_night(portal: Portal, chromium: Browser, judged: Judged) -> None:
    DemoClock.objects.create(pk=1, offset=at("05-22 23:50").astimezone(UTC) - clock.now())
    night, world = night_at(portal), portal.world
    world.staff("Maria", Role.MANAGER)
    earlier, now = at("05-21 23:40"), at("05-22 23:30")
    told = one_night(night, world, earlier)
    with world.scope():
        look_at(told, at("05-22 07:00"))
    going_on = one_night(night, world, now, closed=False)
    with night.duty():
        call = Intake(world.pk, Category.QUARREL, "De skriker.", street="Hagvägen 3", flat="1102", caller_name="Eva Ek")
        open_case(call, by=night.workers["Olga"], now=at("05-22 23:48"))
    for hands in staff_of(night, chromium, judged):
        olga, petra = hands("Olga").page, hands("Petra", 360).page
        for name, path in {"larmcentral": "/", "samtal": "/arende/nytt/", "arende": f"/arende/{going_on.pk}/"}.items():
            take(olga, f"natt-{name}", path, themes=("dark",))
        take(petra, "natt-patrull", f"/patrull/{going_on.pk}/", widths=(360,), themes=("dark",))
    maria = Walker(portal, chromium).page_of("Maria")
    take(maria, "natt-rapporter", "/admin/disturbance/case/natt/2026-05-21/")
    take(maria, "natt-rapport", f"/admin/disturbance/case/{told.pk}/change/")


def take(
    page: Page, name: str, path: str, *, widths: Iterable[int] = tuple(SIZES), themes: Iterable[Any] = THEMES
) -> None:
    """Take a page's pictures, wide and narrow, light and dark; the night's own pages are always dark."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": SIZES[width]})
        for theme in themes:
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
