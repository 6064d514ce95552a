"""What shuts people out of the site: told by anyone without logging in, answered by staff, gone after a year."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tenants.actors import person_actor, staff_actor
from tenants.barriers import KEPT, answer_barrier, tell_of_barrier
from tenants.erasing import ask_to_be_erased
from tenants.mailing import send_due
from tenants.models import Barrier, Event, Message, Person, Role
from tenants.outcome import Refused
from tenants.telling import all_of
from tests.cast import Clock, World, make_world, other_landlord
from tests.pages.office import inside, queries, text, told, words

FORM, THANKS = "/tillganglighet/hinder/", "/tillganglighet/hinder/tack/"
DASHBOARD, LIST = "/admin/", "/admin/tenants/barrier/"
WAITING = "Synpunkter på tillgänglighet"
SAID = {"text": "Knappen går inte att nå med tangentbordet.", "page": "Lediga bostäder", "email": "ulla@example.se"}


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    cache.clear()
    return make_world()


@pytest.fixture
def ulla(world: World) -> Client:
    return Client(headers={"host": world.host, "accept-language": "sv"})


def page_of(barrier: Barrier) -> str:
    return reverse("admin:tenants_barrier_change", args=[barrier.pk])


def the_one(world: World) -> Barrier:
    with world.scope():
        return Barrier.objects.get()


def logged_in(world: World, name: str) -> Client:
    world.person(name)
    client = Client(headers={"host": world.host, "accept-language": "sv"})
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_anyone_tells_of_a_barrier_and_is_answered_by_mail(world: World, ulla: Client, clock: Clock) -> None:
    assert f'href="{FORM}"' in ulla.get("/tillganglighet/").content.decode()
    reply = ulla.post(FORM, SAID)
    assert (reply.status_code, reply["Location"]) == (303, THANKS)
    thanks = words(ulla.get(THANKS))
    assert ("Tack, vi har fått det" in thanks, "Knappen" in thanks) == (True, False)

    eva, barrier = inside(world), the_one(world)
    assert WAITING in text(eva, DASHBOARD)
    shown = text(eva, page_of(barrier))
    for said in (*SAID.values(), "Väntar på svar", "En medarbetare läste synpunkten.", "en besökare"):
        assert said in shown, said
    assert eva.post(page_of(barrier), {"text": " "}).status_code == 422
    assert eva.post(page_of(barrier), {"text": "Rättat i dag."}).status_code == 303
    assert "Svaret är sparat och skickat." in text(eva, page_of(barrier))
    assert WAITING not in text(eva, DASHBOARD)
    again = eva.post(page_of(barrier), {"text": "Något annat."}, follow=True)
    assert ("Det är redan avgjort" in words(again), the_one(world).answer) == (True, "Rättat i dag.")

    send_due(clock.now)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["ulla@example.se"], "Svar om tillgängligheten på webbplatsen")
    assert ("Rättat i dag." in sent.body, "https://www.digg.se/tdosanmalan" in sent.body) == (True, True)
    assert "Mina sidor" not in sent.body
    assert [kind for kind, _data in told(world, "barrier.")] == [
        "barrier.told", "barrier.read", "barrier.answered", "barrier.read", "barrier.read",
    ]  # fmt: skip


def test_whoever_is_logged_in_is_answered_on_her_pages_and_sees_who_read_it(world: World, clock: Clock) -> None:
    anna = logged_in(world, "Anna")
    assert 'name="email"' not in anna.get(FORM).content.decode()
    anna.post(FORM, SAID)
    barrier = the_one(world)
    assert (barrier.person_id, barrier.email) == (world.people["Anna"].pk, "")
    eva = inside(world)
    assert "Anna Test" in text(eva, page_of(barrier))
    eva.post(page_of(barrier), {"text": "Rättat i dag."})
    with world.scope():
        message = Message.objects.get(kind="barrier_answered")
    assert "Rättat i dag." in words(anna.get(reverse("my:message", args=[message.pk])))
    assert "Det du har berättat om ett hinder på webbplatsen öppnades." in words(anna.get(reverse("my:readings")))


def test_without_an_address_staff_write_down_what_was_done(world: World, ulla: Client) -> None:
    ulla.post(FORM, {"text": SAID["text"]})
    eva, barrier = inside(world), the_one(world)
    assert "Det finns ingen adress att svara till." in text(eva, page_of(barrier))
    eva.post(page_of(barrier), {"text": "Rättat."})
    with world.scope():
        assert (Barrier.objects.get().answer, Message.objects.filter(kind="barrier_answered").count()) == ("Rättat.", 0)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Skriv vad som inte fungerar."),
        ({"text": " \n "}, "Skriv vad som inte fungerar."),
        ({"text": "x" * 2001}, "Skriv högst 2 000 tecken."),
        ({"page": "x" * 201}, "Skriv högst 200 tecken."),
        ({"email": "ulla"}, "Skriv en hel e-postadress"),
        ({"email": "ulla@example.se\r\nBcc: alla@example.se"}, "Skriv en hel e-postadress"),
        ({"text": "a\0b"}, "ett tecken som inte går att spara"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    world: World, ulla: Client, wrong: dict[str, str], sentence: str
) -> None:
    reply = ulla.post(FORM, SAID | wrong)
    said = words(reply)
    assert (reply.status_code, sentence in said, "Fel: Berätta om ett hinder" in said) == (422, True, True)
    assert [SAID[name] in said for name in SAID if name not in wrong] == [True] * (3 - len(wrong))
    with world.scope():
        assert Barrier.objects.count() == 0


def test_the_same_twice_is_as_once_and_scripts_are_words(world: World, ulla: Client) -> None:
    evil = SAID | {"text": "<script>alert(1)</script>", "page": '"><img src=x>'}
    for _ in range(2):
        assert ulla.post(FORM, evil).status_code == 303
    eva, page = inside(world), page_of(the_one(world))
    for path in (page, LIST, DASHBOARD):
        shown = eva.get(path).content.decode()
        assert ("<script>alert" in shown, "<img src=x>" in shown) == (False, False)


def test_what_a_stranger_sends_along_is_not_taken(world: World, ulla: Client) -> None:
    anna = world.person("Anna")
    more = {"person": anna.pk, "person_id": anna.pk, "landlord": 0, "answer": "Nej", "answered_at": "2026-01-01"}
    ulla.post(FORM, SAID | more)
    barrier = the_one(world)
    assert (barrier.person_id, barrier.answer, barrier.answered_at, barrier.landlord_id) == (None, "", None, world.pk)


def test_too_many_from_one_address_wait_and_lose_nothing(
    world: World, ulla: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("letting.public.barrier.RATE", "2/h")
    statuses = [ulla.post(FORM, {"text": f"Hinder {n}"}).status_code for n in range(2)]
    late: Any = ulla.post(FORM, SAID)
    assert (statuses, late.status_code, 0 < int(late["Retry-After"]) <= 3600) == ([303, 303], 429, True)
    said = words(late)
    assert ("Det du skrev finns kvar." in said, SAID["text"] in said) == (True, True)
    assert ulla.post(FORM, SAID, REMOTE_ADDR="203.0.113.9").status_code == 303
    with world.scope():
        assert Barrier.objects.count() == 3


def test_the_form_is_kept_safe_from_other_sites(world: World) -> None:
    strict = Client(headers={"host": world.host}, enforce_csrf_checks=True)
    assert strict.post(FORM, SAID).status_code == 403
    assert strict.get(THANKS).status_code == 200


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.OFFICER, 200), (Role.MANAGER, 200), (Role.DIRECTOR, 200), (Role.READER, 403), (Role.CARETAKER, 403)],
)
def test_those_who_answer_see_it_and_others_do_not(world: World, ulla: Client, role: str, sees: int) -> None:
    ulla.post(FORM, SAID)
    staff, barrier = inside(world, role=role), the_one(world)
    assert [staff.get(path).status_code for path in (LIST, page_of(barrier))] == [sees] * 2
    assert (WAITING in text(staff, DASHBOARD)) == (sees == 200)
    staff.post(page_of(barrier), {"text": "Svar"})
    assert (the_one(world).answer == "Svar") == (sees == 200)


def test_a_protected_persons_words_are_for_those_who_handle_her(world: World) -> None:
    logged_in(world, "Anna").post(FORM, SAID)
    with world.scope():
        Person.objects.update(protected=True)
    barrier = the_one(world)
    eva, maria = inside(world), inside(world, "Maria", Role.MANAGER)
    assert [who.get(page_of(barrier)).status_code for who in (eva, maria)] == [404, 200]
    assert [WAITING in text(who, DASHBOARD) for who in (eva, maria)] == [False, True]
    assert [SAID["page"] in text(who, LIST) for who in (eva, maria)] == [False, True]


def test_another_landlords_do_not_exist(world: World, ulla: Client) -> None:
    ulla.post(FORM, SAID)
    barrier, gun = the_one(world), inside(other_landlord(), "Gun", Role.MANAGER)
    assert [gun.get(page_of(barrier)).status_code, gun.post(page_of(barrier), {"text": "x"}).status_code] == [404, 404]
    assert WAITING not in text(gun, DASHBOARD)


def test_a_year_after_the_answer_it_is_gone_with_what_the_mail_said(world: World, ulla: Client, clock: Clock) -> None:
    ulla.post(FORM, SAID)
    ulla.post(FORM, {"text": "Något som ingen har svarat på."})
    with world.scope():
        answered = Barrier.objects.get(email="ulla@example.se")
        assert answer_barrier(answered.pk, text="Hälsningar Ulla", by=staff_actor(1), now=clock.now) is None
    send_due(clock.now)
    for left, moment in ((2, KEPT - timedelta(minutes=1)), (1, KEPT)):
        world.tick(clock.now + moment)
        with world.scope():
            assert Barrier.objects.count() == left
    with world.scope():
        message = Message.objects.get(kind="barrier_answered")
        assert (message.to, message.context, message.body) == ("", {}, "")
        assert Event.objects.filter(data__icontains="Ulla").count() == 0


def test_the_start_page_and_the_list_ask_as_much_for_three_as_for_one(world: World, clock: Clock) -> None:
    def tell(number: int) -> None:
        with world.scope():
            told = tell_of_barrier(text=f"Hinder {number}", person_id=world.people["Anna"].pk, now=clock.now)
            assert isinstance(told, Barrier)

    world.person("Anna")
    eva = inside(world)
    tell(1)
    one = [len(queries(eva, path)) for path in (DASHBOARD, LIST)]
    tell(2)
    tell(3)
    assert [len(queries(eva, path)) for path in (DASHBOARD, LIST)] == one
    assert max(one) <= 12


def test_the_form_and_the_statement_ask_little(world: World, ulla: Client) -> None:
    assert {path: len(queries(ulla, path)) for path in (FORM, THANKS, "/tillganglighet/")} == {
        FORM: 2, THANKS: 2, "/tillganglighet/": 2,
    }  # fmt: skip


def test_the_statement_says_when_and_how_it_was_tried_and_to_whom_to_complain(ulla: Client) -> None:
    said = words(ulla.get("/tillganglighet/"))
    parts = ("onsdag 25 november 2026", "axe", "Det här vet vi inte fungerar än", "Myndigheten för digital förvaltning")
    assert [part for part in parts if part not in said] == []


def test_what_she_told_is_in_her_extract_and_goes_when_she_is_erased(world: World, clock: Clock) -> None:
    logged_in(world, "Anna").post(FORM, SAID)
    anna = world.people["Anna"]
    with world.scope():
        [section] = [part for part in all_of(anna) if part.key == "tenants.barrier"]
        assert SAID["text"] in [one.value for one in section.rows[0]]
        assert not isinstance(ask_to_be_erased(anna.pk, by=person_actor(anna.pk), now=clock.now), Refused)
    world.tick(clock.now + timedelta(days=16))
    with world.scope():
        assert (Barrier.objects.count(), Person.objects.get(pk=anna.pk).email) == (0, "")
