"""Someone who has no mouse: she presses Tab until she is where she wants, and sees all the way where she is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FARTHEST = 80  # presses of Tab from anywhere to anywhere on a page
# Where one is: its name, and what speaks against it. What it stands in may draw the ring
# (a card, a time to choose), or what stands in it (a mark on the map).
HERE = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return ["", "the focus is nowhere"];
    const name = (here.getAttribute("aria-label") || here.labels?.[0]?.innerText || here.innerText || "")
        .replace(/\\s+/g, " ").trim();
    const ring = (one, is = getComputedStyle(one)) => is.outlineStyle !== "none" && parseFloat(is.outlineWidth) > 1;
    let ringed = here, up = 0;
    while (ringed && !ring(ringed) && up++ < 3) ringed = ringed.parentElement;
    const drawn = [...here.querySelectorAll("circle")].some((one) => parseFloat(getComputedStyle(one).strokeWidth) > 4);
    if (!drawn && (!ringed || up > 3)) return [name, "no ring around it"];
    const box = here.getBoundingClientRect();
    const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    return [name, inside ? "" : "it is outside the window"];
}"""


class Hands:
    """One person's keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def goes_to(self, path: str) -> None:
        self.page.goto(path)

    def tabs_to(self, name: str) -> None:
        """Press Tab until what has focus is called so, and mind every step on the way."""
        on_the_way = []
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            here, against = self.page.evaluate(HERE)
            assert not against or here == "", f"{self.page.url}: {here!r}: {against}"
            if here.startswith(name):
                return
            on_the_way.append(here)
        raise AssertionError(f"{self.page.url}: no way to {name!r}, only to {on_the_way}")

    def presses(self, key: str = "Enter") -> None:
        self.page.keyboard.press(key)

    def is_led_by(self, key: str = "Enter") -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def stands_on(self, css: str) -> None:
        """Expect the focus to be on this."""
        expect(self.page.locator(css)).to_be_focused()

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.locator("main")).to_contain_text(text)
