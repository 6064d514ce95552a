"""The shape of the schema, read from its annotations: what a form, a difference or a refusal walks along.

Whatever the schema comes to hold is one of a few shapes; what is none of them is `Raw`, and is written as TOML.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from tenants.core.calendar import Period
from tenants.rulesets.base import Part

SLUG = r"^[a-z][a-z0-9_-]{0,39}$"
COLOUR = r"^#[0-9a-f]{6}$"
MANY = (tuple, list, set, frozenset)


@dataclass(frozen=True, slots=True)
class Limits:
    """How small, large, short or long a value may be, and what it looks like."""

    least: float | None = None
    most: float | None = None
    shortest: int = 0
    longest: int | None = None
    pattern: str | None = None


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value: `kind` is flag, whole, number, line, day, hour or period."""

    kind: str
    limits: Limits = Limits()

    @property
    def is_slug(self) -> bool:
        """Say whether it is the name of a part."""
        return self.limits.pattern == SLUG

    @property
    def is_colour(self) -> bool:
        """Say whether it is a colour."""
        return self.limits.pattern == COLOUR


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """Any number of the same."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class Table:
    """Values under names. `of` is the annotation of a value."""

    key: "Shape"
    value: "Shape"
    of: Any = field(compare=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A part with its entries."""

    part: type[Part]
    entries: tuple["Entry", ...]

    def entry(self, key: str) -> "Entry | None":
        """Return an entry by its key."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class Variants:
    """One of several parts, told apart by the value of one key."""

    tag: str
    groups: Mapping[Any, Group]


@dataclass(frozen=True, slots=True)
class Raw:
    """What has no control of its own."""


Shape = Scalar | Choice | Many | Table | Group | Variants | Raw


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a part. `optional`: it may have no value; `default` is None where there is none."""

    key: str
    shape: Shape
    optional: bool
    annotation: Any = field(compare=False)
    required: bool = True
    default: Any = field(default=None, compare=False)
    description: str = ""


@lru_cache(maxsize=256)
def group_of(part: type[Part]) -> Group:
    """Return the shape of a part."""
    return Group(part, tuple(_entry(key, info) for key, info in part.model_fields.items()))


def _entry(key: str, info: FieldInfo) -> Entry:
    shape, optional = shape_of(info.annotation, tuple(info.metadata), info.discriminator)
    default = None if info.default is PydanticUndefined else info.default
    whole: Any = info.annotation
    if info.metadata:
        whole = Annotated[(info.annotation, *info.metadata)]
    if info.discriminator:
        whole = Annotated[whole, Field(discriminator=info.discriminator)]
    return Entry(key, shape, optional, whole, info.is_required(), default, info.description or "")


def shape_of(annotation: Any, metadata: Sequence[Any] = (), tag: Any = None) -> tuple[Shape, bool]:
    """Return the shape of an annotation, and whether None is one of its values."""
    while get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        metadata = (*metadata, *more)
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        kept = [one for one in arguments if one is not NoneType]
        tag = tag or next((info.discriminator for info in metadata if isinstance(info, FieldInfo)), None)
        shape = shape_of(kept[0], metadata, tag)[0] if len(kept) == 1 else _of_union(kept, tag)
        return shape, len(kept) < len(arguments)
    if origin is Literal:
        return Choice(arguments), False
    if origin in MANY and (len(arguments) == 1 or arguments[1:] == (Ellipsis,)):
        return Many(shape_of(arguments[0])[0]), False
    if origin is dict:
        return Table(shape_of(arguments[0])[0], shape_of(arguments[1])[0], arguments[1]), False
    return _of_class(annotation, metadata), False


def _of_union(members: Sequence[Any], tag: Any) -> Shape:
    shapes = [shape_of(member)[0] for member in members]
    if all(isinstance(shape, Choice) for shape in shapes):
        return Choice(tuple(value for shape in shapes if isinstance(shape, Choice) for value in shape.values))
    groups = [shape for shape in shapes if isinstance(shape, Group)]
    if len(groups) == len(shapes) and (key := tag if isinstance(tag, str) else _told_apart_by(groups)):
        return Variants(key, {value: group for group in groups for value in _values(group, key)})
    return Raw()


def _told_apart_by(groups: Sequence[Group]) -> str | None:
    keys = [entry.key for entry in groups[0].entries if isinstance(entry.shape, Choice)]
    return next((key for key in keys if all(_values(group, key) for group in groups)), None)


def _values(group: Group, key: str) -> tuple[Any, ...]:
    entry = group.entry(key)
    return entry.shape.values if entry is not None and isinstance(entry.shape, Choice) else ()


def _of_class(annotation: Any, metadata: Sequence[Any]) -> Shape:
    if not isinstance(annotation, type):
        return Raw()
    if issubclass(annotation, Part):
        return group_of(annotation)
    if issubclass(annotation, Enum):
        return Choice(tuple(member.value for member in annotation))
    kinds: dict[type, str] = {
        bool: "flag", int: "whole", float: "number", Decimal: "number", str: "line", date: "day", time: "hour",
        Period: "period",
    }  # fmt: skip
    kind = kinds.get(annotation)
    return Scalar(kind, _limits(metadata)) if kind else Raw()


def _limits(metadata: Sequence[Any]) -> Limits:
    found: dict[str, Any] = {}
    for one in metadata:
        for inner in (one, *(one.metadata if isinstance(one, FieldInfo) else ())):
            for name in ("ge", "gt", "le", "lt", "min_length", "max_length", "pattern"):
                value = getattr(inner, name, None)
                if value is not None:
                    found[name] = value
    return Limits(
        least=found.get("ge", found.get("gt")),
        most=found.get("le", found.get("lt")),
        shortest=found.get("min_length", 0),
        longest=found.get("max_length"),
        pattern=found.get("pattern"),
    )


def without_tags(shape: Shape, steps: Sequence[int | str]) -> tuple[int | str, ...]:
    """Return the way to a value without the steps that only name a variant, as pydantic has them in its errors."""
    if not steps:
        return ()
    first, rest = steps[0], steps[1:]
    match shape:
        case Variants():
            group = shape.groups.get(first)
            return without_tags(group, rest) if group is not None else tuple(steps)
        case Group():
            entry = shape.entry(str(first))
            return (first, *without_tags(entry.shape, rest)) if entry is not None else tuple(steps)
        case Many():
            return (first, *without_tags(shape.item, rest))
        case Table():
            return (first, *without_tags(shape.value, rest))
        case Scalar() | Choice() | Raw():
            return tuple(steps)
