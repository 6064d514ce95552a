"""What a person has told of herself, and the securities she has offered: on her page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.admin.securities import SIGNS
from letting.models import ApplicantFacts, Security, SecurityState
from letting.my.income_words import income_rows, income_rules
from letting.services.applicant_profiles import Profile, Reference, read_profile
from tenants.admin.person_page import SHOWN, Cell, Panel, Part, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.words import day, moment


def _profile(page: PersonPage) -> Sequence[QuerySet[Any]]:
    return (ApplicantFacts.objects.filter(person=page.person),)


def profile_on_page(page: PersonPage, found: Sequence[ApplicantFacts]) -> Panel:
    """Show household, incomes with what each counts for, and whom to ask; as she has told it, not as it was checked."""
    told = read_profile(found[0].data, found[0].stated_at) if found else Profile()
    rows = _rows(told, page) if told.stated_at is not None else []
    title = _("Sökandeprofil, som personen har uppgett den")
    if told.stated_at is not None:
        title = _("Sökandeprofil, som personen uppgav den %(at)s") % {"at": moment(told.stated_at)}
    heads = (_("Uppgift"), _("Värde"), _("Räknas"))
    url = reverse("admin:letting_listing_profile_for", args=[page.person.pk])
    act = (_("Fyll i åt personen"), url) if may(page.request, Act.ACT_FOR_APPLICANT) else None
    return Panel(title, heads, rows, _("Personen har inte fyllt i någon sökandeprofil."), act=act)


def _rows(told: Profile, page: PersonPage) -> list[tuple[Cell, ...]]:
    rules = income_rules(page.rules)
    rows: list[tuple[Cell, ...]] = []
    if told.household is not None:
        children = ", ".join(_("%(n)s år") % {"n": years} for years in told.household.children)
        adults = ngettext("%(n)s vuxen", "%(n)s vuxna", told.household.adults) % {"n": told.household.adults}
        rows.append((Cell(_("Hushåll")), Cell(adults + (f", {_('barn')} {children}" if children else "")), Cell("")))
    rows += [
        (Cell(one.name), Cell(f"{one.net}, {one.lasts}"), Cell(one.label, kind=one.sign))
        for one in income_rows(told.income or (), rules)
    ]
    if told.income == ():
        rows.append((Cell(_("Inkomst")), Cell(_("ingen")), Cell("")))
    if told.reference is not None:
        rows.append((Cell(_("Hyresvärd att fråga")), Cell(_reference(told.reference)), Cell("")))
    return rows


def _reference(reference: Reference) -> str:
    return f"{reference.name}, {reference.phone}" if reference.there_is else _("har aldrig hyrt en bostad")


def _securities(page: PersonPage) -> Sequence[QuerySet[Any]]:
    return (Security.objects.filter(person=page.person).order_by("-pk")[:SHOWN],)


def securities_on_page(page: PersonPage, found: Sequence[Security]) -> Panel:
    """Show the securities she has offered, the latest first."""
    rows = [
        (
            Cell(row.get_kind_display().capitalize(), reverse("admin:letting_security_change", args=[row.pk])),
            Cell(row.get_state_display().capitalize(), kind=SIGNS[SecurityState(row.state)]),
            Cell(day(row.decided_at or row.offered_at, year=True)),
            Cell(row.reason or "–"),
        )
        for row in found
    ]
    heads = (_("Säkerhet"), _("Läge"), _("Sedan"), _("Skäl"))
    return Panel(_("Säkerheter"), heads, rows, _("Personen har inte erbjudit någon säkerhet."))


parts += [Part(_profile, profile_on_page), Part(_securities, securities_on_page)]
