"""Someone at a browser: does what people do, and minds what each page that is met should be.

A page that fails, a word of complaint in the console (a broken content security policy among them), something
that the accessibility rules forbid, or a page wider than the window: each fails the test.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import ConsoleMessage, Download, Locator, Page, Response, expect

from tests.browser.judging import Judged, against, features, seen

# A form with errors in it, a page that is not there, one that says no, or that one is logged out; and a question
# that a newer one has taken the place of.
EXPECTED = re.compile(r"status of (401|403|404|409|422) |^htmx:(afterRequest|sendAbort), ")
SECONDS = 1000


class Visitor:
    """One person's browser."""

    def __init__(self, name: str, page: Page, judged: Judged, *, javascript: bool) -> None:
        self.name, self.page, self.javascript = name, page, javascript
        self._judged = judged
        self.faults: list[str] = []
        self._met = 0
        page.set_default_timeout(10 * SECONDS)
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", self._answered)

    def goes_to(self, path: str) -> None:
        self.page.goto(path)
        self.looks_around()

    def waits_for(self, path: str, words: str) -> None:
        """Go to a page again and again until the words are there."""
        ends = time.monotonic() + 20
        self.page.goto(path)
        while words not in self.page.locator("main").inner_text() and time.monotonic() < ends:
            self.page.wait_for_timeout(SECONDS / 4)
            self.page.goto(path)
        self.looks_around()

    def presses(self, words: str, within: str = "main") -> None:
        """Press a button that leads to a page."""
        self._leads_on(self.page.locator(within).get_by_role("button", name=words, exact=True))

    def follows(self, words: str, within: str = "main") -> None:
        """Follow a link by what its name begins with."""
        begins = re.compile(f"^{re.escape(words)}")
        self._leads_on(self.page.locator(within).get_by_role("link", name=begins).first)

    def moves_the_clock(self, words: str) -> None:
        """Press a button of the demo's clock."""
        self.presses(words, within=".clock")

    def writes(self, **fields: str) -> None:
        """Fill in fields, by their names."""
        for name, words in fields.items():
            self.page.locator(f"main [name='{name}']").fill(words)

    def ticks_every_box(self) -> None:
        for box in self.page.locator("main input[type=checkbox]").all():
            box.check()

    def logs_in_with_one_click(self) -> None:
        """Log in by the demo's page."""
        self.goes_to("/demo/")
        self._leads_on(self.page.locator(f"main button[value={self.name.lower()}]"))

    def logs_in(self, email: str, password: str) -> None:
        """Log in as people do."""
        self.goes_to("/konto/login/")
        self.writes(login=email, password=password)
        self.presses("Logga in")

    def sees(self, *words: str) -> None:
        """Expect words on the page; a gap may be of any kind."""
        for text in words:
            expect(self.page.locator("body")).to_contain_text(text)

    def sees_not(self, *words: str) -> None:
        for text in words:
            expect(self.page.locator("body")).not_to_contain_text(text)

    def sends(self, path: str) -> None:
        """Send a form that no page of hers shows."""
        sent = """(path) => {
            const form = document.createElement("form");
            form.method = "post";
            form.action = path;
            form.append(document.querySelector("[name=csrfmiddlewaretoken]").cloneNode());
            document.body.append(form);
            form.submit();
        }"""
        with self.page.expect_navigation():
            self.page.evaluate(sent, path)
        self.looks_around()

    def downloads(self, words: str) -> bytes:
        """Follow a link to a file, and return what is in it."""
        with self.page.expect_download() as coming:
            self.page.locator("main").get_by_role("link", name=words, exact=True).click()
        return content_of(coming.value)

    def looks_around(self) -> None:
        """Mind what the page should be."""
        self._met += 1
        if pictures := os.environ.get("KOLAPP_PICTURES"):
            width = self.page.evaluate("window.innerWidth") if self.javascript else "no-script"
            Path(pictures).mkdir(exist_ok=True, parents=True)
            self.page.screenshot(path=f"{pictures}/{width}-{self.name}-{self._met:02}.png", full_page=True)
        assert self.faults == [], (self.page.url, self.faults)
        if not self.javascript:
            return  # the rules are a script; the same pages are met by visitors with JavaScript
        told, look, html = seen(self.page)
        assert told == [], (self.page.url, told)
        made_of = features(html)
        if made_of <= self._judged.at(look):
            return
        told = against(self.page)
        assert told == [], (self.page.url, told)
        self._judged.add(look, made_of)

    def _leads_on(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()
        self.looks_around()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED.search(message.text):
            self.faults.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} from {response.url}")


def content_of(download: Download) -> bytes:
    """Return what is in a file that has been downloaded."""
    with TemporaryDirectory() as folder:
        download.save_as(Path(folder) / "file")
        return (Path(folder) / "file").read_bytes()
