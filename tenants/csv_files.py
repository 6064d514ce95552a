"""Tables as files for a spreadsheet: semicolons and a byte order mark, as Excel in Swedish reads them without asking.

A text that begins as a formula begins is written with an apostrophe before it: a name typed by a stranger never runs
on the computer of whoever opens the file.
"""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from django.http import HttpResponse

BOM = "\ufeff"
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")

Value = str | int | None


def csv_file(name: str, heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """Return a table as a file to be kept, with the name given."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(as_csv(heads, rows), content_type="text/csv; charset=utf-8", headers=headers)


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return a table as the text of such a file."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(head) for head in heads])
    writer.writerows([safe(value) for value in row] for row in rows)
    return BOM + out.getvalue()


def safe(value: Value) -> str | int:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers, nothing is an empty cell."""
    if value is None or isinstance(value, int):
        return "" if value is None else value
    text = value.replace("\x00", "")
    return f"'{text}" if value.lstrip(" ").startswith(BEGINS_FORMULA) else text
