"""Someone who goes from page to page in one browser, as whoever may open it, already logged in."""

from __future__ import annotations

from django.test import Client
from playwright.sync_api import Browser, Page

from tests.browser.portal import Portal
from tests.rounds import comes

ROOM = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "reduced_motion": "reduce"}


class Walker:
    """One window for each person, and the same visitor without a browser, who knows quickly what a page holds."""

    def __init__(self, portal: Portal, chromium: Browser) -> None:
        self._portal, self._chromium = portal, chromium
        self._clients: dict[str | None, Client] = {}
        self._pages: dict[str | None, Page] = {}
        self.faults: list[str] = []

    def client_of(self, who: str | None) -> Client:
        """Return someone's way to pages without a browser, logged in as people are."""
        if who not in self._clients:
            self._clients[who] = comes(self._portal.world, who)
        return self._clients[who]

    def page_of(self, who: str | None) -> Page:
        """Return someone's window, with the same session; what its console complains of is kept."""
        if who not in self._pages:
            cookies = self.client_of(who).cookies.values()
            context = self._chromium.new_context(base_url=self._portal.address, **ROOM)  # type: ignore[arg-type]  # a plain dict
            context.add_cookies([{"name": c.key, "value": c.value, "url": self._portal.address} for c in cookies])
            page = self._pages[who] = context.new_page()
            page.on("console", lambda message: self._heard(page, message.type, message.text))
            page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        return self._pages[who]

    def speaks(self, page: Page, language: str) -> None:
        """Let someone choose a language, as the button in the header does it."""
        page.context.add_cookies([{"name": "django_language", "value": language, "url": self._portal.address}])

    def _heard(self, page: Page, kind: str, text: str) -> None:
        if kind in ("error", "warning") and "status of 4" not in text:
            self.faults.append(f"{page.url}: {text}")
