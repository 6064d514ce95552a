"""BankID as one of allauth's ways to log in: code flow with PKCE, state and nonce."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.utils import get_request_param
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.crypto import get_random_string

from tenants import clock, words
from tenants.bankid import proof
from tenants.bankid.protocol import BankIdOAuth2Adapter
from tenants.core.calendar import local_day

NONCE = 32


class BankIdProvider(OpenIDConnectProvider):
    """The broker that the deployment names."""

    id = "bankid"
    name = "BankID"
    package = "tenants.bankid"
    oauth2_adapter_class = BankIdOAuth2Adapter
    supports_token_authentication = False

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Return where a login begins."""
        return reverse("bankid_login")

    def get_callback_url(self) -> str:
        """Return the path that the broker sends her back to."""
        return reverse("bankid_callback")

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Take from the request where to go on to, on this host, and nothing that would change what is asked for."""
        process = "connect" if get_request_param(request, "process") == "connect" else "login"
        return {"process": process, "next_url": get_next_redirect_url(request)}

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponseBase:
        """Lead on to the broker, with a nonce that comes back inside what it signs."""
        nonce, levels = get_random_string(NONCE), self.app.settings["levels"]
        asked = {"nonce": nonce, "ui_locales": words.language()} | ({"acr_values": " ".join(levels)} if levels else {})
        response: HttpResponseBase = super().redirect(
            request, process, next_url, data, auth_params=asked, scope=self.app.settings["scope"], nonce=nonce
        )
        return response

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> Any:
        """Return the login that verified claims tell of; what they prove goes sealed into the session.

        Raises BadClaims. Of the claims nothing is kept with the account.
        """
        now = clock.now()
        shown = proof.proof_from(response, names=self.app.settings["claims"], now=now, today=local_day(now))
        proof.keep(request.session, shown)
        return super().sociallogin_from_response(request, response)

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Return issuer and subject as one key."""
        return proof.uid_of(str(data["iss"]), str(data["sub"]))

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing: what is known of a person is a landlord's, a login is shared."""
        return {}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Take no e-mail address from the broker: a login's address is proved by a mailed code."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """Take no e-mail address from the broker."""
        return []


provider_classes = [BankIdProvider]
