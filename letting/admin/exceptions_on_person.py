"""A person's exceptions on her page (CHECK-19, QUEUE-4, QUEUE-16)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.exception_words import about, called, excepted, listings_of, state_of
from letting.admin.exceptions_form import of_persons
from letting.admin.words import EXCEPTION_CAUSES
from letting.models import Listing
from queues.models import Exemption
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.words import day


def _exceptions(page: PersonPage) -> Sequence[QuerySet[Any]] | None:
    if not may(page.request, Act.EXCEPT):
        return None
    found = Exemption.objects.filter(person=page.person).order_by("-pk")[:SHOWN]
    return found, listings_of(found)


def exceptions_of(page: PersonPage, found: Sequence[Exemption], listings: Sequence[Listing]) -> Panel | None:
    """Show her exceptions, the latest first, where the rules allow any or she has one."""
    if not page.rules.exceptions and not found:
        return None
    names = called(listings)
    rows = []
    for row in found:
        word, kind = state_of(row)
        rows.append(
            (
                Cell(excepted(row), reverse("admin:queues_exemption_change", args=[row.pk])),
                Cell(about(row, names)),
                Cell(str(EXCEPTION_CAUSES.get(row.cause, row.cause))),
                Cell(day(row.granted_at, year=True)),
                Cell(word, kind=kind),
            )
        )
    url = f"{reverse('admin:queues_exemption_add')}?person={page.person.pk}"
    act = (_("Gör ett undantag"), url) if of_persons(page.rules) else None
    heads = (_("Undantag från"), _("Gäller"), _("Skäl"), _("Gjort"), _("Läge"))
    return Panel(_("Undantag"), heads, rows, _("Inga undantag är gjorda för personen."), act=act)


parts.append(Part(_exceptions, exceptions_of))
