"""What is wrong in a file of rows, in sentences: the row, the column, and what was expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tenants.core.table_columns import Column, Sheet
from tenants.tables import MOST_COLUMNS, MOST_ROWS
from tenants.words import number

FILES = {
    "empty": gettext_lazy("Filen är tom."),
    "no_rows": gettext_lazy("Filen har rubriker men inga rader."),
    "wrong_type": gettext_lazy("Det är inte en CSV- eller Excelfil. Välj en fil som slutar på .csv eller .xlsx."),
    "lies_about_type": gettext_lazy(
        "Filens namn och innehåll stämmer inte överens. Spara den på nytt som CSV eller Excel (.xlsx)."
    ),
    "old_excel": gettext_lazy("Det är en äldre Excelfil (.xls). Spara den som .xlsx och försök igen."),
    "encoding": gettext_lazy("Filens tecken går inte att läsa. Spara den som CSV UTF-8 och försök igen."),
    "nul": gettext_lazy("Filen innehåller tecken som inte hör hemma i en textfil. Spara den på nytt som CSV UTF-8."),
    "broken": gettext_lazy("Filen är skadad eller ofullständig. Spara den på nytt och försök igen."),
    "bomb": gettext_lazy(
        "Filen blir orimligt stor när den packas upp och har inte lästs. Spara den som CSV i stället."
    ),
    "cell_too_long": gettext_lazy("En cell i filen är orimligt lång. Kontrollera att filen är hel."),
    "too_many_rows": gettext_lazy("Filen har fler än %(rows)s rader. Dela upp den."),
    "too_many_columns": gettext_lazy("En rad har fler än %(columns)s kolumner. Kontrollera avgränsaren."),
    "too_large": gettext_lazy("Filen är större än 10 MB. Spara den som CSV, eller dela upp den."),
}
CELLS: dict[str, Any] = {
    "missing": gettext_lazy("kolumnen saknas"),
    "twice": gettext_lazy("rubriken står i flera kolumner"),
    "empty": gettext_lazy("får inte vara tom"),
    "control": gettext_lazy("innehåller tecken som inte kan sparas"),
    "formula": gettext_lazy("är en formel. Kopiera kolumnen, klistra in den som värden och spara filen igen"),
    "not_yes": gettext_lazy("ska vara ja eller nej"),
    "not_degree": gettext_lazy("ska vara ett decimaltal, till exempel 60,6"),
}


def file_words(result: Mapping[str, Any]) -> str:
    """Return why a file cannot be read at all, with the row if there is one."""
    words = str(FILES[result["file"]]) % {"rows": number(MOST_ROWS), "columns": MOST_COLUMNS}
    return _("Rad %(row)s: %(words)s") % {"row": result["line"], "words": words} if result.get("line") else words


def wrong_words(sheet: Sheet, wrong: Mapping[str, Any]) -> str:
    """Return one error as a sentence: what was expected, and what stands there."""
    code, _colon, first = wrong["code"].partition(":")
    column = next((one for one in sheet.columns if one.head == wrong["head"]), None)
    words = _expected(code, column, first, wrong["found"])
    if wrong["found"] and code not in {"cells", "key_twice"}:
        return _("%(expected)s. Där står: %(found)s") % {"expected": words, "found": wrong["found"]}
    return f"{words}."


def _expected(code: str, column: Column | None, first: str, found: str) -> str:
    if code == "key_twice":
        return _("%(found)s står redan på rad %(row)s") % {"found": found, "row": first}
    if code == "cells":
        return _("raden har %(n)s celler, och rubrikraden ett annat antal. Se efter att filen är hel") % {"n": found}
    if column is not None and code in {"not_whole", "out_of_bounds", "not_decimal", "too_long"}:
        bounds = {"least": _bound(column.least), "most": _bound(column.most)}
        if code == "too_long":
            return _("får vara högst %(most)s tecken") % bounds
        if column.sql == "integer":
            return _("ska vara ett heltal från %(least)s till %(most)s") % bounds
        return _("ska vara ett tal från %(least)s till %(most)s, med högst en decimal") % bounds
    return str(CELLS[code])


def _bound(value: float) -> str:
    return number(int(value))


def titled(title: str, count: int, shown: int) -> str:
    """Return a heading over the first of many rows: how many there are, and how many of them stand below it."""
    if count <= shown:
        return f"{title}: {number(count)}"
    more = ngettext("den första av %(n)s visas", "de första %(shown)s av %(n)s visas", shown)
    return f"{title}: {more % {'n': number(count), 'shown': shown}}"
