"""Scenes about those who stand with an applicant, and about what she wishes for."""

from datetime import datetime
from typing import Any

from queues.models import Companion
from queues.services.companions import answer_invitation
from queues.services.invitations import invite
from tenants.actors import person_actor
from tenants.models import Message
from tests.cast import World, at

CONSENTS = {"personal_data": "Ni får spara mina uppgifter.", "credit_check": "Ni får ta kreditupplysning."}


def ask(
    town: World, name: str, role: str = "co_applicant", *, email: str = "bo@example.se", relation: str = "cohabitant",
    now: str = "05-11 10:00",
) -> Any:  # fmt: skip
    """Let a person invite someone by an address."""
    person = town.people[name].pk
    with town.scope():
        return invite(person, role, email, relation=relation, by=person_actor(person), now=at(now))


def key_to(town: World, email: str = "bo@example.se") -> str:
    """Return the key in the latest invitation to an address, as it stands in the mail."""
    with town.scope():
        message = Message.objects.filter(kind="companion_invited", to=email).latest("pk")
        return str(message.context["key"])


def answer(
    town: World, name: str, *, yes: bool = True, key: str | None = None, consents: dict[str, str] | None = None,
    now: str | datetime = "05-12 10:00",
) -> Any:  # fmt: skip
    """Let a person answer the latest invitation to her address, or another one."""
    person, moment = town.people[name], at(now) if isinstance(now, str) else now
    key = key_to(town, person.email) if key is None else key
    given = (CONSENTS if yes else {}) if consents is None else consents
    with town.scope():
        return answer_invitation(key, person.pk, accepted=yes, consents=given, by=person_actor(person.pk), now=moment)


def standing(town: World, *names: str) -> dict[str, str]:
    """Return how far each one's companions have come, by the applicant's name and the role."""
    with town.scope():
        rows = Companion.objects.select_related("person").order_by("pk")
        return {f"{row.person.given_name} {row.role}": str(row.state) for row in rows}


def counted(town: World, name: str) -> list[str]:
    """Return who counts beside a person."""
    with town.scope():
        rows = Companion.objects.filter(Companion.counts, person=town.people[name]).select_related("other")
        return [str(row.other and row.other.given_name) for row in rows.order_by("pk")]
