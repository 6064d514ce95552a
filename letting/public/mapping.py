"""The map of free flats, drawn here from their coordinates: places, clusters, areas, a scale bar. Pure.

Web Mercator, so that a landlord's tiles fit under it. Lengths on the map are units of its view box, `WIDE` by `HIGH`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import asinh, atan, cos, degrees, floor, log2, pi, radians, sin, sinh, tan

from letting.core.finding import Vacancy

WIDE, HIGH, EDGE = 400, 440, 48
TILE = 256
NEAR = 36  # closer than this, marks would cover one another
LEAST_ZOOM, MOST_ZOOM = 3.0, 17.0
METRES_PER_UNIT = 156_543.03392  # at the equator, at zoom 0
LENGTHS = tuple(first * 10**power for power in range(5) for first in (1, 2, 5))
LONGEST_BAR = 110


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, as Mercator's square from 0 to 1."""

    x: float
    y: float

    @classmethod
    def of(cls, latitude: float, longitude: float) -> "Point":
        """Return a place by its coordinates in degrees."""
        return cls((longitude + 180) / 360, (1 - asinh(tan(radians(latitude))) / pi) / 2)

    @property
    def latitude(self) -> float:
        """Return the latitude in degrees."""
        return degrees(atan(sinh(pi * (1 - 2 * self.y))))

    @property
    def longitude(self) -> float:
        """Return the longitude in degrees."""
        return self.x * 360 - 180


@dataclass(frozen=True, slots=True)
class View:
    """What a map shows: its middle, and how near it is (as zoom levels of tiles, fractions too)."""

    middle: Point
    zoom: float

    def at(self, place: Point) -> tuple[float, float]:
        """Return where a place is drawn."""
        scale = TILE * 2**self.zoom
        return (
            round((place.x - self.middle.x) * scale + WIDE / 2, 1),
            round((place.y - self.middle.y) * scale + HIGH / 2, 1),
        )

    @property
    def metres_per_unit(self) -> float:
        """Return how many metres a unit of the drawing is, in the middle."""
        return METRES_PER_UNIT * cos(radians(self.middle.latitude)) / 2**self.zoom

    def near(self, place: Point, zoom: float) -> str:
        """Return a view as it is written in an address: latitude, longitude, zoom."""
        zoom = min(max(zoom, LEAST_ZOOM), MOST_ZOOM)
        return f"{place.latitude:.4f},{place.longitude:.4f},{zoom:.1f}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One or several flats at a place of the map."""

    x: float
    y: float
    vacancies: tuple[Vacancy, ...]
    near: str = ""


@dataclass(frozen=True, slots=True)
class District:
    """An area: its name, where the name stands, and the outline around its flats."""

    name: str
    x: float
    y: float
    outline: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole map."""

    view: View
    marks: list[Mark]
    districts: list[District]
    bar: float
    bar_metres: int
    outside: int
    tiles: list[tuple[int, int, int, float, float, float]] = field(default_factory=list)

    @property
    def nearer(self) -> str:
        """Return the view one step nearer."""
        return self.view.near(self.view.middle, self.view.zoom + 1)

    @property
    def farther(self) -> str:
        """Return the view one step farther off."""
        return self.view.near(self.view.middle, self.view.zoom - 1)


def draw(free: Sequence[Vacancy], found: Sequence[Vacancy], *, view: View | None, tiled: bool) -> Drawing | None:
    """Draw what is found on a map of all that is free, so that the map stands still while one filters.

    None where nothing has coordinates. `tiled` keeps to whole zoom levels, and lists the tiles that lie under.
    """
    there = {one.pk: place for one in free if (place := place_of(one)) is not None}
    if not there:
        return None
    seen = view or around(there.values(), whole=tiled)
    if tiled:
        seen = View(seen.middle, float(floor(seen.zoom)))
    placed = [(one, *seen.at(there[one.pk])) for one in found if one.pk in there]
    shown = [(one, x, y) for one, x, y in placed if _inside((x, y))]
    metres = seen.metres_per_unit
    bar = max((length for length in LENGTHS if length / metres <= LONGEST_BAR), default=LENGTHS[0])
    return Drawing(
        seen, _marks(shown, seen), _districts(free, there, seen), round(bar / metres, 1), bar,
        len(placed) - len(shown), _tiles(seen) if tiled else [],
    )  # fmt: skip


def place_of(one: Vacancy) -> Point | None:
    """Return where a vacancy lies, if that is known and on the map."""
    if one.latitude is None or one.longitude is None or not (abs(one.latitude) < 85 and abs(one.longitude) <= 180):
        return None
    return Point.of(one.latitude, one.longitude)


def around(places: Iterable[Point], *, whole: bool = False) -> View:
    """Return the nearest view that shows all places."""
    known = list(places)
    left, right = min(one.x for one in known), max(one.x for one in known)
    top, bottom = min(one.y for one in known), max(one.y for one in known)
    wide, high = max(right - left, 1e-9), max(bottom - top, 1e-9)
    zoom = min(log2((WIDE - 2 * EDGE) / (TILE * wide)), log2((HIGH - 2 * EDGE) / (TILE * high)), 15.0)
    return View(Point((left + right) / 2, (top + bottom) / 2), max(float(floor(zoom)) if whole else zoom, LEAST_ZOOM))


def read_view(text: str) -> View | None:
    """Return a view from an address, "60.6065,15.6355,14"; None for what is none."""
    try:
        latitude, longitude, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (abs(latitude) < 85 and abs(longitude) <= 180 and LEAST_ZOOM <= zoom <= MOST_ZOOM):
        return None
    return View(Point.of(latitude, longitude), zoom)


def _marks(shown: Sequence[tuple[Vacancy, float, float]], view: View) -> list[Mark]:
    """Gather what would overlap; where one can come no nearer, set it in a ring instead."""
    groups: list[list[tuple[Vacancy, float, float]]] = []
    for one in shown:
        group = next((g for g in groups if abs(g[0][1] - one[1]) < NEAR and abs(g[0][2] - one[2]) < NEAR), None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [mark for group in groups for mark in _gathered(group, view)]


def _gathered(group: list[tuple[Vacancy, float, float]], view: View) -> list[Mark]:
    x, y = sum(one[1] for one in group) / len(group), sum(one[2] for one in group) / len(group)
    if len(group) == 1 or view.zoom >= MOST_ZOOM:
        return [Mark(*_in_ring(place, len(group), one[1], one[2]), (one[0],)) for place, one in enumerate(group)]
    scale = TILE * 2**view.zoom
    middle = Point((x - WIDE / 2) / scale + view.middle.x, (y - HIGH / 2) / scale + view.middle.y)
    inside = tuple(one[0] for one in group)
    return [Mark(round(x, 1), round(y, 1), inside, view.near(middle, _opening(group, view)))]


def _opening(group: list[tuple[Vacancy, float, float]], view: View) -> float:
    """Return how near one must come for a group to fill a good part of the map."""
    across, along = [one[1] for one in group], [one[2] for one in group]
    widest = max(max(across) - min(across), max(along) - min(along))
    return MOST_ZOOM if widest < 1 else max(view.zoom + 1, floor(view.zoom + log2(WIDE / 2 / widest)))


def _in_ring(place: int, number: int, x: float, y: float) -> tuple[float, float]:
    if number == 1:
        return x, y
    radius, angle = NEAR * max(number, 3) / (2 * pi), 2 * pi * place / number
    return round(x + radius * sin(angle), 1), round(y - radius * cos(angle), 1)


def _districts(free: Sequence[Vacancy], there: dict[int, Point], view: View) -> list[District]:
    by_area: dict[str, list[tuple[float, float]]] = {}
    for one in free:
        if one.area and one.pk in there:
            by_area.setdefault(one.area, []).append(view.at(there[one.pk]))
    return [_district(name, points) for name, points in sorted(by_area.items()) if any(map(_inside, points))]


def _inside(point: tuple[float, float]) -> bool:
    return 0 <= point[0] <= WIDE and 0 <= point[1] <= HIGH


def _district(name: str, points: list[tuple[float, float]]) -> District:
    corners = hull(points)
    outline = "M" + "L".join(f"{x:g} {y:g}" for x, y in corners) + "Z"
    middle = sum(x for x, _ in corners) / len(corners)
    return District(name, round(min(max(middle, 45), WIDE - 45), 1), max(min(y for _, y in corners) - 26, 16), outline)


def hull(points: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of the smallest convex outline around points, in order (Andrew's monotone chain)."""
    known = sorted(set(points))
    if len(known) < 3:
        return known

    def half(ordered: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        line: list[tuple[float, float]] = []
        for point in ordered:
            while len(line) > 1 and _turn(line[-2], line[-1], point) <= 0:
                line.pop()
            line.append(point)
        return line[:-1]

    return half(known) + half(reversed(known))


def _turn(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def _tiles(view: View) -> list[tuple[int, int, int, float, float, float]]:
    """Return the tiles under a view at a whole zoom level: zoom, column, row, where they are drawn, and how big."""
    zoom, side = int(view.zoom), 2 ** int(view.zoom)
    left, top = view.middle.x * side - WIDE / 2 / TILE, view.middle.y * side - HIGH / 2 / TILE
    return [
        (zoom, column % side, row, round((column - left) * TILE, 1), round((row - top) * TILE, 1), TILE)
        for column in range(floor(left), floor(left + WIDE / TILE) + 1)
        for row in range(floor(top), floor(top + HIGH / TILE) + 1)
        if 0 <= row < side
    ]
