"""Between which days may the one who takes a flat move in? (SCHEME-9). Pure."""

from dataclasses import dataclass
from datetime import date

from tenants.core.calendar import Calendar
from tenants.rulesets.scheme_rules import SchemeRules


@dataclass(frozen=True, slots=True)
class MoveIn:
    """The first and the last day that the lease may begin; the same day where the flat does not wait."""

    first: date
    last: date

    @property
    def waits(self) -> bool:
        """Say whether there is a choice."""
        return self.last > self.first


def move_in(scheme: SchemeRules, area: str, free_on: date) -> MoveIn:
    """Return when one may move in: from the day the flat is free, for as long as the landlord lets it wait."""
    if scheme.move_in_wait is None or area.casefold() in {one.casefold() for one in scheme.no_wait_areas}:
        return MoveIn(free_on, free_on)
    return MoveIn(free_on, Calendar().last_day_after(free_on, scheme.move_in_wait))
