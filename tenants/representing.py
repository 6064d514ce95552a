"""Acting for another: a visitor takes on a mandate, and the pages are the other's from then on, till she puts it down.

What holds it together: the mandate is read at each request, of this landlord only and only while it holds; a form's
request holds its row in shared mode till its deed is made; whoever's mandate has ended does nothing at all, neither for
the other nor for herself.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from django.db import connection, transaction
from django.http import HttpRequest

from tenants import clock
from tenants.actors import REPRESENTATIVE, Actor, person_actor, representative_actor
from tenants.core.calendar import local_day
from tenants.core.mandates import in_force
from tenants.events import Fact, record
from tenants.models import Event, Mandate, MandateState, Person
from tenants.outbox import Letter, post
from tenants.persons import log_in

KEY = "acting_for"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
NOT_BINDING = frozenset({"person.logged_in", "mandate.used"})


class MandateEnded(Exception):
    """The mandate that the visitor acts under holds no more."""


def mandate_of(request: HttpRequest) -> Mandate | None:
    """Return the mandate that a visitor acts under; None for whoever acts for herself. Raises MandateEnded.

    A request that may change something holds the row in shared mode: an end waits till the deed is made, and a deed
    after an end finds it ended.
    """
    if not request.user.is_authenticated:
        return None
    number = request.session.get(KEY)
    if not isinstance(number, int):
        return None
    known = getattr(request, "_mandate", None)
    if known is None:
        known = _held(number, request.user.pk, lock=request.method not in SAFE)
        if known is None:
            raise MandateEnded
        request._mandate = known  # type: ignore[attr-defined]  # noqa: SLF001  (our own note on it)
    return cast(Mandate, known)


def _held(number: int, user: int, *, lock: bool) -> Mandate | None:
    if lock:
        hold_shared(number)
    rows = Mandate.objects.select_related("person", "agent").filter(state=MandateState.ACCEPTED, agent__user=user)
    row = rows.filter(pk=number, person__protected=False, agent__protected=False, person__erased_at=None).first()
    return row if row is not None and in_force(row.ends_on, local_day(clock.now())) else None


def hold_shared(number: int) -> None:
    """Hold a mandate in shared mode till the transaction ends: many deeds at once, and no end in between."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM tenants_mandate WHERE id = %s FOR SHARE", [number])


@transaction.atomic
def begin(request: HttpRequest, mandate: Mandate, *, now: datetime) -> None:
    """Let a visitor act under her mandate from here on; one who may act keeps the other's points with it (QUEUE-6)."""
    locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
    by = representative_actor(locked.pk)
    request.session[KEY] = locked.pk
    facts = [Fact("mandate.used", locked.subject, locked.person_id, {"extent": str(locked.extent)})]
    record(facts, by=by, now=now)
    if locked.may_act:
        log_in(locked.person_id, by=by, now=now)


def stop(request: HttpRequest) -> None:
    """Let a visitor act for herself again."""
    request.session.pop(KEY, None)


def actor_for(request: Any) -> Actor:
    """Return who acts in a request: the person herself, or the one who acts for her."""
    mandate = mandate_of(request)
    return person_actor(request.person.pk) if mandate is None else representative_actor(mandate.pk)


def tell_of_deeds(events: Sequence[Event], by: Actor, now: datetime) -> None:
    """Tell a person of what has been done for her by her ombud: one message for what was recorded at once."""
    if by.kind != REPRESENTATIVE:
        return
    mandate = Mandate.objects.select_related("agent").get(pk=by.pk or 0)
    hers = [row for row in events if row.person_id == mandate.person_id and row.kind not in NOT_BINDING]
    if not hers or mandate.agent is None:
        return
    context = {"name": mandate.agent.given_name, "deeds": [{"kind": row.kind, "data": row.data} for row in hers]}
    post([Letter("mandate_acted", f"mandate_acted:{hers[0].pk}", mandate.person_id, context=context)], now=now)


def own_person(request: HttpRequest) -> Person | None:
    """Return whom the login is here, whomever she acts for."""
    return Person.objects.filter(user=request.user.pk).first() if request.user.is_authenticated else None
