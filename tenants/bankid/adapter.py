"""allauth's adapter for BankID: the decision over who is who comes between the proof and the login."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.providers.base import AuthError
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from tenants import clock
from tenants.bankid import proof, settling
from tenants.bankid.proof import BadClaims
from tenants.bankid.protocol import BrokerAway, Forged
from tenants.bankid.refusing import refuse
from tenants.core.joining import REFUSALS, Way

SEE_OTHER = 303


class BankIdAccountAdapter(DefaultSocialAccountAdapter):
    """Joins a proved identity with a login only as `tenants.core.joining` decides."""

    def list_apps(self, request: HttpRequest, provider: str | None = None, client_id: str | None = None) -> list[Any]:
        """Return the broker of the environment; none is kept in the database."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Decide before anyone is let in; whoever is not let in is told why."""
        shown = proof.kept(request.session, now=clock.now())
        if shown is None or shown.uid != sociallogin.account.uid:
            raise ImmediateHttpResponse(refuse(request, "begun_elsewhere"))
        visitor = request.user.pk if request.user.is_authenticated else None
        owner = sociallogin.user.pk if sociallogin.is_existing else None
        way, holder = settling.decide(shown, visitor=visitor, owner=owner)
        if way in REFUSALS:
            proof.forget(request.session)
            raise ImmediateHttpResponse(refuse(request, way, person_id=holder.pk if holder else None))
        if way is Way.PROVE_LOGIN:
            raise ImmediateHttpResponse(_log_in_first(request, sociallogin.state.get("next")))
        sociallogin.state["process"] = "connect" if way is Way.CONNECT else "login"
        if way is Way.LOG_IN and visitor is not None:  # she was in already
            settling.settle(request, request.user)
            raise ImmediateHttpResponse(_on(request, sociallogin.state.get("next")))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, extra_context: Any = None
    ) -> None:
        """Say what went wrong on the way."""
        raise ImmediateHttpResponse(refuse(request, cause_of(error, exception, extra_context or {})))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Lead back to the page about logging in."""
        return reverse("socialaccount_connections")

    def get_signup_form_initial_data(self, sociallogin: Any) -> dict[str, Any]:
        """Suggest nothing: an address that we know is told to nobody."""
        return {"email": ""}


def cause_of(error: Any, exception: Any, context: dict[str, Any]) -> str:
    """Return the code of what went wrong."""
    match exception:
        case BadClaims():
            return exception.code
        case BrokerAway():
            return "broker_away"
        case Forged(what="acr"):
            return "level_too_low"
        case Forged(what="code"):
            return "code_refused"
        case None if error == AuthError.CANCELLED:
            return "cancelled"
        case None if "state_id" in context:
            return "begun_elsewhere"
        case None:
            return "broker_refused"
        case _:
            return "token_refused"


def _log_in_first(request: HttpRequest, wanted: str | None) -> HttpResponse:
    """Lead to the other log-in, whose success joins the two."""
    said = gettext(
        "Vi känner igen dig: du har redan ett konto här. Logga in en gång till så som du brukar, "
        "så kopplas BankID till det."
    )
    messages.info(request, said)
    query = f"?next={wanted}" if wanted else ""
    return HttpResponseRedirect(f"{reverse('account_login')}{query}", status=SEE_OTHER)


def _on(request: HttpRequest, wanted: str | None) -> HttpResponse:
    address = wanted or account_adapter(request).get_login_redirect_url(request)
    return HttpResponseRedirect(address, status=SEE_OTHER)
