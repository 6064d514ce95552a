"""Who stands with a person, whom she stands with, and what she wishes for: on her page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from queues.admin.companions import waits_for_staff
from queues.models import Companion, CompanionState, Wishes
from queues.my.wishes import FEATURES
from queues.roles import TITLES
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.protected import name_for
from tenants.admin.rights import Act, may
from tenants.words import day, kronor, number

SIGNS = {
    CompanionState.INVITED: "wait",
    CompanionState.ACCEPTED: "good",
    CompanionState.DECLINED: "plain",
    CompanionState.LAPSED: "plain",
    CompanionState.ENDED: "plain",
}


def _companions(page: PersonPage) -> Sequence[QuerySet[Any]]:
    mine = Q(person=page.person) | Q(other=page.person, state=CompanionState.ACCEPTED)
    return (Companion.objects.filter(mine).select_related("person", "other").order_by("-pk")[:SHOWN],)


def companions_on_page(page: PersonPage, found: Sequence[Companion]) -> Panel:
    """Show who stands with her and whom she stands with, the latest first."""
    protected = may(page.request, Act.SEE_PROTECTED)
    rows = [_row(row, page, protected=protected) for row in found]
    heads = (_("Som"), _("Vem"), _("Läge"), _("Sedan"))
    return Panel(_("Medsökande och borgensmän"), heads, rows, _("Ingen annan står med i ansökan."))


def _row(row: Companion, page: PersonPage, *, protected: bool) -> tuple[Cell, ...]:
    title, address = str(TITLES[row.role]), reverse("admin:queues_companion_change", args=[row.pk])
    if row.person_id == page.person.pk:
        other, who = row.other, row.invited_email
    else:
        other, who = row.person, ""
        title = _("%(role)s åt någon annan") % {"role": title}
    hidden = other is not None and other.protected and not protected
    if other is not None:
        who = name_for(other, see_protected=protected)
    state = _("Att avgöra") if waits_for_staff(row) else row.get_state_display().capitalize()
    return (
        Cell(title, "" if hidden else address),
        Cell(who, reverse("admin:tenants_person_change", args=[other.pk]) if other is not None and not hidden else ""),
        Cell(state, kind="wait" if waits_for_staff(row) else SIGNS[CompanionState(row.state)]),
        Cell(day(row.ended_at or row.answered_at or row.invited_at, year=True)),
    )


def _wishes(page: PersonPage) -> Sequence[QuerySet[Any]]:
    return (Wishes.objects.filter(person=page.person),)


def wishes_on_page(page: PersonPage, found: Sequence[Wishes]) -> Panel:
    """Show what she wishes for."""
    rows = [
        (
            Cell(", ".join(row.areas) or _("alla")),
            Cell(", ".join(str(FEATURES[feature]) for feature in FEATURES if feature in row.wanted.features) or "–"),
            Cell(number(row.least_rooms) or "–"),
            Cell(kronor(row.most_rent) or "–"),
            Cell(day(row.saved_at, year=True)),
        )
        for row in found
    ]
    heads = (_("Områden"), _("Måste ha"), _("Rum, minst"), _("Hyra, högst"), _("Sparade"))
    return Panel(_("Önskemål"), heads, rows, _("Personen har inte sparat några önskemål."))


parts += [Part(_companions, companions_on_page), Part(_wishes, wishes_on_page)]
