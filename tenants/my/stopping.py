"""Where someone who acts for another is stopped: at what is the other's own, at deeds when she may read, at the end."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from tenants.representing import SAFE, mandate_of, stop
from tenants.typed import typed, where_from

SEE_OTHER, FORBIDDEN, CONFLICT = 303, 403, 409
# Forms that are the visitor's own business, whomever she acts for: her login, the language, putting the mandate down.
OWN = ("/konto/", "/sprak/", f"/{settings.ADMIN_PATH}", "/demo/")
STOP = "/mina-sidor/ombud/sluta/"


def is_own_business(request: HttpRequest) -> bool:
    """Say whether a form is none of the other's."""
    return request.path_info == STOP or request.path_info.startswith(OWN)


def against_deed(request: HttpRequest) -> HttpResponse | None:
    """Return the page that stops a deed under a mandate to read; None lets it on. Raises MandateEnded.

    From here on the mandate is held till the deed is made.
    """
    mandate = mandate_of(request)
    if mandate is None or mandate.may_act:
        return None
    return _stopped(request, read_only=True)


def not_for_representatives(request: HttpRequest) -> HttpResponse:
    """Say that this is for the person herself."""
    return _stopped(request, read_only=False)


def ended(request: HttpRequest) -> HttpResponse:
    """Say that the mandate has ended: nothing is done, what was typed is shown, and the visitor is herself again."""
    stop(request)
    _herself(request)
    if request.method in SAFE:
        messages.warning(request, gettext("Uppdraget som ombud har upphört. Du är på dina egna sidor nu."))
        return HttpResponseRedirect(reverse("my:overview"), status=SEE_OTHER)
    response = render(request, "my/mandate_ended.html", {"texts": typed(request)}, status=CONFLICT)
    response.headers["Cache-Control"] = "no-store"
    return response


def _herself(request: HttpRequest) -> None:
    """Let the page that says so be nobody else's: what was lazy is read anew, without a mandate."""
    request.person = request.mandate = None  # type: ignore[attr-defined]  # ours, see LandlordRequest


def _stopped(request: HttpRequest, *, read_only: bool) -> HttpResponse:
    context = {"read_only": read_only, "texts": typed(request), "back": where_from(request)}
    response = render(request, "my/mandate_stopped.html", context, status=FORBIDDEN)
    response.headers["Cache-Control"] = "no-store"
    return response
