"""What the apps above add to the editor; `tenants` does not know them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse

from tenants.rulesets import Rules


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen today: steps as `components/way.html` has them, under the draft and under what is in force."""

    title: str
    after: Sequence[Any]
    before: Sequence[Any]
    note: str = ""

    @property
    def same(self) -> bool:
        """Say whether the draft changes no date."""
        return list(self.after) == list(self.before)


@dataclass(frozen=True, slots=True)
class Tool:
    """A page of its own about the draft: its address below the draft's, its name, its words and its view."""

    path: str
    name: str
    title: Any
    hint: Any
    view: Callable[..., HttpResponse]


# (the draft's rules, those in force, today)
previews: list[Callable[[Rules, Rules, date], list[Preview]]] = []
# Sentences on what publishing these rules means for what goes on.
consequences: list[Callable[[Rules], list[str]]] = []
tools: list[Tool] = []
