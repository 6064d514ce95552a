"""Tables as files: CSV, Excel and PDF, with cells that no spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenants.models import ExportForm
from tenants.words import moment, number

# What a spreadsheet takes for a formula or a command, full-width signs included (safety 43).
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767
MOST_IN_PDF = 2000  # rows; a longer table is no document, and takes minutes to set


class TooLong(ValueError):
    """A table with more rows than its form can hold."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table to be written: its title, headings, rows, and notes that stand below it."""

    title: str
    heads: tuple[str, ...]
    rows: Iterable[tuple[object, ...]]
    notes: tuple[str, ...] = ()


def safe(cell: object) -> str | int | float:
    """Return a cell that is shown as it is read: numbers stay numbers, text that begins like a formula gets a mark.

    Control characters go, since no spreadsheet can hold them.
    """
    if isinstance(cell, bool | None):
        return "" if cell is None else str(cell)
    if isinstance(cell, int | float):
        return cell
    text = str(cell)
    marked = f"'{text}" if text.lstrip(" ").startswith(DANGEROUS) else text
    kept = "".join(letter for letter in marked if letter >= " " or letter in "\n\t")
    return kept[:LONGEST_CELL]


def written(table: Table, form: str, *, now: datetime, **about: Any) -> tuple[bytes, int]:
    """Return a table as a file, and how many rows it has. Raises TooLong for a PDF that would have too many."""
    match ExportForm(form):
        case ExportForm.CSV:
            return _csv(table)
        case ExportForm.XLSX:
            return _xlsx(table)
        case ExportForm.PDF:
            return _pdf(table, now, about)


def _cells(table: Table) -> Iterator[list[str | int | float]]:
    for row in table.rows:
        yield [safe(cell) for cell in row]


def _csv(table: Table) -> tuple[bytes, int]:
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(head) for head in table.heads])
    count = 0
    for cells in _cells(table):
        writer.writerow(cells)
        count += 1
    return kept.getvalue().encode("utf-8-sig"), count


def _xlsx(table: Table) -> tuple[bytes, int]:
    from openpyxl import Workbook  # noqa: PLC0415  (a third of a second that only a workbook need pay)
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415  (loaded when a file is written)

    book, kept, count = Workbook(write_only=True), io.BytesIO(), 0
    sheet: Any = book.create_sheet(_sheet_name(table.title))

    def cell(value: str | int | float) -> Any:
        one: Any = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            one.data_type = "s"  # text, whatever it looks like
        return one

    sheet.append([cell(str(head)) for head in table.heads])
    for cells in _cells(table):
        sheet.append([cell(value) for value in cells])
        count += 1
    book.save(kept)
    return kept.getvalue(), count


def _sheet_name(title: str) -> str:
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "Blad1"


def _pdf(table: Table, now: datetime, about: dict[str, Any]) -> tuple[bytes, int]:
    from tenants.pdf import render_pdf  # noqa: PLC0415  (a second of start-up that only a PDF need pay)

    rows = []
    for cells in table.rows:
        rows.append(["" if cell is None else number(cell) if isinstance(cell, int) else str(cell) for cell in cells])
        if len(rows) > MOST_IN_PDF:
            raise TooLong
    content, _checksum = render_pdf("table", {"table": table, "rows": rows, "made": moment(now), **about})
    return content, len(rows)
