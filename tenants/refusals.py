"""A refusal in words: what it is, and what is possible instead. Each app has its own table of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Sentence:
    """What stands in the way, and what one can do; both lazily translated."""

    what: Any
    instead: Any


UNKNOWN = Sentence(
    _("Det gick inte att göra just nu."), _("Ingenting har ändrats. Ladda om sidan och se hur det är nu.")
)


def in_words(codes: Iterable[str], table: Mapping[str, Sentence]) -> list[Sentence]:
    """Return a sentence for each code, the general one for a code that the table lacks."""
    return [table.get(code, UNKNOWN) for code in codes]
