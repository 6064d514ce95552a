"""How units that are read in from a file are shown beside each other."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, pgettext

from letting.core.unit_rows import KINDS, SHEET
from tenants.imports.words import CELLS
from tenants.words import kronor, square_metres

_KIND_WORDS = {code: word for word, code in KINDS.items()}
CELLS["not_kind"] = gettext_lazy("ska vara lägenhet, fordonsplats eller förråd")


def head(name: str) -> str:
    """Return a column's heading."""
    return SHEET.named[name].head


def value(name: str, found: Any) -> str:
    """Return a value as it is shown beside its heading."""
    match name:
        case "rent":
            return kronor(found)
        case "size":
            return square_metres(found)
        case "kind":
            return _KIND_WORDS.get(str(found), str(found))
        case _:
            pass
    if isinstance(found, bool):
        return pgettext("objekt", "ja") if found else pgettext("objekt", "nej")
    return "–" if found in (None, "") else str(found)
