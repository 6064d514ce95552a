"""Ninety days after: a case goes with all that was written and drawn of it, and a number is left (NIGHT-9)."""

from __future__ import annotations

from datetime import datetime

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import F, QuerySet

from disturbance.core.nights import removed_at
from disturbance.models import Case, CasePhoto, NightFigure, Report
from disturbance.services import mornings
from disturbance.services.repeated import forget_home
from tenants.actors import PORTAL
from tenants.events import Fact, record
from tenants.models import Export

# Of the landlord in scope, which the database sees to; what points at a row goes before it.
STATEMENTS = (
    "DELETE FROM disturbance_casephoto USING disturbance_entry e WHERE e.id = entry_id AND e.case_id = %(case)s",
    "DELETE FROM disturbance_entry WHERE case_id = %(case)s",
    "DELETE FROM disturbance_report WHERE case_id = %(case)s",
    "UPDATE disturbance_case SET joined_to_id = NULL WHERE joined_to_id = %(case)s",
    "DELETE FROM disturbance_case WHERE id = %(case)s",
)


def remove(case: Case, now: datetime) -> None:
    """Remove a locked case: its files first, so that one that cannot be removed stops it, loudly, until it can.

    What is left is a row in the log, with the case's number and night, and one more in the month's figures. With the
    last case of a night go the words of its mails, and who read it.
    """
    for name in CasePhoto.objects.filter(entry__case=case).values_list("image", flat=True):
        default_storage.delete(name)
    _count(case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.removing', 'cases', true)")
        for statement in STATEMENTS:
            cursor.execute(statement, {"case": case.pk})
        cursor.execute("SELECT set_config('app.removing', '', true)")
    Export.objects.filter(subject=case.subject).update(content=None, look_again_at=None)
    forget_home(case.street, case.flat)
    data = {"number": case.number, "night": case.night.isoformat()}
    record([Fact("case.removed", case.subject, data=data)], by=PORTAL, now=now)
    if not Case.objects.filter(night=case.night).exists():
        mornings.forget(case.night)


def to_remove(now: datetime) -> QuerySet[Case]:
    """Return the cases of the landlords in scope that have been kept long enough, as of now."""
    oldest = Case.objects.order_by("night").values_list("night", flat=True).distinct()
    nights = [night for night in oldest if now >= removed_at(night)]
    return Case.objects.filter(night__in=nights).order_by("landlord", "night", "number")


def _count(case: Case) -> None:
    last = Report.objects.filter(case=case).order_by("-version").values_list("confirmed", flat=True).first()
    row, _made = NightFigure.objects.get_or_create(
        month=case.night.replace(day=1), category=case.category, confirmed=bool(last)
    )
    NightFigure.objects.filter(pk=row.pk).update(cases=F("cases") + 1)
