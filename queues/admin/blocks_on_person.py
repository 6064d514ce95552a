"""A person's blocks on her page: why, since when, until when, and by whom one was lifted (QUEUE-12 to 14)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from queues.admin.blocks import state_of, why
from queues.models import Block
from tenants.admin.log import names_of, staff_in
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.models import Membership
from tenants.words import day


def _blocks(page: PersonPage) -> Sequence[QuerySet[Any]] | None:
    if not may(page.request, Act.SEE_BLOCKS):
        return None
    found = Block.objects.filter(person=page.person).order_by("-started_at", "-pk")[:SHOWN]
    return found, staff_in(found, "lifted_by")


def blocks_of(page: PersonPage, found: Sequence[Block], lifters: Sequence[Membership]) -> Panel:
    """Show her blocks, the latest first, to those whose work it is."""
    names = names_of({row.lifted_by for row in found if row.lifted_by}, lifters)
    today = local_day(page.now)
    url = f"{reverse('admin:queues_block_add')}?person={page.person.pk}"
    return Panel(
        _("Spärrar"),
        (_("Skäl"), _("Från"), _("Fri från"), _("Läge"), _("Hävd av, och varför")),
        [_row(row, names, today) for row in found],
        _("Personen har inte varit spärrad."),
        act=(_("Notera misskötsel"), url) if may(page.request, Act.BLOCK) else None,
    )


def _row(row: Block, names: Mapping[str, str], today: date) -> tuple[Cell, ...]:
    word, kind = state_of(row, today)
    lifted = f"{names[row.lifted_by]}: {row.lifted_reason}" if row.lifted_by else "–"
    return (
        Cell(why(row), reverse("admin:queues_block_change", args=[row.pk])),
        Cell(day(row.started_at, year=True)),
        Cell(day(row.until, year=True) or "–"),
        Cell(word, kind=kind),
        Cell(lifted),
    )


BLOCKS = Part(_blocks, blocks_of)
