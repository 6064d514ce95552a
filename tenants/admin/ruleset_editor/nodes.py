"""The tree of a place's form: single controls, parts with their keys, and rows of parts.

A node reads what was posted below its name, and finds the control that an error of the schema is about.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext as _

from tenants.admin.ruleset_editor.choices import Lines
from tenants.admin.ruleset_editor.fields import NOTHING, Control, Flag
from tenants.draft_checks import Steps
from tenants.rulesets.shape import COLOUR

MOST_ROWS = 300


class Book(Protocol):
    """What a node needs of its form."""

    fields: dict[str, forms.Field]
    data: Any
    files: Any

    def refuse(self, node: "Node", sentence: str) -> None:
        """Note what is wrong at a node."""

    def __getitem__(self, name: str) -> forms.BoundField:
        """Return the control as it is shown."""


@dataclass(slots=True)
class Node(ABC):
    """What every node has: its name in the form, its words, and the key that can be marked as assumed."""

    book: Book
    name: str
    label: str
    help: str = ""
    rules: Sequence[str] = ()
    mark: str = ""
    marked: bool = False
    within: str = ""  # the words of what it is a part of, for the summary of errors
    errors: list[str] = field(default_factory=list)
    kind: str = ""

    @abstractmethod
    def read(self) -> Any:
        """Return what was posted as TOML has it, NOTHING for a key that is left out."""

    @abstractmethod
    def is_blank(self) -> bool:
        """Say whether nothing was filled in here."""

    def find(self, way: Steps) -> "tuple[Node, Steps]":
        """Return the node that a way leads to, and what is left of the way."""
        return self, way

    @property
    def title(self) -> str:
        """Return its words together with those of what it is a part of."""
        return f"{self.within}, {self.label[:1].lower()}{self.label[1:]}" if self.within else self.label

    @property
    def anchor(self) -> str:
        """Return the id that a link to it leads to."""
        return f"part_{self.name}"


@dataclass(slots=True)
class Leaf(Node):
    """One control."""

    kind: str = "leaf"
    at_first: Any = None

    def put(self, control: Control, value: Any) -> "Leaf":
        """Put the control into the form, showing a value at first."""
        control.label, control.help_text, control.initial = self.label, self.help, value
        self.at_first = value
        self.book.fields[self.name] = control
        return self

    @property
    def control(self) -> Control:
        """Return the control."""
        control = self.book.fields[self.name]
        assert isinstance(control, Control)  # noqa: S101  (put by `put`, and by nobody else)
        return control

    @property
    def bound(self) -> forms.BoundField:
        """Return the control as it is shown."""
        return self.book[self.name]

    @property
    def anchor(self) -> str:
        """Return the id of the control, or of the first of them."""
        return f"id_{self.name}" + ("_0" if self.control.widget.use_fieldset else "")

    @property
    def colour(self) -> str:
        """Return the colour that is shown beside a valid one."""
        value = str(self.bound.value() or "").strip().lower()
        return value if getattr(self.control, "pattern", None) == COLOUR and re.match(COLOUR, value) else ""

    def read(self) -> Any:
        """Return the value; a wrong one is refused at the control."""
        try:
            return self.control.clean(self._posted())
        except forms.ValidationError as error:
            self.book.refuse(self, error.messages[0])
            return NOTHING

    def is_blank(self) -> bool:
        """Say whether nothing was filled in; yes or no, as a box or a choice, says nothing by itself."""
        yes_or_no = isinstance(self.control, Flag) or set(getattr(self.control, "values", ())) == {"True", "False"}
        return yes_or_no or self.control.is_blank(self._posted())

    def row_words(self, way: Steps) -> str:
        """Return which row of a control with many an error is about."""
        return _("Rad %(n)s: ") % {"n": int(way[0]) + 1} if way and isinstance(self.control, Lines) else ""

    def _posted(self) -> Any:
        return self.control.widget.value_from_datadict(self.book.data, self.book.files, self.name)


@dataclass(slots=True)
class Fixed(Node):
    """A key with its value, which nobody changes."""

    kind: str = "fixed"
    value: Any = None
    text: str = ""

    def read(self) -> Any:
        """Return the value as it was."""
        return self.value

    def is_blank(self) -> bool:
        """Say yes: there is nothing to fill in."""
        return True


@dataclass(slots=True)
class GroupNode(Node):
    """A part with its keys; with a `tick` it can be left out as a whole."""

    kind: str = "group"
    nodes: dict[str, Node] = field(default_factory=dict)
    tick: Leaf | None = None

    def read(self) -> Any:
        """Return the part key by key; NOTHING where it is not ticked."""
        if self.tick is not None and not self.tick.read():
            if self.tick.at_first is False and self._typed():
                self.book.refuse(
                    self.tick, _("Kryssa i den här rutan om det du har fyllt i ska gälla, eller töm fälten.")
                )
            return NOTHING
        found = {key: node.read() for key, node in self.nodes.items()}
        return {key: value for key, value in found.items() if value is not NOTHING}

    def is_blank(self) -> bool:
        """Say whether none of its keys was filled in."""
        return all(node.is_blank() for node in self.nodes.values())

    def find(self, way: Steps) -> tuple[Node, Steps]:
        """Go on by key."""
        node = self.nodes.get(str(way[0])) if way else None
        return node.find(way[1:]) if node is not None else (self, way)

    @property
    def open(self) -> bool:
        """Say whether it is ticked as it is shown."""
        return self.tick is None or bool(self.tick.bound.value())

    def _typed(self) -> bool:
        leaves = [node for node in self.nodes.values() if isinstance(node, Leaf)]
        return any(not leaf.is_blank() and leaf.at_first in (None, "") for leaf in leaves)


@dataclass(slots=True)
class Row:
    """One of several values: what it holds, under which name, and whether it is to go."""

    number: int
    node: Node
    key: Leaf | None = None
    gone: Leaf | None = None

    def is_blank(self) -> bool:
        """Say whether nothing was filled in, or it was ticked to go."""
        going = self.gone is not None and bool(self.gone.read())
        return going or (self.node.is_blank() and (self.key is None or self.key.is_blank()))


@dataclass(slots=True)
class RowsNode(Node):
    """Rows of the same, with a few empty ones. Without names a list, with names a table."""

    kind: str = "rows"
    rows: list[Row] = field(default_factory=list)
    named: bool = False
    kept: list[Row] = field(default_factory=list)

    def read(self) -> Any:
        """Return what the rows that are filled in hold."""
        self.kept = [row for row in self.rows if not row.is_blank()]
        if not self.named:
            return self._list()
        table: dict[str, Any] = {}
        for row in self.kept:
            key = row.key.read() if row.key is not None else NOTHING
            if key in table and row.key is not None:
                self.book.refuse(row.key, _("Namnet står redan på en annan rad."))
            value = row.node.read()
            if NOTHING not in (key, value):
                table[str(key)] = value
        return table

    def _list(self) -> list[Any]:
        values: list[Any] = []
        for row in self.kept:
            value = row.node.read()
            if isinstance(row.node, Leaf) and value in values:
                self.book.refuse(row.node, _("Det här står redan på en rad ovanför."))
            elif value is not NOTHING:
                values.append(value)
        return values

    def is_blank(self) -> bool:
        """Say whether no row was filled in."""
        return all(row.is_blank() for row in self.rows)

    def find(self, way: Steps) -> tuple[Node, Steps]:
        """Go on by the number or the name of a row."""
        for number, row in enumerate(self.kept) if way else ():
            if not self.named and number == way[0]:
                return row.node.find(way[1:])
            if row.key is not None and str(row.key.bound.value()) == str(way[0]):
                return row.key.find(()) if way[1:] == ("[key]",) else row.node.find(way[1:])
        return self, way
