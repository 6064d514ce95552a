"""A call becomes a case (NIGHT-1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q, QuerySet

from disturbance.core.categories import Category, Danger, Priority, priority_of
from disturbance.core.nights import morning_after, night_of
from disturbance.core.steps import Step
from disturbance.models import Case, CaseState, Entry, NightService, NightWorker, RegisterHome
from disturbance.services.crews import lock_service
from disturbance.services.writing import note, write
from tenants.outcome import Refused, refused
from tenants.scoping import scoped_landlords

EARLIER = 20


@dataclass(frozen=True, slots=True)
class Intake:
    """What the operator has asked. The disturbing home is of the register, or an address at a landlord.

    No landlord (0) and no category are what the page has before they are chosen.
    The caller is of the register, or named, or unknown for a reason. `priority` is the operator's own; none leaves
    it to what is suggested. `key` is made once by the page: what is sent twice is one case.
    """

    landlord: int
    category: Category | None
    told: str
    home: int | None = None
    street: str = ""
    flat: str = ""
    caller_home: int | None = None
    caller_name: str = ""
    caller_phone: str = ""
    caller_unknown: str = ""
    dangers: frozenset[Danger] = frozenset()
    priority: Priority | None = None
    key: UUID = field(default_factory=uuid4)


@transaction.atomic
def open_case(call: Intake, *, by: NightWorker, now: datetime) -> Case | Refused:
    """Open a case for a call; the same key a second time gives the first case again.

    Refused, with all that is so at once: `caller_missing` (neither who calls nor why that is not known),
    `place_missing`, `landlord_missing`, `not_a_customer` (the landlord is none of the service's),
    `category_missing`, `told_missing`; or `no_such_home`.
    """
    codes, category = _lacking(call), call.category
    if codes or category is None:
        return refused(*codes)
    home, caller = _home(call.home, call.landlord), _home(call.caller_home, call.landlord)
    if (call.home and home is None) or (call.caller_home and caller is None):
        return refused("no_such_home")
    service = lock_service()
    there = Entry.objects.filter(key=call.key, landlord=call.landlord).select_related("case__landlord").first()
    if there is not None:
        return there.case
    night = night_of(now)
    case = Case.objects.create(
        landlord_id=call.landlord, service=service, number=_next_number(service), night=night, opened_at=now,
        opened_by=by, caller_home=caller, caller_name=caller.renter if caller else call.caller_name.strip(),
        caller_phone=call.caller_phone.strip() or (caller.phone if caller else ""),
        caller_address=str(caller) if caller else "", caller_unknown=call.caller_unknown.strip(), home=home,
        street=home.street if home else call.street.strip(), flat=home.flat if home else call.flat.strip(),
        renter=home.renter if home else "", latitude=home.latitude if home else None,
        longitude=home.longitude if home else None, category=category,
        dangers=sorted(map(str, call.dangers)), priority=call.priority or priority_of(category, call.dangers),
        look_again_at=morning_after(night),
    )  # fmt: skip
    write(case, Step.OPENED, by=by, now=now, key=call.key, text=call.told)
    note(case, "case.opened", by=by, now=now, number=case.number, category=category.value)
    return case


def earlier_cases(landlord: int, street: str, flat: str) -> QuerySet[Case]:
    """Return the latest cases about a home, or about its whole address where no flat is named; the newest first."""
    about = Q(street__iexact=street.strip()) & (Q(flat__iexact=flat.strip()) if flat.strip() else Q())
    return Case.objects.filter(about, landlord=landlord).order_by("-opened_at", "-pk")[:EARLIER]


def open_at(landlord: int, street: str) -> QuerySet[Case]:
    """Return the cases at an address that are not closed: a new call there may be about the same (NIGHT-1)."""
    rows = Case.objects.filter(landlord=landlord, street__iexact=street.strip()).exclude(state=CaseState.CLOSED)
    return rows.order_by("opened_at")


def _lacking(call: Intake) -> list[str]:
    """Return what a call still lacks to be a case, in the order in which it is asked."""
    placed = bool(call.home is not None or call.street.strip())
    called = call.caller_home is not None or call.caller_name.strip() or call.caller_unknown.strip()
    lacks = {
        "caller_missing": not called, "place_missing": not placed, "landlord_missing": placed and not call.landlord,
        "not_a_customer": bool(call.landlord) and call.landlord not in scoped_landlords(),
        "category_missing": call.category is None, "told_missing": not call.told.strip(),
    }  # fmt: skip
    return [code for code, is_so in lacks.items() if is_so]


def _home(pk: int | None, landlord: int) -> RegisterHome | None:
    return RegisterHome.objects.filter(pk=pk, landlord=landlord).first() if pk else None


def _next_number(service: NightService) -> int:
    """Return a locked service's next case number: none is used twice, not even of one removed."""
    service.last_case += 1
    service.save(update_fields=["last_case"])
    return service.last_case
