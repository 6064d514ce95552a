"""The night service as browser tests visit it: at a host of its own, with its staff logged in one by one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from playwright.sync_api import Browser

from disturbance.models import Customer, NightRole, NightService, NightWorker
from tenants import clock
from tenants.scoping import scope
from tests.browser.judging import Judged
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.night import Night

PHRASE = "en lång fras 2026"


def night_at(portal: Portal) -> Night:
    """Return Nattjouren at a host of its own, with Olga at the centre, Petra and Pelle to drive, and Magda."""
    port = portal.address.rpartition(":")[2]
    service = NightService.objects.create(slug="nattjouren", name="Nattjouren", host=f"jour.localhost:{port}")
    night = Night(service, {"here": portal.world})
    with scope(portal.world.pk):
        Customer.objects.create(service=service, since=date(2026, 1, 1))
    for name, role in (
        ("Olga", NightRole.OPERATOR),
        ("Petra", NightRole.PATROL),
        ("Pelle", NightRole.PATROL),
        ("Magda", NightRole.MANAGER),
    ):
        night.users[name] = portal.login(name, password=PHRASE)
        with night.duty(clock.now()):
            night.workers[name] = NightWorker.objects.create(user=night.users[name], name=name, role=role)
    night.home(portal.world, flat="1101", renter="Anna Lind", phone="070-174 06 05")
    night.home(portal.world, flat="1201", renter="Bo Åkesson", latitude=60.6, longitude=15.6)
    return night


class Hands(Visitor):
    """Someone who counts the keys she presses."""

    keys = 0

    def types(self, words: str) -> None:
        self.keys += len(words)
        self.page.keyboard.type(words)

    def hits(self, key: str) -> None:
        self.keys += 1
        self.page.keyboard.press(key)


def staff_of(night: Night, chromium: Browser, judged: Judged) -> Iterator[Callable[..., Hands]]:
    """Lets one of the staff come to the night service's host, and log in."""
    contexts = []

    def come(name: str, width: int = 1280, *, javascript: bool = True, **more: Any) -> Hands:
        context = chromium.new_context(
            base_url=f"http://{night.service.host}", viewport={"width": width, "height": 900}, locale="sv-SE",
            timezone_id="Europe/Stockholm", reduced_motion="reduce", java_script_enabled=javascript, **more,
        )  # fmt: skip
        contexts.append(context)
        hands = Hands(name, context.new_page(), judged, javascript=javascript)
        hands.logs_in(night.users[name].email, PHRASE)
        return hands

    yield come
    for context in contexts:
        context.close()
    time.sleep(0.5)  # a page that was renewing itself has been answered: the tables are emptied next
