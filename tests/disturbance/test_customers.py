"""The platform lets a night service work for a landlord; a manager lets staff work, and they are written to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from disturbance.models import Customer, NightService, NightWorker
from tenants import host_mail
from tenants.models import Event
from tests.cast import make_world
from tests.night import EVENING, Night, make_night
from tests.pages.office import words


@pytest.fixture
def night(db: None, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("tenants.clock.now", lambda: EVENING)
    return make_night("kopparstaden")


def customers(night: Night) -> list[tuple[str, date, date | None]]:
    with night.duty():
        rows = Customer.of_service.order_by("pk")
        return list(rows.values_list("landlord__slug", "since", "until"))


def test_night_10_a_landlord_becomes_a_customer_and_ceases_to_be_one(night: Night, capsys: Any) -> None:
    world = make_world("tunabyggen")
    call_command("night_customer", "nattjouren", "tunabyggen")
    assert "nattjouren: tunabyggen from 2026-05-22 until further notice" in capsys.readouterr().out
    assert customers(night)[1] == ("tunabyggen", date(2026, 5, 22), None)
    call_command("night_customer", "nattjouren", "tunabyggen", "--until", "2026-05-31")
    assert customers(night)[1] == ("tunabyggen", date(2026, 5, 22), date(2026, 5, 31))
    call_command("night_customer", "nattjouren", "tunabyggen", "--since", "2026-06-01")
    with world.scope():
        kinds = Event.objects.filter(kind__startswith="customer.").order_by("pk").values_list("kind", "actor")
        assert list(kinds) == [(f"customer.{kind}", "portal") for kind in ("begun", "ended", "begun")]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (["nattjouren", "kopparstaden"], "the landlord has a night service already"),
        (["andra", "kopparstaden"], "the landlord has a night service already"),
        (["andra", "kopparstaden", "--until", "2026-06-01"], "the landlord is no customer of this night service"),
        (["nattjouren", "kopparstaden", "--until", "2025-12-31"], "the last day is before the first"),
        (["nattjouren", "ingen"], "there is no landlord ingen"),
        (["ingen", "kopparstaden"], "there is no night service"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_in_a_sentence(night: Night, capsys: Any, given: list[str], why: str) -> None:
    NightService.objects.create(slug="andra", name="Andra jouren", host="andra.localhost:8000")
    before = customers(night)
    with pytest.raises(SystemExit) as ended:
        call_command("night_customer", *given)
    assert (ended.value.code, why in capsys.readouterr().err, customers(night)) == (2, True, before)


def adds(magda: Client, capture: Any, **more: str) -> str:
    with capture(execute=True):
        return words(magda.post("/medarbetare/", {"name": "Nils", "role": "patrol"} | more, follow=True))


def test_a_new_worker_is_written_to_and_comes_in_by_her_own_code(
    night: Night, django_capture_on_commit_callbacks: Any
) -> None:
    magda = night.inside("Magda")
    told = adds(magda, django_capture_on_commit_callbacks, email="nils@jour.example.se")
    assert "Ett mejl om hur hon loggar in är på väg till henne." in told
    assert mail.outbox == []  # not in the request
    assert host_mail.send_due(EVENING) == 1
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["nils@jour.example.se"], "Du arbetar nu för Nattjouren")
    for said in ("Hej Nils! Magda har lagt till dig som trygghetskonsulent hos Nattjouren.",
                 f"http://{night.service.host}/konto/password/reset/",
                 f"http://{night.service.host}/konto/2fa/"):  # fmt: skip
        assert said in letter.body
    nils = Client(headers={"host": night.service.host})
    with django_capture_on_commit_callbacks(execute=True):
        nils.post("/konto/password/reset/", {"email": "nils@jour.example.se"})
    host_mail.send_due(EVENING)
    assert (len(mail.outbox), mail.outbox[1].to) == (2, ["nils@jour.example.se"])


def test_the_mail_is_sent_again_when_it_is_asked_for_and_not_to_who_has_left(
    night: Night, django_capture_on_commit_callbacks: Any
) -> None:
    magda, petra = night.inside("Magda"), night.workers["Petra"].pk
    with django_capture_on_commit_callbacks(execute=True):
        assert magda.post(f"/medarbetare/{petra}/bjud-in/").status_code == 303
    host_mail.send_due(EVENING)
    assert [one.to for one in mail.outbox] == [["petra@jour.example.se"]]
    with night.duty():
        NightWorker.objects.filter(pk=petra).update(left_on=date(2026, 5, 1))
    assert magda.post(f"/medarbetare/{petra}/bjud-in/").status_code == 404


def test_nobody_is_written_to_who_was_not_added(night: Night, django_capture_on_commit_callbacks: Any) -> None:
    told = adds(night.inside("Magda"), django_capture_on_commit_callbacks, email="petra@jour.example.se")
    assert host_mail.send_due(EVENING) == 0
    assert ("Den adressen har redan en medarbetare här." in told, mail.outbox) == (True, [])
