"""Priority in the staff's admin (SCHEME-7): what waits, deciding alone or by two, entering, and whose work it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from queues.models import PriorityClaim
from queues.services.claims import draft_of, subject_of
from queues.services.priority import apply_for_priority
from tenants.actors import person_actor
from tenants.documents import documents_of, store_document
from tenants.models import Person, Role
from tenants.rulesets import presets
from tests.cast import Clock, World, at, make_world, other_landlord, world_from
from tests.papers import pdf

JOB = {"distance_km": 120, "permanent_full_time": True}
GRANT = {"cause": "meets_ground", "reason": "Anställningsavtalet är läst."}
LIST, DASHBOARD = "/admin/queues/priorityclaim/", "/admin/"


@pytest.fixture(autouse=True)
def papers(clock: Clock, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def borlange(db: None) -> World:
    return make_world("tunabyggen")


@pytest.fixture
def of_two(db: None) -> World:
    source = presets()["tunabyggen"].read_text(encoding="utf-8")
    return world_from(source.replace("appeal = false", "needs_two = true"), "tunabyggen.localhost:8000")


def inside(world: World, name: str, role: str = Role.OFFICER) -> Client:
    client = Client(HTTP_HOST=world.host)
    client.force_login(world.staff(name, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def filed(world: World, name: str = "Anna") -> PriorityClaim:
    person = world.person(name)
    with world.scope():
        store_document(
            person.pk, draft_of(person.pk), pdf("avtal.pdf"), by=person_actor(person.pk), now=at("05-11 10:00")
        )
        claim = apply_for_priority(
            person.pk, "job", statement=JOB, text="Jag börjar i juni.", by=person_actor(person.pk),
            now=at("05-11 10:00"),
        )  # fmt: skip
    assert isinstance(claim, PriorityClaim)
    return claim


def page_of(claim: PriorityClaim) -> str:
    return reverse("admin:queues_priorityclaim_change", args=[claim.pk])


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def state(world: World, claim: PriorityClaim) -> str:
    with world.scope():
        return str(PriorityClaim.objects.get(pk=claim.pk).state)


def test_scheme_7_what_waits_stands_on_the_start_page_and_is_decided_on_its_own(borlange: World) -> None:
    claim, eva = filed(borlange), inside(borlange, "Eva")
    assert "Förturer att besluta" in text(eva, DASHBOARD)
    assert "Flytt för arbete" in text(eva, LIST)
    page = text(eva, page_of(claim))
    for said in ("Anna Test", "Flytt för arbete", "120 km", "Jag börjar i juni.", "avtal.pdf", "Spara beslutet"):
        assert said in page
    answer = eva.post(page_of(claim), GRANT)
    assert (answer.status_code, answer["Location"]) == (303, page_of(claim))
    page = text(eva, page_of(claim))
    for said in ("Beslutet är sparat", "Beviljad", "Anställningsavtalet är läst.", "Erbjudanden kvar"):
        assert said in page
    assert "Spara beslutet" not in page
    assert "Förturer att besluta" not in text(eva, DASHBOARD)


def test_scheme_7_a_decision_without_cause_or_reason_is_not_saved_and_what_was_typed_stays(borlange: World) -> None:
    claim, eva = filed(borlange), inside(borlange, "Eva")
    answer = eva.post(page_of(claim), {"cause": "", "reason": "Sett"})
    assert (answer.status_code, "Välj ett beslut." in answer.content.decode()) == (422, True)
    assert "Sett</textarea>" in answer.content.decode()
    assert eva.post(page_of(claim), {"cause": "not_met", "reason": ""}).status_code == 422
    assert state(borlange, claim) == "filed"


def test_scheme_7_a_decision_that_was_made_stands(borlange: World) -> None:
    claim, eva = filed(borlange), inside(borlange, "Eva")
    eva.post(page_of(claim), GRANT)
    answer = eva.post(page_of(claim), {"cause": "not_met", "reason": "Nej."}, follow=True)
    assert "Det första beslutet står fast." in answer.content.decode()
    assert state(borlange, claim) == "granted"


def test_scheme_7_two_persons_decide_on_two_pages(of_two: World) -> None:
    claim = filed(of_two)
    eva, maria = inside(of_two, "Eva"), inside(of_two, "Maria", Role.MANAGER)
    assert (
        "En kollega ska bekräfta det innan det gäller." in eva.post(page_of(claim), GRANT, follow=True).content.decode()
    )
    own = text(eva, page_of(claim))
    assert ("Du har gjort förslaget." in own, "Spara beslutet" in own) == (True, False)
    again = eva.post(page_of(claim), GRANT, follow=True).content.decode()
    assert "En kollega ska bekräfta beslutet." in again
    assert "Väntar på en andra person" in text(maria, DASHBOARD)
    page = text(maria, page_of(claim))
    assert "Bekräfta förslaget, eller föreslå något annat" in page
    assert "Anställningsavtalet är läst." in page
    maria.post(page_of(claim), GRANT)
    assert state(of_two, claim) == "granted"


@pytest.mark.parametrize(
    ("role", "sees", "decides"),
    [
        (Role.OFFICER, 200, 303),
        (Role.MANAGER, 200, 303),
        (Role.DIRECTOR, 200, 303),
        (Role.READER, 403, 403),
        (Role.CARETAKER, 403, 403),
    ],
)
def test_scheme_7_staff_see_and_decide_by_their_role(borlange: World, role: str, sees: int, decides: int) -> None:
    claim = filed(borlange)
    eva = inside(borlange, "Eva", role)
    entry = f"{reverse('admin:queues_priorityclaim_add')}?person={claim.person_id}"
    assert [eva.get(path).status_code for path in (LIST, page_of(claim), entry)] == [sees] * 3
    withdraw = reverse("admin:queues_priorityclaim_withdraw", args=[claim.pk])
    paper = reverse("admin:queues_priorityclaim_paper", args=[claim.pk])
    acts = [eva.post(paper, {"file": pdf()}), eva.post(page_of(claim), GRANT), eva.post(withdraw)]
    assert [answer.status_code for answer in acts] == [decides] * 3
    assert (state(borlange, claim) == "filed") == (decides == 403)


def test_scheme_7_staff_enter_a_claim_from_the_persons_page(borlange: World) -> None:
    anna, eva = borlange.person("Anna"), inside(borlange, "Eva")
    person = reverse("admin:tenants_person_change", args=[anna.pk])
    entry = f"{reverse('admin:queues_priorityclaim_add')}?person={anna.pk}"
    assert "Skriv in förtur" in text(eva, person)
    wrong = eva.post(entry, {"ground": "municipal_contract", "cause": "agreed", "reason": ""})
    assert (wrong.status_code, "Skriv ett skäl." in wrong.content.decode()) == (422, True)
    assert (
        eva.post(entry, {"ground": "municipal_contract", "cause": "agreed", "reason": "Beslut 12."}).status_code == 303
    )
    page = text(eva, person)
    assert ("Kommunalt kontrakt" in page, "Beviljad" in page) == (True, True)
    twice = eva.post(entry, {"ground": "municipal_contract", "cause": "agreed", "reason": "Beslut 12."})
    assert (twice.status_code, "redan en ansökan eller en förtur" in twice.content.decode()) == (422, True)


def test_scheme_7_a_paper_that_came_by_post_is_added_and_a_bad_one_is_told(borlange: World) -> None:
    claim, eva = filed(borlange), inside(borlange, "Eva")
    paper = reverse("admin:queues_priorityclaim_paper", args=[claim.pk])
    assert eva.post(paper, {"file": pdf("med posten.pdf")}).status_code == 303
    lie = eva.post(paper, {"file": SimpleUploadedFile("x.pdf", b"<html>", "application/pdf")})
    assert (lie.status_code, "inte av den sort som namnet säger" in lie.content.decode()) == (422, True)
    assert eva.post(paper).status_code == 422
    with borlange.scope():
        names = [document.name for document in documents_of(subject_of(claim.pk))]
    assert names == ["avtal.pdf", "med posten.pdf"]


def test_scheme_7_a_landlord_without_priority_has_nothing_to_enter(db: None) -> None:
    town = make_world()
    anna, eva = town.person("Anna"), inside(town, "Eva")
    assert "Skriv in förtur" not in text(eva, reverse("admin:tenants_person_change", args=[anna.pk]))
    assert eva.get(f"{reverse('admin:queues_priorityclaim_add')}?person={anna.pk}").status_code == 404


def test_scheme_7_a_protected_persons_claim_is_her_handlers_only(borlange: World) -> None:
    claim = filed(borlange)
    with borlange.scope():
        Person.objects.update(protected=True)
    officer, manager = inside(borlange, "Eva"), inside(borlange, "Maria", Role.MANAGER)
    assert (officer.get(page_of(claim)).status_code, manager.get(page_of(claim)).status_code) == (404, 200)
    assert officer.post(page_of(claim), GRANT).status_code == 404
    assert ["Anna Test" in text(who, DASHBOARD) for who in (officer, manager)] == [False, True]


def test_scheme_7_another_landlords_claim_does_not_exist(borlange: World) -> None:
    claim, neighbour = filed(borlange), other_landlord()
    gun = inside(neighbour, "Gun", Role.MANAGER)
    acts = [gun.get(page_of(claim)), gun.post(page_of(claim), GRANT)]
    acts += [gun.post(reverse(f"admin:queues_priorityclaim_{name}", args=[claim.pk])) for name in ("paper", "withdraw")]
    assert [answer.status_code for answer in acts] == [404] * 4
    assert state(borlange, claim) == "filed"


def test_scheme_7_list_and_start_page_ask_no_more_for_more_claims(borlange: World) -> None:
    eva, asked = inside(borlange, "Eva"), []
    for serial in range(4):
        borlange.person(f"P{serial}", serial=988 + serial)
        claim = filed(borlange, f"P{serial}")
        if serial in (0, 3):
            asked.append([number_of_queries(eva, path) for path in (LIST, DASHBOARD, page_of(claim))])
    assert asked[0] == asked[1]


def number_of_queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked.captured_queries)
