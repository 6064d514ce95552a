"""The board: every case that is not closed, the most urgent first."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from disturbance.models import Case, CaseState
from disturbance.night.doors import OPERATOR, staff


@require_safe
@staff(OPERATOR)
def board(request: HttpRequest) -> HttpResponse:
    """Show what goes on."""
    cases = Case.objects.exclude(state=CaseState.CLOSED).select_related("landlord", "patrol")
    return render(request, "night/board.html", {"cases": cases.order_by("priority", "opened_at")})
