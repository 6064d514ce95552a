"""What every page is held to, in each of its states: the accessibility rules, and no wider than the window."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "iframes": False,  # a mail's own look runs no script: the rules cannot go into it, and complain
    "preload": False,  # style sheets need not be fetched once more: no rule of these reads them
}
# From the top of the page: the demo's clock hides half a button wherever one has scrolled to.
RUN = """async (rules) => {
    const before = window.scrollY;
    window.scrollTo(0, 0);
    const told = (await axe.run(document, rules)).violations;
    window.scrollTo(0, before);
    return told.map((rule) => [rule.id,
        rule.nodes.map((one) => one.html + " " + one.any.concat(one.all).map((why) => why.message).join(" "))]);
}"""
TOO_WIDE = """() => {
    const page = document.documentElement, out = (one) => one.getBoundingClientRect().right > page.clientWidth + 1;
    if (page.scrollWidth <= page.clientWidth) return [];
    const told = (ones) => ones.slice(0, 3).map((one) => ["too wide", one.outerHTML.slice(0, 160)]);
    const all = [...document.querySelectorAll("body *")], wide = all.filter(out);
    // a box may be as narrow as it should be, and what stands in it run over
    return told(wide.length ? wide : all.filter((one) => one.scrollWidth > one.clientWidth && one.clientWidth));
}"""
LOOK = "[window.innerWidth, matchMedia('(prefers-color-scheme: dark)').matches, document.documentElement.lang]"
SEEN = f"() => [({TOO_WIDE})(), {LOOK}, document.documentElement.outerHTML]"
TAG = re.compile(r"<(/?)(\w+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
KEPT = re.compile(r"""\s(class|role|type|tabindex|hidden|lang|aria-(?!label|describ|controls)[a-z]+)(?:="([^"]*)")?""")
SAYS = re.compile(r"\s(alt|title|for|aria-label(?:ledby)?)=")  # that it has a name; which one is not looked at
# What tells pages, columns and rows apart, and is looked like by nothing.
NAMES = re.compile(r"\d+|\b(?:app|model|field|column)-[\w-]+|\bchange-(?:form|list)\b")
VOID = {"br", "hr", "img", "input", "link", "meta", "source", "wbr", "use", "path", "rect", "circle", "line"}
# What the theme and the width can change; the rest has been looked at in the light.
LOOKS = ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]


def against(page: Page, *, looks_only: bool = False) -> list[Any]:
    """Return what speaks against a page as it is shown now; only what it looks like, if the same was judged before."""
    found = too_wide(page)
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return found + page.evaluate(RUN, RULES | {"runOnly": LOOKS} if looks_only else RULES)


def too_wide(page: Page) -> list[Any]:
    """Return what makes a page wider than its window."""
    told: list[Any] = page.evaluate(TOO_WIDE)
    return told


def seen(page: Page) -> tuple[list[Any], str, str]:
    """Return what makes a page wider than its window, how the page is looked at, and what is in it."""
    told, look, html = page.evaluate(SEEN)
    return told, "-".join(map(str, look)), html


class Judged:
    """What all pages so far were made of, for each look: a page that is made of nothing new is not judged again.

    It is kept in a folder that all processes of a run share, in a file for each page that was judged.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = set[Path]()
        self._known = defaultdict[str, set[str]](set)

    def at(self, look: str) -> set[str]:
        """Return what the pages judged in this look were made of, by whichever process."""
        for new in set(self._folder.glob(f"{look}.*")) - self._read:
            self._known[look] |= set(new.read_text(encoding="utf-8").splitlines())
            self._read.add(new)
        return self._known[look]

    def add(self, look: str, made_of: set[str]) -> None:
        """Let all processes know that a page made of this was judged, and nothing spoke against it."""
        name = str(uuid4())
        (self._folder / name).write_text("\n".join(made_of), encoding="utf-8")
        (self._folder / name).rename(self._folder / f"{look}.{name}")  # whole, or not there


def features(html: str) -> set[str]:
    """Return what the rules look at in a page, without its words: what it is made of, what stands in what, in which
    order the headings come.
    """
    tags = TAG.findall(html)
    headings = [name for closing, name, _ in tags if not closing and re.fullmatch(r"h[1-6]", name)]
    made_of = {
        f"{name} {re.sub(NAMES, '', str(sorted(KEPT.findall(rest))))}{sorted(SAYS.findall(rest))}"
        for closing, name, rest in set(tags)
        if not closing
    }
    return made_of | set(nested(tags)) | {" then ".join(pair) for pair in pairwise(headings)}


def nested(tags: list[tuple[str, str, str]]) -> Iterator[str]:
    """Say of each tag which element it stands directly in."""
    opened: list[str] = []
    for closing, name, rest in tags:
        if closing:
            while name in opened and opened.pop() != name:
                pass
            continue
        if opened:
            yield f"{opened[-1]} > {name}"
        if name not in VOID and not rest.endswith("/"):
            opened.append(name)
