"""What a file of units may hold."""

from __future__ import annotations

from tenants.core.table_columns import Column, Sheet, WrongCell, as_decimal, as_degree, as_text, as_whole, as_yes

KINDS = {"lägenhet": "apartment", "fordonsplats": "vehicle_space", "förråd": "storage"}


def as_kind(cell: str, column: Column) -> str:
    """Read what sort of unit it is."""
    word = cell.casefold()
    if word in KINDS:
        return KINDS[word]
    if word in KINDS.values():
        return word
    raise WrongCell("not_kind")


COLUMNS = (
    Column(
        "number", "Objektsnummer", as_text, "text", most=30, needed=True, also=("objektnummer", "objektnr", "nummer")
    ),
    Column("kind", "Slag", as_kind, "text", also=("typ", "objekttyp"), unless="apartment"),
    Column("street", "Adress", as_text, "text", most=120, needed=True, also=("gatuadress", "gata")),
    Column("area", "Område", as_text, "text", most=60, also=("bostadsområde", "stadsdel")),
    Column("rooms", "Rum", as_whole, "integer", most=20, needed=True, also=("antal rum",)),
    Column("size", "Yta", as_decimal, "numeric", 1, 99_999, needed=True, also=("yta, m²", "yta m2", "storlek", "kvm")),
    Column("rent", "Hyra", as_whole, "integer", 0, 500_000, needed=True, also=("hyra, kr i månaden", "månadshyra")),
    Column("floor", "Våning", as_whole, "integer", -10, 100),
    Column("built", "Byggår", as_whole, "integer", 1000, 2200, also=("byggnadsår",)),
    Column("lift", "Hiss", as_yes, "boolean"),
    Column("balcony", "Balkong", as_yes, "boolean"),
    Column("accessible", "Tillgänglig med rullstol", as_yes, "boolean", also=("tillgänglig", "tillgänglighet")),
    Column("lake_view", "Sjöutsikt", as_yes, "boolean"),
    Column("sheltered", "Trygghetsboende", as_yes, "boolean"),
    Column("subsidised", "Subventionerad", as_yes, "boolean"),
    Column("description", "Beskrivning", as_text, "text", most=4000),
    Column("latitude", "Latitud", as_degree, "double precision", -90, 90),
    Column("longitude", "Longitud", as_degree, "double precision", -180, 180),
)
SHEET = Sheet(COLUMNS, keys=("number",), called=("street", "number"))
