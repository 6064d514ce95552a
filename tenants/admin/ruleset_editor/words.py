"""Keys, values and places of a ruleset in Swedish, with a readable way out for what nobody has put into words."""

import re
from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.admin.rule_vocabulary import KEYS, SECTIONS, UNITS, VALUES
from tenants.admin.rule_words import words as value_words
from tenants.core.calendar import Period
from tenants.drafting import GENERAL, Data, Place, Section, section_of
from tenants.rulesets.base import Part, Words
from tenants.words import clock_time, day

RULE = re.compile(r"\b[A-Z]+-\d+\b")
# What only the editor says; what is read elsewhere too stands in `rule_words`.
MORE = {
    GENERAL: gettext_lazy("Övrigt"),
    "sv": gettext_lazy("På svenska"),
    "en": gettext_lazy("På engelska"),
    "answered_by": gettext_lazy("Besvaras av"),
    "addition": gettext_lazy("Tillägg"),
    "grounds": gettext_lazy("Grunder för förtur"),
    "format": gettext_lazy("Filens format"),
    "assumed": gettext_lazy("Antagna uppgifter"),
}


def label(key: str) -> str:
    """Return what a key is called; a key without words as a readable one."""
    known = KEYS.get(key) or SECTIONS.get(key) or MORE.get(key)
    return str(known) if known else key.replace("_", " ").replace("-", " ").capitalize()


def value_word(value: Any) -> str:
    """Return what one of a few values is called."""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    known = VALUES.get(str(value))
    return str(known) if known else str(value).replace("_", " ")


def section_word(section: Section) -> str:
    """Return what a section is called."""
    return str(SECTIONS.get(section.key) or label(section.key))


def name_of(data: Data, section: str, name: str) -> str:
    """Return what a named part is called: by its own name, else by what its key means."""
    parts = data.get(section)
    part = parts.get(name) if isinstance(parts, dict) else None
    named = part.get("name") if isinstance(part, dict) else None
    if isinstance(named, dict) and isinstance(named.get("sv"), str) and named["sv"].strip():
        return str(named["sv"])
    known = VALUES.get(name) or KEYS.get(name)
    return str(known) if known else name


def place_words(data: Data, place: Place) -> str:
    """Return what a place is called: "Köer: Bostadskön"."""
    title = section_word(place.section)
    return f"{title}: {name_of(data, place.section.key, place.name)}" if place.name else title


def path_words(data: Data, path: Sequence[int | str]) -> str:
    """Return the way to a value in words: "Uthyrningssätt, Vanlig uthyrning: Svarstid"."""
    if not path:
        return _("Regelverket")
    first, *rest = [str(step) for step in path]
    head = [str(SECTIONS.get(first) or label(first))]
    section = section_of(first)
    if rest and section is not None and section.is_named:
        head.append(name_of(data, first, rest.pop(0)))
    tail = [_("rad %(n)s") % {"n": int(step) + 1} if step.isdigit() else label(step) for step in rest]
    return ", ".join(head) + (f": {', '.join(tail)}" if tail else "")


def rule_ids(description: str) -> list[str]:
    """Return the ids of the rules that a field's description names."""
    return RULE.findall(description)


def said(value: Any) -> list[str]:
    """Return a value in words, a line for each part of a list of parts."""
    match value:
        case tuple() | list() if value and isinstance(value[0], Part | Period | date):
            return [said(one)[0] for one in value]
        case Words():
            return [value.sv, _("på engelska: %(words)s") % {"words": value.en}]
        case date():
            return [day(value, year=True)]
        case time():
            return [clock_time(value)]
        case Period():
            return [f"{value.length} {UNITS[value.unit.value]}"]
        case dict():
            return [f"{name_word(key)}: {said(one)[0]}" for key, one in value.items()] or ["–"]
        case str() if value not in VALUES:
            return [str(value) or "–"]
        case _:
            return [value_words(value)]


def name_word(key: Any) -> str:
    """Return what a key of a table of values is called."""
    return str(VALUES.get(str(key)) or KEYS.get(str(key)) or key)
