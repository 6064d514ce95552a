"""Everything about one person on one page: each app adds its own part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.actors import Actor
from tenants.admin.log import Line, lines, staff_in
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Event, Message, Person
from tenants.outbox import declared
from tenants.reading import read_together
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
    lines: list[Line] = field(default_factory=list)

    @cached_property
    def rules(self) -> Rules:
        """Return the rules in force, read once for all parts."""
        return rules_today(local_day(self.now))


@dataclass(frozen=True, slots=True)
class Part:
    """What one table reads of a person, and how it shows those rows.

    A part names its rows and does not fetch them: the page reads all parts in one statement. `reads` is None for who
    may not see them; `shows` gets a list for each queryset, and returns None where there is nothing to show.
    """

    reads: Callable[[PersonPage], Sequence[QuerySet[Any]] | None]
    shows: Callable[..., Panel | None]


parts: list[Part] = []


def fill(page: PersonPage) -> None:
    """Read all that the parts show and what the log tells, in one statement (ADR 15), and fill the page with it."""
    shown = [(part, reads) for part in (*parts, MESSAGES) if (reads := part.reads(page)) is not None]
    log = Event.objects.filter(person=page.person).order_by("-pk")[:SHOWN]
    found = iter(read_together(*(rows for _part, reads in shown for rows in reads), log, staff_in(log, "actor")))
    panels = [part.shows(page, *islice(found, len(reads))) for part, reads in shown]
    page.panels += [panel for panel in panels if panel is not None]
    events, staff = found
    page.lines += lines(events, staff=staff, rules=page.rules)


def _messages(page: PersonPage) -> Sequence[QuerySet[Any]]:
    return (Message.objects.filter(person=page.person).order_by("-pk").defer("body")[:SHOWN],)


def messages_of(page: PersonPage, found: Sequence[Message]) -> Panel:
    """What has been sent to her, newest first."""
    kinds = declared()
    return Panel(
        _("Meddelanden"),
        (_("Skapat"), _("Meddelande"), _("Utskick"), _("Läst")),
        [
            (
                Cell(moment(row.created_at)),
                Cell(str(kinds.get(row.kind, row.kind)), reverse("admin:tenants_message_change", args=[row.pk])),
                Cell(row.get_delivery_display(), kind="bad" if row.delivery == "failed" else ""),
                Cell(day(row.read_at) or _("nej")),
            )
            for row in found
        ],
        _("Inga meddelanden har skickats."),
    )


MESSAGES = Part(_messages, messages_of)  # the last table, whatever the apps add


def note_reading(person: Person, kind: str, *, by: Actor, now: datetime) -> None:
    """Note in the log that staff read a person's page or number; the caller holds her row, and so the chain's order."""
    record([Fact(kind, f"tenants.person:{person.pk}", person.pk)], by=by, now=now)
