"""Inspections in words: what each is for, how far it has come, what it comes to (LEASE-11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.core.inspection import InspectionKind, InspectionState
from letting.models import Cleaning, Debt, DebtKind, Inspection, InspectionSlot, KeyReceipt
from tenants import words

NAMES = {InspectionKind.PRE: _("Förbesiktning"), InspectionKind.MOVE_OUT: _("Avflyttningsbesiktning")}
ABOUT = {
    InspectionKind.PRE: _(
        "Bovärden går igenom bostaden med dig och skriver upp vad som är mer slitet än normalt. Det du lagar innan du"
        " flyttar behöver du inte betala för."
    ),
    InspectionKind.MOVE_OUT: _(
        "Bovärden ser efter att bostaden är städad och hel. Boka en tid när du har tömt den och städat färdigt, och"
        " lämna nycklarna när den är godkänd."
    ),
}
OWED_FOR = {
    DebtKind.DAMAGE: _("Skador"),
    DebtKind.CLEANING: _("Städning"),
    DebtKind.KEYS: _("Nycklar som saknas"),
}
CLEANED = {
    Cleaning.APPROVED: _("Städningen är godkänd."),
    Cleaning.BILLED: _("Städningen är inte godkänd. En städfirma städar, och du betalar för det."),
}


@dataclass(frozen=True, slots=True)
class Room:
    """A room with what was found there."""

    name: str
    remarks: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Told:
    """An inspection as a row of the lease's page."""

    pk: int
    name: str
    line: str
    status: tuple[str, str]
    act: str


def status_of(row: Inspection) -> tuple[str, str]:
    """Return the word and the sign of how far an inspection has come."""
    if row.state == InspectionState.BOOKED and row.cleaning == Cleaning.AGAIN:
        return gettext("Städa om"), "wait"
    match InspectionState(row.state):
        case InspectionState.WANTED:
            return gettext("Att boka"), "wait"
        case InspectionState.BOOKED:
            return gettext("Bokad"), "info"
        case InspectionState.HELD:
            return gettext("Att skriva under"), "wait"
        case InspectionState.SIGNED:
            return (gettext("Besvarad med invändning"), "info") if row.objection else (gettext("Undertecknad"), "good")
        case InspectionState.CANCELLED:
            return gettext("Inställd"), "plain"


def told(row: Inspection) -> Told:
    """Say where an inspection stands, and what to do about it."""
    line, act = _line(row)
    return Told(row.pk, str(NAMES[InspectionKind(row.kind)]), line, status_of(row), act)


def _line(row: Inspection) -> tuple[str, str]:
    if row.state == InspectionState.WANTED:
        last = {"day": words.day(row.last_day, year=True)}
        return gettext("Ska vara gjord senast %(day)s.") % last, gettext("Boka en tid")
    if row.state == InspectionState.BOOKED and row.slot is not None:
        return words.begun(words.moment(row.slot.starts_at)) + ".", gettext("Se eller byt tid")
    if row.state == InspectionState.HELD:
        return gettext("Protokollet är klart. Läs det och svara."), gettext("Läs och skriv under")
    return gettext("Protokollet är fastslaget %(at)s.") % {"at": words.moment(row.held_at)}, gettext("Se protokollet")


def rooms_of(protocol: dict[str, Any]) -> list[Room]:
    """Return a protocol's remarks, those of a room together, in the order in which rooms were first entered."""
    remarks = protocol.get("remarks", [])
    order = {name: place for place, name in reversed(list(enumerate(one["room"] for one in remarks)))}
    ordered = sorted(remarks, key=lambda one: order[one["room"]])
    return [Room(name, list(found)) for name, found in groupby(ordered, key=lambda one: one["room"])]


def slot_cards(slots: Iterable[InspectionSlot], row: Inspection, chosen: str = "") -> list[dict[str, object]]:
    """Return free times as cards to choose between; of a pre-inspection those that come later than is normal say so."""
    return [_card(slot, row, chosen) for slot in slots]


def _card(slot: InspectionSlot, row: Inspection, chosen: str) -> dict[str, object]:
    late = words.as_day(slot.starts_at)
    is_late = late is not None and late > row.last_day
    parts = [
        words.begun(words.day(slot.starts_at)),
        slot.caretaker.name,
        gettext("senare än normalt") if is_late else "",
    ]
    at = words.as_moment(slot.starts_at)
    return {
        "value": slot.pk,
        "label": gettext("kl. %(time)s") % {"time": words.clock_time(at)} if at else "",
        "detail": " · ".join(part for part in parts if part),
        "checked": chosen == str(slot.pk),
        "disabled": False,
    }


def owed(debts: Iterable[Debt]) -> list[tuple[str, str, bool]]:
    """Return what is owed: for what, how much, and whether it is settled."""
    return [(str(OWED_FOR[DebtKind(one.kind)]), words.kronor(one.amount), one.settled_at is not None) for one in debts]


def keys_line(receipt: KeyReceipt | None, by: datetime) -> str:
    """Say of the keys where they are to be handed in and by when, or when they came in."""
    if receipt is not None and receipt.keys_in_at is not None:
        said = {"n": receipt.handed_in, "at": words.moment(receipt.keys_in_at)}
        return gettext("Du lämnade tillbaka nycklarna %(at)s. Antal: %(n)s.") % said
    line = gettext("Lämna alla nycklar, kort och taggar till bovärden senast %(at)s.") % {"at": words.moment(by)}
    if receipt is not None and receipt.handed_out:
        line += " " + gettext("Du har fått %(n)s.") % {"n": receipt.handed_out}
    return line
