"""Tables that staff send: CSV and XLSX read row by row, judged by what is in them, never trusted to be small."""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

MOST_ROWS = 100_000
MOST_COLUMNS = 100
LONGEST_CELL = 32_767  # characters, as in Excel
MOST_UNZIPPED = 150 * 1024 * 1024  # bytes, all parts together
MOST_RATIO = 60  # of unzipped to zipped, for parts that are large
LARGE_PART = 1024 * 1024
MOST_PARTS = 500
ZIP, OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
DELIMITERS = ";\t,"

Row = tuple[int, list[str]]  # the row's number as the spreadsheet shows it, and its cells as text


class BadTable(Exception):
    """A file that cannot be read, with the reason as a code and the row if there is one."""

    def __init__(self, code: str, row: int = 0) -> None:
        super().__init__(code)
        self.code, self.row = code, row


def read_table(data: bytes, name: str) -> Iterator[Row]:
    """Return the rows of a CSV or XLSX file that are not empty, as they are read; memory does not grow with the file.

    Raises BadTable: `empty`, `wrong_type`, `lies_about_type`, `old_excel`, `encoding`, `nul`, `broken`, `bomb`,
    `cell_too_long`, `too_many_rows`, `too_many_columns`.
    """
    rows = _xlsx(data) if _is_xlsx(data, name) else _csv(data)
    for count, (number, cells) in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise BadTable("too_many_rows", number)
        if len(cells) > MOST_COLUMNS:
            raise BadTable("too_many_columns", number)
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise BadTable("cell_too_long", number)
        if any(cell.strip() for cell in cells):
            yield number, cells


def is_small(data: bytes, most: int) -> bool:
    """Say whether a file has at most about so many rows, by a look that costs nothing."""
    if not data.startswith(ZIP):
        return data.count(b"\n") <= most and data.count(b"\r") <= most
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return sum(part.file_size for part in parts.infolist()) <= most * 1000
    except zipfile.BadZipFile:
        return True  # refused at once


def _is_xlsx(data: bytes, name: str) -> bool:
    ending = PurePath(name).suffix.lower()
    if not data.strip(b"\xef\xbb\xbf \r\n\t"):
        raise BadTable("empty")
    if data.startswith(OLD_EXCEL):
        raise BadTable("old_excel")
    if ending not in {".csv", ".txt", ".tsv", ".xlsx"}:
        raise BadTable("wrong_type")
    if data.startswith(ZIP) != (ending == ".xlsx"):
        raise BadTable("lies_about_type")
    return ending == ".xlsx"


# ---- CSV


def _csv(data: bytes) -> Iterator[Row]:
    encoding = _encoding(data)
    head = data[: 64 * 1024].decode(encoding, errors="ignore").splitlines()[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(data), encoding, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise BadTable("cell_too_long" if "limit" in str(error) else "broken", reader.line_num) from error


def _encoding(data: bytes) -> str:
    """Return how a file is written: UTF-8 with or without a mark, UTF-16 with one, else as Windows does."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        if len(data) % 2:
            raise BadTable("broken")
        return "utf-16"
    if b"\x00" in data:
        raise BadTable("nul")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            for _piece in codecs.iterdecode(_pieces(data), encoding):
                pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise BadTable("encoding")


def _pieces(data: bytes, size: int = 256 * 1024) -> Iterator[bytes]:
    view = memoryview(data)
    for start in range(0, len(data), size):
        yield bytes(view[start : start + size])


# ---- XLSX


def _xlsx(data: bytes) -> Iterator[Row]:
    _see_size(data)
    from openpyxl import load_workbook  # noqa: PLC0415  (a third of a second that only an import need pay)

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet: Any = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size is not believed
        rows = sheet.iter_rows(max_row=MOST_ROWS + 2, values_only=True)
        width = 0
        for number, cells in enumerate(rows, 1):
            texts = [_text(cell) for cell in cells]
            width = width or len(texts)  # a row ends where its last cell is, the first is the longest
            yield number, texts + [""] * (width - len(texts))
    except BadTable:
        raise
    except Exception as error:  # whatever a broken or hostile workbook makes the library raise
        raise BadTable("broken") from error


def _see_size(data: bytes) -> None:
    """Refuse what would grow when it is unpacked, before anything of it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            listed = parts.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadTable("broken") from error
    names = {part.filename for part in listed}
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise BadTable("lies_about_type")
    swollen = any(
        part.file_size > LARGE_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in listed
    )
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > MOST_UNZIPPED or swollen:
        raise BadTable("bomb")


def _text(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "ja" if cell else "nej"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()
        case _:
            return str(cell)
