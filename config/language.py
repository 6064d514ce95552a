"""The language of a request is in force for that request alone."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation


class LanguageMiddleware:
    """Lets every request begin in Swedish, and leaves no visitor's language to what its thread does next.

    Django's own middleware chooses a language and never takes it back: what is refused before it has chosen, and what
    runs between two requests, would speak the language of whoever came last.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Run the request; whatever it chose is taken back after it."""
        with translation.override(settings.LANGUAGE_CODE):
            return self.get_response(request)
