"""A file of rows laid beside the rows that there are: read into a table of this transaction, compared in SQL.

Nothing is held in memory but the row that is being read; the database compares. The SQL is put together from the
columns of a `Sheet`, never from what a file says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from tenants.core.table_columns import Column, Sheet, Wrong, read_row
from tenants.tables import BadTable, read_table

MOST_WRONG = 200  # told one by one; the rest are counted
SHOWN = 50
EVERY = 1000  # rows between two words of how far it has come

Told = Callable[[int], None]


@dataclass(slots=True)
class Staged:
    """What a file held: which columns, how many rows, headings that were left out, and what is wrong."""

    columns: list[Column] = field(default_factory=list)
    rows: int = 0
    unknown: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    wrong_in_all: int = 0

    def note(self, wrong: Sequence[Wrong]) -> None:
        """Keep what is wrong, up to a number."""
        self.wrong_in_all += len(wrong)
        self.wrong += wrong[: MOST_WRONG - len(self.wrong)]


@transaction.atomic  # a file that breaks off leaves the transaction whole
def stage(sheet: Sheet, data: bytes, name: str, *, told: Told) -> Staged:
    """Read a file into the transaction's table `file_rows`; of a file with errors only the errors are of use.

    Raises BadTable for a file that cannot be read at all.
    """
    rows = read_table(data, name)
    _first, heads = next(rows, (0, []))
    heads = _trimmed(heads, 0)
    if not heads:
        raise BadTable("empty")
    found, wrong = sheet.columns_of(heads)
    staged = Staged([one for one in found if one is not None])
    staged.unknown = [head.strip()[:40] for head, one in zip(heads, found, strict=True) if one is None and head.strip()]
    staged.note(wrong)
    if wrong:
        return staged
    _make_table(staged.columns)
    _copy(sheet, rows, found, staged, told)
    if not staged.rows:
        raise BadTable("no_rows")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE file_rows")  # else the database guesses how many they are, and guesses few
    staged.note(_twice(sheet))
    return staged


def _make_table(columns: Sequence[Column]) -> None:
    named = ", ".join(f"{one.name} {one.sql}" for one in columns)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.file_rows")
        cursor.execute(f"CREATE TEMPORARY TABLE file_rows (line integer, {named}) ON COMMIT DROP")


def _copy(
    sheet: Sheet, rows: Iterator[tuple[int, list[str]]], found: list[Column | None], staged: Staged, told: Told
) -> None:
    names = [one.name for one in staged.columns]
    width = len(found)
    with connection.cursor() as cursor, cursor.copy(f"COPY file_rows (line, {', '.join(names)}) FROM STDIN") as copy:
        for line, cells in rows:
            staged.rows += 1
            values, wrong = read_row(line, _trimmed(cells, width), found)
            if wrong:
                staged.note(wrong)
            elif not staged.wrong:
                tidy = sheet.tidied(values)
                copy.write_row((line, *(tidy[name] for name in names)))
            if staged.rows % EVERY == 0:
                told(staged.rows)


def _trimmed(cells: list[str], width: int) -> list[str]:
    """Return a row without the empty cells that stand beyond the last heading."""
    end = len(cells)
    while end > width and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _twice(sheet: Sheet) -> list[Wrong]:
    """Return the rows whose keys stand on an earlier row, too."""
    keys = ", ".join(sheet.keys)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT line, named, first FROM (SELECT line, concat_ws(', ', {keys}) AS named,"
            f" min(line) OVER (PARTITION BY {keys}) AS first FROM file_rows) AS one WHERE line > first ORDER BY line"
        )
        return [Wrong(line, sheet.key_head, f"key_twice:{first}", named) for line, named, first in cursor]


# ---- against what is there


class Beside:
    """The staged rows beside the landlord's own. Each question is one statement.

    `u` are the rows that there are, `r` those of the file; they are the same where their keys are.
    """

    def __init__(self, sheet: Sheet, model: type[Model], columns: Sequence[Column], landlord: int) -> None:
        self.model, self.keys, self.landlord = model, sheet.keys, landlord
        self.table = model._meta.db_table  # noqa: SLF001  (Django's own way to the table)
        self.columns = [one for one in columns if one.name not in sheet.keys]
        self.names, self.called = [one.name for one in self.columns], sheet.called

    @property
    def _differs(self) -> str:
        ours, theirs = (", ".join(f"{table}.{name}" for name in self.names) for table in ("u", "r"))
        return f"({ours}) IS DISTINCT FROM ({theirs})"

    @property
    def _joined(self) -> str:
        return f"file_rows r LEFT JOIN {self.table} u ON u.landlord_id = %(landlord)s AND {self._same}"

    @property
    def _same(self) -> str:
        return " AND ".join(f"u.{name} = r.{name}" for name in self.keys)

    def _keys(self, table: str) -> str:
        return ", ".join(f"{table}.{name}" for name in self.keys)

    def _ask(self, sql: str, **more: Any) -> Any:
        """Ask about all rows at once: two whole tables are joined, never one looked up for each row of the other.

        Of a table that has just grown the database knows no better than that it is small, and would do the latter.
        """
        cursor = connection.cursor()
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(sql, {"landlord": self.landlord, **more})
        connection.cursor().execute("SET LOCAL enable_nestloop = on")
        return cursor

    def counts(self) -> dict[str, int]:
        """Return how many are new, changed and unchanged, how many there are, and how many the file does not name."""
        sql = (
            "SELECT count(*) FILTER (WHERE u.id IS NULL),"
            f" count(*) FILTER (WHERE u.id IS NOT NULL AND {self._differs}),"
            f" count(*) FILTER (WHERE u.id IS NOT NULL AND NOT {self._differs}),"
            f" (SELECT count(*) FROM {self.table} WHERE landlord_id = %(landlord)s)"
            f" FROM {self._joined}"
        )
        added, changed, same, there = self._ask(sql).fetchone()
        return {"added": added, "changed": changed, "same": same, "there": there, "missing": there - changed - same}

    def fingerprint(self) -> str:
        """Return a checksum of the rows that would be changed, as they are, and of how many would be added."""
        one = f"md5(concat_ws('|', u.id, {', '.join(f'u.{name}' for name in self.names)}))"
        changing = f"FILTER (WHERE u.id IS NOT NULL AND {self._differs})"
        sql = (
            "SELECT md5(count(*) FILTER (WHERE u.id IS NULL)"
            f" || coalesce(string_agg({one}, '' ORDER BY u.id) {changing}, '')) FROM {self._joined}"
        )
        return str(self._ask(sql).fetchone()[0])

    def added(self) -> list[dict[str, Any]]:
        """Return the first of the new ones."""
        columns = ", ".join(f"r.{name}" for name in ("line", *self.keys, *self.names))
        sql = f"SELECT {columns} FROM {self._joined} WHERE u.id IS NULL ORDER BY r.line LIMIT {SHOWN}"
        return _dicts(self._ask(sql))

    def changed(self) -> list[dict[str, Any]]:
        """Return the first of those that would change: with what each field that does was, and would be."""
        pairs = ", ".join(f"u.{name} AS b_{name}, r.{name} AS a_{name}" for name in self.names)
        sql = (
            f"SELECT r.line, u.id, {self._called}, {pairs} FROM {self._joined}"
            f" WHERE u.id IS NOT NULL AND {self._differs} ORDER BY r.line LIMIT {SHOWN}"
        )
        return [
            {
                **{name: row[name] for name in ("line", "id", *self.called)},
                "fields": [
                    (name, row[f"b_{name}"], row[f"a_{name}"])
                    for name in self.names
                    if row[f"b_{name}"] != row[f"a_{name}"]
                ],
            }
            for row in _dicts(self._ask(sql))
        ]

    def missing(self) -> list[dict[str, Any]]:
        """Return the first of those that the file does not name."""
        sql = f"SELECT u.id, {self._called} FROM {self._left} ORDER BY {self._called} LIMIT {SHOWN}"
        return _dicts(self._ask(sql))

    @property
    def _called(self) -> str:
        return ", ".join(f"u.{name}" for name in self.called)

    @property
    def _left(self) -> str:
        return (
            f"{self.table} u WHERE u.landlord_id = %(landlord)s"
            f" AND NOT EXISTS (SELECT FROM file_rows r WHERE {self._same})"
        )

    def changes(self, size: int = EVERY) -> Iterator[list[tuple[int, str]]]:
        """Return, in batches, the id of each unit that changes and the fields that do, in words."""
        heads = ", ".join(
            f"CASE WHEN u.{one.name} IS DISTINCT FROM r.{one.name} THEN '{one.head.lower()}' END"
            for one in self.columns
        )
        sql = (
            f"SELECT u.id, concat_ws(', ', {heads}) FROM {self._joined} WHERE u.id IS NOT NULL AND {self._differs}"
            " ORDER BY u.id FOR NO KEY UPDATE OF u"
        )
        cursor = self._ask(sql)
        while batch := cursor.fetchmany(size):
            yield batch

    def write(self) -> None:
        """Change what differs and add what is new: two statements, however many rows."""
        sets = ", ".join(f"{name} = r.{name}" for name in self.names)
        self._ask(
            f"UPDATE {self.table} u SET {sets} FROM file_rows r"
            f" WHERE u.landlord_id = %(landlord)s AND {self._same} AND {self._differs}"
        )
        plain, given = self._plain(), (*self.keys, *self.names)
        own = ", ".join(f"r.{name}" for name in given)
        self._ask(
            f"INSERT INTO {self.table} (landlord_id, {', '.join((*given, *plain))})"
            f" SELECT %(landlord)s, {', '.join([own, *(f'%({name})s' for name in plain)])} FROM {self._joined}"
            " WHERE u.id IS NULL ORDER BY r.line",
            **plain,
        )

    def remove_missing(self) -> int:
        """Remove those that the file does not name; return how many."""
        return int(self._ask(f"DELETE FROM {self._left}").rowcount)

    def _plain(self) -> dict[str, Any]:
        """Return what a new row has in the columns that the file leaves out: the model's own defaults."""
        empty, given = self.model(landlord_id=0), {"id", "landlord_id", *self.keys, *self.names}
        columns = self.model._meta.concrete_fields  # noqa: SLF001  (Django's own way to them)
        fields = {field.attname for field in columns if not field.generated}
        return {name: getattr(empty, name) for name in sorted(fields - given)}


def _dicts(cursor: Any) -> list[dict[str, Any]]:
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
