"""Who has read of a person: events that are a reading by staff, each in words for the one who is read of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenants.models import Event, Membership
from tenants.models.membership import Role

_kinds: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that somebody read: what, and in which role."""

    at: datetime
    what: str
    role: str


def declare_readings(words: Mapping[str, Any]) -> None:
    """Declare which kinds of events are a reading, with what was read, as its owner is told."""
    _kinds.update(words)


def declared_readings() -> Mapping[str, Any]:
    """Return all kinds of events that are a reading."""
    return _kinds


def readings_of(person_id: int) -> QuerySet[Event]:
    """Return the events in which staff read of a person, the latest first."""
    return Event.objects.filter(person=person_id, kind__in=sorted(_kinds)).order_by("-occurred_at", "-pk")


def in_words(events: list[Event]) -> list[Reading]:
    """Return readings as their owner is told of them: staff by their role, never by name. One query."""
    readers = {int(pk) for event in events for kind, _colon, pk in [event.actor.partition(":")] if kind == "staff"}
    roles = dict(Membership.objects.filter(pk__in=readers).values_list("pk", "role"))
    return [Reading(event.occurred_at, str(_kinds[event.kind]), _role(event.actor, roles)) for event in events]


def _role(actor: str, roles: Mapping[int, str]) -> str:
    kind, _colon, pk = actor.partition(":")
    role = roles.get(int(pk)) if kind == "staff" else None
    return str(Role(role).label) if role else gettext("medarbetare som har slutat")


declare_readings(
    {
        "person.page_shown": _("Din sida i personalens register öppnades."),
        "person.number_shown": _("Ditt personnummer visades."),
        "barrier.read": _("Det du har berättat om ett hinder på webbplatsen öppnades."),
        "document.read": _("En av dina handlingar öppnades."),
    }
)
