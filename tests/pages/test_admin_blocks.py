"""Blocks in the staff's admin: misconduct noted with a cause, a block lifted with a reason. QUEUE-12 to 14."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from queues.models import Block, BlockReason
from queues.services.blocks import block_for_misconduct, lift_block, start_blocks
from tenants.core.calendar import Period, Unit
from tenants.events import sentence
from tenants.models import Event, Role
from tenants.outcome import Refused
from tests.cast import STAFF, World, at, make_world, other_landlord
from tests.pages.office import inside, letters, person_page, protect, queries, text, told, words

LIST = "/admin/queues/block/"
THREE_MONTHS = Period(3, Unit.MONTHS)
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def borlange(db: None) -> World:
    return make_world("tunabyggen")


def noting(world: World, name: str = "Anna") -> str:
    return f"{reverse('admin:queues_block_add')}?person={world.person(name).pk}"


def blocked(world: World, reason: BlockReason = BlockReason.NO_ANSWERS, name: str = "Anna") -> Block:
    person = world.person(name)
    with world.scope():
        start_blocks([person.pk], reason, THREE_MONTHS, by=STAFF, now=at("05-11 10:00"))
        return Block.objects.latest("pk")


def page_of(block: Block) -> str:
    return reverse("admin:queues_block_change", args=[block.pk])


def seen(world: World, block: Block) -> tuple[bool, str]:
    with world.scope():
        row = Block.objects.get(pk=block.pk)
        return row.lifted_at is not None, row.lifted_reason


def test_queue_14_misconduct_is_noted_with_its_cause_and_blocks_for_two_years(borlange: World) -> None:
    maria = inside(borlange, "Maria", Role.MANAGER)
    page = text(maria, noting(borlange))
    for said in (
        "Notera ett misskött hyresförhållande",
        "under 2 år",
        "Olovlig andrahandsuthyrning",
        "Osant intygande",
    ):
        assert said in page
    answer = maria.post(noting(borlange), {"cause": "threats"}, follow=True)
    page = words(answer)
    assert "Personen är spärrad till fredag 12 maj 2028 och har fått ett meddelande." in page
    assert "Misskött hyresförhållande: hot eller våld som har polisanmälts" in page
    assert letters(borlange, "Anna") == ["blocked"]
    assert told(borlange, "block.") == [("block.started", {"reason": "misconduct", "until": "2028-05-12"})]
    assert "Personen spärrades till fredag 12 maj (misskött hyresförhållande)." in page


def test_queue_14_without_a_cause_nothing_is_noted(borlange: World) -> None:
    maria = inside(borlange, "Maria", Role.MANAGER)
    for form, says in (({}, "Välj en orsak."), ({"cause": "\x00' OR 1=1"}, "Välj en orsak i listan.")):
        answer = maria.post(noting(borlange), form)
        assert (answer.status_code, says in words(answer)) == (422, True)
    with borlange.scope():
        assert not Block.objects.exists()


def test_queue_14_a_second_block_for_misconduct_is_refused_in_words(borlange: World) -> None:
    maria = inside(borlange, "Maria", Role.MANAGER)
    assert maria.post(noting(borlange), {"cause": "neglect"}).status_code == 303
    again = maria.post(noting(borlange), {"cause": "neglect"})
    assert (again.status_code, "Personen är redan spärrad." in words(again)) == (422, True)


def test_check_10_where_the_rules_do_not_block_misconduct_is_a_note_that_can_be_struck(db: None) -> None:
    hjo = make_world("wennergrens")
    maria = inside(hjo, "Maria", Role.MANAGER)
    assert "Noteringen spärrar inte personen, men den vägs in när kraven prövas." in text(maria, noting(hjo))
    page = words(maria.post(noting(hjo), {"cause": "neglect"}, follow=True))
    assert ("Noterad" in page, "Misskött hyresförhållande noterades (vanvård av lägenheten)." in page) == (True, True)
    with hjo.scope():
        note = Block.objects.get()
    assert "Stryk noteringen" in text(maria, page_of(note))
    maria.post(page_of(note), {"reason": "Det var en annan."})
    assert (seen(hjo, note), letters(hjo, "Anna")) == ((True, "Det var en annan."), [])
    assert told(hjo, "misconduct.")[-1] == ("misconduct.struck", {"cause": "neglect"})


def test_queue_12_a_block_is_lifted_with_a_reason_and_the_persons_page_tells_by_whom_and_why(borlange: World) -> None:
    block = blocked(borlange)
    anna, maria = borlange.people["Anna"], inside(borlange, "Maria", Role.MANAGER)
    page = text(maria, person_page(anna))
    for said in ("För många EJ SVAR", "tisdag 11 augusti 2026", "Spärrad"):
        assert said in page, said
    assert "Häv spärren" in text(maria, page_of(block))
    empty = maria.post(page_of(block), {"reason": " \n"})
    assert (empty.status_code, "Skriv ett skäl." in words(empty), seen(borlange, block)) == (422, True, (False, ""))
    page = words(maria.post(page_of(block), {"reason": "<b>Låg på sjukhus</b>"}, follow=True))
    assert "Spärren är hävd, och personen har fått ett meddelande." in page
    assert ("Maria: &lt;b&gt;Låg på sjukhus" in page, "<b>Låg" in page) == (True, False)
    assert letters(borlange, "Anna") == ["blocked", "block_lifted"]
    with borlange.scope():
        assert sentence(Event.objects.get(kind="block.lifted")) == "Spärren hävdes (för många EJ SVAR)."
    page = text(maria, page_of(block))
    assert ("Skäl för hävningen" in page, "<textarea" in page) == (True, False)


def test_queue_12_a_block_that_is_lifted_or_over_is_not_lifted_again(borlange: World) -> None:
    block, maria = blocked(borlange), inside(borlange, "Maria", Role.MANAGER)
    maria.post(page_of(block), {"reason": "Fel person."})
    again = maria.post(page_of(block), {"reason": "En gång till."}, follow=True)
    assert ("Det har redan upphört." in words(again), seen(borlange, block)) == (True, (True, "Fel person."))
    over = blocked(borlange, BlockReason.CREDIT_FAILED)
    with borlange.scope():
        assert lift_block(over.pk, reason="x", by=STAFF, now=at("08-11 00:00")) == Refused(("already_ended",))
    assert seen(borlange, over) == (False, "")


@pytest.mark.parametrize(
    ("role", "sees", "acts"),
    [
        (Role.MANAGER, 200, True),
        (Role.DIRECTOR, 200, True),
        (Role.OFFICER, 200, False),
        (Role.READER, 403, False),
        (Role.CARETAKER, 403, False),
    ],
)
def test_queue_14_each_role_sees_notes_and_lifts_as_the_table_says(
    borlange: World, role: str, sees: int, acts: bool
) -> None:
    block, eva = blocked(borlange), inside(borlange, "Eva", role)
    assert [eva.get(path).status_code for path in (LIST, page_of(block))] == [sees, sees]
    assert eva.get(noting(borlange)).status_code == (200 if acts else 403)
    if role != Role.CARETAKER:
        page = text(eva, person_page(borlange.people["Anna"]))
        assert ("För många EJ SVAR" in page, "Notera misskötsel" in page) == (sees == 200, acts)
    if sees == 200:
        assert ("Häv spärren" in text(eva, page_of(block))) == acts
    posts = [eva.post(noting(borlange), {"cause": "neglect"}), eva.post(page_of(block), {"reason": "x"})]
    assert [answer.status_code for answer in posts] == [303 if acts else 403] * 2
    with borlange.scope():
        assert (Block.objects.count(), seen(borlange, block)[0]) == ((2, True) if acts else (1, False))


def test_a_protected_persons_blocks_are_her_handlers_only(borlange: World) -> None:
    block = blocked(borlange)
    protect(borlange, "Anna")
    director, manager = inside(borlange, "Vera", Role.DIRECTOR), inside(borlange, "Maria", Role.MANAGER)

    def statuses(who: Client) -> list[int]:
        return [who.get(path).status_code for path in (page_of(block), noting(borlange))]

    assert (statuses(director), statuses(manager)) == ([404, 404], [200, 200])
    assert director.post(page_of(block), {"reason": "x"}).status_code == 404
    assert ["Anna" in text(who, LIST) for who in (director, manager)] == [False, True]


def test_another_landlords_block_and_person_do_not_exist(borlange: World) -> None:
    block = blocked(borlange)
    gun = inside(other_landlord(), "Gun", Role.MANAGER)
    asked = [gun.get(page_of(block)), gun.post(page_of(block), {"reason": "x"}), gun.get(noting(borlange))]
    asked += [gun.post(noting(borlange), {"cause": "neglect"})]
    bare = reverse("admin:queues_block_add")
    asked += [gun.get(f"{bare}?person={odd}") for odd in ("", "x", "9" * 40, "-1", "1;2")]
    assert {answer.status_code for answer in asked} == {404}
    assert (seen(borlange, block), "Anna" in text(gun, LIST)) == ((False, ""), False)


def test_the_pages_of_blocks_ask_the_same_few_questions_however_many_there_are(borlange: World) -> None:
    maria = inside(borlange, "Maria", Role.MANAGER)
    maria.get("/admin/")
    counts = []
    for serial in range(4):
        borlange.person(f"P{serial}", serial=988 + serial)
        block = blocked(borlange, name=f"P{serial}")
        if serial in (0, 3):
            counts.append(
                [len(queries(maria, path)) for path in (LIST, page_of(block), noting(borlange, f"P{serial}"))]
            )
    assert (counts[0] == counts[1], max(counts[0]) <= 12) == (True, True), counts


def test_the_codes_of_misconduct_are_said_in_words_in_the_log(borlange: World) -> None:
    anna = borlange.person("Anna")
    with borlange.scope():
        block_for_misconduct(anna.pk, "false_statement", by=STAFF, now=at("05-11 10:00"))
        said = sentence(Event.objects.get(kind="block.started"))
    assert said == "Personen spärrades till torsdag 11 maj (misskött hyresförhållande)."
