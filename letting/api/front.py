"""The API's front door: who may ask, how often, in which language; and what of the answer may be kept, and how long."""

import hashlib
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import get_supported_language_variant, parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from letting.api.problems import problem
from tenants.limits import seconds_to_wait

RATE = "120/m"
KEPT = 60  # seconds that an answer may be shown without asking again
READS = "GET, HEAD, OPTIONS"
ALLOWED = {
    "Allow": READS, "Access-Control-Allow-Methods": READS, "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}  # fmt: skip

View = Callable[..., HttpResponse]


def open_to_all(view: View) -> Callable[..., HttpResponseBase]:
    """Return a view that any site may read from, at a rate, with an ETag: 304 to who has the answer already.

    The language is what the question's header says, never a cookie's: what anyone's cache keeps is the same for all.
    """

    @csrf_exempt  # nothing can be changed here: whatever is not a reading is answered 405
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        language = _language(request)
        with translation.override(language):
            answer = _answer(view, request, *args, **kwargs)
        answer["Content-Language"] = language
        answer["Access-Control-Allow-Origin"] = "*"
        answer["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        patch_vary_headers(answer, ["Accept-Language"])
        return answer

    return opened


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT, headers=ALLOWED)
    if request.method not in {"GET", "HEAD"}:
        answer = problem(HTTPStatus.METHOD_NOT_ALLOWED, _("Fråga med GET."))
        answer["Allow"] = READS
        return answer
    if wait := seconds_to_wait(request, "api", RATE):
        answer = problem(HTTPStatus.TOO_MANY_REQUESTS, _("Vänta %(n)s sekunder och fråga igen.") % {"n": wait})
        answer["Retry-After"] = str(wait)
        return answer
    method, request.method = request.method, "GET"
    answer = view(request, *args, **kwargs)
    request.method = method  # the server leaves the body of a HEAD out
    return _kept(request, answer) if answer.status_code == HTTPStatus.OK else answer


def _kept(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    etag = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=KEPT)
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _language(request: HttpRequest) -> str:
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        try:
            return get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
