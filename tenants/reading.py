"""Rows of several kinds read in one statement (ADR 15): each question is a column, its rows come as JSON.

A page that shows a little of everything would otherwise ask the database once for each. Managers' scopes and row level
security hold in a column as they do in a statement of its own. Django writes each question as ever and only the frame
is written here: JSON objects made by its own functions took it longer to write than the questions took to answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import BigIntegerField, BinaryField, CharField, F, Field, Func, Model, QuerySet, Value
from django.db.models.functions import Cast


def read_together(*asked: QuerySet[Any]) -> list[list[Any]]:
    """Return the rows that each queryset asks for, in its order, as objects of its model. One statement.

    `select_related` by name, `defer`, order and slices are heeded; annotations are not. Columns of bytes are left out,
    since JSON has none: who reads one of an object asks the database for it then.
    """
    shapes = [_shape_of(rows) for rows in asked]
    columns: list[str] = []
    given: list[Any] = []
    for rows, shape in zip(asked, shapes, strict=True):
        sql, params = _column(rows, list(shape.names()))
        columns.append(sql)
        given += params
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", given)
        answers = cursor.fetchone() or ()
    return [
        [shape.made(iter(json.loads(row).values())) for row in found]
        for shape, found in zip(shapes, answers, strict=True)
    ]


def numbers_in(rows: QuerySet[Any], column: str, prefix: str) -> QuerySet[Any, Any]:
    """Return the ids that a column of rows names in words ("staff:7"); null where it names something else."""
    pattern = Value(f"^{re.escape(prefix)}([0-9]+)$")
    digits = Func(F(column), pattern, function="SUBSTRING", output_field=CharField())
    return rows.values_list(Cast(digits, BigIntegerField()))


def _column(rows: QuerySet[Any], names: list[str]) -> tuple[str, tuple[Any, ...]]:
    """Return a question as a column; its rows' own names would clash where several tables have an `id`."""
    try:
        sql, params = rows.values_list(*names).query.sql_with_params()
    except EmptyResultSet:  # Django knows that there are none
        return "ARRAY[]::text[]", ()
    numbered = ", ".join(f"c{number}" for number in range(len(names)))
    return f"ARRAY(SELECT row_to_json(one)::text FROM ({sql}) AS one ({numbered}))", params  # noqa: S608  (Django's SQL)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The columns that are read of a model, and what is read along with it, by the relation's name."""

    model: type[Model]
    fields: list[Field[Any, Any]]
    along: dict[str, _Shape]

    def names(self, way: str = "") -> Iterator[str]:
        """Return the names of all columns, as a queryset knows them."""
        yield from (f"{way}{field.attname}" for field in self.fields)
        for name, shape in self.along.items():
            yield from shape.names(f"{way}{name}__")

    def made(self, values: Iterator[Any]) -> Any:
        """Return the object that the next values are; none where an outer join found none, and its key is null."""
        kept = {field.attname: next(values) for field in self.fields}
        others = {name: shape.made(values) for name, shape in self.along.items()}
        if kept[_meta(self.model).pk.attname] is None:
            return None
        read = [field.to_python(kept[field.attname]) for field in self.fields]
        one = self.model.from_db(DEFAULT_DB_ALIAS, list(kept), read)
        for name, other in others.items():
            relation = _meta(self.model).get_field(name)
            relation.set_cached_value(one, other)
            if other is not None and relation.one_to_one:
                relation.remote_field.set_cached_value(other, one)
        return one


def _shape_of(rows: QuerySet[Any]) -> _Shape:
    left_out, deferring = rows.query.deferred_loading
    along = rows.query.select_related
    if not deferring or along is True:
        raise ValueError("name what is selected along, and what is left out: `only` and the rest are not read here")
    return _shape(rows.model, along or {}, left_out)


def _shape(model: type[Model], along: Mapping[str, Any], left_out: Set[str] = frozenset()) -> _Shape:
    fields = [one for one in _meta(model).concrete_fields if not (isinstance(one, BinaryField) or one.name in left_out)]
    others = {name: _shape(_meta(model).get_field(name).related_model, more) for name, more in along.items()}
    return _Shape(model, fields, others)


def _meta(model: type[Model]) -> Any:
    return model._meta  # noqa: SLF001  (Django's own way to the fields)
