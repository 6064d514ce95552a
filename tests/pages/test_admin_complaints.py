"""Complaints in the staff's admin (SCHEME-10): whose turn it is, answering, and writing one down for someone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from letting.models import Complaint
from letting.services.complaints import file_complaint
from tenants.actors import person_actor
from tenants.models import Event, Person, Role
from tenants.rulesets import presets
from tests.cast import Clock, World, at, make_world, other_landlord, world_from

LIST, DASHBOARD = "/admin/letting/complaint/", "/admin/"
ANSWER = {"upheld": "no", "text": "En annan sökande hade fler poäng."}


@pytest.fixture(autouse=True)
def clock(clock: Clock) -> Clock:
    clock.now = at("05-20 10:00")
    return clock


@pytest.fixture
def flen(db: None) -> World:
    return make_world("flen")


def inside(world: World, name: str, role: str) -> Client:
    client = Client(HTTP_HOST=world.host)
    client.force_login(world.staff(name, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def filed(world: World, name: str = "Anna") -> Complaint:
    person = world.person(name, serial=988 + len(world.people))
    with world.scope():
        complaint = file_complaint(
            person.pk, subject="", text="Det blev fel.", by=person_actor(person.pk), now=at("05-11 10:00")
        )
    assert isinstance(complaint, Complaint)
    return complaint


def page_of(complaint: Complaint) -> str:
    return reverse("admin:letting_complaint_change", args=[complaint.pk])


def text(client: Client, path: str) -> str:
    reply = client.get(path)
    assert reply.status_code == 200
    return " ".join(reply.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def state(world: World, complaint: Complaint) -> tuple[int, str]:
    with world.scope():
        row = Complaint.objects.get(pk=complaint.pk)
        return row.step, str(row.state)


def test_scheme_10_the_director_answers_from_the_start_page_on(flen: World) -> None:
    complaint, vd = filed(flen), inside(flen, "Vera", Role.DIRECTOR)
    assert "Klagomål att besvara" in text(vd, DASHBOARD)
    page = text(vd, page_of(complaint))
    for said in ("Anna Test", "Det blev fel.", "Verkställande direktören", "Spara och skicka svaret"):
        assert said in page
    reply = vd.post(page_of(complaint), ANSWER)
    assert (reply.status_code, reply["Location"]) == (303, page_of(complaint))
    page = text(vd, page_of(complaint))
    for said in ("Svaret är sparat", "En annan sökande hade fler poäng.", "Vidare till: Styrelsen"):
        assert said in page
    assert "Klagomål att besvara" not in text(vd, DASHBOARD)


def test_scheme_10_an_answer_without_verdict_or_words_is_not_sent_and_what_was_typed_stays(flen: World) -> None:
    complaint, vd = filed(flen), inside(flen, "Vera", Role.DIRECTOR)
    reply = vd.post(page_of(complaint), {"text": "Mina ord."})
    assert (reply.status_code, "Välj ja eller nej." in reply.content.decode()) == (422, True)
    assert "Mina ord.</textarea>" in reply.content.decode()
    assert vd.post(page_of(complaint), {"upheld": "no", "text": ""}).status_code == 422
    assert state(flen, complaint) == (1, "waiting")


@pytest.mark.parametrize(
    ("role", "sees", "answers"),
    [
        (Role.DIRECTOR, 200, True),
        (Role.MANAGER, 200, False),
        (Role.OFFICER, 200, False),
        (Role.READER, 403, False),
        (Role.CARETAKER, 403, False),
    ],
)
def test_scheme_10_only_the_named_role_answers_and_readers_do_not_even_see(
    flen: World, role: str, sees: int, answers: bool
) -> None:
    complaint = filed(flen)
    eva = inside(flen, "Eva", role)
    entry = f"{reverse('admin:letting_complaint_add')}?person={complaint.person_id}"
    assert [eva.get(path).status_code for path in (LIST, page_of(complaint), entry)] == [sees] * 3
    assert ("Klagomål att besvara" in text(eva, DASHBOARD)) == answers
    if sees == 200:
        assert ("Spara och skicka svaret" in text(eva, page_of(complaint))) == answers
    eva.post(page_of(complaint), ANSWER)
    assert (state(flen, complaint) == (1, "answered")) == answers
    posts = [reverse(f"admin:letting_complaint_{name}", args=[complaint.pk]) for name in ("further", "close")]
    assert {eva.post(path, {"text": "x"}).status_code for path in posts} == {303 if sees == 200 else 403}


def test_scheme_10_an_answer_that_is_late_shows_so(db: None) -> None:
    source = presets()["flen"].read_text(encoding="utf-8")
    hurried = source.replace('role = "director"', 'role = "director"\nwithin = "4 workdays"')
    world = world_from(hurried, "flen.localhost:8000")
    filed(world)  # to be answered by 18 May; it is the 20th
    assert "Försenat svar" in text(inside(world, "Vera", Role.DIRECTOR), DASHBOARD)


def test_scheme_10_staff_write_down_a_letter_and_take_it_further_for_someone(flen: World) -> None:
    flen.wants("Anna", flen.listing())
    anna, eva = flen.people["Anna"], inside(flen, "Eva", Role.OFFICER)
    vd = inside(flen, "Vera", Role.DIRECTOR)
    person = reverse("admin:tenants_person_change", args=[anna.pk])
    entry = f"{reverse('admin:letting_complaint_add')}?person={anna.pk}"
    assert "Skriv in ett klagomål" in text(eva, person)
    with flen.scope():
        subject = f"letting.interest:{anna.interests.get().pk}"
    assert eva.post(entry, {"subject": subject, "text": ""}).status_code == 422
    assert eva.post(entry, {"subject": subject, "text": "Ett brev."}).status_code == 303
    again = eva.post(entry, {"subject": subject, "text": "Ett brev till."})
    assert (again.status_code, "redan lämnat ett klagomål om det" in again.content.decode()) == (422, True)
    with flen.scope():
        complaint = Complaint.objects.get()
    page = text(eva, page_of(complaint))
    assert ("Åsgatan 14" in page, "Besvaras i portalen av: verkställande direktör." in page) == (True, True)
    vd.post(page_of(complaint), ANSWER)
    further = reverse("admin:letting_complaint_further", args=[complaint.pk])
    assert eva.post(further, {"text": ""}).status_code == 422
    assert eva.post(further, {"text": "Hon ringde."}).status_code == 303
    assert state(flen, complaint) == (2, "waiting")
    eva.post(reverse("admin:letting_complaint_close", args=[complaint.pk]))
    assert state(flen, complaint) == (2, "closed")


def test_scheme_10_a_landlord_without_instances_has_nothing_to_write_down(db: None) -> None:
    town = make_world()
    anna, eva = town.person("Anna"), inside(town, "Eva", Role.OFFICER)
    assert "Skriv in ett klagomål" not in text(eva, reverse("admin:tenants_person_change", args=[anna.pk]))
    assert eva.get(f"{reverse('admin:letting_complaint_add')}?person={anna.pk}").status_code == 404


def test_scheme_10_a_protected_persons_complaint_is_answered_by_the_named_role_who_sees_only_its_text(
    flen: World,
) -> None:
    flen.wants("Anna", flen.listing())
    with flen.scope():
        anna = flen.people["Anna"]
        subject = f"letting.interest:{anna.interests.get().pk}"
        complaint = file_complaint(
            anna.pk, subject=subject, text="Det blev fel.", by=person_actor(anna.pk), now=at("05-11 13:00")
        )
        assert isinstance(complaint, Complaint)
        Person.objects.update(protected=True)
    vd, maria, eva = (
        inside(flen, "Vera", Role.DIRECTOR), inside(flen, "Maria", Role.MANAGER), inside(flen, "Eva", Role.OFFICER)
    )  # fmt: skip
    assert [who.get(page_of(complaint)).status_code for who in (vd, maria, eva)] == [200, 200, 404]
    page = text(vd, page_of(complaint))
    told = (
        "Det blev fel.",
        "Skyddade personuppgifter",
        "Anna Test",
        "Åsgatan",
        "Avsluta klagomålet åt personen",
        "Klagomålet fördes",
    )
    assert [said in page for said in told] == [True, True, False, False, False, False]
    assert ("Anna Test" in text(maria, page_of(complaint)), "Anna Test" in text(vd, DASHBOARD)) == (True, False)
    assert "Skyddade personuppgifter" in text(vd, DASHBOARD)
    assert ["Anna Test" in text(who, LIST) for who in (vd, maria, eva)] == [False, True, False]
    posts = [reverse(f"admin:letting_complaint_{name}", args=[complaint.pk]) for name in ("further", "close")]
    assert [vd.post(path, {"text": "x"}).status_code for path in posts] == [404, 404]
    assert eva.post(page_of(complaint), ANSWER).status_code == 404
    assert vd.post(page_of(complaint), ANSWER).status_code == 303
    assert "En annan sökande hade fler poäng." in text(vd, page_of(complaint))
    assert state(flen, complaint) == (1, "answered")


def test_scheme_10_each_reading_of_a_protected_persons_complaint_is_logged(flen: World) -> None:
    complaint = filed(flen)
    vd = inside(flen, "Vera", Role.DIRECTOR)

    def readings() -> int:
        with flen.scope():
            return Event.objects.filter(kind="complaint.read").count()

    text(vd, page_of(complaint))
    assert readings() == 0
    with flen.scope():
        Person.objects.update(protected=True)
    text(vd, page_of(complaint))
    vd.head(page_of(complaint))
    assert readings() == 1


def test_scheme_10_another_landlords_complaint_does_not_exist(flen: World) -> None:
    complaint = filed(flen)
    gun = inside(other_landlord(), "Gun", Role.DIRECTOR)
    asked: list[Any] = [gun.get(page_of(complaint)), gun.post(page_of(complaint), ANSWER)]
    posts = [reverse(f"admin:letting_complaint_{name}", args=[complaint.pk]) for name in ("further", "close")]
    asked += [gun.post(path, {"text": "x"}) for path in posts]
    assert [reply.status_code for reply in asked] == [404] * 4
    assert state(flen, complaint) == (1, "waiting")
