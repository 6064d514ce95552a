"""Everything about one person on one page: each app adds its own part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.actors import Actor
from tenants.admin.log import Line, lines
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Event, Message, Person
from tenants.outbox import declared
from tenants.rulesets import Rules
from tenants.words import day, moment

SHOWN = 25


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a link if there is one, a sign if the text is a state."""

    text: str
    url: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A table on the person's page. `act` is a link to what one can do here, as (words, address)."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    empty: str
    act: tuple[str, str] | None = None


@dataclass
class PersonPage:
    """What is shown of a person, and to whom."""

    request: HttpRequest
    person: Person
    now: datetime
    panels: list[Panel] = field(default_factory=list)

    @cached_property
    def rules(self) -> Rules:
        """Return the rules in force, read once for all parts."""
        return rules_today(local_day(self.now))


parts: list[Callable[[PersonPage], None]] = []


def messages_of(page: PersonPage) -> None:
    """What has been sent to her, newest first."""
    kinds = declared()
    rows = Message.objects.filter(person=page.person).order_by("-pk")[:SHOWN]
    page.panels.append(
        Panel(
            _("Meddelanden"),
            (_("Skapat"), _("Meddelande"), _("Utskick"), _("Läst")),
            [
                (
                    Cell(moment(row.created_at)),
                    Cell(str(kinds.get(row.kind, row.kind)), reverse("admin:tenants_message_change", args=[row.pk])),
                    Cell(row.get_delivery_display(), kind="bad" if row.delivery == "failed" else ""),
                    Cell(day(row.read_at) or _("nej")),
                )
                for row in rows
            ],
            _("Inga meddelanden har skickats."),
        )
    )


def events_of(person: Person) -> list[Line]:
    """Return what the log tells of a person, newest first."""
    return lines(list(Event.objects.filter(person=person).order_by("-pk")[:SHOWN]))


def note_reading(person_id: int, kind: str, *, by: Actor, now: datetime) -> None:
    """Note in the log that staff read a person's page or number; her row's lock keeps the chain in order."""
    Person.objects.select_for_update(no_key=True).get(pk=person_id)
    record([Fact(kind, f"tenants.person:{person_id}", person_id)], by=by, now=now)
