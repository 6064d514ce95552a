"""Someone who goes from page to page in one browser, as whoever may open it, already logged in."""

from __future__ import annotations

from typing import Literal, NamedTuple

from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.portal import Portal
from tests.rounds import comes


class Window(NamedTuple):
    """How pages are met: how large, in which colours, in which language."""

    width: int = 1280
    height: int = 720
    colours: Literal["light", "dark"] = "light"
    language: str = "sv"


class Walker:
    """A window of each kind for each person, and the same visitor without a browser, who reads pages quickly."""

    def __init__(self, portal: Portal, chromium: Browser) -> None:
        self._portal, self._chromium = portal, chromium
        self._clients: dict[str | None, Client] = {}
        self._pages: dict[tuple[str | None, Window], Page] = {}
        self.faults: list[str] = []

    def client_of(self, who: str | None) -> Client:
        """Return someone's way to pages without a browser, logged in as people are."""
        if who not in self._clients:
            self._clients[who] = comes(self._portal.world, who)
        return self._clients[who]

    def page_of(self, who: str | None, window: Window = Window()) -> Page:  # noqa: B008  # a frozen value
        """Return someone's window, with the same session; what its console complains of is kept."""
        if (who, window) not in self._pages:
            page = self._pages[who, window] = self._opened(window)
            cookies = {c.key: c.value for c in self.client_of(who).cookies.values()}
            cookies["django_language"] = window.language  # as the button in the header does it
            page.context.add_cookies([{"name": k, "value": v, "url": self._portal.address} for k, v in cookies.items()])
            page.on("console", lambda message: self._heard(page, message.type, message.text))
            page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return self._pages[who, window]

    def _opened(self, window: Window) -> Page:
        return self._chromium.new_context(
            base_url=self._portal.address, viewport={"width": window.width, "height": window.height},
            color_scheme=window.colours, locale="sv-SE", timezone_id="Europe/Stockholm", reduced_motion="reduce",
        ).new_page()  # fmt: skip

    def _heard(self, page: Page, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 4" not in text:
            self.faults.append(f"{page.url}: {text}")
