"""Logging in with BankID: an identity finds its person here, or makes one, and nobody else's."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.test import Client

from letting.demo.logins import connect_bankid
from letting.demo.named import DEMO_PERSONS, demo_numbers
from tenants.actors import person_actor
from tenants.demo.broker import Broker
from tenants.erasing import ask_to_be_erased
from tenants.models import Erasure, Event, Identity, Message, Person, User
from tests.cast import Clock, World, at, number_in_series
from tests.pages.login.bankid import browser, connected, digits, logs_in, refused
from tests.pages.office import told, words

CONTACT = {"phone": "070-123 45 67", "street": "Åsgatan 1", "postal_code": "79130", "city": "Falun"}


def code_sent(world: World, address: str) -> str:
    """Return the code in the newest mail to an address."""
    with world.scope():
        letter = Message.objects.filter(to=address).latest("pk")
    return str(letter.context["mail_text"].split("\n\n")[1].strip())


def signs_up(world: World, client: Client, email: str) -> Any:
    """Give an address and the code that is mailed to it."""
    assert client.post("/konto/3rdparty/signup/", {"email": email}).status_code == 302
    return client.post("/konto/confirm-email/", {"code": code_sent(world, email)})


def person(world: World, name: str = "Anna") -> Person:
    with world.scope():
        return Person.objects.select_related("user").get(given_name=name)


def test_the_first_login_makes_an_account_and_leads_to_the_contact_details(
    town: World, clock: Clock, broker: Broker
) -> None:
    client = browser(town)
    answer = logs_in(client, digits())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/konto/3rdparty/signup/")
    assert "Ditt BankID har visat vem du är." in words(client.get("/konto/3rdparty/signup/"))
    confirmed = signs_up(town, client, "anna@example.se")
    assert (confirmed.status_code, confirmed.headers["Location"]) == (302, "/mina-sidor/")
    page = words(client.get("/mina-sidor/vem-ar-du/"))
    assert 'Ditt personnummer kommer från BankID: <b class="num">19900101-****</b>' in page
    assert 'name="number"' not in page
    assert 'value="Anna"' in page
    forged = {"number": number_in_series("19850505"), "given_name": "Anna", "family_name": "Ek"}
    assert client.post("/mina-sidor/vem-ar-du/", CONTACT | forged).status_code == 303
    anna = person(town)
    assert (anna.user, anna.identity, anna.identified_at, str(anna.born)) == (
        User.objects.get(email="anna@example.se"), Identity.PERSONAL_NUMBER, clock.now, "1990-01-01",
    )  # fmt: skip
    assert told(town, "bankid") == [("bankid.used", {"identity": "personal_number"})]
    assert "visat med BankID" in words(client.get("/mina-sidor/uppgifter/"))


def test_the_second_login_is_one_press_and_keeps_the_points(town: World, clock: Clock, broker: Broker) -> None:
    anna = town.person("Anna")
    connected(town, "Anna", broker)
    clock.now = at("06-01 10:00")
    client = browser(town)
    answer = logs_in(client, digits(), next="/mina-sidor/koer/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mina-sidor/koer/")
    assert client.get("/mina-sidor/koer/").status_code == 200
    now = person(town)
    assert (now.pk, str(now.last_login_on), now.identified_at) == (anna.pk, "2026-06-01", clock.now)


def test_an_account_from_before_is_joined_after_proof_of_both(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    client = browser(town)
    answer = logs_in(client, digits())
    assert (answer.status_code, answer.headers["Location"]) == (303, "/konto/login/")
    assert "Vi känner igen dig" in words(client.get("/konto/login/"))
    assert SocialAccount.objects.count() == 0
    client.post("/konto/login/", {"login": "anna@example.se", "password": "en lång fras 2026"})
    assert SocialAccount.objects.get().user == town.users["Anna"]
    assert "BankID är kopplat till ditt konto" in words(client.get("/mina-sidor/"))
    with town.scope():
        mail = Message.objects.get(kind="account_mail")
    assert (mail.to, mail.context["mail_subject"]) == ("anna@example.se", "BankID är kopplat till ditt konto")
    assert person(town).identified_at == clock.now


def test_somebody_elses_login_afterwards_joins_nothing(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    town.person("Bo", serial=989)
    client = browser(town)
    logs_in(client, digits())
    client.post("/konto/login/", {"login": "bo@example.se", "password": "en lång fras 2026"})
    assert "personnumret hör till ett annat konto" in words(client.get("/mina-sidor/"))
    assert SocialAccount.objects.count() == 0
    assert person(town, "Bo").identified_at is None


def test_a_proof_that_waited_too_long_joins_nothing(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    client = browser(town)
    logs_in(client, digits())
    clock.now = at("05-12 10:31")
    client.post("/konto/login/", {"login": "anna@example.se", "password": "en lång fras 2026"})
    assert SocialAccount.objects.count() == 0


def test_someone_whom_staff_have_registered_comes_in_with_bankid(town: World, clock: Clock, broker: Broker) -> None:
    anna = town.person("Anna", login=False)
    client = browser(town)
    logs_in(client, digits())
    confirmed = signs_up(town, client, "anna.ny@example.se")
    assert confirmed.headers["Location"] == "/mina-sidor/"
    now = person(town)
    assert (now.pk, now.user and now.user.email, now.identified_at) == (anna.pk, "anna.ny@example.se", clock.now)
    assert [kind for kind, _ in told(town, "bankid")] == ["bankid.joined", "bankid.used"]
    assert client.get("/mina-sidor/koer/").status_code == 200


def test_a_person_without_number_gets_the_one_she_shows_if_she_is_born_that_day(
    town: World, clock: Clock, broker: Broker
) -> None:
    town.person("Anna")
    with town.scope():
        Person.objects.update(number_index=None, number_sealed=None, identity=Identity.NONE)
    client = browser(town)
    client.force_login(town.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    reauthenticated(client)
    answer = logs_in(client, digits(), process="connect")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/konto/3rdparty/")
    now = person(town)
    assert (now.identity, now.identified_at) == (Identity.PERSONAL_NUMBER, clock.now)
    assert [kind for kind, _ in told(town, "bankid")] == ["bankid.number_added", "bankid.used"]


def reauthenticated(client: Client) -> None:
    client.post("/konto/reauthenticate/", {"password": "en lång fras 2026"})


def test_another_birthday_is_not_put_on_a_person(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    with town.scope():
        Person.objects.update(number_index=None, number_sealed=None, identity=Identity.NONE)
    client = browser(town)
    client.force_login(town.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    refused(town, logs_in(client, digits("19900102"), process="connect"), "number_differs", "ett annat personnummer")
    assert person(town).number_index is None


def test_a_number_that_belongs_to_another_login_is_not_moved(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    town.person("Bo", serial=989)
    client = browser(town)
    client.force_login(town.users["Bo"], backend="django.contrib.auth.backends.ModelBackend")
    answer = logs_in(client, digits(), process="connect")
    refused(town, answer, "number_taken", "Personnumret hör till en annan inloggning hos oss.")
    assert person(town).user == town.users["Anna"]
    assert SocialAccount.objects.count() == 0


def test_an_identity_stays_with_its_login(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    town.person("Bo", serial=989)
    connected(town, "Anna", broker)
    client = browser(town)
    client.force_login(town.users["Bo"], backend="django.contrib.auth.backends.ModelBackend")
    refused(town, logs_in(client, digits(), process="connect"), "other_login", "Logga ut först")
    refused(town, logs_in(client, digits()), "other_login", "Logga ut först")
    assert SocialAccount.objects.get().user == town.users["Anna"]


def test_protected_identity_is_joined_by_a_handler_only(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna", login=False)
    with town.scope():
        Person.objects.update(protected=True)
    answer = logs_in(browser(town), digits())
    refused(town, answer, "protected", "Vi kan inte koppla BankID till dina uppgifter den här vägen.")
    assert person(town).user is None


def test_protected_identity_goes_on_logging_in_once_joined(town: World, clock: Clock, broker: Broker) -> None:
    town.person("Anna")
    connected(town, "Anna", broker)
    with town.scope():
        Person.objects.update(protected=True)
    assert logs_in(browser(town), digits()).headers["Location"] == "/mina-sidor/"


def test_a_coordination_number_comes_in_and_is_told_what_it_means(town: World, clock: Clock, broker: Broker) -> None:
    client = browser(town)
    logs_in(client, "195705749959")
    signs_up(town, client, "karim@example.se")
    assert "Det är ett samordningsnummer." in words(client.get("/mina-sidor/vem-ar-du/"))
    client.post("/mina-sidor/vem-ar-du/", CONTACT | {"given_name": "Karim", "family_name": "Ek"})
    assert person(town, "Karim").identity == Identity.COORDINATION_NUMBER
    assert told(town, "bankid.used") == [("bankid.used", {"identity": "coordination_number"})]


def test_an_identity_is_issuer_and_subject_never_an_address(town: World, clock: Clock, broker: Broker) -> None:
    """The broker says that this is Bo's address: that opens nothing of Bo's."""
    town.person("Bo", serial=989)
    broker.claims = {"email": "bo@example.se", "email_verified": True}
    answer = logs_in(browser(town), digits())
    assert answer.headers["Location"] == "/konto/3rdparty/signup/"
    assert "bo@example.se" not in words(answer)
    assert EmailAddress.objects.filter(email="bo@example.se").count() == 1


@pytest.mark.parametrize("written", ["900101-{}", "19900101-{}", "19900101{}", "900101{}", " 19900101 {} "])
def test_a_number_may_be_written_in_any_way(town: World, clock: Clock, broker: Broker, written: str) -> None:
    town.person("Anna")
    connected(town, "Anna", broker)
    broker.claims = {"https://id.oidc.se/claim/personalIdentityNumber": written.format(digits()[8:])}
    assert logs_in(browser(town), digits()).headers["Location"] == "/mina-sidor/"


def test_the_number_lies_in_no_table_in_clear(town: World, clock: Clock, broker: Broker) -> None:
    client = browser(town)
    logs_in(client, digits())
    signs_up(town, client, "anna@example.se")
    kept = " ".join(str(row.get_decoded()) for row in Session.objects.all())
    account = SocialAccount.objects.get()
    with town.scope():
        kept += " ".join(str(row) for row in (*Event.objects.values(), *Message.objects.values()))
    assert digits() not in f"{kept} {account.uid} {account.extra_data}"
    assert "bankid_proof" in kept
    assert account.extra_data == {}


def test_without_a_broker_there_is_no_bankid(town: World, clock: Clock) -> None:
    client = browser(town)
    assert "BankID" not in words(client.get("/konto/login/"))
    assert client.post("/konto/bankid/").status_code == 404
    assert client.get("/konto/bankid/svar/?code=x&state=y").status_code == 404


def test_the_page_puts_bankid_first(town: World, clock: Clock, broker: Broker) -> None:
    page = words(browser(town).get("/konto/login/"))
    ways = ["Logga in med BankID", "Få en kod med e-post", "Använd en inloggningsnyckel", "eller med lösenord"]
    assert sorted(ways, key=page.index) == ways


def test_the_demos_people_log_in_with_the_demos_bankid(town: World, clock: Clock, broker: Broker) -> None:
    connect_bankid()
    connect_bankid()  # at each start
    client = browser(town)
    assert logs_in(client, demo_numbers()["Hilma"]).headers["Location"] == "/mina-sidor/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email="hilma@demo.kolapp.test").pk)
    assert SocialAccount.objects.count() == len(DEMO_PERSONS)


def test_a_login_with_bankid_goes_with_its_person(town: World, clock: Clock, broker: Broker) -> None:
    anna = town.person("Anna")
    connected(town, "Anna", broker)
    with town.scope():
        assert isinstance(ask_to_be_erased(anna.pk, by=person_actor(anna.pk), now=clock.now), Erasure)
    town.tick(at("06-01 08:00"))
    assert (SocialAccount.objects.count(), User.objects.filter(email="anna@example.se").exists()) == (0, False)


def test_a_get_begins_nothing(town: World, clock: Clock, broker: Broker) -> None:
    assert browser(town).get("/konto/bankid/").status_code == 405


def test_too_many_are_slowed_down(town: World, clock: Clock, broker: Broker) -> None:
    client = browser(town)
    answers = [client.post("/konto/bankid/").status_code for _ in range(61)]
    assert (answers[59], answers[60]) == (302, 429)
