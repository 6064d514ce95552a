"""The other ways in: staff with a second step, sessions seen and ended, limits, addresses that two may share."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tenants import mailing
from tenants.models import Message, Person
from tenants.outbox import Letter, post
from tenants.templatetags.devices import device
from tests.cast import Clock, World, at
from tests.pages.login.bankid import browser
from tests.pages.office import inside, words

PASSWORD = "en lång fras 2026"


@pytest.fixture(autouse=True)
def no_limits_from_before() -> None:
    cache.clear()


def test_staff_without_a_second_step_are_sent_to_set_one_up_from_every_page(town: World, clock: Clock) -> None:
    client = inside(town)
    assert client.get("/admin/").status_code == 200
    Authenticator.objects.all().delete()
    for path in ("/admin/", "/admin/tenants/person/", "/admin/sok/", "/admin/letting/listing/add/"):
        for answer in (client.get(path), client.post(path, {"name": "x"})):
            assert (answer.status_code, answer.headers["Location"]) == (302, "/konto/2fa/"), path
    said = words(client.get("/konto/2fa/"))
    assert "Lägg till en inloggningsnyckel eller en app för koder innan du arbetar här." in said


def test_reserve_codes_alone_are_no_second_step(town: World, clock: Clock) -> None:
    client = inside(town)
    Authenticator.objects.all().update(type=Authenticator.Type.RECOVERY_CODES)
    assert client.get("/admin/").headers["Location"] == "/konto/2fa/"


def test_a_password_alone_does_not_let_staff_in(town: World, clock: Clock) -> None:
    town.staff("Eva")
    client = browser(town)
    answer = client.post("/konto/login/", {"login": "eva@staff.example.se", "password": PASSWORD})
    assert answer.headers["Location"] == "/konto/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302


def logged_in(world: World, agent: str) -> Client:
    client = Client(headers={"host": world.host, "user-agent": agent})
    client.post("/konto/login/", {"login": "anna@example.se", "password": PASSWORD})
    return client


def test_one_sees_where_one_is_logged_in_and_ends_the_others(town: World, clock: Clock) -> None:
    town.person("Anna")
    telephone = logged_in(town, "Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537")
    desk = logged_in(town, "Mozilla/5.0 (Windows NT 10.0) Gecko/2010 Firefox/140")
    page = words(desk.get("/konto/sessions/"))
    assert sorted(re.findall(r"<h2>([^<]+)</h2>", page)) == ["Chrome på Android", "Firefox på Windows"]
    assert desk.post("/konto/sessions/").status_code == 302
    assert telephone.get("/mina-sidor/koer/").status_code == 302
    assert desk.get("/mina-sidor/koer/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari på iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge på Windows"),
        ("curl/8", "Okänd enhet"),
        ("", "Okänd enhet"),
    ],
)
def test_a_device_is_called_what_its_owner_calls_it(agent: str, said: str) -> None:
    assert device(agent) == said


def test_wrong_passwords_are_slowed_down_with_a_page_that_says_so(town: World, clock: Clock) -> None:
    town.person("Anna")
    client = browser(town)
    form = {"login": "anna@example.se", "password": "fel"}
    answers = [client.post("/konto/login/", form) for _ in range(8)]
    assert "Det blev för många försök att logga in. Vänta en stund och försök igen." in words(answers[-1])
    assert client.post("/konto/login/", form | {"password": PASSWORD}).status_code != 302


def test_log_in_code_and_reset_answer_alike_whether_the_address_is_known(town: World, clock: Clock) -> None:
    town.person("Anna")
    for path in ("/konto/login/code/", "/konto/password/reset/"):
        seen = []
        for email in ("anna@example.se", "nobody@example.se"):
            client = browser(town)
            answer = client.post(path, {"email": email}, follow=True)
            seen.append((answer.status_code, re.sub(rf"\b\w{{64}}\b|{email}", "", words(answer))))
        assert seen[0] == seen[1]


def shared(town: World) -> None:
    """Anna and Bo live together and have one address for what the landlord writes."""
    town.person("Anna")
    town.person("Bo", serial=989)
    with town.scope():
        Person.objects.update(email="familjen@example.se")


def test_two_with_one_address_get_each_their_own_mail_with_their_name(town: World, clock: Clock) -> None:
    shared(town)
    with town.scope():
        letters = [
            Letter("mandate_ended", f"x:{name}", town.people[name].pk, context={"to": "agent"})
            for name in ("Anna", "Bo")
        ]
        post(letters, now=clock.now)
    mailing.send_due(clock.now)
    assert [one.to for one in mail.outbox] == [["familjen@example.se"]] * 2
    assert [re.search(r"^Hej \w+", str(one.body), re.MULTILINE)[0] for one in mail.outbox] == ["Hej Anna", "Hej Bo"]  # type: ignore[index]  # a mail without it fails too
    assert mail.outbox[0].extra_headers["Message-ID"] != mail.outbox[1].extra_headers["Message-ID"]


def test_a_shared_address_is_saved_by_both_and_is_no_login(town: World, clock: Clock) -> None:
    town.person("Anna")
    town.person("Bo", serial=989)
    form = {"phone": "070-123 45 67", "street": "Åsgatan 1", "postal_code": "79130", "city": "Falun", "language": "sv"}
    for name in ("Anna", "Bo"):
        client = browser(town)
        client.force_login(town.users[name], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.post("/mina-sidor/uppgifter/", form | {"email": "familjen@example.se"})
        assert answer.status_code == 303
    with town.scope():
        assert set(Person.objects.values_list("email", flat=True)) == {"familjen@example.se"}
    assert not EmailAddress.objects.filter(email="familjen@example.se").exists()


def test_a_password_is_reset_by_the_logins_address_and_by_no_contact_address(town: World, clock: Clock) -> None:
    shared(town)
    browser(town).post("/konto/password/reset/", {"email": "familjen@example.se"})
    browser(town).post("/konto/password/reset/", {"email": "anna@example.se"})
    with town.scope():
        letters = list(Message.objects.filter(kind="account_mail").order_by("pk"))
    assert [one.to for one in letters] == ["familjen@example.se", "anna@example.se"]
    codes = [re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", one.context["mail_text"]) for one in letters]
    assert [len(found) for found in codes] == [0, 1]
    assert at("05-12 10:00") == clock.now
