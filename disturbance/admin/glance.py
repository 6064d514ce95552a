"""Nights and cases as rows of the landlord's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from disturbance.admin.reading import told_cases
from disturbance.core.categories import Category, Ending
from disturbance.core.nights import last_day_kept
from disturbance.models import Case, Contact, NightReading, Report
from disturbance.presenting import home_word, night_word
from disturbance.words import CATEGORIES, ENDINGS
from tenants.words import day, moment

SHOWN = 120  # nights: more than are ever kept


def nights() -> list[dict[str, Any]]:
    """Return the nights that there is something to read of, the latest first. Two statements."""
    latest = Report.objects.filter(case=OuterRef("pk")).order_by("-version").values("confirmed")[:1]
    rows = (
        told_cases().annotate(is_confirmed=Subquery(latest)).order_by().values("night")
        .annotate(
            cases=Count("pk"), confirmed=Count("pk", filter=Q(is_confirmed=True)),
            stuck=Count("pk", filter=~Q(last_error="")),
        ).order_by("-night")[:SHOWN]
    )  # fmt: skip
    read = dict(NightReading.objects.order_by().values_list("night").annotate(n=Count("pk")))
    return [
        {
            "name": night_word(row["night"]),
            "url": reverse("admin:disturbance_case_night", args=[row["night"].isoformat()]),
            "cases": row["cases"],
            "confirmed": row["confirmed"],
            "read": read.get(row["night"], 0),
            "last": day(last_day_kept(row["night"]), year=True),
            "stuck": row["stuck"],
        }
        for row in rows
    ]


def row_of(case: Case, reports: dict[int, Report]) -> dict[str, Any]:
    """Return a case as a row of its night; one whose report is not made yet says so."""
    report = reports.get(case.pk)
    return {
        "case": case,
        "home": home_word(case.street, case.flat),
        "category": CATEGORIES[Category(case.category)],
        "ending": ENDINGS[Ending(case.ending)],
        "confirmed": report.confirmed if report else None,
        "version": report.version if report else None,
        "at": moment(case.opened_at),
        "stuck": case.last_error,
    }


def readings(night: date) -> list[tuple[str, str]]:
    """Return the contacts with when each first opened a night; the ones who have not come last."""
    first = NightReading.objects.filter(night=night, contact=OuterRef("pk")).values("opened_at")
    contacts = Contact.objects.annotate(opened_at=Subquery(first)).select_related("membership")
    rows = contacts.filter(Q(until=None) | Q(opened_at__isnull=False)).order_by(
        F("opened_at").asc(nulls_last=True), "pk"
    )
    return [(one.membership.name, moment(one.opened_at)) for one in rows]
