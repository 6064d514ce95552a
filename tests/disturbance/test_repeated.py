"""Homes where it disturbs again and again, as the landlord works with them (NIGHT-11)."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from disturbance.models import Case, HomeStep
from tenants.models import Event, Export, Role
from tests.cast import World, at
from tests.night import EVENING, Night, contact, one_night
from tests.pages.office import inside, queries, text, words

LATER = at("06-01 07:00")
HOMES = "/admin/disturbance/case/bostader/"


@pytest.fixture(scope="module")
def kept_night(kept_night: Night) -> Night:
    """Return the service after two nights with a case each, of the same home."""
    town = kept_night.worlds["kopparstaden"]
    for days in (0, 8):
        one_night(kept_night, town, EVENING + timedelta(days=days))
    town.tick(LATER)
    return kept_night


@pytest.fixture
def cases(night: Night, monkeypatch: pytest.MonkeyPatch) -> list[Case]:
    monkeypatch.setattr("tenants.clock.now", lambda: LATER)
    with night.duty():
        return list(Case.objects.order_by("pk"))


def of(name: str, case: Case, *more: str) -> str:
    return reverse(f"admin:disturbance_case_{name}", args=[case.pk, *more])


def test_night_11_homes_with_two_cases_are_shown_together(night: Night, town: World, cases: list[Case]) -> None:
    one_night(night, town, EVENING + timedelta(hours=1), flat="1301")
    town.tick(LATER)
    client = inside(town, "Maria", Role.MANAGER)
    said = text(client, HOMES)
    assert ("Åsgatan 14, lägenhet 1201" in said, "1301" in said) == (True, False)
    page = text(client, of("home", cases[0]))
    assert "Socialnämnden måste först underrättas." in page
    assert of("bundle", cases[0]) not in page
    assert client.get(of("bundle", cases[0])).status_code == 303
    with town.scope():
        assert set(Event.objects.filter(kind="home.read").values_list("subject", flat=True)) == {
            case.subject for case in cases
        }


def test_night_11_steps_are_noted_and_then_the_tribunals_bundle_is_there(town: World, cases: list[Case]) -> None:
    client, page = inside(town, "Maria", Role.MANAGER), of("home", cases[0])
    for step in ("demand", "board"):
        assert client.post(page, {"step": step, "done_on": "2026-05-25"}).status_code == 303
    with zipfile.ZipFile(BytesIO(client.get(of("bundle", cases[0])).content)) as pack:
        assert pack.namelist() == ["forteckning.txt", "tillfalle-1-arende-1.pdf", "tillfalle-2-arende-2.pdf"]
        said = pack.read("forteckning.txt").decode()
    assert "1. fredag 22 maj 2026 kl. 23.40, hög musik, ärende 1" in said
    assert "Socialnämnden underrättad: måndag 25 maj 2026" in said
    with town.scope():
        assert [row.data["law_step"] for row in Event.objects.filter(kind="home.step_noted").order_by("pk")] == [
            "demand", "board",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        ({"step": "demand", "done_on": "2026-06-02"}, "Dagen har inte varit än."),
        ({"step": "demand", "done_on": "2026-05-21"}, "Dagen är före den första störningen."),
        ({"step": "termination", "done_on": "2026-05-30"}, "Steget kan inte tas än."),
        ({"step": "demand", "done_on": ""}, "Skriv vilken dag det gjordes."),
    ],
)
def test_night_11_what_is_wrong_is_told(town: World, cases: list[Case], posted: dict[str, str], said: str) -> None:
    answer = inside(town, "Maria", Role.MANAGER).post(of("home", cases[0]), posted)
    assert (answer.status_code, said in words(answer)) == (422, True)
    with town.scope():
        assert HomeStep.objects.count() == 0


@pytest.mark.parametrize(
    ("step", "said"),
    [("demand", "Uppmaning att sluta störa"), ("board", "Socialnämnden i kommunen")],
)
def test_night_11_letters_are_written_from_what_is_confirmed_and_tell_nothing_of_who_called(
    town: World, cases: list[Case], step: str, said: str
) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    assert client.post(of("letter", cases[0], step)).status_code == 303
    town.tick(LATER)
    with town.scope():
        order = Export.objects.get()
    paper = " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(bytes(order.content or b""))).pages).split()
    )
    assert (said in paper, "fredag 22 maj 2026 kl. 23.40" in paper, "Anna" in paper) == (True, True, False)


def test_night_11_a_letter_that_is_blocked_is_not_written(town: World, cases: list[Case]) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    assert client.post(of("letter", cases[0], "warning"))["Location"] == of("home", cases[0])
    assert client.post(of("letter", cases[0], "bundle")).status_code == 404
    with town.scope():
        assert Export.objects.count() == 0


def test_night_11_a_contact_reads_and_only_the_heads_act(night: Night, town: World, cases: list[Case]) -> None:
    contact(town, "Karin")
    karin = inside(town, "Karin")
    assert "För in ett steg" not in text(karin, of("home", cases[0]))
    assert karin.post(of("home", cases[0]), {"step": "demand", "done_on": "2026-05-25"}).status_code == 403
    assert karin.post(of("letter", cases[0], "demand")).status_code == 403
    assert karin.get(of("bundle", cases[0])).status_code == 403
    foreign = inside(night.worlds["tunabyggen"], "Tove", Role.MANAGER)
    assert {foreign.get(of(name, cases[0])).status_code for name in ("home", "bundle")} == {404}


def test_night_9_what_was_noted_of_a_home_and_its_letters_go_with_its_last_case(town: World, cases: list[Case]) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    client.post(of("home", cases[0]), {"step": "demand", "done_on": "2026-05-25"})
    client.post(of("letter", cases[0], "demand"))
    town.tick(LATER)
    town.tick(at("08-22 00:00"))
    with town.scope():
        assert (HomeStep.objects.count(), Export.objects.get().content) == (1, None)
    town.tick(at("09-01 00:00"))
    with town.scope():
        assert (HomeStep.objects.count(), Case.objects.count()) == (0, 0)


def test_the_pages_ask_the_same_however_many(night: Night, town: World, cases: list[Case]) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    few = [len(queries(client, path)) for path in (HOMES, of("home", cases[0]))]
    for days in (0, 1):
        for flat in ("1201", "1301"):
            one_night(night, town, EVENING + timedelta(days=days, hours=1), flat=flat)
    town.tick(LATER)
    assert [len(queries(client, path)) for path in (HOMES, of("home", cases[0]))] == few
    assert max(few) <= 12
