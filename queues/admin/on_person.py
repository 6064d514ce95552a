"""A person's places in the queues and her claims for priority, on her page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from queues.admin.blocks_on_person import BLOCKS
from queues.core.points import points_on, safe_until
from queues.models import PriorityClaim, Registration
from queues.priority_words import STATES
from tenants.admin.person_page import Cell, Panel, Part, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.words import day, moment, number, said


def _registrations(page: PersonPage) -> Sequence[QuerySet[Any]]:
    return (Registration.objects.filter(person=page.person).select_related("queue", "person").order_by("pk"),)


def registrations_of(page: PersonPage, found: Sequence[Registration]) -> Panel:
    """Show her queues with points, and until when they are safe."""
    today = local_day(page.now)
    rules = page.rules.queues
    rows = []
    for row in found:
        queue = rules.get(row.queue.slug)
        standing = row.standing(queue) if queue else None
        rows.append(
            (
                Cell(row.queue.name, reverse("admin:queues_registration_change", args=[row.pk])),
                Cell(number(points_on(standing, today)) if standing else "–"),
                Cell(day(row.points_from, year=True)),
                Cell((day(safe_until(standing), year=True) if standing else "") or _("utan gräns")),
                Cell(_("vilande"), kind="warn") if row.deactivated_at else Cell(_("aktiv"), kind="good"),
            )
        )
    url = f"{reverse('admin:queues_registration_add')}?person={page.person.pk}"
    return Panel(
        _("Köer"),
        (_("Kö"), _("Köpoäng i dag"), _("Poängdatum"), _("Poängen är säkra till"), _("Läge")),
        rows,
        _("Personen står inte i någon kö. Ställ personen i kö här."),
        act=(_("Ställ i kö"), url) if may(page.request, Act.ADD_PERSONS) else None,
    )


def _priorities(page: PersonPage) -> Sequence[QuerySet[Any]] | None:
    if page.rules.priority is None or not may(page.request, Act.SEE_PRIORITY):
        return None
    return (PriorityClaim.objects.filter(person=page.person).order_by("-filed_at", "-pk"),)


def priorities_of(page: PersonPage, found: Sequence[PriorityClaim]) -> Panel:
    """Show her claims for priority, where the landlord gives any, to those who decide on them."""
    grounds = page.rules.priority.grounds if page.rules.priority else {}
    rows = []
    for claim in found:
        word, kind = STATES[claim.state]
        ground = grounds.get(claim.ground)
        name = said(ground.name) if ground else claim.ground
        rows.append(
            (
                Cell(name, reverse("admin:queues_priorityclaim_change", args=[claim.pk])),
                Cell(moment(claim.filed_at)),
                Cell(str(word), kind=kind),
                Cell(number(claim.offers_left)),
            )
        )
    url = f"{reverse('admin:queues_priorityclaim_add')}?person={page.person.pk}"
    heads = (_("Grund"), _("Inlämnad"), _("Läge"), _("Erbjudanden kvar"))
    act = (_("Skriv in förtur"), url) if may(page.request, Act.DECIDE_PRIORITY) else None
    return Panel(_("Förtur"), heads, rows, _("Personen har inte ansökt om förtur."), act=act)


parts += [Part(_registrations, registrations_of), BLOCKS, Part(_priorities, priorities_of)]
