"""What every page is held to, in each of its states: the accessibility rules, and no wider than the window."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
RUN = """async (rules) => (await axe.run(document, rules)).violations.map((rule) => [rule.id,
    rule.nodes.map((one) => one.html + " " + one.any.concat(one.all).map((why) => why.message).join(" "))])"""
TOO_WIDE = """() => {
    const page = document.documentElement, out = (one) => one.getBoundingClientRect().right > page.clientWidth + 1;
    if (page.scrollWidth <= page.clientWidth) return [];
    return [...document.querySelectorAll("body *")].filter(out).slice(0, 3).map((one) => one.outerHTML.slice(0, 160));
}"""
TAG = re.compile(r"<(\w+)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
KEPT = re.compile(r"""\s(class|role|type|tabindex|hidden|lang|aria-(?!label|describ|controls)[a-z]+)(?:="([^"]*)")?""")
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
    return [("too wide", one) for one in page.evaluate(TOO_WIDE)]


def features(html: str) -> set[str]:
    """Return what the rules look at in a page, without its words: what it is made of, and in which order."""
    tags = [(name, re.sub(r"\d+", "", str(sorted(KEPT.findall(rest))))) for name, rest in TAG.findall(html)]
    names = [name for name, _ in tags]
    headings = [name for name in names if re.fullmatch(r"h[1-6]", name)]
    orders = {" ".join(pair) for order in (names, headings) for pair in pairwise(order)}
    return {f"{name} {rest}" for name, rest in tags} | orders
