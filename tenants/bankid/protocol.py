"""The broker's side of the talk: its addresses, its keys, and an id token that is believed only when it all holds.

allauth's adapter trusts the connection and skips the signature; here signature, issuer, audience, time, nonce and level
are checked, whatever way the token came.
"""

from __future__ import annotations

import hashlib
from typing import Any, cast

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

ALGORITHMS = ["RS256", "PS256", "ES256"]
KEPT = 600  # seconds that addresses and keys are remembered
LEEWAY = 30  # seconds that clocks may differ


class BrokerAway(OAuth2Error):
    """The broker did not answer, or not in time, or with nonsense."""


class Forged(OAuth2Error):
    """What came is not what the broker gives for this login; `what` names it for the log."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class BankIdOAuth2Adapter(OpenIDConnectOAuth2Adapter):
    """Talks with the broker."""

    state: dict[str, Any]

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return the broker's addresses, as its well-known page tells them."""
        provider = self.get_provider()
        found = _remembered(provider.server_url)
        if str(found.get("issuer", "")).rstrip("/") != provider.app.settings["server_url"].rstrip("/"):
            raise Forged("issuer")
        return found

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Return where the broker sends her back to: this landlord's own host."""
        return request.build_absolute_uri(reverse("bankid_callback"))

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> dict[str, Any]:
        """Give the code for a token, once; a broker that says no is not the same as one that does not answer."""
        try:
            return cast(dict[str, Any], super().get_access_token_data(request, app, client, pkce_code_verifier))
        except (requests.RequestException, ValueError, LookupError) as error:
            raise BrokerAway(type(error).__name__) from error
        except OAuth2Error as error:  # its text holds the broker's answer: not for our log
            raise Forged("code") from error

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Return the login that a verified id token tells of."""
        claims = self.verified(str(kwargs["response"].get("id_token") or ""), app)
        return self.get_provider().sociallogin_from_response(request, claims)

    def verified(self, id_token: str, app: Any) -> dict[str, Any]:
        """Return an id token's claims, or raise Forged: signature, issuer, audience, time, nonce, level."""
        config = self.openid_config
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token, key=self._key(id_token, config["jwks_uri"]), algorithms=ALGORITHMS, issuer=config["issuer"],
                audience=app.client_id, leeway=LEEWAY, options={"require": ["exp", "iat", "iss", "aud", "sub"]},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise Forged(type(error).__name__) from error
        if claims.get("azp", app.client_id) != app.client_id:
            raise Forged("azp")
        if not constant_time_compare(str(claims.get("nonce", "")), str(self.state.get("nonce") or "-")):
            raise Forged("nonce")
        levels = app.settings["levels"]
        if levels and claims.get("acr") not in levels:
            raise Forged("acr")
        return claims

    def _key(self, id_token: str, address: str) -> Any:
        header = jwt.get_unverified_header(id_token)
        for fresh in (False, True):  # a key that we do not know may be a new one
            keys = jwt.PyJWKSet.from_dict(_remembered(address, fresh=fresh))
            found = [key for key in keys.keys if key.key_id == header.get("kid")]
            if found:
                return found[0]
        raise Forged("kid")


def _remembered(address: str, *, fresh: bool = False) -> dict[str, Any]:
    """Return a JSON page of the broker's; asked for again when it is old, or when it should be fresh."""
    key = f"bankid:{hashlib.sha256(address.encode()).hexdigest()}"
    known = None if fresh else cache.get(key)
    if isinstance(known, dict):
        return known
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.get(address)
            answer.raise_for_status()
            found = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise BrokerAway(type(error).__name__) from error
    if not isinstance(found, dict):
        raise BrokerAway("shape")
    cache.set(key, found, KEPT)
    return found
