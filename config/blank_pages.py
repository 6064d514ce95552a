"""A page for who opens an address that only takes forms: Django's own answer is blank.

A telephone does so when it opens a page again that had told of errors in a form.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import get_resolver


class NoBlankPageMiddleware:
    """Gives a browser a page where a view takes no GET: the host's own `handler405`, if it has one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Run the request; status and `Allow` stay what they were."""
        answer = self.get_response(request)
        if (
            not isinstance(answer, HttpResponseNotAllowed)
            or request.method != "GET"
            or not request.accepts("text/html")
        ):
            return answer
        addresses = get_resolver(getattr(request, "urlconf", settings.ROOT_URLCONF)).urlconf_module
        page: HttpResponse = getattr(addresses, "handler405", takes_forms_only)(request)
        page["Allow"] = answer["Allow"]
        return page


def takes_forms_only(request: HttpRequest, template_name: str = "405.html") -> HttpResponse:
    """Say that there is nothing to read here, and that nothing was sent."""
    return render(request, template_name, status=405)
