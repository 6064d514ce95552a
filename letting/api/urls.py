"""The API's addresses, each behind its front door. All that begins so and is none of them is not found, as JSON."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path

from letting.api.described import openapi
from letting.api.docs import docs
from letting.api.endpoints import api
from letting.api.front import open_to_all
from letting.api.problems import not_found


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Say that an address is none of the API's."""
    return not_found(request)


app_name = "api"
_ours = [
    (str(one.pattern), one.callback, one.name)
    for one in api.urls[0]
    if isinstance(one, URLPattern) and one.name != "api-root"
]
urlpatterns = [
    path("", docs, name="docs"),
    *(path(f"v1/{address}", open_to_all(view), name=name) for address, view, name in _ours),
    path("v1/openapi.json", open_to_all(openapi), name="openapi"),
    re_path("^v1/", open_to_all(nothing_here), name="nothing_here"),
]
