"""Two who rent together change their lease on Mina sidor: one asks, the other says yes, all sign. LEASE-7, 8, 10."""

from __future__ import annotations

import pytest

from letting.models import Lease, LeaseChange
from tests.cast import Clock, World, at, make_world
from tests.letting.changing import agrees, answers, asks, grants, state
from tests.letting.renting import rents
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit

SIGNED = {"read": "on", "residence": "on", "insurance": "on"}


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-20 10:00")
    town = make_world("tunabyggen")
    for number, name in enumerate(("Anna", "Bo", "Cecilia", "David")):
        town.person(name, serial=988 + number)
    return town


def homes(world: World) -> Lease:
    """Return the lease of Anna's and Bo's home; Cecilia and David rent another."""
    rents(world, "Cecilia", world.unit("U2", street="Trotzgatan 3"), co_renter=world.people["David"])
    return rents(world, "Anna", world.unit("U1", street="Åsgatan 14"), co_renter=world.people["Bo"])


def here(change: LeaseChange, deed: str = "") -> str:
    return f"/mina-sidor/avtal/andring/{change.pk}/{deed}"


def test_either_of_two_can_ask_for_a_swap_and_is_told_who_else_says_yes(world: World, visit: Visit) -> None:
    lease, bo = homes(world), visit("Bo")
    hub = bo.text(f"/mina-sidor/avtal/{lease.pk}/")
    kinds = [slug for slug in ("andrahand", "byte", "overlatelse", "inskrivning") if f"/andra/{slug}/" in hub]
    assert kinds == ["andrahand", "byte"]
    assert "Den du hyr med och den andra säger ja på sina egna sidor" in hub
    asked = {"reason": "family", "email": "cecilia@example.se", "where": "here", "from_on": "2026-08-01", "text": ""}
    sent = bo.post(f"/mina-sidor/avtal/{lease.pk}/andra/byte/", **asked, sure="yes")
    page = bo.text(sent.headers["Location"])
    for told in (
        "Nu väntar den på den andra, och på den du hyr tillsammans med.",
        "Alla ska ha sagt ja senast onsdag 3 juni",
        "cecilia@example.se och Anna Test",
        "Bo Test och Anna Test",
    ):
        assert told in page, told
    with world.scope():
        assert LeaseChange.objects.get().person_id == world.people["Bo"].pk


def test_lease_10_why_nobody_more_can_be_added_is_told(world: World, visit: Visit) -> None:
    lease, anna = homes(world), visit("Anna")
    for slug, why in (
        ("inskrivning", "Ni är redan två på avtalet, och fler kan inte stå på det."),
        ("overlatelse", "Det kan gå över till den av er som bor kvar."),
    ):
        gone = anna.get(f"/mina-sidor/avtal/{lease.pk}/andra/{slug}/")
        assert gone.headers["Location"] == f"/mina-sidor/avtal/{lease.pk}/"
        assert why in anna.text(f"/mina-sidor/avtal/{lease.pk}/")


def test_the_fellow_renter_sees_what_a_yes_means_and_says_it(world: World, visit: Visit) -> None:
    change = asks(world, homes(world), "swap", "cecilia@example.se", text="Vi får barn.")
    bo = visit("Bo")
    start = bo.text("/mina-sidor/")
    for told in ("Svara på ansökan om Åsgatan 14", "Svara senast onsdag 3 juni", here(change, "svara/")):
        assert told in start, told
    assert len(bo.queries("/mina-sidor/")) <= 12
    assert "Svara på ansökan om" not in visit("David").text("/mina-sidor/")
    listed = bo.text("/mina-sidor/avtal/")
    assert ("Väntar på ditt svar" in listed, here(change) in listed) == (True, True)
    assert here(change, "svara/") in bo.text(here(change))
    page = bo.text(here(change, "svara/"))
    for told in (
        "Anna Test ansöker om direktbyte tillsammans med dig",
        "Ni är två på avtalet, så ni ska båda säga ja.",
        "Svara senast onsdag 3 juni",
        "Vi får barn.",
        "Köpoängen börjar om från noll när ni byter.",
        "Du skriver under ett nytt hyresavtal innan bytet gäller.",
    ):
        assert told in page, told
    unclear = bo.post(here(change, "svara/"))
    assert (unclear.status_code, "Välj ja eller nej. Inget är sparat än." in words(unclear)) == (422, True)
    empty = bo.post(here(change, "svara/"), answer="yes")
    assert (empty.status_code, "Kryssa i rutan för att kunna säga ja." in words(empty)) == (422, True)
    said = bo.post(here(change, "svara/"), answer="yes", consent="on")
    assert (said.status_code, said.headers["Location"]) == (303, here(change))
    with world.scope():
        assert LeaseChange.objects.get().co_person_wording.startswith("Jag vill att vi byter bostad")
    assert "Frågan är redan besvarad." in bo.text(here(change, "svara/"))
    assert "Det är inte du" in visit("Anna").text(here(change, "svara/"))


def test_the_others_fellow_does_not_read_the_first_ones_words_and_may_say_no(world: World, visit: Visit) -> None:
    change = asks(world, homes(world), "swap", "cecilia@example.se", text="Vi får barn.")
    answers(world, "Cecilia")
    david = visit("David")
    page = david.text(here(change, "svara/"))
    assert ("Cecilia Test ansöker om direktbyte" in page, "Vi får barn." in page) == (True, False)
    assert david.post(here(change, "svara/"), answer="no").status_code == 303
    assert state(world, change) == "declined"


def test_a_stranger_opens_nothing_of_it(world: World, visit: Visit) -> None:
    change = asks(world, homes(world), "swap", "cecilia@example.se")
    world.person("Elsa", serial=996)
    assert [visit("Elsa").get(here(change, deed)).status_code for deed in ("", "svara/", "skriv-under/")] == [404] * 3


def test_all_four_sign_on_their_own_pages(world: World, visit: Visit) -> None:
    change = asks(world, homes(world), "swap", "cecilia@example.se")
    answers(world, "Cecilia")
    agrees(world, change, "Bo")
    agrees(world, change, "David")
    grants(world, change, "05-22 10:00")
    for name, street in (("Bo", "Trotzgatan 3"), ("Anna", "Trotzgatan 3"), ("David", "Åsgatan 14")):
        person = visit(name)
        assert f"Skriv under avtalet för {street}" in person.text(here(change, "skriv-under/"))
        assert person.post(here(change, "skriv-under/"), **SIGNED).status_code == 303
    with world.scope():
        made = Lease.objects.get(follows__unit__number="U2")
    assert visit("Bo").text(f"/mina-sidor/avtal/{made.pk}/").count("Skrev under") == 2
    assert "Skriv under avtalet för" not in visit("Bo").text("/mina-sidor/")
    assert "Skriv under avtalet för Åsgatan 14" in visit("Cecilia").text("/mina-sidor/")
    assert "Alla ska ha skrivit under före lördag 1 augusti 2026" in visit("Bo").text(here(change))
    visit("Cecilia").post(here(change, "skriv-under/"), **SIGNED)
    assert "Allt är undertecknat." in visit("David").text(here(change))


def test_taking_it_back_tells_that_it_ends_for_all(world: World, visit: Visit) -> None:
    change = asks(world, homes(world), "swap", "cecilia@example.se")
    answers(world, "Cecilia")
    bo = visit("Bo")
    assert "Det slutar för er alla" in bo.text(here(change, "ta-tillbaka/"))
    bo.post(here(change, "ta-tillbaka/"))
    assert "De andra får veta det." in bo.text(here(change))
    assert state(world, change) == "withdrawn"


def test_the_pages_ask_as_much_as_they_did_for_one(world: World, visit: Visit) -> None:
    change = asks(world, homes(world), "swap", "cecilia@example.se")
    bo = visit("Bo")
    assert [len(bo.queries(here(change, deed))) <= 12 for deed in ("", "svara/")] == [True, True]
