"""What a patrol's telephone kept and sends when it can: each thing once, in its order, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from disturbance.core.categories import Ending
from disturbance.models import NightWorker
from disturbance.services.dispatch import close, lock_cases
from disturbance.services.entries import Said, enter
from tenants.outcome import Refused, refused


@dataclass(frozen=True, slots=True)
class Sent:
    """One thing that was pressed: an entry on a case, or with an ending that the case is closed."""

    case: int
    said: Said
    ending: Ending | None = None


@transaction.atomic
def take(sent: Sequence[Sent], *, by: NightWorker, now: datetime) -> list[None | Refused]:
    """Take what was pressed, in its order; what is refused keeps back nothing else (NIGHT-4).

    The cases are locked first and in one order, for the two of a crew may send at once. Refused as
    `entries.enter` and `dispatch.close`; `not_on_the_case` also for a case that is not there.
    """
    there = lock_cases({one.case for one in sent})
    return [_take(one, by, now) if one.case in there else refused("not_on_the_case") for one in sent]


def _take(one: Sent, by: NightWorker, now: datetime) -> None | Refused:
    said = one.said
    if one.ending is not None:
        return close(
            one.case, one.ending, text=said.text, key=said.key, happened_at=said.happened_at, by=by, now=now
        )  # fmt: skip
    done = enter(one.case, said, by=by, now=now)
    return done if isinstance(done, Refused) else None
