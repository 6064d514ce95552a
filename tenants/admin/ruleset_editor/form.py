"""The form of one place of the rules, made wholly from the schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext as _

from tenants.admin.ruleset_editor.building import Builder, Options
from tenants.admin.ruleset_editor.fields import Flag
from tenants.admin.ruleset_editor.nodes import GroupNode, Leaf, Node
from tenants.admin.ruleset_editor.refusals import named_key, sentence
from tenants.admin.ruleset_editor.words import name_of, section_word
from tenants.draft_checks import Problem, check_place
from tenants.drafting import Data, Place, assumed_at, section_of
from tenants.rulesets.shape import Entry, Group, Table, Variants

MARKS = "_assumed"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of the summary: what is wrong, and the control it leads to."""

    anchor: str
    title: str
    sentence: str


class PlaceForm(forms.Form):
    """Shows a place's value, and reads another from what is posted; `value` holds it when the form is valid."""

    def __init__(self, place: Place, data: Data, at_first: Any, *, posted: Any = None) -> None:
        super().__init__(posted)
        self.place, self.rules = place, data
        self.refusals: list[Refusal] = []
        self.value: Any = None
        self.marked = assumed_at(data, place)
        builder = Builder(self, base=place.path, marked=self.marked, names_of=self._names_of)
        self.root = _root(builder, place, at_first)
        self.is_whole_marked = self.whole_mark in self.marked
        self.ticked: list[str] = []  # the keys of the place that were ticked as assumed
        if self.is_bound:
            self._take_marks()

    @property
    def whole_mark(self) -> str:
        """Return the key that marks the place as a whole; none where its keys stand at the top."""
        return ".".join(self.place.path)

    @property
    def unseen_marks(self) -> list[str]:
        """Return the marked keys that have no box of their own here; they are kept as they are."""
        seen = {self.whole_mark, *_marks(self.root)}
        return [key for key in self.marked if key not in seen]

    def refuse(self, node: Node, words: str) -> None:
        """Note what is wrong at a node, beside its control and in the summary; the first thing is enough for each."""
        if any(refusal.anchor == node.anchor for refusal in self.refusals):
            return
        if isinstance(node, Leaf):
            self.add_error(node.name, words)
        else:
            node.errors.append(words)
            self.errors.setdefault(NON_FIELD_ERRORS, self.error_class())
        self.refusals.append(Refusal(node.anchor, node.title, words))

    def _clean_fields(self) -> None:
        self.value = self.root.read()

    def _post_clean(self) -> None:
        """Let the schema judge what the controls could read."""
        if self.refusals:
            return
        if self.root.tick is not None and not isinstance(self.value, dict):
            self.value = None  # an optional part that is left out
            return
        self.value, problems = check_place(self.place, self.value)
        for problem in problems:
            self._place_problem(problem)

    def _place_problem(self, problem: Problem) -> None:
        node, rest = self.root.find(problem.where)
        words = sentence(problem, self.rules)
        if isinstance(node, Leaf):
            self.refuse(node, node.row_words(rest) + words)
            return
        key = named_key(problem, list(node.nodes)) if isinstance(node, GroupNode) else None
        about = node.nodes[key] if key is not None and isinstance(node, GroupNode) else node
        self.refuse(about, words)

    def _take_marks(self) -> None:
        getlist = getattr(self.data, "getlist", self.data.get)
        posted = getlist(MARKS) or []
        mine = self.whole_mark
        heads = [mine] if mine else [entry.key for entry in self.place.section.entries]
        self.ticked = [key for key in posted if any(key == head or key.startswith(f"{head}.") for head in heads)]
        self.is_whole_marked = mine in self.ticked
        for node in self.root.nodes.values():
            node.marked = node.mark in self.ticked

    def _names_of(self, key: str) -> Options | None:
        """Return the parts that a key names, by what it is called: `queue` one of `queues`."""
        for plural in (key, f"{key}s"):
            section = section_of(plural)
            if section is not None and section.is_named:
                return [(name, name_of(self.rules, plural, name)) for name in self.rules.get(plural, {})]
        return None


def _root(builder: Builder, place: Place, at_first: Any) -> GroupNode:
    section = place.section
    entry = section.entries[0]
    title = section_word(section)
    if section.is_named and isinstance(entry.shape, Table):
        inner = entry.shape.value
        if isinstance(inner, Variants):
            kind = (at_first or {}).get(inner.tag)
            group = inner.groups.get(kind) or next(iter(inner.groups.values()))
            return builder.group(group, at_first or {}, fixed={inner.tag: kind}, label=title)
        if isinstance(inner, Group):
            return builder.group(inner, at_first or {}, label=title)
    if section.is_part and isinstance(entry.shape, Group):
        return _part(builder, entry, entry.shape, at_first, title)
    node = GroupNode(builder.book, "", title)
    for one in section.entries:
        value = (at_first or {}).get(one.key, one.default)
        node.nodes[one.key] = builder.entry(one, value, name=one.key, path=(one.key,))
    return node


def _part(builder: Builder, entry: Entry, shape: Group, at_first: Any, title: str) -> GroupNode:
    root = builder.group(shape, at_first or {}, label=title)
    if entry.optional:
        tick = Leaf(builder.book, "_on", _("%(what)s används") % {"what": title})
        root.tick = tick.put(Flag(required=False), at_first is not None)
    return root


def _marks(node: Node) -> Iterator[str]:
    if node.mark and node.kind not in ("fixed", "hidden"):
        yield node.mark
    for inner in node.nodes.values() if isinstance(node, GroupNode) else ():
        yield from _marks(inner)
