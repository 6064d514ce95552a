"""Statistics for anyone: how long one has to stand in line, and how lettings go. What rests on few is not told."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letting.statistics.figures import Figures, figures
from tenants import clock
from tenants.core.calendar import local_day
from tenants.csv_files import csv_file
from tenants.landlords import rules_today


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show the figures that the URL asks for, each with its table and a link to its file."""
    return render(request, "public/statistics.html", {"figures": _figures(request), "query": request.GET.urlencode()})


@require_safe
def statistics_file(request: HttpRequest, what: str) -> HttpResponse:
    """Send one figure's table as a file for a spreadsheet; a figure that is not there is not found."""
    panel = _figures(request).panel(what)
    if panel is None:
        raise Http404
    return csv_file(panel.pk, panel.raw_heads, panel.raw)


def _figures(request: HttpRequest) -> Figures:
    today = local_day(clock.now())
    return figures(request.GET.dict(), rules_today(today), today, office=False)
