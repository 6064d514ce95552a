"""Unfold's decorators with types: a column of a list, and an act that one chooses in it."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from unfold import decorators

_F = TypeVar("_F", bound=Callable[..., Any])


# The portal's signs of a state, and what unfold calls their colours.
SIGNS = {
    "plain": "default", "done": "default", "info": "info", "wait": "warning", "warn": "warning", "bad": "danger",
    "good": "success",
}  # fmt: skip


def display(
    *, description: Any, ordering: str | None = None, boolean: bool | None = None, signed: bool = False
) -> Callable[[_F], _F]:
    """Name a column, and say what it is ordered by and how it is shown.

    A `signed` column returns a sign and a word, in this order: the colour does not hang on the language of the word.
    """
    shown: Callable[[_F], _F] = decorators.display(
        description=description, ordering=ordering, boolean=boolean, label=SIGNS if signed else None
    )
    return shown


def action(
    *, description: Any, permissions: Sequence[str], url_path: str | None = None, icon: str | None = None
) -> Callable[[_F], _F]:
    """Name an act, and say which right it needs."""
    acted: Callable[[_F], _F] = decorators.action(
        description=description, permissions=permissions, url_path=url_path, icon=icon
    )
    return acted
