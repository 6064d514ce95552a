"""All that is kept of a person, told to herself: each app declares its rows, and their fields say what they are called.

What is not declared is not told; a law test walks all models, so that a new one cannot be forgotten. The same rows
make the file for machines and the paper for people: one statement (`tenants.reading`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BinaryField, Field, Model, QuerySet
from django.utils.translation import gettext

from tenants.actors import REPRESENTATIVE, person_actor
from tenants.models import Person
from tenants.reading import read_together
from tenants.words import day, moment

MACHINERY = frozenset({"look_again_at", "failed_steps", "last_error"})
OF_STAFF = "staff"


@dataclass(frozen=True)
class Rows:
    """The rows of a model that tell of a person: how they lead to her, and what is left out.

    `along` are the relations that a row is named by; every other relation is left out. `says` returns a row's words
    beside its fields, where the fields alone say little.

    When she is erased (`tenants.erasing`) rows are removed (`remove`), or what people wrote in them is: `clear` says
    what its fields become, `codes` names the texts that only hold a code or an actor. What must stay whole is `kept`,
    with the reason that she is told.
    """

    model: type[Model]
    of: str = "person"
    along: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    says: Callable[[Any], str] | None = None
    latest: int | None = None  # how many go on paper; the file holds all
    remove: bool = False
    clear: Mapping[str, Any] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    kept: Any = ""

    @property
    def title(self) -> str:
        """Return what the rows are called together."""
        name = str(_meta(self.model).verbose_name_plural)
        return name[:1].upper() + name[1:]

    def asked(self, person_id: int) -> QuerySet[Any]:
        """Return the rows of a person, the latest first."""
        rows: QuerySet[Any] = self.model.objects.filter(**{self.of: person_id})  # type: ignore[attr-defined]  # scoped
        return rows.select_related(*self.along).order_by("-pk") if self.along else rows.order_by("-pk")


@dataclass(frozen=True, slots=True)
class Told:
    """One fact of a row: the field's name, what it is called, its value, and the value in words."""

    name: str
    label: str
    value: Any
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind."""

    key: str
    title: str
    rows: Sequence[Sequence[Told]]
    left_out: int = 0


@dataclass
class _Declared:
    rows: list[Rows] = field(default_factory=list)
    silent: dict[type[Model], str] = field(default_factory=dict)


_declared = _Declared()


def declare_rows(*rows: Rows) -> None:
    """Declare rows that tell of a person. Called when the apps are ready."""
    _declared.rows.extend(rows)


def keep_silent(model: type[Model], because: str) -> None:
    """Declare that rows of a model are not told of, though they lead to a person, and why."""
    _declared.silent[model] = because


def declared_rows() -> tuple[tuple[Rows, ...], Mapping[type[Model], str]]:
    """Return all declared kinds of rows, and the models that are silent with the reason of each."""
    return tuple(_declared.rows), _declared.silent


def all_of(person: Person) -> list[Section]:
    """Return all that is kept of a person, in the language in force: one statement, however much it is."""
    kinds = _declared.rows
    found = read_together(*(kind.asked(person.pk) for kind in kinds))
    herself = Section("person", gettext("Du"), [list(_facts(person, Rows(Person, without=NOT_OF_HER), person))])
    return [herself, *(_section(kind, rows, person) for kind, rows in zip(kinds, found, strict=True) if rows)]


NOT_OF_HER = frozenset({"number_sealed", "number_index"})  # sealed; the page and the paper show it masked


def as_data(sections: Sequence[Section]) -> dict[str, list[dict[str, Any]]]:
    """Return sections as plain values for a file that machines read: English names, ISO dates."""
    return {part.key: [{told.name: told.value for told in row} for row in part.rows] for part in sections}


def on_paper(sections: Sequence[Section]) -> list[Section]:
    """Return sections as they go on paper: what says nothing is left out, and only the latest where they are many."""
    most = {_meta(kind.model).label_lower: kind.latest for kind in _declared.rows}
    return [
        Section(
            part.key,
            part.title,
            [[told for told in row if told.words] for row in part.rows[: most.get(part.key)]],
            max(len(part.rows) - (most.get(part.key) or len(part.rows)), 0),
        )
        for part in sections
    ]


def _section(kind: Rows, rows: Sequence[Any], person: Person) -> Section:
    return Section(_meta(kind.model).label_lower, kind.title, [list(_facts(row, kind, person)) for row in rows])


def _facts(row: Any, kind: Rows, person: Person) -> Iterator[Told]:
    if kind.says is not None:
        said = kind.says(row)
        yield Told("says", gettext("Vad"), said, said)
    named = {path.partition("__")[0] for path in kind.along}
    for one in _meta(kind.model).concrete_fields:
        if one.name in kind.without or one.name in MACHINERY or one.primary_key or isinstance(one, BinaryField):
            continue
        if one.is_relation:
            if one.name in named:
                other = getattr(row, one.name)
                yield _told(one, _named(other, person), _named(other, person))
        else:
            value = getattr(row, one.attname)
            yield _told(one, _plain(value, person), _words(row, one, value, person))


def _told(one: Field[Any, Any], value: Any, words: str) -> Told:
    label = str(one.verbose_name)
    return Told(one.name, label[:1].upper() + label[1:], value, words)


def _named(other: Model | None, person: Person) -> str:
    """Return what a row is named by; another person with a protected identity is not named."""
    if other is None:
        return ""
    hidden = isinstance(other, Person) and other.protected and other.pk != person.pk
    return gettext("Skyddade personuppgifter") if hidden else str(other)


def _plain(value: Any, person: Person) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal():
            return float(value)
        case None | bool() | int() | float() | dict() | list():
            return value
        case _:
            return _who(str(value), person)


def _words(row: Any, one: Field[Any, Any], value: Any, person: Person) -> str:
    match value:
        case None | "" | {} | []:
            return ""
        case bool():
            return gettext("ja") if value else gettext("nej")
        case datetime():
            return moment(value, year=True)
        case date():
            return day(value, year=True)
        case dict() | list():
            return "; ".join(_flat(value))
        case _ if one.choices:
            return str(getattr(row, f"get_{one.name}_display")())
        case _:
            return _who(str(value), person)


def _who(text: str, person: Person) -> str:
    """Return a text; where it is an actor of the log, who that was: herself, staff without a name, the portal."""
    if text == str(person_actor(person.pk)):
        return gettext("du själv")
    if text == "portal":
        return gettext("portalen")
    kind, colon, pk = text.partition(":")
    if colon and pk.isdigit() and kind == REPRESENTATIVE:
        return gettext("ett ombud")
    if colon and pk.isdigit() and kind in {OF_STAFF, "person"}:
        return gettext("personalen") if kind == OF_STAFF else gettext("en annan person")
    return text


def _flat(value: Any, name: str = "") -> Iterator[str]:
    match value:
        case dict():
            for key, one in value.items():
                yield from _flat(one, f"{name} {key}".strip())
        case list():
            for one in value:
                yield from _flat(one, name)
        case None | "":
            return
        case _:
            yield f"{name}: {value}" if name else str(value)


def _meta(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001  (Django's own way to the fields)
