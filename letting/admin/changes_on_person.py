"""The applications about leases that a person takes part in, on her page (LEASE-7 to 10)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.lease_change_words import state_of
from letting.admin.lease_changes import LeaseChangeAdmin
from letting.change_words import DOING
from letting.models import LeaseChange
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.rulesets.change_rules import ChangeKind
from tenants.words import day


def _changes(page: PersonPage) -> Sequence[QuerySet[Any]]:
    mine = LeaseChange.objects.filter(LeaseChange.of_person(page.person.pk))
    return (LeaseChangeAdmin.visible(page.request, mine).order_by("-made_at", "-pk")[:SHOWN],)


def changes_of(page: PersonPage, found: Sequence[LeaseChange]) -> Panel:
    """Show her applications, newest first."""
    rows = []
    for row in found:
        word, kind = state_of(row)
        url = reverse("admin:letting_leasechange_change", args=[row.pk])
        home, answer = Cell(row.lease.unit.street), Cell(day(row.answer_by, year=True) or "–")
        rows.append((Cell(str(DOING[ChangeKind(row.kind)]), url), home, answer, Cell(word, kind=kind)))
    heads = (_("Ansökan"), _("Bostad"), _("Besked senast"), _("Läge"))
    return Panel(_("Ansökningar om avtal"), heads, rows, _("Inga ansökningar om att ändra avtal."))


parts.append(Part(_changes, changes_of))
