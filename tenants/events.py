"""The append-only log: each kind declared beside its sentence, each event chained to the one before it."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.utils.translation import gettext_lazy

from tenants.actors import Actor
from tenants.models import Event
from tenants.rulesets import Rules
from tenants.scoping import scoped_landlord
from tenants.words import day, language, moment

DAY = re.compile(r"^\d{4}-\d\d-\d\d$")
MOMENT = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")

SUBJECT = re.compile(r"(?<=[a-z]):\d+$")  # of "queues.priorityclaim:12" the model is told, not the number
# Keys of the data whose values the landlord's rules name, and what is said of one that they no longer have.
NAMED = {"queue": gettext_lazy("kön {slug}"), "ground": gettext_lazy("grunden {slug}")}
Names = Mapping[tuple[str, str], str]

_sentences: dict[str, Any] = {}
_codes: dict[tuple[str, str], Any] = {}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to log. `data` is small: dates, codes and numbers, never names or free text."""

    kind: str
    subject: str
    person_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


def declare(sentences: Mapping[str, Any]) -> None:
    """Declare event kinds with the (lazily translated) sentence that staff read; `{key}` is filled from the data."""
    _sentences.update(sentences)


def declared() -> Mapping[str, Any]:
    """Return all declared kinds with their sentences."""
    return _sentences


def declare_codes(words: Mapping[str, Any], *, of: str = "") -> None:
    """Declare what the codes in events' data are called in the middle of a sentence.

    `of` names the key whose codes they are, or the event's kind and the key ("reminder.sent.kind"), where the same
    code is called something else elsewhere.
    """
    _codes.update({(of, code): word for code, word in words.items()})


def word_for(kind: str, key: str, code: str) -> Any | None:
    """Return what a code is called in the sentence of a kind, under a key of its data; None for an undeclared one."""
    found = (_codes.get((of, code)) for of in (f"{kind}.{key}", key, ""))
    return next((word for word in found if word is not None), None)


def names_in(rules: Rules) -> Names:
    """Return what a landlord calls its queues and grounds for priority, in the language in force."""
    queues = {("queue", slug): queue.name for slug, queue in rules.queues.items()}
    grounds = {
        ("ground", slug): ground.name for slug, ground in (rules.priority.grounds if rules.priority else {}).items()
    }
    return {key: name.in_language(language()) for key, name in (queues | grounds).items()}


def sentence(event: Event, *, names: Names | None = None) -> str:
    """Return an event as a sentence in the language in force, its dates, codes and `names` (of the rules) in words."""
    said = {key: _said(event.kind, key, value, names or {}) for key, value in event.data.items()}
    return str(_sentences[event.kind]).format_map(_Blank(said))


def _said(kind: str, key: str, value: Any, names: Names) -> Any:
    if not isinstance(value, str):
        return value
    if key in NAMED:
        return names.get((key, value)) or str(NAMED[key]).format(slug=value)
    if MOMENT.match(value):
        return moment(value)
    if DAY.match(value):
        return day(value)
    word = word_for(kind, key, SUBJECT.sub("", value))
    return value if word is None else str(word)


class _Blank(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


# Told what has been recorded, in its transaction: how a person hears of what is done for her.
on_recorded: list[Callable[[Sequence[Event], Actor, datetime], None]] = []


def record(facts: Sequence[Fact], *, by: Actor, now: datetime) -> None:
    """Append facts to the log of the landlord in scope: two statements, however many they are.

    A chain is a subject and a person. The caller holds the lock that serialises it (the listing's or the
    registration's row); the unique constraint is the second net. Raises KeyError for an undeclared kind.
    """
    if not facts:
        return
    landlord, actor = scoped_landlord(), str(by)
    ends = _chain_ends(landlord, {(fact.subject, fact.person_id) for fact in facts})
    rows = []
    for fact in facts:
        if fact.kind not in _sentences:
            raise KeyError(f"the event kind {fact.kind!r} is not declared with a sentence")
        link = (fact.subject, fact.person_id)
        number, before = ends.get(link, (0, b""))
        data = json.loads(json.dumps(dict(fact.data), cls=DjangoJSONEncoder))
        row = Event(
            landlord_id=landlord,
            kind=fact.kind,
            subject=fact.subject,
            person_id=fact.person_id,
            actor=actor,
            occurred_at=now,
            data=data,
            chain=number + 1,
        )
        row.digest = digest(row, before)
        ends[link] = (row.chain, row.digest)
        rows.append(row)
    Event.objects.bulk_create(rows)
    for told in on_recorded:
        told(rows, by, now)


def digest(event: Event, before: bytes) -> bytes:
    """Return the checksum of an event, the one before it in its chain included."""
    said = [
        event.kind,
        event.subject,
        event.person_id,
        event.actor,
        event.occurred_at.timestamp(),
        event.data,
        event.chain,
    ]
    return hashlib.sha256(before + json.dumps(said, sort_keys=True).encode()).digest()


def broken_links(events: Iterable[Event]) -> list[Event]:
    """Return the events, of whole chains in order, whose checksum or number does not follow from the one before."""
    ends: dict[tuple[str, int | None], tuple[int, bytes]] = {}
    broken = []
    for event in events:
        link = (event.subject, event.person_id)
        number, before = ends.get(link, (0, b""))
        if event.chain != number + 1 or bytes(event.digest) != digest(event, before):
            broken.append(event)
        ends[link] = (event.chain, bytes(event.digest))
    return broken


def _chain_ends(landlord: int, links: set[tuple[str, int | None]]) -> dict[tuple[str, int | None], tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT link.subject, link.person, last.chain, last.digest"
            " FROM unnest(%s::text[], %s::bigint[]) AS link (subject, person)"
            " CROSS JOIN LATERAL (SELECT chain, digest FROM tenants_event"
            "   WHERE landlord_id = %s AND subject = link.subject AND person_id IS NOT DISTINCT FROM link.person"
            "   ORDER BY chain DESC LIMIT 1) AS last",
            [[subject for subject, _ in links], [person for _, person in links], landlord],
        )
        return {(subject, person): (chain, bytes(end)) for subject, person, chain, end in cursor.fetchall()}
