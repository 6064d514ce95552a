"""A PDF read by its tags, as a screen reader does: what its parts are, what they say, what is wrong with them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject

SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}
HEADING = re.compile(r"^H([1-6])$")
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
BLOCKS = {"H1", "H2", "H3", "P", "TH", "TD", "LBody"}


@dataclass
class Tag:
    """A part: what it is, in which language if in one of its own, what it says itself, and the parts within it."""

    kind: str
    language: str = ""
    id: str = ""
    headers: tuple[str, ...] = ()
    picture_says: str = ""
    text: str = ""
    parts: list[Tag] = field(default_factory=list)

    def all(self) -> Iterator[Tag]:
        """Return this part and all within it, in the order in which they are read."""
        yield self
        for part in self.parts:
            yield from part.all()

    def of(self, *kinds: str) -> list[Tag]:
        return [tag for tag in self.all() if tag.kind in kinds]

    @property
    def words(self) -> str:
        """Return all that is said in it."""
        return " ".join("".join(tag.text for tag in self.all()).replace("\N{NO-BREAK SPACE}", " ").split())


@dataclass
class Paper:
    """A PDF: what it says of itself, its tags, the text without a mark, and each page's that is marked but not read."""

    title: str
    language: str
    promises: tuple[bool, bool, bool]  # marked; shows its title; says that it keeps PDF/UA-1
    root: Tag
    untagged: str
    margins: list[str]

    def read_aloud(self) -> list[tuple[str, str]]:
        """Return what is read, with what it is."""
        return [(tag.kind, tag.words) for tag in self.root.of(*BLOCKS) if tag.words]

    def faults(self) -> list[str]:
        """Return what would stop a screen reader, in words."""
        told = [said for said in (self.title or "no title", self.language or "no language") if said.startswith("no ")]
        told += [f"promise {number} is not made" for number, made in enumerate(self.promises) if not made]
        if self.untagged.strip():
            told.append(f"no tag holds {self.untagged.strip()[:40]!r}")
        for number, margin in enumerate(self.margins, 1):  # a page's foot: its number, and what the paper says once
            said = margin.removesuffix(f"{number} ({len(self.margins)})")
            if " ".join(said.split()) not in self.root.words:
                told.append(f"no tag holds {said[:40]!r}")
        return [*told, *_headings(self.root), *_tables(self.root), *_lists(self.root), *_pictures(self.root)]


def paper(data: bytes) -> Paper:
    """Read a PDF."""
    reader = PdfReader(io.BytesIO(data))
    catalog = reader.trailer["/Root"]
    texts: dict[tuple[int, int], str] = {}
    untagged = "".join(_read(page, texts) for page in reader.pages)
    root, wanted = Tag("Root"), set[tuple[int, int]]()
    if "/StructTreeRoot" in catalog:
        root = _tag(catalog["/StructTreeRoot"], texts, 0, wanted)
    places = [_number(page) for page in reader.pages]
    margins = ["".join(text for at, text in texts.items() if at[0] == page and at not in wanted) for page in places]
    meta = reader.xmp_metadata.stream.get_data() if reader.xmp_metadata else b""
    promises = (
        bool(catalog.get("/MarkInfo", {}).get("/Marked")),
        bool(catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle")),
        bool(re.search(rb"pdfuaid:part(>|=\")1", meta)),
    )
    title = (reader.metadata.title if reader.metadata else "") or ""
    return Paper(title, str(catalog.get("/Lang", "")), promises, root, untagged, margins)


def _tag(said: Any, texts: dict[tuple[int, int], str], page: int, wanted: set[tuple[int, int]]) -> Tag:
    about = said.get("/A", {})
    page = said.raw_get("/Pg").idnum if "/Pg" in said else page
    tag = Tag(
        kind=str(said.get("/S", "/Root"))[1:],
        language=str(said.get("/Lang", "")),
        id=str(said.get("/ID", "")),
        headers=tuple(map(str, about.get("/Headers", ()))),
        picture_says=str(said.get("/Alt", "")),
    )
    within = said.get("/K", ArrayObject())
    for one in within if isinstance(within, ArrayObject) else [within]:
        part = one.get_object()
        if isinstance(part, DictionaryObject):
            tag.parts.append(_tag(part, texts, page, wanted))
        else:
            wanted.add((page, int(part)))
            tag.parts.append(Tag("Text", text=texts.get((page, int(part)), "")))
    return tag


def _read(page: PageObject, texts: dict[tuple[int, int], str]) -> str:
    """Gather a page's text by the number of its mark; return what is neither marked nor an ornament."""
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"].get("/Font", {}).items()}
    marks: list[int | None] = []  # None: an ornament
    letters: dict[bytes, str] = {}
    bare = ""
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            about = operands[1].get_object() if len(operands) > 1 else {}
            marks.append(None if operands[0] == "/Artifact" else about.get("/MCID"))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in SHOWS_TEXT:
            text = "".join(_said(one, letters) for one in (operands[0] if operator == b"TJ" else operands))
            if not marks:
                bare += text
            elif marks[-1] is not None:
                place = (_number(page), int(marks[-1]))
                texts[place] = texts.get(place, "") + text
    return bare


def _number(page: PageObject) -> int:
    return page.indirect_reference.idnum if page.indirect_reference else 0


def _letters(font: Any) -> dict[bytes, str]:
    """Return what each glyph of a font says."""
    pairs = PAIR.findall(font["/ToUnicode"].get_object().get_data())
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(said.decode()).decode("utf-16-be") for glyph, said in pairs}


def _said(shown: Any, letters: dict[bytes, str]) -> str:
    if not hasattr(shown, "original_bytes"):
        return ""  # a number moves the pen
    data = shown.original_bytes
    return "".join(letters.get(data[at : at + 2], "�") for at in range(0, len(data), 2))


def _headings(root: Tag) -> Iterator[str]:
    for part in root.of("Art") or [root]:
        levels = [int(found[1]) for tag in part.all() if (found := HEADING.match(tag.kind))]
        if not levels or levels[0] != 1 or levels.count(1) != 1:
            yield f"the headings begin {levels[:2]}"
        yield from (f"heading {low} is followed by {high}" for low, high in pairwise(levels) if high > low + 1)


def _tables(root: Tag) -> Iterator[str]:
    for table in root.of("Table"):
        heads = {tag.id for tag in table.of("TH") if tag.id}
        for row in table.of("TR"):
            if strange := {cell.kind for cell in row.parts} - {"TH", "TD"}:
                yield f"a row holds {sorted(strange)}"
        for cell in table.of("TD"):
            if not cell.headers or not set(cell.headers) <= heads:
                yield f"the cell {cell.words[:30]!r} has no heading"


def _lists(root: Tag) -> Iterator[str]:
    for one in root.of("L"):
        if any(item.kind != "LI" or not item.of("LBody") for item in one.parts):
            yield "a list holds what is no item"


def _pictures(root: Tag) -> Iterator[str]:
    yield from ("a picture says nothing" for tag in root.of("Figure") if not tag.picture_says)
