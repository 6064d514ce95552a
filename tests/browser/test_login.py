"""Logging in as people do: with BankID the first time and ever after, and with a key that the telephone keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

BANKID = "Logga in med BankID demo"
PASSWORD = "en lång fras om hösten"


def code_in_the_mailbox(visitor: Visitor) -> str:
    """Wait for the newest mail with a code in it, and read it."""
    visitor.waits_for("/demo/mejl/", "kod")
    visitor.follows("Din kod")
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", visitor.page.locator(".mail-text").inner_text())
    assert found
    return found[0]


def shows_that_it_is(visitor: Visitor) -> None:
    """Write the password once more, before what opens the account is changed."""
    visitor.sees("För att skydda ditt konto behöver vi se att det är du.")
    visitor.writes(password=PASSWORD)
    visitor.presses("Bekräfta")


@pytest.mark.usefixtures("worker")
def test_anna_comes_with_bankid_tells_how_to_reach_her_and_comes_again(
    portal: Portal, visit: Callable[..., Any]
) -> None:
    anna = visit("Anna", width=360)
    anna.goes_to("/konto/login/")
    anna.presses(BANKID)
    anna.sees("Inget riktigt BankID används.")
    anna.presses("Anna")
    anna.sees("Ditt BankID har visat vem du är.")
    anna.writes(email="anna@exempel.se")
    anna.presses("Skicka koden")
    code = code_in_the_mailbox(anna)
    anna.goes_to("/konto/confirm-email/")
    anna.writes(code=code)
    anna.presses("Bekräfta koden")
    anna.goes_to("/mina-sidor/vem-ar-du/")
    anna.sees("Ditt personnummer kommer från BankID: 19900101-****")
    anna.writes(phone="070-123 45 67", street="Åsgatan 1", postal_code="79130", city="Falun")
    anna.presses("Spara och välj kö")

    again = visit("Anna", javascript=False)
    again.goes_to("/mina-sidor/uppgifter/")
    again.presses(BANKID)
    again.presses("Anna")
    again.sees("Mina uppgifter", "visat med BankID")


def test_bo_changes_his_mind_and_logs_in_with_a_password_which_joins_the_two(
    portal: Portal, visit: Callable[..., Any]
) -> None:
    portal.applicant("Anna", password=PASSWORD)
    portal.applicant("Bo", password=PASSWORD)
    bo = visit("Bo")
    bo.goes_to("/konto/login/")
    bo.presses(BANKID)
    bo.presses("Avbryt")
    bo.sees("Du avbröt inloggningen med BankID.")
    bo.presses("Försök igen med BankID demo")
    bo.presses("Bo")
    bo.sees("Vi känner igen dig")
    bo.writes(login="bo@demo.kolapp.test", password=PASSWORD)
    bo.presses("Logga in")
    bo.sees("BankID är kopplat till ditt konto.")
    bo.goes_to("/konto/3rdparty/")
    bo.sees("BankID är kopplat till ditt konto. Du loggar in med det på alla datorer och telefoner.")
    bo.presses("Koppla bort BankID")
    shows_that_it_is(bo)
    bo.sees("BankID är bortkopplat från ditt konto.")
    bo.presses("Koppla BankID demo")
    bo.presses("Bo")
    bo.sees("BankID är kopplat till ditt konto.")


def test_anna_keeps_a_key_in_her_telephone_and_comes_in_with_it(portal: Portal, visit: Callable[..., Any]) -> None:
    portal.applicant("Anna", password=PASSWORD)
    anna = visit("Anna", width=360)
    device = anna.page.context.new_cdp_session(anna.page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    anna.logs_in("anna@demo.kolapp.test", PASSWORD)
    anna.goes_to("/konto/2fa/")
    anna.goes_to("/konto/2fa/webauthn/add/")
    shows_that_it_is(anna)
    anna.writes(name="Telefonen")
    anna.ticks_every_box()
    with anna.page.expect_navigation():
        anna.page.locator("#mfa_webauthn_add").click()
    anna.looks_around()
    anna.goes_to("/konto/2fa/webauthn/")
    anna.sees("Telefonen")
    anna.goes_to("/konto/sessions/")
    anna.presses("Logga ut", within=".top")
    anna.goes_to("/konto/login/?next=/mina-sidor/koer/")
    with anna.page.expect_navigation(url="**/mina-sidor/**"):
        anna.page.locator("#passkey_login").click()
    anna.looks_around()
    anna.sees("Köer")
