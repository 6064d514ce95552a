"""How the rules are said: a line or a fact that knows whether it is assumed, lists of words, kinds of units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.rulesets import Rules

KINDS: dict[str, Any] = {
    "apartment": gettext_lazy("lägenheter"),
    "vehicle_space": gettext_lazy("fordonsplatser"),
    "storage": gettext_lazy("förråd"),
}


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A rule's name and value; `assumed` where the landlord has not published it; `href` leads to more."""

    name: str
    value: str
    assumed: bool = False
    href: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a rule, with the key of the ruleset that it says; no key: what follows from all of it."""

    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A line as the page shows it."""

    text: str
    assumed: bool = False


def facts_of(prefix: str, found: Iterable[tuple[str, str, str]], rules: Rules) -> list[RuleFact]:
    """Return facts from (key, name, value), those without a value left out."""
    return [
        RuleFact(name, value, assumed=is_assumed(rules, prefix, key), key=key) for key, name, value in found if value
    ]


def is_assumed(rules: Rules, prefix: str, key: str) -> bool:
    """Say whether the landlord has not published a value: the key itself, or the whole part that it stands in."""
    return bool({prefix, f"{prefix}.{key}"} & set(rules.assumed))


def listed(words: Sequence[Any], last: str = "") -> str:
    """Return "a, b och c"; `last` is the word before the last one."""
    joined = last or _(" och ")
    said = [str(word) for word in words]
    return joined.join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def sentences(*parts: str) -> str:
    """Return sentences as one text, empty ones left out."""
    return " ".join(part for part in parts if part)


def in_a_sentence(name: str) -> str:
    """Return a queue's or a way's name as it stands within a sentence: with a small first letter."""
    return f"{name[:1].lower()}{name[1:]}"
