"""The demo's tools: one-click logins, the mailbox, and the clock."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection
from django.test import Client

from tenants import clock
from tenants.demo.moving import Step, set_clock, target_of
from tenants.landlords import rules_today
from tenants.models import DemoClock, User
from tests.cast import STOCKHOLM, World, at, make_world


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.pages.demo_urls"
    settings.DEMO_FOLDER = tmp_path
    settings.EMAIL_BACKEND = "tenants.demo.mailbox.EmailBackend"


def visitor(world: World) -> Client:
    return Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")


def send(subject: str) -> None:
    mail = EmailMultiAlternatives(subject, "Koden är 123. Se http://x.test/a", "Kopparstaden <a@x.test>", ["b@x.test"])
    mail.attach_alternative("<p>Koden är <b>123</b>.</p><script>alert(1)</script>", "text/html")
    get_connection("tenants.demo.mailbox.EmailBackend").send_messages([mail])


def test_one_click_logs_in_as_a_demo_person_and_as_nobody_else(town: World, demo: None) -> None:
    town.person("Anna")
    User.objects.filter(email="anna@example.se").update(email="anna@demo.kolapp.test")
    town.person("Bo", serial=989)
    client = visitor(town)
    assert re.findall(r'name="key" value="(\w+)"', client.get("/demo/").content.decode()) == ["anna"]
    assert client.post("/demo/logga-in/", {"key": "bo"}).status_code == 404
    answer = client.post("/demo/logga-in/", {"key": "anna"})
    assert (answer.status_code, "_auth_user_id" in client.session) == (303, True)


def test_mails_land_in_the_mailbox_newest_first_with_links_that_work(town: World, demo: None) -> None:
    send("Den första")
    send("Den andra")
    client = visitor(town)
    page = client.get("/demo/mejl/").content.decode()
    assert page.index("Den andra") < page.index("Den första")
    assert page.count("Kopparstaden till b@x.test") == 2
    address = re.findall(r'href="(/demo/mejl/[^"]+/)"', page)[0]
    assert '<a href="http://x.test/a"' in client.get(address).content.decode()


def test_a_mails_own_look_can_run_nothing(town: World, demo: None) -> None:
    send("Med skript")
    client = visitor(town)
    address = re.findall(r'href="(/demo/mejl/[^"]+/)"', client.get("/demo/mejl/").content.decode())[0]
    look = client.get(f"{address}utseende/")
    policy = look["Content-Security-Policy"]
    assert [part in policy for part in ("script-src 'none'", "sandbox", "frame-ancestors 'self'")] == [True] * 3
    assert "frame-src 'self'" in client.get(address)["Content-Security-Policy"]


@pytest.mark.parametrize("key", ["..", "x", "20260511T080000000000-zzzzzzzz", "20260511T080000000000-abcdef01"])
def test_a_mail_that_is_not_there_is_not_found(town: World, demo: None, key: str) -> None:
    assert visitor(town).get(f"/demo/mejl/{key}/").status_code == 404


def test_the_clock_leads_to_the_next_workday_by_the_landlords_calendar(town: World) -> None:
    with town.scope():
        rules = rules_today(at("05-13 12:00").date())
        assert {
            moment: target_of(Step.WORKDAY, rules, at(moment))
            for moment in ("05-13 12:00", "05-15 07:00", "05-15 09:00")
        } == {"05-13 12:00": at("05-15 08:00"), "05-15 07:00": at("05-15 08:00"), "05-15 09:00": at("05-18 08:00")}


def test_moving_the_clock_runs_what_falls_due_and_tells_of_it(committed_db: None, demo: None) -> None:
    town = make_world()
    now = clock.now()
    listing = town.listing(publish=now)
    town.person("Anna", now=now)
    town.wants("Anna", listing, now)
    client = visitor(town)
    while town.see(listing).state == "advertised":
        answer = client.post("/demo/klocka/", {"step": "event", "next": "/lediga/"})
        assert (answer.status_code, answer["Location"]) == (303, "/lediga/")
    told = client.get("/lediga/").content.decode()
    assert (town.see(listing).state, re.search(r"\d+ händelser:", told) is not None) == ("viewing", True)
    assert clock.now() > now + timedelta(days=1)
    assert "mejl skickades." in told


def test_the_clock_never_goes_back_and_leads_to_no_other_host(committed_db: None, demo: None) -> None:
    town = make_world()
    client = visitor(town)
    answer = client.post("/demo/klocka/", {"step": "hour", "next": "https://example.org/"})
    assert answer["Location"] == "/"
    assert DemoClock.objects.get().offset > timedelta(minutes=59)
    assert [client.post("/demo/klocka/", {"step": "back"}).status_code, client.get("/demo/klocka/").status_code] == [
        404,
        405,
    ]


@pytest.mark.parametrize("moment", ["2027-06-01T08:00", "2027-12-01T08:00"])
def test_the_clock_comes_to_the_moment_that_is_meant_on_both_sides_of_summer_time(
    committed_db: None, demo: None, moment: str
) -> None:
    wanted = datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)
    set_clock(wanted)
    assert timedelta() <= clock.now().astimezone(UTC) - wanted < timedelta(minutes=1)
