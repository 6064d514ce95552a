"""Every page, and every page with errors in it, judged in a browser: found by the table of permissions, so that a new
one joins by itself. A page that is made of nothing new is not judged again.

Each is met in Swedish, light and wide, at twice the size, and in English, narrow and dark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

from tests.architecture.permissions import PERMISSIONS
from tests.browser.conftest import WHOLE
from tests.browser.judging import Judged, against, features, seen, too_wide
from tests.browser.portal import Portal
from tests.browser.walker import Walker, Window
from tests.rounds import Stop, rounds

HEIGHT, ZOOMED = 900, 640
WIDE, NARROW = Window(1280, HEIGHT), Window(320, HEIGHT, "dark", "en")
UNPROCESSABLE = 422
HEADS = ("Maria", "Disa")
FEWEST = 25  # of pages that are made of something new, in each half
BESIDE = (  # no addresses of the table: the demo's, the language of design, a page that is not there
    Stop("demo", None, "/demo/"), Stop("demo", None, "/demo/mejl/"), Stop("demo", None, "/stil/"),
    Stop("errors", None, "/finns-inte/"), Stop("errors", "Eva", "/admin/finns-inte/"),
    Stop("public:listings", None, "/lediga/?view=map"), Stop("public:listings", None, "/lediga/?rent_to=1"),
    Stop("admin:find", "Eva", "/admin/sok/?q=Anna"), Stop("admin:listings", "Eva", "/admin/letting/listing/?q=saknas"),
)  # fmt: skip
ID, UNSEEN = re.compile(r'<[a-z][^>]*\sid="([^"]+)"'), re.compile(r"<template.*?</template>", re.DOTALL)
ERRORS = ("400", "403", "405", "413", "429", "500", "503")
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# As a browser sends a form in which nothing is filled in, though it asks for it.
SENDS_NOTHING = """() => {
    const form = [...document.querySelectorAll("main form[method=post]")].find((one) => one.querySelector(
        "input:not([type=hidden], [type=submit]), textarea, select"));
    form.noValidate = true;
    for (const field of form.querySelectorAll("input:not([type=hidden]), textarea, select")) {
        if (["checkbox", "radio"].includes(field.type)) field.checked = false; else field.value = "";
    }
    form.requestSubmit();
}"""


@pytest.mark.parametrize("portal", [WHOLE], indirect=True)
@pytest.mark.parametrize("whose", [("anyone", "account", "person"), ("staff",)], ids=["applicants", "staff"])
def test_everyone_can_use_every_page(portal: Portal, chromium: Browser, judged: Judged, whose: tuple[str, ...]) -> None:
    walker, faults, staff = Walker(portal, chromium), [], whose == ("staff",)
    beside = [stop for stop in BESIDE if (stop.who == "Eva") == staff]
    opened = list(pages_of(walker, [*rounds(portal.world, *whose), *beside]))
    faults += [(*stop, wrong, fault) for stop, wrong, page in opened for fault in named_twice(page)]
    met = worth_a_look(opened)
    assert len(met) >= FEWEST, "the round was not let in"
    for stop, wrong in met:
        faults += [(*stop, *fault) for fault in look(walker, stop, judged, wrong=wrong)]
    if not staff:
        faults += [(error, fault) for error in ERRORS for fault in of_error(walker, error)]
    told = [*map(str, faults), *walker.faults]
    assert not told, "\n".join(told)


def named_twice(page: str) -> list[str]:
    """Return the ids that a page has more than once: a link to one of them leads nobody knows where."""
    counted = Counter(ID.findall(UNSEEN.sub("", page)))
    return [f"#{name} {times} times" for name, times in counted.items() if times > 1]


def worth_a_look(opened: list[tuple[Stop, bool, str]]) -> list[tuple[Stop, bool]]:
    """Choose the fewest pages, as they come or with errors in them, that together show all that any page is made of."""
    left = [(stop, wrong, features(page)) for stop, wrong, page in opened]
    seen, chosen = set[str](), list[tuple[Stop, bool]]()
    while left:
        stop, wrong, made_of = max(left, key=lambda one: len(one[2] - seen))
        seen |= made_of
        chosen.append((stop, wrong))
        left = [one for one in left if not one[2] <= seen]
    return chosen


def pages_of(walker: Walker, stops: list[Stop]) -> Iterator[tuple[Stop, bool, str]]:
    """Open every page, and where it asks for something, the same with its errors."""
    opened = set[str]()
    for stop in stops:
        if stop.who in HEADS and stop.name in opened:
            continue  # heads and directors open what officers cannot
        client = walker.client_of(stop.who)
        answer = client.get(stop.path)
        if "text/html" not in answer.headers["Content-Type"] or b"<html" not in answer.content:
            continue
        opened |= {stop.name} if answer.status_code == 200 else set()
        if answer.status_code in (200, 404):
            yield stop, False, answer.content.decode()
        if answer.status_code == 200 and (form := Empty(answer.content.decode())).fields:
            with transaction.atomic():
                refused = client.post(form.action or stop.path, form.hidden)
                transaction.set_rollback(True)
            if refused.status_code == UNPROCESSABLE:
                yield stop, True, refused.content.decode()


class Empty(HTMLParser):
    """The first form on a page that asks for something: what it holds that nobody sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.action, self.fields, self.hidden = "", 0, dict[str, str]()
        self._inside = False
        self.feed(page.partition("<main")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.fields:
            self._inside, self.action, self.hidden = at.get("method", "").lower() == "post", at.get("action", ""), {}
        elif tag in ("input", "textarea", "select") and self._inside:
            if at.get("type") == "hidden":
                self.hidden[at.get("name", "")] = at.get("value", "")
            elif at.get("type") != "submit":
                self.fields += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def look(walker: Walker, stop: Stop, judged: Judged, *, wrong: bool) -> list[Any]:
    """Meet a page in its states; return what speaks against it in each."""
    page, staff = walker.page_of(stop.who, WIDE), PERMISSIONS.get(stop.name, stop.name[:5]) in ("staff", "admin")
    go(page, stop.path, wrong=wrong)
    faults = [("wide", fault) for fault in against(page)]
    if not faults:
        _, how, html = seen(page)
        judged.add(how, features(html))
    page.set_viewport_size({"width": ZOOMED, "height": HEIGHT})
    page.evaluate(PAINTED)
    faults += [("zoomed", fault) for fault in too_wide(page)]
    page.set_viewport_size({"width": WIDE.width, "height": HEIGHT})
    page = walker.page_of(stop.who, NARROW)
    go(page, stop.path, wrong=wrong)
    return faults + [("narrow", fault) for fault in against(page, looks_only=staff)]


def go(page: Page, path: str, *, wrong: bool) -> None:
    page.goto(path)
    if wrong:
        with page.expect_navigation():
            page.evaluate(SENDS_NOTHING)
        led = page.evaluate("document.activeElement.hasAttribute('data-focus')")
        assert led or "/admin/" in page.url, f"{path}: one is not led to the errors"


def of_error(walker: Walker, name: str) -> list[Any]:
    """Meet a page of errors as it is sent when nothing else can be."""

    def answer(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body=render_to_string(f"{name}.html"))

    faults = []
    for window in (WIDE, NARROW):
        page = walker.page_of(None, window)
        page.route("**/fel/", answer)
        page.goto("/fel/")
        faults += against(page)
        page.unroute("**/fel/")
    return faults
