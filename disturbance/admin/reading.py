"""Who reads what the night service wrote: the heads, and those whom the landlord has named as contacts (NIGHT-7)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest

from disturbance.models import Case, Customer, Report
from disturbance.services.mornings import contacts_on
from tenants.admin.rights import Act, may
from tenants.staff_facts import facts


def _is_contact(today: date) -> Exists:
    return Exists(contacts_on(today).filter(membership=OuterRef("pk")))


def _has_nights(_today: date) -> Exists:
    """Say that a night service works for the landlord, or has: what it wrote is read after it has left, too."""
    return Exists(Customer.objects.all())


facts |= {"is_night_contact": _is_contact, "has_nights": _has_nights}


def may_read(request: HttpRequest) -> bool:
    """Say whether whoever asks may read the night's reports."""
    membership = getattr(request, "membership", None)
    if not membership or not request.user.is_active:
        return False
    return may(request, Act.READ_NIGHT) or membership.is_night_contact


def may_see_nights(request: HttpRequest) -> bool:
    """Say whether the link to the night's reports is shown: to those who may read, where there is a night service."""
    return may_read(request) and request.membership.has_nights  # type: ignore[attr-defined]  # the middleware's


def must_read(request: HttpRequest) -> None:
    """Raise PermissionDenied unless whoever asks may read the night's reports."""
    if not may_read(request):
        raise PermissionDenied


def night_named(text: str) -> date:
    """Return a night from its address; one that is no date is a 404."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def told_cases() -> QuerySet[Case]:
    """Return the cases that the landlord reads of: those locked, without the ones told of in another's report."""
    return Case.objects.filter(locked_at__isnull=False).exclude(ending="joined")


def latest_reports(cases: QuerySet[Case]) -> dict[int, Report]:
    """Return the latest report of each case, by the case, without its papers. One statement."""
    rows = Report.objects.filter(case__in=cases).defer("full", "masked").order_by("case", "version")
    return {row.case_id: row for row in rows}
