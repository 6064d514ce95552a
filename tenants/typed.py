"""What someone typed into a form that could not be taken: shown again, so that nothing is lost.

The form is too old: its visitor has been logged out meanwhile, or has logged in again in another tab.
"""

from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

WORTH_KEEPING = 20  # characters: what takes longer to write again than to copy
MOST = 20
SECRET = ("password", "code", "number", "token", "key")


def typed(request: HttpRequest) -> list[str]:
    """Return the texts that were typed, never what is secret or short."""
    fields = ((name, value) for name, values in request.POST.lists() for value in values)
    worth = [
        value.strip()
        for name, value in fields
        if len(value.strip()) > WORTH_KEEPING and not any(secret in name for secret in SECRET)
    ]
    return worth[:MOST]


def where_from(request: HttpRequest) -> str:
    """Return the page that the form stood on, as a path of this host; the start page where it is not told."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, request.get_host()):
        return "/"
    parts = urlsplit(said)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def logged_out(request: HttpRequest) -> HttpResponse:
    """Answer a form of someone who has been logged out: what she typed, and the way back through the log-in."""
    context = {"texts": typed(request), "back": where_from(request)}
    return render(request, "account/logged_out.html", context, status=401)


def log_in_first(request: HttpRequest) -> HttpResponse:
    """Lead a visitor who is not logged in to the log-in, and afterwards to the page that she came for.

    A form leads back to the page that it stood on, for its own address may be no page; what she typed is shown first.
    """
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    return logged_out(request) if typed(request) else redirect_to_login(where_from(request))


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose key is not this visit's (a forged one too): nothing is done, what was typed is shown."""
    context = {"texts": typed(request), "back": where_from(request)}
    response = render(request, "account/form_too_old.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response
