"""Inspections, keys and debts of the homes that a person rents or has rented, on her page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.debts import state_of
from letting.core.inspection import InspectionKind, InspectionState
from letting.models import Debt, DebtKind, Inspection, Lease, UnitKind
from letting.my.inspection_words import NAMES, OWED_FOR, status_of
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.words import day, kronor, moment


def _reads(page: PersonPage) -> Sequence[QuerySet[Any]]:
    homes = Lease.objects.filter(person=page.person, signed_at__isnull=False, annulled_at=None)
    homes = homes.filter(unit__kind=UnitKind.APARTMENT).select_related("unit").defer("terms")
    found = Inspection.objects.filter(person=page.person).exclude(state=InspectionState.CANCELLED)
    found = found.select_related("lease__unit", "slot").defer("protocol", "lease__terms")
    debts = Debt.objects.filter(person=page.person).select_related("lease__unit").defer("lease__terms")
    return (
        homes.order_by("-starts_on", "-pk")[:SHOWN], found.order_by("-last_day", "-pk")[:SHOWN],
        debts.order_by("-made_at", "-pk")[:SHOWN],
    )  # fmt: skip


def _shows(
    page: PersonPage, homes: Sequence[Lease], found: Sequence[Inspection], debts: Sequence[Debt]
) -> Panel | None:
    """Show what there is of each, and the way to ask for an inspection and to the keys of each home."""
    if not homes:
        return None
    acts = may(page.request, Act.ACT_FOR_APPLICANT)
    rows = [
        *((_of_home(home) if acts else _bare(home)) for home in homes),
        *(_of_inspection(row) for row in found),
        *(_of_debt(row) for row in debts),
    ]
    heads = (_("Objekt"), _("Vad"), _("När"), _("Läge"))
    return Panel(_("Besiktningar, nycklar och skulder"), heads, rows, "")


def _of_home(home: Lease) -> tuple[Cell, ...]:
    return (
        Cell(str(home.unit)),
        Cell(_("Begär besiktning"), reverse("admin:letting_inspection_order", args=[home.pk])),
        Cell(day(home.ends_on, year=True) or "–"),
        Cell(_("Nycklar"), reverse("admin:letting_inspection_keys", args=[home.pk])),
    )


def _bare(home: Lease) -> tuple[Cell, ...]:
    return Cell(str(home.unit)), Cell(_("Hyresavtal")), Cell(day(home.ends_on, year=True) or "–"), Cell("")


def _of_inspection(row: Inspection) -> tuple[Cell, ...]:
    word, kind = status_of(row)
    when = moment(row.slot.starts_at) if row.slot else _("senast %(day)s") % {"day": day(row.last_day)}
    name = str(NAMES[InspectionKind(row.kind)])
    url = reverse("admin:letting_inspection_change", args=[row.pk])
    return Cell(str(row.lease.unit)), Cell(name, url), Cell(when), Cell(word, kind=kind)


def _of_debt(row: Debt) -> tuple[Cell, ...]:
    word, kind = state_of(row)
    said = f"{OWED_FOR[DebtKind(row.kind)]}, {kronor(row.amount)}"
    url = reverse("admin:letting_debt_change", args=[row.pk])
    return Cell(str(row.lease.unit)), Cell(said, url), Cell(day(row.made_at, year=True)), Cell(word, kind=kind)


parts.append(Part(_reads, _shows))
