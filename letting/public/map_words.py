"""The map as its template shows it: marks with names and addresses, and where one can go from here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.core.finding import Vacancy
from letting.models import UnitKind
from letting.public.filtering import KINDS
from letting.public.mapping import HIGH, WIDE, District, Drawing, Mark, draw, read_view
from tenants import words


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark with what a screen reader says of it, and where it leads."""

    x: float
    y: float
    count: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map, ready for templates/public/map.html."""

    marks: list[ShownMark]
    districts: list[District]
    tiles: list[tuple[str, float, float, float]]
    credit: str
    bar: float
    bar_text: str
    outside: str
    nearer: str
    farther: str
    whole: str
    wide: int = WIDE
    high: int = HIGH


def map_of(free: Sequence[Vacancy], found: Sequence[Vacancy], near: str, address: Callable[[str], str]) -> Map | None:
    """Return the map of what is found; `near` is the view asked for, `address` gives the page with another one."""
    drawing = draw(free, found, view=read_view(near), tiled=bool(settings.MAP_TILES))
    if drawing is None:
        return None
    return Map(
        marks=[_mark(mark, address) for mark in drawing.marks],
        districts=drawing.districts,
        tiles=[
            (settings.MAP_TILES.format(z=z, x=x, y=y), left, top, side) for z, x, y, left, top, side in drawing.tiles
        ],
        credit=settings.MAP_CREDIT if drawing.tiles else "",
        bar=drawing.bar,
        bar_text=_length(drawing.bar_metres),
        outside=_outside(drawing),
        nearer=address(drawing.nearer),
        farther=address(drawing.farther),
        whole=address("") if read_view(near) else "",
    )


def described(one: Vacancy) -> str:
    """Return a vacancy on a line: "Åsgatan 14, 2 rum och kök, 58 m², 7 200 kr/mån"."""
    kinds: Mapping[str, object] = dict(KINDS)
    size = (
        [words.rooms(one.rooms), words.square_metres(one.size)] if one.kind == UnitKind.APARTMENT else [kinds[one.kind]]
    )
    return ", ".join(map(str, (one.street, *size, _("%(rent)s/mån") % {"rent": words.kronor(one.rent)})))


def _mark(mark: Mark, address: Callable[[str], str]) -> ShownMark:
    if len(mark.vacancies) == 1:
        [one] = mark.vacancies
        return ShownMark(mark.x, mark.y, 1, described(one), reverse("public:flat", args=[one.pk]))
    n = len(mark.vacancies)
    areas = ", ".join(sorted({one.area for one in mark.vacancies if one.area}))
    name = ngettext("%(n)s ledig nära varandra", "%(n)s lediga nära varandra", n) % {"n": n}
    return ShownMark(mark.x, mark.y, n, f"{name}: {areas}" if areas else name, address(mark.near))


def _length(metres: int) -> str:
    if metres < 1000:
        return _("%(n)s m") % {"n": metres}
    return _("%(n)s km") % {"n": metres // 1000}


def _outside(drawing: Drawing) -> str:
    n = drawing.outside
    return ngettext("%(n)s till utanför kartbilden", "%(n)s till utanför kartbilden", n) % {"n": n} if n else ""
