"""A landlord's contacts read a night: at a glance, a report, its papers and the whole night as one file (NIGHT-8)."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from disturbance.models import Case, NightReading
from tenants.models import Event, Role
from tests.cast import World, at
from tests.night import EVENING, Night, contact, one_night
from tests.pages.office import inside, queries, text

SEVEN = at("05-23 07:00")
LIST = "/admin/disturbance/case/"
NIGHT = f"{LIST}natt/2026-05-22/"
ZIP = f"{NIGHT}rapporter.zip"


@pytest.fixture(scope="module")
def kept_night(kept_night: Night) -> Night:
    """Return the service on the morning after a night with one case."""
    town = kept_night.worlds["kopparstaden"]
    one_night(kept_night, town)
    town.tick(SEVEN)
    return kept_night


@pytest.fixture
def case(night: Night, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setattr("tenants.clock.now", lambda: SEVEN)
    with night.duty():
        return Case.objects.get()


def page(case: Case) -> str:
    return reverse("admin:disturbance_case_change", args=[case.pk])


def paper(case: Case, which: str) -> str:
    return reverse("admin:disturbance_case_paper", args=[case.pk, which])


def words_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def read(town: World) -> list[tuple[str, str]]:
    with town.scope():
        rows = Event.objects.filter(kind__regex=r"\.(read|fetched)$").order_by("pk")
        return [(row.kind, row.subject) for row in rows]


def test_night_8_a_night_is_seen_at_a_glance_and_a_report_says_the_facts_first(town: World, case: Case) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    assert "22–23 maj" in text(client, LIST)
    assert "fredag 21 augusti 2026" in text(client, LIST)
    glance = text(client, NIGHT)
    assert "Åsgatan 14, lägenhet 1201" in glance
    assert "störningen har upphört" in glance
    said = text(client, page(case))
    assert said.index("från trapphuset fredag 22 maj kl. 23.51") < said.index("Allt som antecknades")
    assert "Petra och Pelle" in said
    assert "Anna Lind, 070-174 06 05" in said
    assert read(town) == [("night.read", case.subject), ("report.read", case.subject)]


def test_night_8_both_papers_and_the_whole_night_are_fetched_and_that_is_logged(town: World, case: Case) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    full, masked = (client.get(paper(case, which)) for which in ("rapport", "maskerad"))
    assert (full["Content-Type"], full["Content-Disposition"]) == (
        "application/pdf", 'attachment; filename="storning-1-rapport-v1.pdf"',
    )  # fmt: skip
    assert "Anna Lind" in words_of(full.content)
    for secret in ("Anna", "Lind", "0701740605", "070-174", "ovanför mig"):
        assert secret not in words_of(masked.content)
    assert "från trapphuset" in words_of(masked.content)
    with zipfile.ZipFile(BytesIO(client.get(ZIP).content)) as pack:
        assert {name: pack.read(name) for name in pack.namelist()} == {
            "storning-1-rapport-v1.pdf": full.content, "storning-1-maskerad-v1.pdf": masked.content,
        }  # fmt: skip
    assert [kind for kind, _ in read(town)] == ["report.fetched", "report.fetched", "night.fetched"]


@pytest.mark.parametrize(
    ("name", "role", "may"),
    [("Maria", Role.MANAGER, True), ("Dag", Role.DIRECTOR, True), ("Eva", Role.OFFICER, False),
     ("Rolf", Role.READER, False), ("Bo", Role.CARETAKER, False)],
)  # fmt: skip
def test_night_7_heads_read_and_others_do_not(town: World, case: Case, name: str, role: str, may: bool) -> None:
    client = inside(town, name, role)
    for path in (LIST, NIGHT, ZIP, page(case), paper(case, "rapport")):
        assert client.get(path).status_code == (200 if may else 403), path


def test_night_7_a_contact_reads_whatever_her_role_and_when_she_first_did_is_shown(town: World, case: Case) -> None:
    karin = contact(town, "Karin")
    client = inside(town, "Karin")
    assert "1 kontakter" not in text(client, LIST)
    assert "Inte än" not in text(client, NIGHT)
    text(client, NIGHT)
    assert "Karin" in text(client, NIGHT)
    assert "1 kontakt" in text(client, LIST)
    with town.scope():
        assert list(NightReading.objects.values_list("contact", "opened_at")) == [(karin.pk, SEVEN)]


def test_night_7_what_a_contact_has_not_opened_waits_on_her_start_page(night: Night, town: World, case: Case) -> None:
    one_night(night, town, EVENING + timedelta(hours=1), flat="1301")
    town.tick(SEVEN)
    contact(town, "Karin")
    client = inside(town, "Karin")
    assert text(client, "/admin/").count("Natten 22–23 maj") == 1
    text(client, NIGHT)
    assert "Natten 22–23 maj" not in text(client, "/admin/")
    assert "Natten 22–23 maj" not in text(inside(town, "Maria", Role.MANAGER), "/admin/")


def test_night_7_the_link_needs_a_login(town: World, case: Case) -> None:
    answer: Any = Client(headers={"host": town.host}).get(NIGHT, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/konto/login/?next=/admin/disturbance/")


def test_night_10_another_landlords_reports_do_not_exist(night: Night, town: World, case: Case) -> None:
    client = inside(night.worlds["tunabyggen"], "Tove", Role.MANAGER)
    for path in (NIGHT, ZIP, page(case), paper(case, "rapport")):
        assert client.get(path).status_code == 404, path
    assert "22–23 maj" not in text(client, LIST)


def test_what_is_not_there_is_not_found(night: Night, town: World, case: Case) -> None:
    late = one_night(night, town, EVENING + timedelta(days=1))
    client = inside(town, "Maria", Role.MANAGER)
    for path in (
        f"{LIST}natt/2026-05-23/", f"{LIST}natt/i-natt/", f"{LIST}999/change/", f"{LIST}x/change/", page(late),
        paper(late, "rapport"), paper(case, "annat"), f"{page(case)}?version=2", f"{page(case)}?version=x",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path


def test_nights_and_cases_ask_the_same_however_many(night: Night, town: World, case: Case) -> None:
    client = inside(town, "Maria", Role.MANAGER)
    few = [len(queries(client, path)) for path in (LIST, NIGHT)]
    for hours in (1, 2):
        one_night(night, town, EVENING + timedelta(hours=hours), flat=f"130{hours}")
        one_night(night, town, EVENING - timedelta(days=hours))
    town.tick(SEVEN)
    many = [len(queries(client, path)) for path in (LIST, NIGHT)]
    assert many == few
    assert max(*many, len(queries(client, page(case)))) <= 12
