"""A person is erased: she asks, may regret it for two weeks, and then what tells of her goes. The log stays whole.

Each app says what stands in the way (`objections`), what it ends first (`endings`), and with its rows
(`tenants.telling`) what is removed, emptied or kept.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day, start_of
from tenants.events import Fact, record
from tenants.files import remove_after_commit
from tenants.models import Delivery, Document, Erasure, Extract, Membership, Message, Person, User
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.telling import declared_rows

REGRET = timedelta(days=14)

# Why a person cannot be erased on a day, as codes: a lease that runs, say.
objections: list[Callable[[Person, date], tuple[str, ...]]] = []
# What is ended first, by those whose it is: interests, claims, companions.
endings: list[Callable[[Person, Actor, datetime], None]] = []


@transaction.atomic
def ask_to_be_erased(person_id: int, *, by: Actor, now: datetime) -> Erasure | Refused:
    """Note that a person wants to be erased; it is done when the last day to regret it is over, and she is told so.

    Refused: whatever an app objects (`lease_runs`, `award_waits`, `debt_unpaid`, `blocked`), `already_asked`.
    """
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    if _live(person_id) is not None:
        return refused("already_asked")
    if reasons := against(person, local_day(now)):
        return refused(*reasons)
    last_day = local_day(now) + REGRET
    due = start_of(last_day + timedelta(days=1))
    erasure = Erasure.objects.create(person=person, asked_at=now, last_day=last_day, look_again_at=due)
    record([Fact("erasure.asked", erasure.subject, person.pk, {"last_day": last_day})], by=by, now=now)
    context = {"last_day": last_day.isoformat()}
    post([Letter("erasure_asked", f"erasure_asked:{erasure.pk}", person.pk, context=context)], now=now)
    return erasure


@transaction.atomic
def regret(person_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Take the wish back, while it is not done. Refused: `not_asked`."""
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    erasure = _live(person_id)
    if erasure is None:
        return refused("not_asked")
    erasure.regretted_at = erasure.ended_at = now
    erasure.look_again_at = None
    erasure.save(update_fields=["regretted_at", "ended_at", "look_again_at"])
    record([Fact("erasure.regretted", erasure.subject, person_id)], by=by, now=now)
    return None


def against(person: Person, today: date) -> tuple[str, ...]:
    """Return why a person cannot be erased on a day, as codes."""
    return tuple(code for objects in objections for code in objects(person, today))


def live_erasure(person_id: int) -> Erasure | None:
    """Return the wish to be erased that a person can still regret."""
    return _live(person_id)


def _live(person_id: int) -> Erasure | None:
    return Erasure.objects.filter(person=person_id, ended_at=None).first()


class _Hindered(Exception):
    """Something stands in the way: what was ended for the erasure is put back."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def look_at(erasure: Erasure, now: datetime) -> None:
    """Erase the person of a locked row when the time to regret is over: the tick's step. What is in the way is told."""
    person = erasure.person
    erasure.look_again_at, erasure.ended_at = None, now
    try:
        with transaction.atomic():
            _end_and_erase(person, erasure.subject, now)
    except _Hindered as hinder:
        erasure.hindered_by = hinder.reason
        reason = {"reason": hinder.reason}
        record([Fact("erasure.hindered", erasure.subject, person.pk, reason)], by=PORTAL, now=now)
        post([Letter("erasure_hindered", f"erasure_hindered:{erasure.pk}", person.pk, context=reason)], now=now)
    erasure.save(update_fields=["look_again_at", "ended_at", "hindered_by"])


def _end_and_erase(person: Person, subject: str, now: datetime) -> None:
    """End what is ongoing, then erase; asked before and after, for an award can be made in between."""
    _ask(person, now)
    for end in endings:
        end(person, PORTAL, now)
    person = Person.objects.select_for_update().get(pk=person.pk)
    _ask(person, now)
    record([Fact("person.erased", subject, person.pk)], by=PORTAL, now=now)
    _erase(person, now)


def _ask(person: Person, now: datetime) -> None:
    for reason in against(person, local_day(now)):
        raise _Hindered(reason)


def _erase(person: Person, now: datetime) -> None:
    for name in Document.objects.filter(person=person, removed_at=None).values_list("file", flat=True):
        remove_after_commit(name)
    Document.objects.filter(person=person, removed_at=None).update(removed_at=now)
    Extract.objects.filter(person=person, gone_at=None).update(pdf=None, gone_at=now, look_again_at=None)
    unsent = Message.objects.filter(person=person, delivery__in=(Delivery.QUEUED, Delivery.SENDING))
    unsent.update(delivery=Delivery.INBOX_ONLY, look_again_at=None)
    for kind in declared_rows()[0]:
        rows: Any = kind.model.objects.filter(**{kind.of: person.pk})  # type: ignore[attr-defined]  # scoped
        if kind.remove:
            rows.delete()
        elif kind.clear:
            rows.update(**kind.clear)
    _erase_account_mails(person)
    user = person.user
    person.user = person.number_sealed = person.number_index = None
    person.given_name = person.family_name = person.email = person.phone = ""
    person.street = person.postal_code = person.city = ""
    person.born = person.born.replace(month=1, day=1)
    person.erased_at = now
    person.save()
    if user is not None:
        _remove_login(user)


def _erase_account_mails(person: Person) -> None:
    """Mails about the login are no person's; they are hers by the address, which their keys hold too."""
    addresses = {person.email, person.user.email if person.user else ""} - {""}
    mails = Message.objects.filter(person=None, to__in=addresses)
    key = Concat(Value("erased:"), Cast("pk", CharField()))
    mails.update(key=key, to="", context={}, subject="", body="", look_again_at=None)


def _remove_login(user: User) -> None:
    """Remove a login that nothing else needs; another landlord's rows are not seen, but the database knows them."""
    if Membership.objects.filter(user=user).exists():
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            user.delete()
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        pass  # she is known at another landlord, and logs in there
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
