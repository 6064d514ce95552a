"""What a file of rows may hold: its columns, and what each cell is read as. Errors are codes; pages have the words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
UNITS = re.compile(r"(kr(/mån(ad)?)?|:-|m²|m2|kvm|°)$", re.IGNORECASE)
YES, NO = frozenset({"ja", "j", "x", "1", "true", "sant"}), frozenset({"nej", "n", "0", "false", "falskt"})
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class WrongCell(ValueError):
    """A cell that cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its field, its heading, how a cell is read, its type in the database, and its bounds.

    `unless` is what an empty cell stands for, where it is no empty text and no "no".
    """

    name: str
    head: str
    reads: Callable[[str, Column], Any]
    sql: str
    least: float = 0
    most: float = 0
    needed: bool = False
    also: tuple[str, ...] = ()
    unless: Any = None

    @property
    def empty(self) -> Any:
        """Return what an empty cell stands for."""
        return self.unless if self.unless is not None else {"text": "", "boolean": False}.get(self.sql)


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in a file: where, the code, and what stands there."""

    row: int
    head: str
    code: str
    found: str = ""


def as_text(cell: str, column: Column) -> str:
    """Read text of at most `most` characters. A formula is refused: whoever meant its value would get its letters."""
    if CONTROL.search(cell):
        raise WrongCell("control")
    if cell.startswith("="):
        raise WrongCell("formula")
    if len(cell) > column.most:
        raise WrongCell("too_long")
    return cell


def as_whole(cell: str, column: Column) -> int:
    """Read a whole number: "7200", "7 200 kr", "7200,00"."""
    value = _decimal(cell, "not_whole")
    if value != value.to_integral_value():
        raise WrongCell("not_whole")
    return int(_within(value, column))


def as_decimal(cell: str, column: Column) -> Decimal:
    """Read a number with at most one decimal: "58,5", "58.5 m²"."""
    value = _decimal(cell, "not_decimal")
    if value != round(value, 1):
        raise WrongCell("not_decimal")
    return _within(value, column)


def as_degree(cell: str, column: Column) -> float:
    """Read a latitude or longitude."""
    return float(_within(_decimal(cell, "not_degree"), column))


def as_yes(cell: str, column: Column) -> bool:
    """Read a yes or no."""
    word = cell.casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise WrongCell("not_yes")


def _decimal(cell: str, code: str) -> Decimal:
    if len(cell) <= 12 and cell.isascii() and cell.isdigit():  # as most are
        return Decimal(cell)
    bare = UNITS.sub("", SPACES.sub("", cell)).replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", bare):
        raise WrongCell(code)
    try:
        return Decimal(bare)
    except InvalidOperation as error:
        raise WrongCell(code) from error


def _within(value: Decimal, column: Column) -> Decimal:
    if not column.least <= value <= column.most:
        raise WrongCell("out_of_bounds")
    return value


@dataclass(frozen=True)
class Sheet:
    """The columns that a file of one sort may have.

    A row is the same as one that is there by its `keys`, and is `called` by other fields, where lists name it.
    `tidied` is what becomes of a row's values before they are compared with any.
    """

    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    called: tuple[str, ...]
    tidied: Callable[[dict[str, Any]], dict[str, Any]] = dict

    @cached_property
    def _by_head(self) -> Mapping[str, Column]:
        return {name.casefold(): one for one in self.columns for name in (one.head, one.name, *one.also)}

    @cached_property
    def named(self) -> Mapping[str, Column]:
        """Return the columns by their fields."""
        return {one.name: one for one in self.columns}

    @property
    def key_head(self) -> str:
        """Return the headings of what makes a row the same."""
        return ", ".join(self.named[name].head for name in self.keys)

    def columns_of(self, heads: Sequence[str]) -> tuple[list[Column | None], list[Wrong]]:
        """Return the column that each heading names, None for one that names none, and what is wrong with them.

        Errors: `missing` and `twice`. Headings that are unknown are left out and told of by the caller.
        """
        found = [self._by_head.get(SPACES.sub(" ", head).strip(" :*").casefold()) for head in heads]
        named = [one for one in found if one is not None]
        twice = {one.head for one in named if named.count(one) > 1}
        missing = [one.head for one in self.columns if one.needed and one not in named]
        wrong = [Wrong(1, head, "twice") for head in sorted(twice)] + [Wrong(1, head, "missing") for head in missing]
        return found, wrong


def read_row(number: int, cells: Sequence[str], columns: Sequence[Column | None]) -> tuple[dict[str, Any], list[Wrong]]:
    """Return a row's values by field, and what is wrong in it. A needed cell may not be empty."""
    values: dict[str, Any] = {}
    wrong: list[Wrong] = []
    if len(cells) != len(columns):
        wrong.append(Wrong(number, "", "cells", str(len(cells))))
    for column, raw in zip(columns, cells, strict=False):
        if column is None:
            continue
        cell = raw.strip()
        try:
            values[column.name] = _read(cell, column)
        except WrongCell as error:
            wrong.append(Wrong(number, column.head, error.code, cell[:60]))
    return values, wrong


def _read(cell: str, column: Column) -> Any:
    if cell:
        return column.reads(cell, column)
    if column.needed:
        raise WrongCell("empty")
    return column.empty


def shrunken(rows: int, there: int) -> bool:
    """Say whether a file has more than a tenth fewer rows than there are: half a list, perhaps."""
    return rows * 10 < there * 9
