"""A lease in words, from its frozen terms; one from before the portal has only its row."""

from typing import Any

from django.utils.translation import gettext, ngettext

from letting.models import Lease
from letting.services.lease_terms import notice_months
from tenants import words

Section = tuple[str, list[tuple[str, str]]]


def sections(lease: Lease) -> list[Section]:
    """Return the lease as headings, each with names and values."""
    terms: dict[str, Any] = lease.terms
    landlord, renter, unit = terms.get("landlord", {}), terms.get("renter", {}), terms.get("unit", {})
    parties = [
        (gettext("Hyresvärd"), ", ".join(part for part in (landlord.get("name"), landlord.get("address")) if part)),
        (gettext("Hyresgäst"), renter.get("name", "")),
        (gettext("Hyresgästen är född"), words.day(renter.get("born"), year=True, weekday=False)),
        (gettext("Tillsammans med"), terms.get("co_renter", {}).get("name", "")),
        (gettext("Den som ska bo där"), terms.get("resident", {}).get("name", "")),
    ]
    home = [
        (gettext("Adress"), ", ".join(p for p in (unit.get("street", lease.unit.street), unit.get("town")) if p)),
        (gettext("Objektsnummer"), unit.get("number", lease.unit.number)),
        (gettext("Storlek"), _size(lease, unit)),
    ]
    money = [
        (gettext("Hyra"), gettext("%(rent)s i månaden") % {"rent": words.kronor(lease.rent)}),
        (gettext("Gäller från"), words.day(lease.starts_on, year=True)),
        (gettext("Avtalstid"), gettext("tills vidare"))
        if lease.ends_on is None
        else (gettext("Gäller till och med"), words.day(lease.ends_on, year=True)),
        (gettext("Uppsägningstid"), _notice(notice_months(terms))),
    ]
    parts = ((gettext("Parter"), parties), (gettext("Bostaden"), home), (gettext("Hyra och tid"), money))
    return [(title, filled) for title, rows in parts if (filled := [row for row in rows if row[1]])]


def house_rules(lease: Lease) -> list[str]:
    """Return the house rules that go with a lease, in the reader's language (LEASE-13)."""
    language = words.language()
    texts = lease.terms.get("house_rules", {}).get("texts", [])
    return [text["en" if language.startswith("en") else "sv"] for text in texts]


def _notice(months: int) -> str:
    text = ngettext(
        "%(n)s månad, räknad från nästa månadsskifte", "%(n)s månader, räknade från nästa månadsskifte", months
    )
    return text % {"n": months}


def _size(lease: Lease, unit: dict[str, Any]) -> str:
    if lease.unit.kind != "apartment":
        return ""
    return (
        f"{words.rooms(unit.get('rooms', lease.unit.rooms))}, {words.square_metres(unit.get('size', lease.unit.size))}"
    )
