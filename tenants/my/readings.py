"""Vem har läst: each time that staff opened her page, her number or something she has shown."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.my.frame import Visit, own_page
from tenants.readings import in_words, readings_of

PER_PAGE = 50


@require_safe
@own_page
def readings(request: Visit) -> HttpResponse:
    """List who has read of her, the latest first."""
    page_obj = Paginator(readings_of(request.person.pk), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "my/readings.html", {"page_obj": page_obj, "rows": in_words(list(page_obj))})
