"""Units, lettings, leases and complaints in the search over everything."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.words import LISTING
from letting.core.states import ListingState
from letting.models import Complaint, Lease, Listing, Unit
from tenants.admin.dashboard import Row
from tenants.admin.protected import name_for
from tenants.admin.rights import Act, may
from tenants.admin.search import Group, Sought, groups
from tenants.words import day, kronor, rooms


def _at(text: str, way: str = "") -> Q:
    """Return what finds a unit by its address or the beginning of its number."""
    return Q(**{f"{way}street__icontains": text}) | Q(**{f"{way}number__istartswith": text})


def _units(sought: Sought) -> QuerySet[Any] | None:
    return None if sought.number_index else Unit.objects.filter(_at(sought.text)).order_by("street", "number")


def _unit(row: Unit, _sought: Sought) -> Row:
    hint = ", ".join(filter(None, [rooms(row.rooms), kronor(row.rent), row.area]))
    return Row(str(row), reverse("admin:letting_unit_change", args=[row.pk]), hint)


def _listings(sought: Sought) -> QuerySet[Any] | None:
    if sought.number_index:
        return None
    return Listing.objects.filter(_at(sought.text, "unit__")).select_related("unit").order_by("-pk")


def _listing(row: Listing, _sought: Sought) -> Row:
    word, kind = LISTING[ListingState(row.state)]
    hint = _("sista anmälningsdag %(day)s") % {"day": day(row.advert_last_day)} if row.advert_last_day else ""
    return Row(str(row), reverse("admin:letting_listing_workbench", args=[row.pk]), hint, str(word), kind)


def _leases(sought: Sought) -> QuerySet[Any]:
    who = Q(person__in=sought.persons().values("pk"))
    wanted = who if sought.number_index else who | _at(sought.text, "unit__")
    return Lease.objects.filter(wanted).select_related("unit", "person").defer("terms").order_by("-starts_on", "-pk")


def _lease(row: Lease, sought: Sought) -> Row:
    hidden = row.person.protected and not may(sought.request, Act.SEE_PROTECTED)
    url = reverse("admin:letting_unit_change", args=[row.unit_id])
    if row.listing_id:
        url = reverse("admin:letting_listing_workbench", args=[row.listing_id])
    hint = _("gäller från %(day)s") % {"day": day(row.starts_on, year=True)}
    ended = (_("Annullerat"), "bad") if row.annulled_at else (_("Uppsagt"), "plain") if row.ends_on else ("", "plain")
    return Row(f"{row.unit.street}: {name_for(row.person, see_protected=not hidden)}", url, hint, *ended)


def _complaints(sought: Sought) -> QuerySet[Any]:
    wanted = Q(person__in=sought.persons().values("pk"))
    return Complaint.objects.filter(wanted).select_related("person").order_by("-filed_at", "-pk")


def _complaint(row: Complaint, _sought: Sought) -> Row:
    hint = _("inlämnat %(day)s") % {"day": day(row.filed_at, year=True)}
    url = reverse("admin:letting_complaint_change", args=[row.pk])
    return Row(row.person.full_name, url, hint, row.get_state_display().capitalize())


groups += [
    Group(gettext_lazy("Objekt"), "home", Act.SEE_UNITS, _units, _unit),
    Group(gettext_lazy("Annonser"), "key", Act.SEE_LISTINGS, _listings, _listing),
    Group(gettext_lazy("Hyresavtal"), "document", Act.SEE_PERSONS, _leases, _lease),
    Group(gettext_lazy("Klagomål"), "mail", Act.ANSWER_COMPLAINTS, _complaints, _complaint),
]
