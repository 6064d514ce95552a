"""Utdrag: all that is kept of her, as a file for machines and as a PDF that a worker makes."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from tenants import clock
from tenants.events import Fact, record
from tenants.extracts import ask_for_extract
from tenants.models import Extract, Person
from tenants.my.frame import Visit, actor_of, own_page, see_other
from tenants.my.profile import shown_number
from tenants.serving import HEADERS
from tenants.telling import all_of, as_data


@require_safe
@own_page
def extract(request: Visit) -> HttpResponse:
    """Say what a copy holds, and how far hers has come."""
    live = Extract.objects.defer("pdf").filter(person=request.person.pk, gone_at=None).first()
    return render(request, "my/extract.html", {"extract": live})


@require_POST
@own_page
def extract_ask(request: Visit) -> HttpResponse:
    """Ask for the PDF."""
    ask_for_extract(request.person.pk, by=actor_of(request), now=clock.now())
    messages.success(
        request, gettext("Utdraget skrivs nu. Vi meddelar dig när det är klart, oftast inom några minuter.")
    )
    return see_other("my:extract")


@require_safe
@own_page
def extract_file(request: Visit, pk: int) -> HttpResponse:
    """Send her copy, to be saved; one that is not made yet, or gone, is a 404."""
    row = get_object_or_404(Extract, pk=pk, person=request.person.pk, gone_at=None)
    if row.pdf is None:
        raise Http404
    return _saved(HttpResponse(bytes(row.pdf), content_type="application/pdf"), "utdrag.pdf")


@require_POST
@own_page
def extract_data(request: Visit) -> HttpResponse:
    """Send all of it as JSON; a POST, for it is noted in the log."""
    # Her row's lock keeps the chain of her events in order.
    person = Person.objects.select_for_update(no_key=True).get(pk=request.person.pk)
    sections = all_of(person)
    now = clock.now()
    record([Fact("extract.saved", f"tenants.person:{person.pk}", person.pk)], by=actor_of(request), now=now)
    data = {
        "made_at": now.isoformat(), "landlord": request.landlord.name, "personal_number": shown_number(person),
        **as_data(sections),
    }  # fmt: skip
    return _saved(JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1}), "utdrag.json")


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    for header, value in HEADERS.items():
        response.headers[header] = value
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
