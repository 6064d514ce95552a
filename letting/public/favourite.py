"""The heart on a flat: marked and unmarked by a POST, with or without JavaScript."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from letting.public.interest import see_other
from letting.public.looking import published
from letting.refusals import SENTENCES
from letting.services.favourites import mark, marked, unmark
from tenants import clock
from tenants.my.frame import told
from tenants.outcome import Refused
from tenants.requests import LandlordRequest


@require_http_methods(["GET", "HEAD", "POST"])
def favourite(request: LandlordRequest, pk: int) -> HttpResponse:
    """Mark a flat, or take the mark away. One who is not known yet comes back to a page with one button."""
    listing = published(pk)
    back = _back(request, pk)
    if not request.person:
        return _who_first(request, f"{reverse('public:favourite', args=[pk])}?{urlencode({'next': back})}")
    if request.method != "POST":
        context = {"listing": listing, "back": back, "marked": pk in marked(request.person.pk, [pk])}
        answer = render(request, "public/favourite.html", context)
        answer.headers["Cache-Control"] = "no-store"
        return answer
    wanted = request.POST.get("act") != "unmark"
    outcome = (mark if wanted else unmark)(request.person.pk, pk, now=clock.now())
    refused = isinstance(outcome, Refused)
    if getattr(request, "htmx", False):
        heart = {"pk": pk, "street": listing.unit.street, "marked": wanted and not refused, "back": back}
        return render(request, "components/heart.html", heart)
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
    else:
        said = _("%(street)s är sparad bland dina favoriter.") if wanted else _("%(street)s är inte längre en favorit.")
        messages.success(request, said % {"street": listing.unit.street})
    return HttpResponseRedirect(back, status=303)


def _back(request: HttpRequest, pk: int) -> str:
    """Return where to go afterwards: a page of this host, else the flat's."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("public:flat", args=[pk])


def _who_first(request: HttpRequest, here: str) -> HttpResponse:
    entrance = "my:who" if request.user.is_authenticated else "account_login"
    address = f"{reverse(entrance)}?{urlencode({'next': here})}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return see_other(address)
