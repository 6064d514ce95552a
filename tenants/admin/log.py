"""What staff do to rows in the admin, told in the portal's own log and nowhere else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.actors import REPRESENTATIVE, Actor, representative_actor, staff_actor
from tenants.core.calendar import local_day
from tenants.events import NAMED, declare, names_in, sentence
from tenants.landlords import rules_today
from tenants.models import Event, Mandate, Membership
from tenants.reading import numbers_in
from tenants.rulesets import Rules

declare(
    {
        "row.added": gettext_lazy("En medarbetare lade upp uppgiften."),
        "row.changed": gettext_lazy("En medarbetare ändrade: {fields}."),
        "person.page_shown": gettext_lazy("En medarbetare öppnade personens sida."),
        "message.sent_again": gettext_lazy("Ett meddelande som inte hade kommit fram skickades igen ({kind})."),
        "step.tried_again": gettext_lazy("En medarbetare bad portalen försöka igen."),
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log as staff read it."""

    at: datetime
    text: str
    who: str
    about: str = ""


def actor_of(request: HttpRequest) -> Actor:
    """Return the member of staff who asks, as the log keeps her."""
    return staff_actor(request.membership.pk)  # type: ignore[attr-defined]  # set by the middleware


def lines(
    events: Sequence[Event], *, about: bool = False, staff: Iterable[Membership] | None = None,
    rules: Rules | None = None,
) -> list[Line]:  # fmt: skip
    """Return events as lines, with the names of the staff among their actors: one query, none where `staff` is given.

    One more query where the rules in force name a thing in one of them, none where `rules` are given. With `about`,
    each names the person it is about, who must have been selected along; a protected one is not named.
    """
    actors = {event.actor for event in events}
    names, told, agents = _names(actors, staff), sentences_of(events, rules), agents_of(actors)
    return [
        Line(
            event.occurred_at,
            told[event.pk],
            agents.get(event.actor) or _who(event.actor, names, event.person_id),
            _about(event) if about else "",
        )
        for event in events
    ]


def sentences_of(events: Sequence[Event], rules: Rules | None = None) -> dict[int, str]:
    """Return each event's sentence; one query where the rules in force name a thing in one and are not given."""
    named = any(key in event.data for event in events for key in NAMED)
    names = names_in(rules or rules_today(local_day(clock.now()))) if named else {}
    return {event.pk: sentence(event, names=names) for event in events}


def names_of(actors: set[str], staff: Iterable[Membership] | None = None) -> dict[str, str]:
    """Return who actors of the log are, in words: one query, none where `staff` is given."""
    names, agents = _names(actors, staff), agents_of(actors)
    return {actor: agents.get(actor) or _who(actor, names) for actor in actors}


def agents_of(actors: set[str]) -> dict[str, str]:
    """Return who the representatives among actors are, and for whom: one query where there are any, else none."""
    wanted = {int(actor.partition(":")[2]) for actor in actors if actor.startswith(f"{REPRESENTATIVE}:")}
    if not wanted:
        return {}
    rows = Mandate.objects.filter(pk__in=wanted).select_related("person", "agent")
    return {str(representative_actor(row.pk)): _agent(row) for row in rows}


def _agent(row: Mandate) -> str:
    """Return "Bo Ek, ombud för Anna Ek"; who has a protected identity is not named."""
    agent = row.agent.full_name if row.agent and not row.agent.protected else _("Ett ombud")
    person = _("en person med skyddade uppgifter") if row.person.protected else row.person.full_name
    return _("%(agent)s, ombud för %(person)s") % {"agent": agent, "person": person}


def staff_in(rows: QuerySet[Any], column: str) -> QuerySet[Membership]:
    """Return the staff among the actors in a column of rows, to be read beside them (`tenants.reading`)."""
    return Membership.objects.filter(pk__in=numbers_in(rows, column, "staff:")).order_by("pk")


def name_of(actor: str) -> str:
    """Return who an actor of the log is, in words: one query."""
    return names_of({actor})[actor]


def _about(event: Event) -> str:
    if event.person is None:
        return ""
    return "" if event.person.protected else event.person.full_name


def _names(actors: set[str], staff: Iterable[Membership] | None = None) -> Mapping[int, str]:
    if staff is not None:
        return {row.pk: row.name for row in staff}
    wanted = {int(actor.partition(":")[2]) for actor in actors if actor.startswith("staff:")}
    return dict(Membership.objects.filter(pk__in=wanted or {0}).values_list("pk", "name"))


def _who(actor: str, names: Mapping[int, str], about: int | None = None) -> str:
    """Return who did something; a person who did it about another is called so."""
    kind, _colon, pk = actor.partition(":")
    match kind:
        case "staff":
            return names.get(int(pk or 0), _("en medarbetare"))
        case "person" if about not in (None, int(pk or 0)):
            return _("en annan person")
        case "person":
            return _("sökanden själv")
        case "portal":
            return _("portalen")
        case "visitor":
            return _("en besökare")
        case "night":
            return _("störningsjouren")
        case _:
            return actor
