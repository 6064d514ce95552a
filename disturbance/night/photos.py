"""Photographs on a case: to the alarm centre, and to the patrol that is on it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from disturbance.models import CasePhoto, NightRole
from disturbance.night.acting import NightRequest, me
from disturbance.night.doors import OPERATOR, PATROL, staff
from disturbance.photographs import sent
from disturbance.services.writing import is_on


@staff(OPERATOR, PATROL)
@require_safe
def photo(request: NightRequest, case: int, photo: int) -> HttpResponse:
    """Send a photograph; one that is not hers to see is a 404."""
    rows = CasePhoto.objects.select_related("entry__case__patrol").filter(pk=photo, entry__case=case)
    row, worker = rows.first(), me(request)
    if row is None or (worker.role == NightRole.PATROL and not is_on(row.entry.case, worker)):
        raise Http404
    return sent(row)
