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

# For one kind of row the earliest moment; nothing where no row waits.
_OF_ONE = """
SELECT {kind} AS kind, min(one.at) AS at FROM unnest(%(landlords)s) AS of(landlord) CROSS JOIN LATERAL (
  SELECT look_again_at AS at FROM {table} WHERE landlord_id = of.landlord AND look_again_at IS NOT NULL
  ORDER BY look_again_at LIMIT 1
) AS one HAVING min(one.at) IS NOT NULL
"""


def earliest(kinds: Mapping[str, type[Timed]]) -> dict[str, datetime]:
    """Return when each kind of row of the landlords in scope is to be looked at first; without kinds that never are."""
    if not kinds:
        return {}
    question = _question(tuple((kind, model._meta.db_table) for kind, model in kinds.items()))  # noqa: SLF001  (Django's own way to the table)
    with connection.cursor() as cursor:
        cursor.execute(question, {"landlords": list(scoped_landlords())})
        return dict(cursor.fetchall())


@cache
def _question(kinds: tuple[tuple[str, str], ...]) -> str:
    parts = [sql.SQL(_OF_ONE).format(kind=sql.Literal(kind), table=sql.Identifier(table)) for kind, table in kinds]
    return sql.SQL(" UNION ALL ").join(parts).as_string(None)
