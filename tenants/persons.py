"""Persons: made when someone first tells a landlord who she is, and changed by herself or by staff."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Identity, Person, User
from tenants.personal_number import Number, index, seal
from tenants.scoping import scoped_landlord

# Told when a person logs in, in the same transaction: `queues` keeps points by it (QUEUE-6).
on_login: list[Callable[[Person, datetime], None]] = []


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a person."""

    email: str
    phone: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""
    language: str = "sv"


class NumberTaken(ValueError):
    """Another person at this landlord has the number. The page says so no more plainly than this."""


@transaction.atomic
def register_person(
    *,
    user: User | None,
    given_name: str,
    family_name: str,
    number: Number | None,
    born: date | None = None,
    identified: bool = False,
    contact: Contact,
    by: Actor | None = None,
    now: datetime,
) -> Person:
    """Make a person at the landlord in scope, from her number, or from a birth date when she has none (QUEUE-4).

    `identified`: the number has been shown with an e-identification.

    Raises NumberTaken when the number is another person's here.
    """
    birth = number.born if number else born
    if birth is None:
        raise ValueError("a person has an identity number or a birth date")
    person = Person(
        user=user,
        given_name=given_name,
        family_name=family_name,
        born=birth,
        created_at=now,
        last_login_on=local_day(now),
        identified_at=now if number and identified else None,
        identity=number.identity if number else Identity.NONE,
        number_sealed=seal(number.digits) if number else None,
        number_index=index(number.digits, scoped_landlord()) if number else None,
        **_columns(contact),
    )
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise NumberTaken from error
    subject = f"tenants.person:{person.pk}"
    facts = [Fact("person.registered", subject, person.pk)]
    if person.identified_at:
        facts.append(Fact("bankid.used", subject, person.pk, {"identity": str(person.identity)}))
    record(facts, by=by or _self(person), now=now)
    return person


@transaction.atomic
def save_contact(person_id: int, contact: Contact, *, by: Actor, now: datetime) -> None:
    """Save how to reach a person."""
    Person.objects.select_for_update().get(pk=person_id)
    Person.objects.filter(pk=person_id).update(**_columns(contact))
    record([Fact("person.contact_saved", f"tenants.person:{person_id}", person_id)], by=by, now=now)


@transaction.atomic
def choose_language(person_id: int, language: str, *, by: Actor, now: datetime) -> None:
    """Save the language that a person is written to in; one that she has already changes nothing."""
    if Person.objects.filter(pk=person_id).exclude(language=language).update(language=language):
        record([Fact("person.contact_saved", f"tenants.person:{person_id}", person_id)], by=by, now=now)


@transaction.atomic
def log_in(person_id: int, *, by: Actor | None = None, now: datetime) -> None:
    """Note that a person is active at this landlord today: it keeps her points in every queue here (QUEUE-6).

    Someone who acts for her in everything (`by`) is as good as herself.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    for told in on_login:
        told(person, now)
    Person.objects.filter(pk=person_id).update(last_login_on=local_day(now))
    record([Fact("person.logged_in", f"tenants.person:{person_id}", person_id)], by=by or _self(person), now=now)


def _self(person: Person) -> Actor:
    return Actor("person", person.pk)


def _columns(contact: Contact) -> dict[str, str]:
    return {field: getattr(contact, field) for field in Contact.__dataclass_fields__}
