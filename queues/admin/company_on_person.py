"""Who stands with a person, whom she stands with, and what she wishes for: on her page."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from queues.admin.companions import waits_for_staff
from queues.models import Companion, CompanionState, Wishes
from queues.my.wishes import FEATURES
from queues.roles import TITLES
from tenants.admin.person_page import SHOWN, Cell, Panel, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.words import day, kronor, number

SIGNS = {
    CompanionState.INVITED: "wait",
    CompanionState.ACCEPTED: "good",
    CompanionState.DECLINED: "plain",
    CompanionState.LAPSED: "plain",
    CompanionState.ENDED: "plain",
}


def companions_on_page(page: PersonPage) -> None:
    """Show who stands with her and whom she stands with, the latest first."""
    mine = Q(person=page.person) | Q(other=page.person, state=CompanionState.ACCEPTED)
    found = Companion.objects.filter(mine).select_related("person", "other").order_by("-pk")
    protected = may(page.request, Act.SEE_PROTECTED)
    rows = [_row(row, page, protected=protected) for row in found[:SHOWN]]
    heads = (_("Som"), _("Vem"), _("Läge"), _("Sedan"))
    page.panels.append(Panel(_("Medsökande och borgensmän"), heads, rows, _("Ingen står med i ansökan.")))


def _row(row: Companion, page: PersonPage, *, protected: bool) -> tuple[Cell, ...]:
    title, address = str(TITLES[row.role]), reverse("admin:queues_companion_change", args=[row.pk])
    if row.person_id == page.person.pk:
        other, who = row.other, row.invited_email
    else:
        other, who = row.person, ""
        title = _("%(role)s åt någon annan") % {"role": title}
    hidden = other is not None and other.protected and not protected
    if other is not None:
        who = _("Skyddade personuppgifter") if hidden else other.full_name
    state = _("Att avgöra") if waits_for_staff(row) else row.get_state_display().capitalize()
    return (
        Cell(title, "" if hidden else address),
        Cell(who, reverse("admin:tenants_person_change", args=[other.pk]) if other is not None and not hidden else ""),
        Cell(state, kind="wait" if waits_for_staff(row) else SIGNS[CompanionState(row.state)]),
        Cell(day(row.ended_at or row.answered_at or row.invited_at, year=True)),
    )


def wishes_on_page(page: PersonPage) -> None:
    """Show what she wishes for."""
    row = Wishes.objects.filter(person=page.person).first()
    rows = []
    if row is not None:
        features = [str(FEATURES[feature]) for feature in FEATURES if feature in row.wanted.features]
        rows = [
            (
                Cell(", ".join(row.areas) or _("alla")),
                Cell(", ".join(features) or "–"),
                Cell(number(row.least_rooms) or "–"),
                Cell(kronor(row.most_rent) or "–"),
                Cell(day(row.saved_at, year=True)),
            )
        ]
    heads = (_("Områden"), _("Ska ha"), _("Rum, minst"), _("Hyra, högst"), _("Sparade"))
    page.panels.append(Panel(_("Önskemål"), heads, rows, _("Personen har inte sparat några önskemål.")))


parts += [companions_on_page, wishes_on_page]
