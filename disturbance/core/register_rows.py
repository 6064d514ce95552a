"""What a landlord's file of homes may hold, and the words by which a home is found (NIGHT-1, NIGHT-2)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Any

from tenants.core.table_columns import Column, Sheet, as_degree, as_text, as_yes

OLD_AFTER = timedelta(days=35)
MOST_WORDS = 5
_WORD = re.compile(r"[^\W_]+")

COLUMNS = (
    Column("street", "Adress", as_text, "text", most=120, needed=True, also=("gatuadress", "gata")),
    Column("entrance", "Port", as_text, "text", most=20, also=("ingång", "uppgång")),
    Column("flat", "Lägenhet", as_text, "text", most=20, needed=True, also=("lägenhetsnummer", "lgh", "lghnr")),
    Column("floor", "Våning", as_text, "text", most=20),
    Column("renter", "Hyresgäst", as_text, "text", most=120, also=("namn", "kontraktsinnehavare")),
    Column("phone", "Telefon", as_text, "text", most=60, also=("telefonnummer", "mobil")),
    Column("door", "Dörr och nycklar", as_text, "text", most=300, also=("portkod", "dörrinstruktion")),
    Column("protected", "Skyddade uppgifter", as_yes, "boolean", also=("skyddad", "sekretess")),
    Column("latitude", "Latitud", as_degree, "double precision", -90, 90),
    Column("longitude", "Longitud", as_degree, "double precision", -180, 180),
)


def without_the_protected(values: dict[str, Any]) -> dict[str, Any]:
    """Return a row without name and number where the landlord says that her data are protected."""
    hidden = {"renter", "phone"} if values.get("protected") else set()
    return {name: "" if name in hidden else value for name, value in values.items()}


SHEET = Sheet(COLUMNS, keys=("street", "flat"), called=("street", "flat"), tidied=without_the_protected)


def is_old(read_in_on: date | None, today: date) -> bool:
    """Say whether a register is older than 35 days, or was never read in (NIGHT-2)."""
    return read_in_on is None or today - read_in_on > OLD_AFTER


def words_of(text: str) -> tuple[str, ...]:
    """Return the words that someone looks for, at most five, the longest first: it leaves the fewest homes."""
    folded = unicodedata.normalize("NFC", text).casefold()
    words = dict.fromkeys(_WORD.findall(folded))
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:MOST_WORDS])
