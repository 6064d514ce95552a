"""Klagomål on Mina sidor (SCHEME-10): written, followed, taken to the next instance, closed."""

from __future__ import annotations

import pytest

from letting.models import Complaint
from letting.services.complaints import answer_complaint
from tenants.actors import staff_actor
from tenants.models import Message, Role
from tests.cast import Clock, World, at, make_world
from tests.pages.my_pages.conftest import Visitor, words
from tests.pages.my_pages.scenes import Visit

HERE, NEW = "/mina-sidor/klagomal/", "/mina-sidor/klagomal/ny/"


@pytest.fixture
def flen(db: None) -> World:
    return make_world("flen")


@pytest.fixture
def anna(flen: World, visit: Visit) -> Visitor:
    return visit("Anna", flen)


def complaint_of(world: World) -> Complaint:
    with world.scope():
        return Complaint.objects.select_related("ruleset").latest("pk")


def answer(world: World, *, upheld: bool = False) -> None:
    with world.scope():
        outcome = answer_complaint(
            complaint_of(world).pk, text="En annan sökande hade fler poäng.", upheld=upheld, by=staff_actor(1),
            role=Role.DIRECTOR, now=at("05-12 09:00"),
        )  # fmt: skip
        assert outcome is None


def test_scheme_10_a_complaint_is_written_about_ones_own_interest_and_followed(
    anna: Visitor, flen: World, visit: Visit
) -> None:
    flen.wants("Anna", flen.listing())
    visit("Bo", flen, serial=989)
    flen.wants("Bo", flen.listing(flen.unit("B1", street="Bos gata 1")))
    page = anna.text(NEW)
    assert "Det besvaras först av: Verkställande direktören." in page
    assert "Åsgatan 14, intresse anmält 11 maj 2026: pågår" in page
    assert "Bos gata" not in page
    with flen.scope():
        interest = flen.people["Anna"].interests.get().pk
    said = "Varför fick jag den inte?"
    sent = anna.post(NEW, subject=f"letting.interest:{interest}", text=said)
    complaint = complaint_of(flen)
    assert (sent.status_code, sent["Location"]) == (303, f"{HERE}{complaint.pk}/")
    page = anna.text(f"{HERE}{complaint.pk}/")
    for words_ in ("Ditt klagomål är inlämnat.", "Åsgatan 14", said, "Väntar på svar: Verkställande direktören."):
        assert words_ in page
    assert "Gå vidare till nästa instans" not in page
    assert "Åsgatan 14" in anna.text(HERE)
    assert max(len(anna.queries(path)) for path in (HERE, NEW, f"{HERE}{complaint.pk}/")) <= 12


def test_scheme_10_an_answer_is_read_and_the_next_instance_asked(anna: Visitor, flen: World, clock: Clock) -> None:
    anna.post(NEW, subject="other", text="Det blev fel.")
    answer(flen)
    clock.now = at("05-13 09:00")
    path = f"{HERE}{complaint_of(flen).pk}/"
    page = anna.text(path)
    for said in ("Svar: Verkställande direktören", "En annan sökande hade fler poäng.", "Du fick inte rätt",
                 "Du kan få klagomålet prövat av nästa instans: Styrelsen."):  # fmt: skip
        assert said in page
    empty = anna.post(path, text=" ")
    assert (empty.status_code, "Skriv ditt klagomål." in words(empty)) == (422, True)
    assert anna.post(path, text="Det stämmer inte.").status_code == 303
    page = anna.text(path)
    for said in ("Du gick vidare till: Styrelsen", "Det stämmer inte.", "Väntar på svar: Styrelsen."):
        assert said in page
    early = anna.post(path, text="Och nu?")
    assert (early.status_code, "Klagomålet är inte besvarat än." in words(early)) == (422, True)


def test_scheme_10_after_the_last_instance_there_is_nothing_more_to_press(anna: Visitor, flen: World) -> None:
    anna.post(NEW, subject="other", text="Det blev fel.")
    path = f"{HERE}{complaint_of(flen).pk}/"
    for _ in range(2):
        answer(flen)
        anna.post(path, text="Nej.")
    answer(flen, upheld=True)
    page = anna.text(path)
    assert ("Avslutat" in page, "Du fick rätt" in page) == (True, True)
    assert ("Gå vidare" in page, "Avsluta klagomålet" in page) == (False, False)
    with flen.scope():
        letter = Message.objects.filter(kind="complaint_answered").latest("pk").pk
    assert "Det var den sista instansen hos oss" in anna.text(f"/mina-sidor/meddelanden/{letter}/")


def test_scheme_10_a_mistake_gets_a_sentence_and_what_was_typed_stays(anna: Visitor) -> None:
    wrong = anna.post(NEW, subject="letting.interest:999", text="Mina ord.")
    assert (wrong.status_code, "Välj något i listan." in words(wrong), "Mina ord." in words(wrong)) == (422, True, True)
    assert anna.post(NEW, subject="other", text="").status_code == 422
    unsaid = words(anna.post(NEW, text="Mina ord."))
    assert "Välj vad det gäller, eller Något annat." in unsaid
    assert "Skriv högst 4 000 tecken." in words(anna.post(NEW, subject="other", text="x" * 4001))


def test_scheme_10_a_complaint_is_closed_after_being_asked(anna: Visitor, flen: World) -> None:
    anna.post(NEW, subject="other", text="Det blev fel.")
    path = f"{HERE}{complaint_of(flen).pk}/"
    assert "Klagomålet prövas inte vidare." in anna.text(f"{path}avsluta/")
    assert anna.post(f"{path}avsluta/")["Location"] == path
    assert "Klagomålet är avslutat." in anna.text(path)
    assert anna.get(f"{path}avsluta/").status_code == 303


def test_scheme_10_without_instances_the_page_says_how_to_reach_the_landlord(
    anna: Visitor, visit: Visit
) -> None:  # fmt: skip
    falun = visit("Bo", serial=989)
    page = falun.text(HERE)
    for said in ("Hör av dig till oss.", "023-460 00", "kund@kopparstaden.example"):
        assert said in page
    assert "Lämna ett klagomål" not in page
    assert (falun.get(NEW).status_code, falun.post(NEW, text="x").status_code) == (404, 404)
    link = f'<a href="{HERE}"'
    assert [link in who.text("/mina-sidor/koer/") for who in (anna, falun)] == [True, False]


def test_scheme_10_anothers_complaint_does_not_exist(anna: Visitor, flen: World, visit: Visit) -> None:
    anna.post(NEW, subject="other", text="Bara mellan oss.")
    answer(flen)
    bo = visit("Bo", flen, serial=989)
    path = f"{HERE}{complaint_of(flen).pk}/"
    asked = [bo.get(path), bo.post(path, text="x"), bo.get(f"{path}avsluta/"), bo.post(f"{path}avsluta/")]
    assert [reply.status_code for reply in asked] == [404] * 4
    assert "Bara mellan oss." not in bo.text(HERE)
    assert complaint_of(flen).state == "answered"


def test_scheme_10_words_are_words_and_not_markup(anna: Visitor, flen: World) -> None:
    anna.post(NEW, subject="other", text='"><img src=x onerror=1>')
    assert "<img src=x" not in anna.get(f"{HERE}{complaint_of(flen).pk}/").content.decode()
