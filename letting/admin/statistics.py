"""Statistics for the office: what anyone is shown and more of it, what rests on few, and what empty homes cost."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from letting.statistics.figures import Figures, figures
from tenants import clock
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day
from tenants.csv_files import csv_file
from tenants.landlords import rules_today


@require_safe
def statistics_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show the figures that the URL asks for, each with its table and a link to its file."""
    found = _figures(request)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request, "statistics", title=_("Statistik"), figures=found, query=request.GET.urlencode()
    )


@require_safe
def statistics_file(request: HttpRequest, what: str) -> HttpResponse:
    """Send one figure's table as a file for a spreadsheet; a figure that is not there is not found."""
    panel = _figures(request).panel(what)
    if panel is None:
        raise Http404
    return csv_file(panel.pk, panel.raw_heads, panel.raw)


def _figures(request: HttpRequest) -> Figures:
    must(request, Act.SEE_STATISTICS)
    today = local_day(clock.now())
    return figures(request.GET.dict(), rules_today(today), today, office=True)
