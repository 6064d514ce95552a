"""Occasions are numbered where staff confirmed them, and each of the law's steps says what blocks it (NIGHT-11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from disturbance.core.repeated import Block, LawStep, Occasion, numbered, steps_of
from tests.cast import at

NIGHT = at("05-22 23:40")
DAY = date(2026, 5, 22)
DEMAND, BOARD, WARNING, SERIOUS, TERMINATION, COPY, BUNDLE = LawStep
DONE = {DEMAND: DAY + timedelta(days=3), BOARD: DAY + timedelta(days=3)}


def occasion(days: int, *, confirmed: bool = True) -> Occasion:
    return Occasion(days + 1, NIGHT + timedelta(days=days), DAY + timedelta(days=days), confirmed, 1)


def test_night_11_only_confirmed_occasions_are_numbered_in_the_order_they_happened() -> None:
    rows = numbered([occasion(9), occasion(0), occasion(4, confirmed=False)])
    assert [(one.case, one.number) for one in rows] == [(1, 1), (5, 0), (10, 2)]


ONE, MORE = [occasion(0)], [occasion(0), occasion(9)]


@pytest.mark.parametrize(
    ("occasions", "done", "step", "blocks"),
    [
        ([], {}, DEMAND, [Block.NO_CONFIRMED]),
        ([occasion(0, confirmed=False)] * 5, {}, DEMAND, [Block.NO_CONFIRMED]),
        (ONE, {}, DEMAND, []),
        (ONE, {}, BOARD, []),
        (ONE, {}, SERIOUS, []),
        (ONE, {}, WARNING, [Block.NO_DEMAND]),
        (ONE, {DEMAND: DAY}, WARNING, []),
        (MORE, {}, TERMINATION, [Block.NO_DEMAND, Block.NO_BOARD]),
        (MORE, {DEMAND: DAY}, TERMINATION, [Block.NO_BOARD]),
        (MORE, {BOARD: DAY}, TERMINATION, [Block.NO_DEMAND]),
        (ONE, DONE, TERMINATION, [Block.STOPPED]),
        (MORE, {**DONE, DEMAND: DAY + timedelta(days=9)}, TERMINATION, [Block.STOPPED]),
        (MORE, DONE, TERMINATION, []),
        (ONE, {SERIOUS: DAY}, TERMINATION, []),
        (MORE, DONE, COPY, [Block.NOT_SERIOUS]),
        (ONE, {SERIOUS: DAY}, COPY, [Block.NO_TERMINATION]),
        (ONE, {SERIOUS: DAY, TERMINATION: DAY}, COPY, []),
        (ONE, {}, BUNDLE, [Block.NOT_REPEATED, Block.NO_DEMAND, Block.NO_BOARD]),
        (ONE, DONE, BUNDLE, [Block.NOT_REPEATED]),
        (MORE, DONE, BUNDLE, []),
        (ONE, {SERIOUS: DAY}, BUNDLE, []),
    ],
)
def test_night_11_each_step_says_what_blocks_it(
    occasions: list[Occasion], done: dict[LawStep, date], step: LawStep, blocks: list[Block]
) -> None:
    state = {one.step: one for one in steps_of(occasions, done)}[step]
    assert (list(state.blocked_by), state.can) == (blocks, not blocks and step not in done)
