"""BankID as tests come to it: a broker that speaks the real protocol, and a browser that goes there and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from django.core.cache import cache
from django.test import Client

from tenants.demo.broker import LEVEL, Broker, Server
from tests.cast import World, number_in_series
from tests.pages.office import told, words

CLAIM = "https://id.oidc.se/claim/personalIdentityNumber"


def digits(born: str = "19900101", serial: int = 988) -> str:
    """Return a person's number as BankID tells it."""
    return number_in_series(born, serial).replace("-", "")


@pytest.fixture(scope="session")
def keys() -> list[RSAPrivateKey]:
    """What a broker signs with, for all of them: keys take long to make, and no test changes them."""
    return Broker("kolapp", "a secret").keys


@pytest.fixture
def broker(settings: Any, keys: list[RSAPrivateKey]) -> Iterator[Broker]:
    """The broker up, and the portal told of it."""
    cache.clear()
    with Server(Broker("kolapp", "a secret", {"Anna": digits()}, keys=[*keys])) as server:
        app = {
            "provider_id": "bankid", "name": "BankID", "client_id": "kolapp", "secret": "a secret",
            "settings": {
                "server_url": server.broker.issuer, "oauth_pkce_enabled": True, "claims": [CLAIM], "levels": [LEVEL],
                "scope": ["openid"],
            },
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"bankid": {"APPS": [app]}}
        yield server.broker
    cache.clear()


def browser(world: World) -> Client:
    return Client(headers={"host": world.host})


def begins(client: Client, **sent: str) -> str:
    """Press the button; return where it leads to."""
    answer = client.post("/konto/bankid/", sent)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def shows(address: str, number: str) -> str:
    """Show a BankID at the broker's page; return the path it sends her back to."""
    answer = requests.post(address, data={"number": number}, allow_redirects=False, timeout=5)
    assert answer.status_code == 303, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def logs_in(client: Client, number: str, **sent: str) -> Any:
    """Log in with BankID, there and back; return the portal's answer."""
    return client.get(shows(begins(client, **sent), number))


def asked(address: str) -> dict[str, str]:
    """Return what the portal asks of the broker."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(address).query).items()}


def connected(world: World, name: str, broker: Broker, number: str | None = None) -> Client:
    """Connect BankID with a person's login by proof of both; return her browser."""
    client = browser(world)
    answer = logs_in(client, number or digits())
    assert answer.headers["Location"].startswith("/konto/login/"), answer.headers
    client.post("/konto/login/", {"login": world.users[name].email, "password": "en lång fras 2026"})
    assert SocialAccount.objects.filter(user=world.users[name]).count() == 1
    return client


def refused(world: World, answer: Any, reason: str, *sentences: str) -> None:
    """Expect a page that says why, a line in the log, and nobody logged in."""
    page = words(answer)
    assert (answer.status_code, "no-store" in answer.headers["Cache-Control"]) == (422, True)
    for sentence in sentences:
        assert sentence in page
    assert told(world, "bankid.refused")[-1:] == [("bankid.refused", {"reason": reason})]
