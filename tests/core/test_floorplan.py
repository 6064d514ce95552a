"""The drawn floor plan: no overlaps, no gaps, the same every time, and well-formed."""

from decimal import Decimal
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from letting.public.floorplan import floor_plan, svg
from letting.public.floorplan_layout import Room, Use

FLATS = [(1, 22), (1, 38), (2, 45.5), (2, 58), (2, 70), (3, 66), (3, 81.25), (4, 92), (4, 104), (5, 118), (5, 140)]
SEEDS = ["a", "b", "c", "unit-17", "Åsgatan 14"]


def overlap(a: Room, b: Room) -> float:
    across = min(a.right, b.right) - max(a.x, b.x)
    down = min(a.bottom, b.bottom) - max(a.y, b.y)
    return max(0.0, across) * max(0.0, down)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rooms", "size"), FLATS)
def test_rooms_fill_the_flat_without_overlap(rooms: int, size: float, seed: str) -> None:
    plan = floor_plan(rooms, size, seed)

    assert all(overlap(a, b) < 1e-6 for a, b in combinations(plan.rooms, 2))
    assert sum(room.width * room.height for room in plan.rooms) == pytest.approx(size)
    assert sum(room.area for room in plan.rooms) == Decimal(str(size))
    for room in plan.rooms:
        assert room.x >= -1e-9
        assert room.y >= -1e-9
        assert room.right <= plan.width + 1e-9
        assert room.bottom <= plan.height + 1e-9


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rooms", "size"), FLATS)
def test_every_room_is_believable_and_has_a_door(rooms: int, size: float, seed: str) -> None:
    plan = floor_plan(rooms, size, seed)
    uses = [room.use for room in plan.rooms]

    assert uses.count(Use.KITCHEN) == uses.count(Use.BATH) == uses.count(Use.HALL) == 1
    assert len(uses) == rooms + 3
    for room in plan.rooms:
        assert min(room.width, room.height) > 1.1
        touching = [
            p
            for p in plan.passages
            if (p.along == "x" and min(abs(p.y - room.y), abs(p.y - room.bottom)) < 1e-6
                and p.x >= room.x - 1e-6 and p.x + p.length <= room.right + 1e-6)
            or (p.along == "y" and min(abs(p.x - room.x), abs(p.x - room.right)) < 1e-6
                and p.y >= room.y - 1e-6 and p.y + p.length <= room.bottom + 1e-6)
        ]  # fmt: skip
        assert touching, room.use


def test_the_same_seed_draws_the_same_plan_and_another_seed_another() -> None:
    drawn = {svg(floor_plan(3, Decimal("74.5"), seed)) for seed in SEEDS}

    assert svg(floor_plan(3, Decimal("74.5"), "a")) == svg(floor_plan(3, 74.5, "a"))
    assert len(drawn) == len(SEEDS)


def test_more_rooms_in_a_larger_flat_means_more_rooms_drawn() -> None:
    counts = [len(floor_plan(rooms, 30 * rooms, "x").rooms) for rooms in range(1, 6)]

    assert all(b - a == 1 for a, b in pairwise(counts))
    assert len(floor_plan(8, 220, "x").rooms) == counts[-1]


@pytest.mark.parametrize(("kind", "use"), [("store", Use.STORAGE), ("parking", Use.VEHICLE)])
def test_storage_and_vehicle_spaces_are_one_room(kind: str, use: Use) -> None:
    plan = floor_plan(0, 12, "x", kind=kind)

    assert [room.use for room in plan.rooms] == [use]
    assert plan.rooms[0].area == 12


@pytest.mark.parametrize("labels", [True, False])
@pytest.mark.parametrize(("rooms", "size"), FLATS)
def test_the_drawing_is_well_formed_and_without_styles(rooms: int, size: float, labels: bool) -> None:
    drawing = svg(floor_plan(rooms, size, "x"), labels=labels)
    root = ElementTree.fromstring(drawing)

    assert "style=" not in drawing
    assert len(drawing) < (10_000 if labels else 1_500)
    assert (root.get("role") == "img") is labels
    assert ("m²" in drawing) is labels


def test_a_title_is_escaped() -> None:
    drawing = svg(floor_plan(2, 50, "x"), title='"><img src=x>')

    assert "<img" not in drawing
    assert ElementTree.fromstring(drawing).get("aria-label") == '"><img src=x>'


def test_a_flat_without_size_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        floor_plan(2, 0, "x")
