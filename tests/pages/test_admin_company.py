"""What staff see and decide of those who stand with applicants, of wishes, profiles and securities."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from letting.core.facts import Household, Income
from letting.models import Security
from letting.services.applicant_profiles import Reference, save_profile
from letting.services.securities import offer_security
from queues.models import Companion
from queues.services.wishes import save_wishes
from tenants.actors import person_actor
from tenants.models import Person, Role
from tenants.rulesets.requirement_rules import IncomeKind
from tests.cast import Clock, World, at, make_world
from tests.pages.my_pages.conftest import words
from tests.papers import pdf
from tests.queues.company import answer, ask


@pytest.fixture(autouse=True)
def clock(clock: Clock, tmp_path: Path, settings: Any) -> Clock:
    settings.MEDIA_ROOT = tmp_path
    clock.now = at("05-13 10:00")
    return clock


@pytest.fixture
def flen(db: None) -> World:
    """A parent who waits to be approved: David's, who is twenty."""
    world = make_world("flen")
    world.person("David", born="20050301")
    world.person("Bo", serial=989)
    ask(world, "David", "parent", relation="parent")
    answer(world, "Bo")
    return world


@pytest.fixture
def hjo(db: None) -> World:
    """A bank guarantee that waits to be decided: Anna's, with its document."""
    world = make_world("wennergrens")
    anna = world.person("Anna")
    with world.scope():
        by, now = person_actor(anna.pk), at("05-12 10:00")
        offer_security(anna.pk, "bank_guarantee", uploads=[pdf("garanti.pdf")], by=by, now=now)
        income = (Income(IncomeKind.PERMANENT, 24_000, 120), Income(IncomeKind.CHILD_BENEFIT, 2_500, 60))
        save_profile(
            anna.pk, household=Household(2, (5,)), income=income,
            references=Reference(there_is=True, name="Hem AB", phone="0503-1 23 45"), by=by, now=now,
        )  # fmt: skip
        save_wishes(anna.pk, areas=[], features=["lift"], least_rooms=2, most_rent=9000, by=by, now=now)
    return world


def inside(world: World, role: str = Role.OFFICER, name: str = "Eva") -> Client:
    client = Client(headers={"host": world.host})
    client.force_login(world.staff(name, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def page_of(world: World, model: type[Companion | Security]) -> str:
    with world.scope():
        row = model.objects.get()
    return reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def test_queue_21_a_parent_waits_on_the_start_page_and_is_approved_with_a_reason(flen: World) -> None:
    eva = inside(flen)
    assert "Föräldrar som vill skriva under" in words(eva.get("/admin/"))
    path = page_of(flen, Companion)
    page = words(eva.get(path))
    assert all(text in page for text in ("Bo Test", "1 mars 2005", "Ni får ta kreditupplysning.", "prövas."))
    assert "gymnasieskola" not in page
    bare = eva.post(path, {"answer": "yes"})
    assert (bare.status_code, "Skriv ett skäl." in words(bare)) == (422, True)
    answered = eva.post(path, {"answer": "yes", "reason": "God ekonomi."})
    assert answered.status_code == 303
    with flen.scope():
        row = Companion.objects.get()
        assert (row.approved_at, row.approved_reason, row.state) == (at("05-13 10:00"), "God ekonomi.", "accepted")
    assert "Föräldrar som vill skriva under" not in words(eva.get("/admin/"))
    assert "Beslut" in words(eva.get(path))
    assert "Spara beslutet" not in words(eva.get(path))


def test_queue_20_staff_are_reminded_of_the_school_where_only_pupils_count(db: None) -> None:
    tuna = make_world("tunabyggen")
    tuna.person("David", born="20090301")
    tuna.person("Bo", serial=989)
    ask(tuna, "David", "parent", relation="parent")
    answer(tuna, "Bo")
    eva, path = inside(tuna), page_of(tuna, Companion)
    assert "gymnasieskola i kommunen" in words(eva.get(path))
    assert eva.post(path, {"answer": "no", "reason": "Ingen elev."}).status_code == 303
    with tuna.scope():
        assert Companion.objects.values_list("state", "approved_at").get() == ("ended", None)


def test_check_11_a_security_waits_on_the_start_page_and_is_decided_by_its_document(hjo: World) -> None:
    eva = inside(hjo)
    assert "Säkerheter att pröva" in words(eva.get("/admin/"))
    path = page_of(hjo, Security)
    assert "garanti.pdf" in words(eva.get(path))
    assert eva.post(path, {"answer": "perhaps", "reason": "x"}).status_code == 422
    assert eva.post(path, {"answer": "yes", "reason": "Banken svarade."}).status_code == 303
    with hjo.scope():
        assert Security.objects.values_list("state", "reason").get() == ("accepted", "Banken svarade.")


@pytest.mark.parametrize(("role", "get", "post"), [
    (Role.OFFICER, 200, 303), (Role.MANAGER, 200, 303), (Role.DIRECTOR, 200, 403), (Role.READER, 200, 403),
    (Role.CARETAKER, 403, 403),
])  # fmt: skip
def test_each_role_sees_and_decides_as_the_table_says(flen: World, role: str, get: int, post: int) -> None:
    client, path = inside(flen, role), page_of(flen, Companion)
    statuses = client.get(path).status_code, client.post(path, {"answer": "yes", "reason": "x"}).status_code
    assert statuses == (get, post)


def test_a_protected_guarantor_or_parent_is_her_handlers_only(flen: World) -> None:
    with flen.scope():
        Person.objects.filter(given_name="Bo").update(protected=True)
        david = Person.objects.get(given_name="David").pk
    path, his = page_of(flen, Companion), reverse("admin:tenants_person_change", args=[david])
    eva, maria = inside(flen), inside(flen, Role.MANAGER, "Maria")
    assert (eva.get(path).status_code, maria.get(path).status_code) == (404, 200)
    assert ["Bo Test" in words(who.get(his)) for who in (eva, maria)] == [False, True]
    assert ["David Test" in words(who.get("/admin/")) for who in (eva, maria)] == [False, True]
    listed = reverse("admin:queues_companion_changelist")
    assert ["David" in words(who.get(listed)) for who in (eva, maria)] == [False, True]


def test_a_persons_page_tells_wishes_profile_and_securities(hjo: World) -> None:
    with hjo.scope():
        anna = Person.objects.get(given_name="Anna").pk
    page = words(inside(hjo).get(reverse("admin:tenants_person_change", args=[anna])))
    for text in (
        "2 vuxna, barn 5 år", "24 000 kr, tills vidare", "Prövas av oss", "Hem AB, 0503-1 23 45", "Bankgaranti",
        "Hiss", "9 000 kr", "personen uppgav den tisdag 12 maj kl. 10.00",
    ):  # fmt: skip
        assert text in page, text


def test_the_lists_show_who_and_how_far(flen: World, hjo: World) -> None:
    companions = words(inside(flen).get(reverse("admin:queues_companion_changelist")))
    assert all(text in companions for text in ("David Test", "Bo Test", "Förälder som skriver under"))
    securities = words(inside(hjo, name="Maria").get(reverse("admin:letting_security_changelist")))
    assert ("Anna Test" in securities, "David Test" in securities) == (True, False)
