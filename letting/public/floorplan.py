"""A flat's floor plan as SVG, drawn from its rooms and size when no real drawing exists.

`floor_plan` decides where the rooms lie (see `floorplan_layout`), `svg` draws them. Colours
come from CSS classes (`.plan-*`); the attributes are what remains where no stylesheet is.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString

from letting.public.floorplan_layout import LABELS, NEAR, Passage, Plan, Room, Use, Window, floor_plan
from tenants.words import square_metres

__all__ = ["Plan", "floor_plan", "svg"]

SCALE = 100  # one metre is a hundred units
NARROW = 2.6  # metres: below this the words are smaller
DOUBLE_BED = 10  # m²: from this size on
OUTER, INNER, LINE = 24.0, 11.0, 2.5
SMALL_OUTER, SMALL_INNER = 34.0, 18.0


def svg(plan: Plan, *, labels: bool = True, title: str = "") -> SafeString:
    """Draw the plan: large with labels, furniture and a text alternative; or small without.

    The small one is decoration, hidden from screen readers, for the words stand beside it.
    `title` replaces the sentence that says what is seen. Safe to print: the title is escaped.
    """
    edge = OUTER if labels else SMALL_OUTER
    box = f"{-edge:.0f} {-edge:.0f} {plan.width * SCALE + 2 * edge:.0f} {plan.height * SCALE + 2 * edge:.0f}"
    head = f'viewBox="{box}" xmlns="http://www.w3.org/2000/svg" stroke-linecap="square"'
    if not labels:
        inside = _thumbnail(plan)
        return SafeString(f'<svg class="plan plan--small" aria-hidden="true" focusable="false" {head}>{inside}</svg>')
    named = escape(title or plan.sentence)
    return SafeString(f'<svg class="plan" role="img" aria-label="{named}" {head}>{_drawing(plan)}</svg>')


def _drawing(plan: Plan) -> str:
    return "".join(
        [
            *(_floor(room) for room in plan.rooms),
            *(_fittings(room, plan) for room in plan.rooms),
            *(_box("plan-wall", room.x, room.y, room.width, room.height, INNER) for room in plan.rooms),
            _box("plan-wall", 0, 0, plan.width, plan.height, OUTER),
            *(_passage(passage, plan) for passage in plan.passages),
            *(_window(window, OUTER) for window in plan.windows),
            *(_label(room, plan) for room in plan.rooms),
        ]
    )


def _thumbnail(plan: Plan) -> str:
    """Walls, holes and windows only, one path for each, for lists of many flats; a space shows what it is for."""
    walls = "".join(
        f"M{room.x * SCALE:.0f} {room.y * SCALE:.0f}h{room.width * SCALE:.0f}"
        f"v{room.height * SCALE:.0f}h{-room.width * SCALE:.0f}z"
        for room in plan.rooms
    )
    outside = f"M0 0h{plan.width * SCALE:.0f}v{plan.height * SCALE:.0f}H0z"
    drawn = [
        _rect("plan-floor", 0, 0, plan.width, plan.height, 'fill="#fff"'),
        _line("plan-wall", walls, SMALL_INNER),
        f'<path class="plan-wall" d="{outside}" fill="none" stroke="currentColor" stroke-width="{SMALL_OUTER:g}"/>',
    ]
    drawn += [_fittings(room, plan) for room in plan.rooms if room.use in (Use.VEHICLE, Use.STORAGE)]
    if plan.passages:
        drawn.append(_line("plan-gap", "".join(map(_along, plan.passages)), SMALL_OUTER + 2, "#fff"))
    if plan.windows:
        drawn.append(_line("plan-glass", "".join(map(_along, plan.windows)), SMALL_OUTER * 0.4, "#fff"))
    return "".join(drawn)


def _floor(room: Room) -> str:
    kind = {Use.BATH: "plan-wet", Use.HALL: "plan-hall"}.get(room.use, "plan-floor")
    return _rect(kind, room.x, room.y, room.width, room.height, 'fill="#fff"')


def _rect(kind: str, x: float, y: float, width: float, height: float, rest: str) -> str:
    at = f'x="{x * SCALE:.1f}" y="{y * SCALE:.1f}" width="{width * SCALE:.1f}" height="{height * SCALE:.1f}"'
    return f'<rect class="{kind}" {at} {rest}/>'


def _box(kind: str, x: float, y: float, width: float, height: float, stroke: float) -> str:
    return _rect(kind, x, y, width, height, f'fill="none" stroke="currentColor" stroke-width="{stroke:g}"')


def _line(kind: str, points: str, stroke: float, colour: str = "currentColor") -> str:
    return (
        f'<path class="{kind}" d="{points}" fill="none" stroke="{colour}"'
        f' stroke-width="{stroke:g}" stroke-linecap="butt"/>'
    )


def _along(item: Passage | Window) -> str:
    """The stretch of wall that a door or window takes, as a path."""
    x, y, length = item.x * SCALE, item.y * SCALE, item.length * SCALE
    return f"M{x:.1f} {y:.1f}{'h' if item.along == 'x' else 'v'}{length:.1f}"


def _passage(door: Passage, plan: Plan) -> str:
    """A hole in the wall and the leaf with its swing."""
    at, limit = (door.y, plan.height) if door.along == "x" else (door.x, plan.width)
    in_outer = at < NEAR or at > limit - NEAR
    hole = _line("plan-gap", _along(door), (OUTER if in_outer else INNER) + 1.5, "#fff")
    if door.swing == 0:
        return hole
    x, y, length, side = door.x * SCALE, door.y * SCALE, door.length * SCALE, door.swing
    if door.along == "x":
        path = f"M{x:.1f} {y:.1f}v{side * length:.1f}"
        arc = f"a{length:.1f} {length:.1f} 0 0 {0 if side > 0 else 1} {length:.1f} {-side * length:.1f}"
    else:
        path = f"M{x:.1f} {y:.1f}h{side * length:.1f}"
        arc = f"a{length:.1f} {length:.1f} 0 0 {1 if side > 0 else 0} {-side * length:.1f} {length:.1f}"
    return hole + _line("plan-door", path + arc, LINE)


def _window(window: Window, outer: float) -> str:
    path = _along(window)
    return _line("plan-window", path, outer + 1) + _line("plan-glass", path, outer * 0.5, "#fff")


def _fittings(room: Room, plan: Plan) -> str:
    """What says at a glance what the room is for: bed, bench and hob, shower and basin."""
    if room.use is Use.BEDROOM:
        return _bed(room, plan)
    if room.use is Use.KITCHEN:
        return _bench(room, plan)
    if room.use is Use.VEHICLE:
        return _car(room)
    if room.use is Use.STORAGE:
        return _shelves(room)
    return _bathroom(room) if room.use is Use.BATH else ""


def _car(room: Room) -> str:
    """A car from above: body, windscreen and rear window."""
    long, wide = room.width * 0.74, room.height * 0.62
    x, y = room.x + (room.width - long) / 2, room.y + (room.height - wide) / 2
    drawn = _box("plan-fit", x, y, long, wide, LINE)
    drawn += _box("plan-fit", x + long * 0.3, y + wide * 0.12, long * 0.42, wide * 0.76, LINE)
    for part in (0.3, 0.72):
        drawn += _line("plan-fit", f"M{(x + long * part) * SCALE:.1f} {y * SCALE:.1f}v{wide * SCALE:.1f}", LINE)
    return drawn


def _shelves(room: Room) -> str:
    """Shelves along the wall across from the door."""
    deep, each = 0.4, (room.width - 0.3) / 3
    return "".join(
        _box("plan-fit", room.x + 0.15 + number * each, room.y + 0.12, each - 0.06, deep, LINE) for number in range(3)
    )


def _bed(room: Room, plan: Plan) -> str:
    """A bed by the window side, its head against the wall to the left."""
    long, wide = min(2.0, room.width - 0.9), 1.5 if room.area > DOUBLE_BED else 0.9
    y = room.y + 0.3 if room.y < NEAR else room.bottom - 0.3 - wide
    x = room.x + 0.12
    pillows = 2 if wide > 1 else 1
    each = (wide - 0.1 * (pillows + 1)) / pillows
    bed = _box("plan-fit", x, y, long, wide, LINE)
    for index in range(pillows):
        bed += _box("plan-fit", x + 0.1, y + 0.1 + index * (each + 0.1), 0.35, each, LINE)
    return bed


def _bench(room: Room, plan: Plan) -> str:
    """A kitchen bench along the outer side wall, with hob and sink."""
    left = room.x < NEAR
    x = room.x + 0.12 if left else room.right - 0.72
    length = room.height - 0.24
    y = room.y + 0.12
    drawn = _box("plan-fit", x, y, 0.6, length, LINE)
    hob = y + length * 0.22
    for dx, dy in ((0.17, 0.0), (0.43, 0.0), (0.17, 0.28), (0.43, 0.28)):
        drawn += (
            f'<circle class="plan-fit" cx="{(x + dx) * SCALE:.1f}" cy="{(hob + dy) * SCALE:.1f}" r="9"'
            f' fill="none" stroke="currentColor" stroke-width="{LINE:g}"/>'
        )
    return drawn + _box("plan-fit", x + 0.12, y + length * 0.66, 0.36, 0.45, LINE)


def _bathroom(room: Room) -> str:
    """A shower in the far corner, a basin and a toilet beside it."""
    outer_left = room.x < NEAR
    side = 0.8
    x = room.x + 0.12 if outer_left else room.right - 0.12 - side
    y = room.bottom - 0.12 - side
    drawn = _box("plan-fit", x, y, side, side, LINE)
    drawn += _line("plan-fit", f"M{x * SCALE:.1f} {y * SCALE:.1f}l{side * SCALE:.0f} {side * SCALE:.0f}", LINE)
    seat = x + side + 0.35 if outer_left else x - 0.35
    drawn += (
        f'<ellipse class="plan-fit" cx="{seat * SCALE:.1f}" cy="{(room.bottom - 0.4) * SCALE:.1f}" rx="19" ry="27"'
        f' fill="none" stroke="currentColor" stroke-width="{LINE:g}"/>'
    )
    return drawn


def _label(room: Room, plan: Plan) -> str:
    """The room's name and area, clear of doors and furniture."""
    x, y = room.x + room.width / 2, room.y + room.height / 2
    size = 30 if room.width > NARROW else 25
    if room.use is Use.KITCHEN:
        x += 0.3 if room.x < NEAR else -0.3
    elif room.use is Use.HALL and room.bottom > plan.height - NEAR:
        y = room.y + room.height * 0.3
    elif room.use is Use.BEDROOM:
        y = room.bottom - 0.68 if room.y < NEAR else room.y + 0.52
        x += _away(room, plan, 0.5)
    elif room.use is Use.BATH:
        y = room.y + room.height * 0.38
        x += _away(room, plan, 0.3)
    at = f'x="{x * SCALE:.1f}"'
    low = y * SCALE + size * 1.15
    name = LABELS[room.use]
    return (
        f'<text class="plan-label" {at} y="{y * SCALE:.1f}" font-size="{size}" text-anchor="middle">{name}</text>'
        f'<text class="plan-area" {at} y="{low:.1f}" font-size="{size * 0.82:.0f}" text-anchor="middle">'
        f"{square_metres(room.area)}</text>"
    )


def _away(room: Room, plan: Plan, step: float) -> float:
    """How far to move sideways, away from the door that opens into the room."""
    for door in plan.passages:
        x = door.x + (door.length / 2 if door.along == "x" else 0)
        y = door.y + (0 if door.along == "x" else door.length / 2)
        inside = room.x - NEAR <= x <= room.right + NEAR and room.y - NEAR <= y <= room.bottom + NEAR
        if door.swing and inside:
            return step if x < room.x + room.width / 2 else -step
    return 0.0
