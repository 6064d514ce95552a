"""A person's unanswered offers on her page: how many there are on the way to a block (QUEUE-12)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.models import Offer
from letting.services.strikes import unanswered
from tenants.admin.person_page import Cell, Panel, Part, PersonPage, parts
from tenants.words import day, deadline


def _unanswered(page: PersonPage) -> Sequence[QuerySet[Any]] | None:
    if _limit(page) is None:
        return None
    return (unanswered([page.person.pk]).select_related("listing__unit").order_by("-ended_at", "-pk"),)


def strikes_of(page: PersonPage, found: Sequence[Offer]) -> Panel:
    """Show which offers she has left unanswered since she was last blocked for it, of how many."""
    rows = [
        (
            Cell(str(row.listing), reverse("admin:letting_listing_workbench", args=[row.listing_id])),
            Cell(deadline(row.answer_last_day)),
            Cell(day(row.ended_at, year=True)),
        )
        for row in found
    ]
    title = _("EJ SVAR: %(count)s av %(limit)s") % {"count": len(rows), "limit": _limit(page)}
    heads = (_("Annons"), _("Svar senast"), _("Gick ut"))
    return Panel(title, heads, rows, _("Personen har svarat på alla erbjudanden sedan den senaste spärren."))


def _limit(page: PersonPage) -> int | None:
    """Return at how many she is blocked; None where no queue counts them."""
    counts = [queue.strikes.count for queue in page.rules.queues.values() if queue.strikes is not None]
    return min(counts, default=None)


parts.append(Part(_unanswered, strikes_of))
