"""How figures spread: the median and the quartiles of queue times, days and kronor. Pure; the one place of the sums."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

FEWEST = 5  # fewer than these tell of persons, not of homes: nobody outside the office is shown them


@dataclass(frozen=True, slots=True)
class Spread:
    """Half of the figures lie between `low` and `high`, half of them at `middle` or below. `number` is how many."""

    number: int
    low: int
    middle: int
    high: int
    mean: int

    @property
    def enough(self) -> bool:
        """Say whether it rests on so many that it may be shown to anyone."""
        return self.number >= FEWEST


def spread(figures: Iterable[int]) -> Spread | None:
    """Return the quartiles and the mean of figures in any order, rounded to whole ones; None for no figures."""
    ordered = sorted(figures)
    if not ordered:
        return None
    low, middle, high = (quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return Spread(len(ordered), low, middle, high, mean=round(sum(ordered) / len(ordered)))


def quantile(ordered: Sequence[int], share: float) -> int:
    """Return the figure below which a share of sorted figures lies, between two neighbours in proportion."""
    place = (len(ordered) - 1) * share
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return round(ordered[below] + (ordered[above] - ordered[below]) * (place - below))


@dataclass(frozen=True, slots=True)
class Similar:
    """What lettings of similar homes took: the spread of the points, and where they were."""

    spread: Spread
    in_area: bool
    reached: int | None


def similar(near: Sequence[int], all_over: Sequence[int], mine: int | None) -> Similar | None:
    """Return what similar homes took: those of the same area where they are enough, else all; None for too few.

    `reached` is how many of them someone with `mine` points would have got, None where she has none.
    """
    for figures, in_area in ((near, True), (all_over, False)):
        found = spread(figures)
        if found is not None and found.enough:
            reached = None if mine is None else sum(one <= mine for one in figures)
            return Similar(found, in_area, reached)
    return None
