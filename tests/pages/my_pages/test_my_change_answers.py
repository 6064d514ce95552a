"""Someone is asked by mail to take part in a change of a lease, and says yes or no. LEASE-8, 9."""

from __future__ import annotations

import pytest

from letting.models import Lease, LeaseChange
from tests.cast import Clock, World, at, make_world
from tests.letting.changing import asks, key_of, state
from tests.letting.renting import rents
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-20 10:00")
    town = make_world("tunabyggen")
    town.person("Anna", serial=988)
    town.person("Bo", serial=989)
    return town


def home(world: World, name: str = "Anna", street: str = "Åsgatan 14") -> Lease:
    return rents(world, name, world.unit(f"U{name}", street=street))


def test_the_other_opens_the_mail_sees_what_it_means_and_says_yes(world: World, visit: Visit) -> None:
    lease = home(world)
    home(world, "Bo", "Trotzgatan 3")
    change = asks(world, lease, "swap", text="Hemligt")
    path = f"/mina-sidor/avtal/svara/{key_of(world)}/"
    bo = visit("Bo")
    page = bo.text(path)
    for told in ("Anna Test ansöker om direktbyte tillsammans med dig", "Svara senast onsdag 3 juni", "Åsgatan 14"):
        assert told in page
    assert "Hemligt" not in page
    assert "Välj ja eller nej. Inget är sparat än." in words(bo.post(path))
    assert "Kryssa i rutan för att kunna säga ja." in words(bo.post(path, answer="yes"))
    said = bo.post(path, answer="yes", consent="on")
    assert (said.status_code, said.headers["Location"]) == (303, f"/mina-sidor/avtal/andring/{change.pk}/")
    assert state(world, change) == "complete"
    after = bo.text(said.headers["Location"])
    assert ("Ni får besked senast onsdag 10 juni 2026." in after, "Hemligt" in after) == (True, False)
    assert "Ansökningar om avtal" in bo.text("/mina-sidor/avtal/")
    assert "Frågan är redan besvarad." in bo.text(path)
    with world.scope():
        assert LeaseChange.objects.get().consent_wording.startswith("Jag vill byta bostad")


def test_a_no_a_closed_question_and_a_key_that_is_guessed(world: World, visit: Visit) -> None:
    asks(world, home(world), "transfer")
    path = f"/mina-sidor/avtal/svara/{key_of(world)}/"
    anna, bo = visit("Anna"), visit("Bo")
    assert "Du kan inte ansöka med dig själv." in anna.text(path)
    assert bo.get("/mina-sidor/avtal/svara/guessed/").status_code == 404
    assert bo.post(path, answer="no").status_code == 303
    with world.scope():
        assert LeaseChange.objects.get().state == "declined"
    assert bo.post(path, answer="yes", consent="on").status_code == 422


def test_which_of_several_homes_is_swapped_is_asked(world: World, visit: Visit) -> None:
    change = asks(world, home(world), "swap")
    home(world, "Bo", "Trotzgatan 3")
    second = rents(world, "Bo", world.unit("B2", street="Hosjögatan 9"))
    path, bo = f"/mina-sidor/avtal/svara/{key_of(world)}/", visit("Bo")
    assert "Hosjögatan 9" in bo.text(path)
    assert "Välj en bostad." in words(bo.post(path, answer="yes", consent="on"))
    strange = bo.post(path, answer="yes", consent="on", home=str(change.lease_id))
    assert (strange.status_code, "Välj en av bostäderna." in words(strange)) == (422, True)
    assert bo.post(path, answer="yes", consent="on", home=str(second.pk)).status_code == 303
    with world.scope():
        assert LeaseChange.objects.get().other_lease_id == second.pk
