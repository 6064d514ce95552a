"""A home where it disturbs again and again: numbered occasions, and the law's steps with what blocks each (NIGHT-11).

Pure. Since 1 July 2024 the tenancy code (JB 12, §§ 25, 25 a, 42, 43, 46, 63) asks for a demand that it stop and a
notice to the municipality's social welfare board before any termination; not where it is especially serious, when the
board gets a copy of the termination instead. What is sent by registered letter counts from when it was sent. The
tribunal's decisions rest on numbered, confirmed, repeated occasions; complaints alone weigh little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

REPEATED = 2  # confirmed occasions


class LawStep(StrEnum):
    """What the landlord does, in order. SERIOUS is its judgement that the disturbances are especially serious."""

    DEMAND = "demand"
    BOARD = "board"
    WARNING = "warning"
    SERIOUS = "serious"
    TERMINATION = "termination"
    BOARD_COPY = "board_copy"
    BUNDLE = "bundle"


class Block(StrEnum):
    """Why a step cannot be taken yet."""

    NO_CONFIRMED = "no_confirmed"  # nothing that staff heard themselves
    NO_DEMAND = "no_demand"
    NO_BOARD = "no_board"
    STOPPED = "stopped"  # nothing confirmed after the demand
    NOT_REPEATED = "not_repeated"
    NOT_SERIOUS = "not_serious"  # the board's copy is asked for only then
    NO_TERMINATION = "no_termination"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A case at a home. `number` is given to those confirmed, from 1 in the order they happened."""

    case: int
    at: datetime
    day: date
    confirmed: bool
    callers: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class StepState:
    """A step: when it was done, or what blocks it; neither means that it can be taken now."""

    step: LawStep
    done_on: date | None
    blocked_by: tuple[Block, ...]

    @property
    def can(self) -> bool:
        """Say whether it is to be done and nothing blocks it."""
        return self.done_on is None and not self.blocked_by


def numbered(occasions: Iterable[Occasion]) -> list[Occasion]:
    """Return occasions as they happened, the confirmed ones numbered."""
    shown, last = [], 0
    for one in sorted(occasions, key=lambda one: (one.at, one.case)):
        last += one.confirmed
        shown.append(replace(one, number=last if one.confirmed else 0))
    return shown


def steps_of(occasions: Sequence[Occasion], done: Mapping[LawStep, date]) -> tuple[StepState, ...]:
    """Return every step with what blocks it, in the law's order."""
    return tuple(StepState(step, done.get(step), _blocks(step, occasions, done)) for step in LawStep)


def _blocks(step: LawStep, occasions: Sequence[Occasion], done: Mapping[LawStep, date]) -> tuple[Block, ...]:
    confirmed = [one for one in occasions if one.confirmed]
    serious = LawStep.SERIOUS in done
    if not confirmed:
        return (Block.NO_CONFIRMED,)
    match step:
        case LawStep.WARNING:
            return (Block.NO_DEMAND,) if LawStep.DEMAND not in done else ()
        case LawStep.TERMINATION:
            return () if serious else (*_told(done), *_went_on(confirmed, done))
        case LawStep.BOARD_COPY:
            if not serious:
                return (Block.NOT_SERIOUS,)
            return () if LawStep.TERMINATION in done else (Block.NO_TERMINATION,)
        case LawStep.BUNDLE:
            repeated = () if len(confirmed) >= REPEATED else (Block.NOT_REPEATED,)
            return () if serious else (*repeated, *_told(done))
        case _:
            return ()


def _told(done: Mapping[LawStep, date]) -> tuple[Block, ...]:
    """Return what lacks of the demand and of the notice to the board: both come before anything else."""
    demanded = LawStep.DEMAND in done or LawStep.WARNING in done
    return (*(() if demanded else (Block.NO_DEMAND,)), *(() if LawStep.BOARD in done else (Block.NO_BOARD,)))


def _went_on(confirmed: Sequence[Occasion], done: Mapping[LawStep, date]) -> tuple[Block, ...]:
    """Return the block of a disturbance that was not confirmed again after the demand, if there was one."""
    told = [done[step] for step in (LawStep.DEMAND, LawStep.WARNING) if step in done]
    return (Block.STOPPED,) if told and not any(one.day > min(told) for one in confirmed) else ()
