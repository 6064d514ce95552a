"""When rows of each kind are to be looked at next: one look in each index for each landlord, one statement in all.

It is written in SQL: the tick asks it every minute, and a simulation for every step.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from django.db import connection
from psycopg import sql

from tenants.scoping import Timed, scoped_landlords

# Of one kind of row, the earliest moment of all the landlords; nothing where no row waits.
_OF_ONE = """min((
  SELECT look_again_at FROM {table} WHERE landlord_id = of.landlord AND look_again_at IS NOT NULL
  ORDER BY look_again_at LIMIT 1
))"""


def earliest(kinds: Mapping[str, type[Timed]]) -> dict[str, datetime]:
    """Return when each kind of row of the landlords in scope is to be looked at first; without kinds that never are."""
    if not kinds:
        return {}
    question = _question(tuple(model._meta.db_table for model in kinds.values()))  # noqa: SLF001  (Django's own way to the table)
    with connection.cursor() as cursor:
        cursor.execute(question, {"landlords": list(scoped_landlords())})
        moments = cursor.fetchone() or ()
    return {kind: moment for kind, moment in zip(kinds, moments, strict=True) if moment is not None}


@cache
def _question(tables: tuple[str, ...]) -> str:
    columns = sql.SQL(", ").join(sql.SQL(_OF_ONE).format(table=sql.Identifier(table)) for table in tables)
    return sql.SQL("SELECT {} FROM unnest(%(landlords)s) AS of(landlord)").format(columns).as_string()
