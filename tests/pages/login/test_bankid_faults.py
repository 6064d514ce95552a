"""What is not the broker's word for this very login lets nobody in: each fault is told and logged."""

from __future__ import annotations

from typing import Any

import pytest

from tenants.demo.broker import LEVEL, Broker
from tests.cast import Clock, World
from tests.pages.login.bankid import asked, begins, browser, connected, digits, logs_in, refused, shows
from tests.pages.office import told, words


def test_the_talk_has_state_nonce_and_pkce_and_asks_for_the_level(town: World, clock: Clock, broker: Broker) -> None:
    client = browser(town)
    first, second = asked(begins(client)), asked(begins(client))
    assert {name: first[name] for name in ("response_type", "code_challenge_method", "acr_values", "scope")} == {
        "response_type": "code", "code_challenge_method": "S256", "acr_values": LEVEL, "scope": "openid",
    }  # fmt: skip
    assert first["redirect_uri"] == f"http://{town.host}/konto/bankid/svar/"
    for name in ("state", "nonce", "code_challenge"):
        assert first[name] != second[name]


@pytest.mark.parametrize(
    ("claims", "fault", "reason", "sentence"),
    [
        ({}, "key", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"iss": "http://evil.example"}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"aud": "another"}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"azp": "another"}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"exp": 1_700_000_000}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"exp": None}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"nonce": "from another login"}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"nonce": None}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"sub": None}, "", "token_refused", "Svaret från BankID kunde inte bekräftas"),
        ({"acr": "urn:password"}, "", "level_too_low", "e-legitimation du använde räcker inte"),
        ({"acr": None}, "", "level_too_low", "e-legitimation du använde räcker inte"),
        ({}, "silent", "code_refused", "gällde inte längre"),
        ({"https://id.oidc.se/claim/personalIdentityNumber": None}, "", "number_missing", "lämnade inget personnummer"),
        ({"https://id.oidc.se/claim/personalIdentityNumber": "198707049996"}, "", "number_invalid", "inget giltigt"),
        ({"https://id.oidc.se/claim/personalIdentityNumber": "<b>x</b>"}, "", "number_invalid", "inget giltigt"),
    ],
)  # fmt: skip
def test_what_is_not_the_brokers_word_lets_nobody_in(
    town: World, clock: Clock, broker: Broker, claims: dict[str, Any], fault: str, reason: str, sentence: str
) -> None:
    town.person("Anna")
    connected(town, "Anna", broker)
    broker.claims, broker.fault = claims, fault
    client = browser(town)
    refused(town, logs_in(client, digits()), reason, sentence)
    assert client.get("/mina-sidor/").status_code == 302


def test_a_cancelled_login_says_so(town: World, clock: Clock, broker: Broker) -> None:
    client = browser(town)
    state = asked(begins(client))["state"]
    answer = client.get(f"/konto/bankid/svar/?error=access_denied&state={state}")
    refused(town, answer, "cancelled", "Du avbröt inloggningen med BankID.")


def test_an_error_of_the_brokers_says_so(town: World, clock: Clock, broker: Broker) -> None:
    client = browser(town)
    state = asked(begins(client))["state"]
    answer = client.get(f"/konto/bankid/svar/?error=server_error&state={state}&error_description=<script>")
    refused(town, answer, "broker_refused", "BankID kunde inte slutföra inloggningen.")


def test_an_answer_is_good_once_and_in_its_own_browser(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    connected(town, "Anna", broker)
    client, thief = browser(town), browser(town)
    path = shows(begins(client), digits())
    refused(town, thief.get(path), "begun_elsewhere", "redan använd, för gammal eller påbörjad i en annan webbläsare")
    assert client.get(path).headers["Location"] == "/mina-sidor/"
    refused(town, client.get(path), "begun_elsewhere", "redan använd")
    assert thief.get("/mina-sidor/").status_code == 302


def test_a_code_that_was_used_is_refused_in_another_login(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    connected(town, "Anna", broker)
    used = shows(begins(browser(town)), digits())
    client = browser(town)
    state = asked(begins(client))["state"]
    stolen = used.partition("code=")[2].partition("&")[0]
    refused(town, client.get(f"/konto/bankid/svar/?code={stolen}&state={state}"), "code_refused", "gällde inte längre")


def test_a_broker_that_is_down_is_told_of(town: World, clock: Clock, broker: Broker, settings: Any) -> None:
    app = settings.SOCIALACCOUNT_PROVIDERS["bankid"]["APPS"][0]
    app["settings"]["server_url"] = "http://localhost:9"
    answer = browser(town).post("/konto/bankid/")
    refused(town, answer, "broker_away", "svarar inte just nu", "logga in med e-post")


def test_a_broker_that_is_slow_is_not_waited_for(town: World, clock: Clock, broker: Broker, settings: Any) -> None:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.3
    broker.fault = "slow"
    refused(town, logs_in(browser(town), digits()), "broker_away", "svarar inte just nu")


def test_the_way_on_leads_to_no_other_site(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    connected(town, "Anna", broker)
    client = browser(town)
    answer = logs_in(client, digits(), next="https://evil.example/mina-sidor/")
    assert answer.headers["Location"] == "/mina-sidor/"
    assert "ledde till en annan webbplats" in words(client.get("/mina-sidor/"))
    assert told(town, "bankid.refused") == [("bankid.refused", {"reason": "foreign_next"})]
