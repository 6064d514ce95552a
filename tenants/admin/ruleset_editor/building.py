"""From the schema's shape to the tree of a form."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tenants.admin.ruleset_editor.choices import Choice as ChoiceControl
from tenants.admin.ruleset_editor.choices import Lines, Raw, Several, as_json
from tenants.admin.ruleset_editor.fields import Control, Flag, control_of
from tenants.admin.ruleset_editor.help import help_text
from tenants.admin.ruleset_editor.nodes import MOST_ROWS, Book, Fixed, GroupNode, Leaf, Node, Row, RowsNode
from tenants.admin.ruleset_editor.words import label, rule_ids, value_word
from tenants.drafting import FIXED, plain
from tenants.rulesets.shape import Choice, Entry, Group, Many, Scalar, Shape, Table

EMPTY_ROWS = 2
Options = Sequence[tuple[Any, str]]


class Builder:
    """Makes the nodes of one form. `names_of` returns what a key that names other parts may name."""

    def __init__(
        self, book: Book, *, base: tuple[str, ...], marked: Sequence[str], names_of: Callable[[str], Options | None]
    ) -> None:
        self.book, self.base, self.marked, self.names_of = book, base, frozenset(marked), names_of

    def group(
        self, shape: Group, value: Mapping[str, Any], *, name: str = "", path: tuple[str, ...] | None = (),
        fixed: Mapping[str, Any] | None = None, blank: bool = False, **words: Any,
    ) -> GroupNode:  # fmt: skip
        """Return the node of a part. A `path` of None: nothing below can be marked. `blank`: defaults are not shown."""
        node = GroupNode(self.book, name, **words)
        for entry in shape.entries:
            fixed_value = (fixed or {}).get(entry.key, _only_value(entry))
            at_first = value.get(entry.key, None if blank and _is_typed(entry) else plain(entry.default))
            inner = f"{name}.{entry.key}" if name else entry.key
            way = None if path is None else (*path, entry.key)
            within = node.title if name else ""
            if way is not None and (*self.base, *way) in FIXED:
                helped = help_text(shape.part.__name__, entry.key)
                node.nodes[entry.key] = Fixed(
                    self.book, inner, label(entry.key), helped, value=at_first, text=str(at_first)
                )
            elif fixed_value is not None:
                node.nodes[entry.key] = Fixed(self.book, inner, label(entry.key), kind="hidden", value=fixed_value)
            else:
                part = shape.part.__name__
                node.nodes[entry.key] = self.entry(
                    entry, at_first, name=inner, path=way, part=part, blank=blank, within=within
                )
        return node

    def entry(
        self, entry: Entry, value: Any, *, name: str, path: tuple[str, ...] | None, part: str = "",
        blank: bool = False, within: str = "",
    ) -> Node:  # fmt: skip
        """Return the node of a key with its value."""
        words: dict[str, Any] = {
            "label": label(entry.key), "help": help_text(part, entry.key), "rules": rule_ids(entry.description),
            "within": within, **self._mark(path),
        }  # fmt: skip
        needed = not entry.optional and (entry.required or not blank)  # an empty row may leave a default to the schema
        return self.node(
            entry.shape, value, key=entry.key, name=name, path=path, needed=needed, blank=blank, words=words
        )

    def node(
        self, shape: Shape, value: Any, *, key: str, name: str, path: tuple[str, ...] | None, needed: bool,
        blank: bool, words: dict[str, Any],
    ) -> Node:  # fmt: skip
        """Return the node of a shape."""
        match shape:
            case Group():
                return self._part(shape, value, name=name, path=path, needed=needed, blank=blank, words=words)
            case Many(item=Choice() as item):
                control: Control = Several(
                    choices=[(one, value_word(one)) for one in item.values], chosen=value or (), required=False
                )
                return Leaf(self.book, name, **words).put(control, value)
            case Many(item=Scalar() as item) if not self._in_rows(key, item):
                inner = control_of(item, value=None, required=True, name="")
                return Leaf(self.book, name, **words).put(Lines(item=inner, required=False), value)
            case Many() | Table():
                return self._rows(shape, value, key=key, name=name, words=words)
            case Scalar() | Choice():
                return Leaf(self.book, name, **words).put(self._control(shape, value, key, needed, blank, words), value)
            case _:
                return Leaf(self.book, name, **words).put(Raw(required=needed), as_json(value))

    def _part(
        self, shape: Group, value: Any, *, name: str, path: tuple[str, ...] | None, needed: bool, blank: bool,
        words: dict[str, Any],
    ) -> GroupNode:  # fmt: skip
        there = value if isinstance(value, dict) else {}
        node = self.group(shape, there, name=name, path=path, blank=blank and needed, **words)
        if not needed:
            tick = Leaf(self.book, f"{name}._on", _("%(what)s används") % {"what": words["label"]})
            node.tick = tick.put(Flag(required=False), isinstance(value, dict))
        return node

    def _rows(self, shape: Many | Table, value: Any, *, key: str, name: str, words: dict[str, Any]) -> RowsNode:
        named = isinstance(shape, Table)
        node = RowsNode(self.book, name, named=named, **words)
        items = list(value.items()) if isinstance(value, dict) else [("", one) for one in value or ()]
        inner = shape.value if isinstance(shape, Table) else shape.item
        for number in range(self._how_many(name, len(items))):
            new = number >= len(items)
            row_key, row_value = ("", None) if new else items[number]
            row_words = {"label": f"{node.label} {number + 1}"}
            held = self.node(
                inner, row_value, key=key, name=f"{name}.{number}", path=None, needed=True, blank=True, words=row_words
            )
            row = Row(number, held)
            if isinstance(shape, Table):
                row.key = self._row_key(shape.key, row_key, f"{name}.{number}._key", row_words["label"])
            if not new and isinstance(held, GroupNode):
                row.gone = Leaf(self.book, f"{name}.{number}._gone", _("Ta bort raden")).put(
                    Flag(required=False), False
                )
            node.rows.append(row)
        return node

    def _row_key(self, shape: Shape, value: str, name: str, row: str) -> Leaf:
        leaf = Leaf(self.book, name, _("Kortnamn"), within=row)
        if isinstance(shape, Choice):
            choices = [(one, value_word(one)) for one in shape.values]
            return leaf.put(ChoiceControl(choices=choices, empty=True, required=True), value)
        named = shape if isinstance(shape, Scalar) else Scalar("line")
        control = control_of(named, value=value, required=True, name=row)
        control.required = True  # a value without a name has nowhere to stand
        return leaf.put(control, value)

    def _control(
        self, shape: Scalar | Choice, value: Any, key: str, needed: bool, blank: bool, words: dict[str, Any]
    ) -> Control:
        if isinstance(shape, Choice):
            offered = [(one, value_word(one)) for one in shape.values]
            return ChoiceControl(choices=offered, empty=not needed or blank or value is None, required=needed)
        if shape.is_slug and (names := self.names_of(key)) is not None:
            known = [slug for slug, _word in names]
            lost = [(value, _("%(name)s (finns inte)") % {"name": value})] if value and value not in known else []
            empty = not needed or blank or not value
            return ChoiceControl(choices=[*names, *lost], empty=empty, required=needed)
        if shape.kind == "flag" and not needed:
            return ChoiceControl(choices=[(True, _("ja")), (False, _("nej"))], empty=True, required=False)
        name = f"{words.get('within')}, {words['label']}" if words.get("within") else words["label"]
        return control_of(shape, value=value, required=needed, name=name)

    def _in_rows(self, key: str, item: Scalar) -> bool:
        """Say whether values of a list are chosen one by one: periods, and names of other parts."""
        return item.kind == "period" or (item.is_slug and self.names_of(key) is not None)

    def _mark(self, path: tuple[str, ...] | None) -> dict[str, Any]:
        """Return the key to mark, for the keys of the place itself and for deeper ones that are marked."""
        if path is None:
            return {}
        key = ".".join((*self.base, *path))
        marked = key in self.marked
        return {"mark": key, "marked": marked} if marked or len(path) == 1 else {}

    def _how_many(self, name: str, there: int) -> int:
        if not self.book.data:
            return there + EMPTY_ROWS
        pattern = re.compile(rf"{re.escape(name)}\.([0-9]{{1,4}})[._]?")
        posted = [int(found[1]) + 1 for key in self.book.data if (found := pattern.match(key))]
        return min(max([there, *posted]), max(MOST_ROWS, there))


def _only_value(entry: Entry) -> Any:
    return entry.shape.values[0] if isinstance(entry.shape, Choice) and len(entry.shape.values) == 1 else None


def _is_typed(entry: Entry) -> bool:
    """Say whether a default would make an empty row look filled in."""
    return not (isinstance(entry.shape, Scalar) and entry.shape.kind == "flag")
