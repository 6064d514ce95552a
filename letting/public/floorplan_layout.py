"""A believable floor plan, drawn from a flat's rooms and size when no real drawing exists.

The plan is a rectangle cut into rectangles: no gaps, no overlaps, and the areas sum to the
size. The same seed always gives the same plan. Measures are metres, y grows downwards.
"""

import random
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Literal

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenants.words import square_metres

DOOR = 0.85
OPENING = 1.3
NEAR = 0.01  # metres: closer than this is the same wall
MIRRORED = 0.5  # half of all flats
MOST = 5  # rooms drawn apart; more of them make the others larger
TENTH = Decimal("0.1")


class Use(StrEnum):
    """What a room is for."""

    KITCHEN = "kitchen"
    BATH = "bath"
    HALL = "hall"
    BEDROOM = "bedroom"
    LIVING = "living"
    ALL = "all"
    STORAGE = "storage"
    VEHICLE = "vehicle"


LABELS = {
    Use.KITCHEN: _("Kök"),
    Use.BATH: _("Bad"),
    Use.HALL: _("Hall"),
    Use.BEDROOM: _("Sovrum"),
    Use.LIVING: _("Vardagsrum"),
    Use.ALL: _("Allrum"),
    Use.STORAGE: _("Förråd"),
    Use.VEHICLE: _("Bilplats"),
}


@dataclass(frozen=True)
class Room:
    """One rectangle of the plan. `area` is what is printed, in m² with one decimal."""

    use: Use
    x: float
    y: float
    width: float
    height: float
    area: Decimal = Decimal(0)

    @property
    def right(self) -> float:
        """The x of its right wall."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower wall."""
        return self.y + self.height


@dataclass(frozen=True)
class Passage:
    """A door or opening in the wall from (x, y), along x or along y. `swing` 0 is a mere opening."""

    x: float
    y: float
    along: Literal["x", "y"]
    length: float
    swing: Literal[-1, 0, 1]


@dataclass(frozen=True)
class Window:
    """A window in the outer wall, from (x, y) along x or along y."""

    x: float
    y: float
    along: Literal["x", "y"]
    length: float


@dataclass(frozen=True)
class Plan:
    """A drawn flat, storage room or vehicle space."""

    width: float
    height: float
    rooms: tuple[Room, ...]
    passages: tuple[Passage, ...]
    windows: tuple[Window, ...]

    @property
    def sentence(self) -> str:
        """The plan in words, for those who do not see it."""
        named = (f"{LABELS[room.use]} {square_metres(room.area)}" for room in self.rooms)
        return gettext("Planritning: %(rooms)s.") % {"rooms": ", ".join(named)}


def floor_plan(
    rooms: int,
    size: Decimal | float,
    seed: str,
    *,
    kind: Literal["home", "store", "parking"] = "home",
) -> Plan:
    """Draw a plan of `size` m² with `rooms` rooms besides kitchen, bath and hall.

    Above five rooms the sixth and later become part of the larger ones.
    Raises ValueError where the size is not positive.
    """
    area = Decimal(str(size))
    if area <= 0:
        raise ValueError("a plan needs a positive size")
    dice = random.Random(f"{seed}:{rooms}:{area.normalize()}:{kind}")  # noqa: S311 - a drawing, no secret
    if kind != "home" or rooms < 1:
        return _single(float(area), Use.VEHICLE if kind == "parking" else Use.STORAGE)
    ratio = dice.uniform(1.12, 1.3) + 0.05 * max(0, min(rooms, MOST) - 2)
    height = (float(area) / ratio) ** 0.5
    width = float(area) / height
    draw = _small if rooms <= 2 else _large
    plan = draw(width, height, min(rooms, MOST), dice)
    plan = replace(plan, rooms=_with_areas(plan.rooms, area))
    return _mirrored(plan) if dice.random() < MIRRORED else plan


def _single(area: float, use: Use) -> Plan:
    ratio = 2.1 if use is Use.VEHICLE else 1.35
    height = (area / ratio) ** 0.5
    room = Room(use, 0, 0, area / height, height, Decimal(str(area)))
    door = Passage(room.width * 0.4, height, "x", min(DOOR, room.width / 2), -1)
    return Plan(room.width, height, (room,), (door,) if use is Use.STORAGE else (), ())


def _small(width: float, height: float, rooms: int, dice: random.Random) -> Plan:
    """One or two rooms: the light side above, bath, hall and kitchen below."""
    low = height * dice.uniform(0.38, 0.44)
    high = height - low
    bath_w, hall_w = width * dice.uniform(0.25, 0.29), width * dice.uniform(0.27, 0.31)
    bath = Room(Use.BATH, 0, high, bath_w, low)
    hall = Room(Use.HALL, bath_w, high, hall_w, low)
    kitchen = Room(Use.KITCHEN, hall.right, high, width - hall.right, low)
    front = Passage(hall.x + hall_w * 0.3, height, "x", DOOR, -1)
    doors = [front, Passage(bath_w, high + 0.12, "y", DOOR * 0.85, -1)]
    doors.append(Passage(hall.right, high + low * 0.3, "y", DOOR, 0))
    if rooms == 1:
        upper = [Room(Use.ALL, 0, 0, width, high)]
        doors.append(Passage(hall.x + hall_w * 0.25, high, "x", DOOR, -1))
    else:
        cut = hall.x + hall_w * 0.44
        upper = [Room(Use.BEDROOM, 0, 0, cut, high), Room(Use.LIVING, cut, 0, width - cut, high)]
        span = min(DOOR, hall_w * 0.36)
        doors.append(Passage(hall.x + hall_w * 0.04, high, "x", span, -1))
        doors.append(Passage(cut + hall_w * 0.12, high, "x", span, 0))
    made = (*upper, bath, hall, kitchen)
    return Plan(width, height, made, tuple(doors), _windows(made, width, height))


def _large(width: float, height: float, rooms: int, dice: random.Random) -> Plan:
    """Three rooms or more: bedrooms on both sides of the hall, living room and kitchen at its end."""
    hall_h = min(max(1.5, height * 0.2), height * 0.24)
    share = {3: 0.54, 4: 0.6, 5: 0.66}[rooms] + dice.uniform(-0.02, 0.02)
    left = width * share
    top = (height - hall_h) * dice.uniform(0.5, 0.54)
    below = top + hall_h
    low = height - below
    above = 1 if rooms == 3 else 2
    doors = [Passage(0, top + hall_h * 0.25, "y", min(DOOR, hall_h * 0.6), 1)]
    made = []
    for x, w in _split(0, left, [1.0] * above if above == 1 else [dice.uniform(1, 1.25), 1]):
        made.append(Room(Use.BEDROOM, x, 0, w, top))
        doors.append(Passage(x + 0.15, top, "x", DOOR, -1))
    bath_w = max(left * {3: 0.42, 4: 0.38, 5: 0.28}[rooms], 1.7)
    beds = rooms - 1 - above
    parts = [bath_w, *[(left - bath_w) / beds] * beds]
    for index, (x, w) in enumerate(_split(0, left, parts)):
        made.append(Room(Use.BEDROOM if index else Use.BATH, x, below, w, low))
        doors.append(Passage(x + 0.15, below, "x", DOOR, 1))
    hall = Room(Use.HALL, 0, top, left, hall_h)
    living = Room(Use.LIVING, left, 0, width - left, below)
    kitchen = Room(Use.KITCHEN, left, below, width - left, low)
    doors.append(Passage(left, top + hall_h * 0.12, "y", min(OPENING, hall_h * 0.76), 0))
    doors.append(Passage(left + (width - left) * 0.2, below, "x", OPENING, 0))
    rooms_made = (living, kitchen, *made, hall)
    return Plan(width, height, rooms_made, tuple(doors), _windows(rooms_made, width, height))


def _split(start: float, length: float, parts: list[float]) -> list[tuple[float, float]]:
    """Cut a stretch by proportions: (where it starts, how long it is) for each."""
    total = sum(parts)
    edges = [start]
    for part in parts:
        edges.append(edges[-1] + length * part / total)
    return [(a, b - a) for a, b in pairwise(edges)]


def _windows(rooms: tuple[Room, ...], width: float, height: float) -> tuple[Window, ...]:
    """Windows where a living space meets the outer wall; the bath and the hall have none."""
    found = []
    for room in rooms:
        if room.use in (Use.BATH, Use.HALL):
            continue
        span = room.width * 0.5
        if room.y < NEAR:
            found.append(Window(room.x + room.width * 0.25, 0, "x", span))
        elif abs(room.bottom - height) < NEAR:
            found.append(Window(room.x + room.width * 0.25, height, "x", span))
        if room.use is Use.LIVING and abs(room.right - width) < NEAR:
            found.append(Window(width, room.y + room.height * 0.3, "y", room.height * 0.4))
    return tuple(found)


def _with_areas(rooms: tuple[Room, ...], total: Decimal) -> tuple[Room, ...]:
    """Print areas in tenths that sum to the size: what rounding leaves goes to the largest remainders."""
    exact = [Decimal(str(room.width * room.height)) for room in rooms]
    floors = [area.quantize(TENTH, ROUND_FLOOR) for area in exact]
    left = total - sum(floors)
    order = sorted(range(len(rooms)), key=lambda i: floors[i] - exact[i])
    for index in order:
        step = min(TENTH, left)
        if step <= 0:
            break
        floors[index] += step
        left -= step
    floors[order[0]] += left
    return tuple(replace(room, area=area) for room, area in zip(rooms, floors, strict=True))


def _mirrored(plan: Plan) -> Plan:
    """The same plan seen from the other side: left is right."""
    width = plan.width
    rooms = tuple(replace(room, x=width - room.right) for room in plan.rooms)
    flip: dict[int, Literal[-1, 0, 1]] = {-1: 1, 0: 0, 1: -1}
    passages = tuple(
        replace(p, x=width - p.x - p.length) if p.along == "x" else replace(p, x=width - p.x, swing=flip[p.swing])
        for p in plan.passages
    )
    windows = tuple(replace(w, x=width - w.x - (w.length if w.along == "x" else 0)) for w in plan.windows)
    return Plan(width, plan.height, rooms, passages, windows)
