"""To the broker, and back from it."""

from typing import Any, cast

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tenants.bankid.adapter import cause_of
from tenants.bankid.protocol import BankIdOAuth2Adapter
from tenants.bankid.refusing import note, refuse
from tenants.bankid.settling import PROVIDER


class _Answer(OAuth2CallbackView):
    """Hands what was kept at the beginning to the one who verifies the answer."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, response = super()._get_state(request, provider)
        self.adapter.state = state or {}
        return state, response


@never_cache
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the broker; a way on to another site is not taken, and told of."""
    adapter = _adapter(request)
    if limited := ratelimit.consume_or_429(request, action="bankid"):
        return _known(limited)
    if request.POST.get("next") and not get_next_redirect_url(request):
        note(request, "foreign_next")
        messages.warning(request, gettext("Länken du följde ledde till en annan webbplats, så vi stannar här."))
    return _spoken(request, OAuth2LoginView.adapter_view(adapter))


@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Take the broker's answer: the code in it is good for one token, and its state for one answer."""
    adapter = _adapter(request)
    if limited := ratelimit.consume_or_429(request, action="bankid"):
        return _known(limited)
    return _spoken(request, _Answer.adapter_view(adapter))


def _adapter(request: HttpRequest) -> BankIdOAuth2Adapter:
    """Return the one who talks with the broker; where none is named these pages are not there."""
    adapter = BankIdOAuth2Adapter(request, PROVIDER)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404
    return adapter


def _spoken(request: HttpRequest, view: Any) -> HttpResponse:
    try:
        response: HttpResponse = view(request)
    except ImmediateHttpResponse as stopped:
        return _known(stopped.response)
    except OAuth2Error as error:  # before the talk had begun
        return refuse(request, cause_of(None, error, {}))
    return response


def _known(response: Any) -> HttpResponse:
    """Return allauth's answer, which has no type of its own."""
    return cast(HttpResponse, response)
