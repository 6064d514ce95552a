"""What an operator does to a case that another may have open, too: who comes second is told (NIGHT-3)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from disturbance.core.categories import Ending
from disturbance.models import Case, NightWorker
from disturbance.services.dispatch import close, join, lock_case, send
from disturbance.services.intake import Intake, open_case
from tenants.outcome import Refused, refused


@transaction.atomic
def send_instead(case_id: int, patrol_id: int, *, of: int | None, by: NightWorker, now: datetime) -> None | Refused:
    """Send a patrol instead of the one that the operator saw on the case, or where she saw none.

    Refused: `sent_meanwhile` (another is on it by now), and as `dispatch.send`.
    """
    case = lock_case(case_id)
    if case.patrol_id not in {of, patrol_id}:
        return refused("sent_meanwhile")
    return send(case_id, patrol_id, by=by, now=now)


@transaction.atomic
def take_call(
    call: Intake, *, join_to: int | None, close_at_once: bool, by: NightWorker, now: datetime
) -> Case | Refused:
    """Open a case for a call, and join it to another, or close it without call-out, at once.

    Returns the case to go on with. Refused as `open_case` and `join`; then nothing is written.
    """
    made = open_case(call, by=by, now=now)
    if isinstance(made, Refused) or made.closed_at is not None:
        return made  # the same call sent twice is one case, closed or not
    done: None | Refused = None
    if join_to is not None and not Case.objects.filter(pk=join_to).exists():
        done = refused("not_the_same")
    elif join_to is not None:
        done = join(made.pk, join_to, by=by, now=now)
    elif close_at_once:
        done = close(made.pk, Ending.NO_CALL_OUT, by=by, now=now)
    if isinstance(done, Refused):
        transaction.set_rollback(True)
        return done
    return Case.objects.get(pk=join_to or made.pk)
