"""Those who phone or come to the office: served by staff through the same services, and the log says who and how."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from letting.models import ApplicantFacts, Interest, Offer
from queues.models import Registration
from tenants.models import Event, Person, Role
from tests.cast import Clock, World, at, make_world
from tests.pages.office import inside, person_page, protect, queries, text, told, words

PHONE = {"how": "phone", "sure": "on"}


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    """Greta has no login and no e-mail; she phones."""
    world = make_world()
    world.person("Greta", login=False)
    with world.scope():
        Person.objects.filter(given_name="Greta").update(email="")
    return world


def for_her(name: str, world: World, *before: int, who: str = "Greta") -> str:
    return reverse(f"admin:letting_listing_{name}", args=[*before, world.people[who].pk])


def served(world: World) -> list[dict[str, Any]]:
    return [data for _kind, data in told(world, "person.served")]


def by_whom(world: World) -> set[str]:
    with world.scope():
        actors = Event.objects.filter(kind="interest.made").values_list("actor", flat=True)
        return {actor.partition(":")[0] for actor in actors}


def makes_interest(client: Client, world: World, listing: int, **more: str) -> Any:
    return client.post(for_her("interest_for", world), {"listing": listing, **PHONE, **more})


def test_an_interest_is_made_for_one_who_phones(town: World) -> None:
    listing, eva = town.listing(), inside(town)
    here = for_her("interest_for", town)
    assert f'href="{here}"' in text(eva, person_page(town.people["Greta"]))
    assert "Åsgatan 14, A1" in text(eva, here)
    answer = makes_interest(eva, town, listing.pk)
    assert (answer.status_code, answer["Location"]) == (303, person_page(town.people["Greta"]))
    with town.scope():
        assert Interest.objects.get().person_id == town.people["Greta"].pk
    assert (served(town), by_whom(town)) == (
        [{"how": "phone", "what": "interest", "about": listing.subject}],
        {"staff"},
    )
    page = text(eva, person_page(town.people["Greta"]))
    assert "En medarbetare hjälpte personen (per telefon): anmälde intresse." in page


def test_what_is_missing_is_asked_for_and_what_was_chosen_stays(town: World) -> None:
    listing, eva = town.listing(), inside(town)
    answer = eva.post(for_her("interest_for", town), {"listing": listing.pk})
    page = words(answer)
    assert answer.status_code == 422
    assert f'<option value="{listing.pk}" selected>' in page
    for said in ("Kontrollera vem du talar med", "Välj hur personen lämnade uppgiften."):
        assert said in page
    with town.scope():
        assert not Interest.objects.exists()


def test_a_refusal_is_said_in_words_about_the_person(town: World) -> None:
    space = town.unit("P1", kind="vehicle_space", rooms=0, size=12, rent=350)
    with town.scope():
        Registration.objects.update(deactivated_at=at("05-10 09:00"))
    listing, eva = town.listing(), inside(town)
    page = words(makes_interest(eva, town, listing.pk))
    assert "Personen står inte i kön." in page
    assert "Välj en annons i listan." in words(makes_interest(eva, town, space.pk + 999))
    assert served(town) == []


def test_an_interest_is_taken_back_for_her(town: World) -> None:
    listing, eva = town.listing(), inside(town)
    makes_interest(eva, town, listing.pk)
    here = for_her("withdraw_for", town, listing.pk)
    assert f'href="{here}"' in text(eva, person_page(town.people["Greta"]))
    assert eva.post(here, PHONE).status_code == 303
    with town.scope():
        assert Interest.objects.get().state == "withdrawn"
    assert served(town)[-1] == {"how": "phone", "what": "interest_withdrawn", "about": listing.subject}
    assert "Det går inte längre" in words(eva.post(here, PHONE, follow=True))


def test_her_answer_is_reached_from_her_page(town: World, clock: Clock) -> None:
    listing, eva = town.listing(), inside(town)
    makes_interest(eva, town, listing.pk)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    clock.now = at("05-22 09:00")
    with town.scope():
        offer = Offer.objects.get()
    here = reverse("admin:letting_listing_act", args=[listing.pk, offer.pk])
    assert f'href="{here}"' in text(eva, person_page(town.people["Greta"]))
    eva.post(here, {"deed": "yes", "how": "office", "sure": "on"})
    assert town.offers(listing) == {"Greta": "candidate"}
    assert served(town)[-1] == {"how": "office", "what": "yes", "about": listing.subject}


def test_her_profile_is_filled_in_as_she_tells_it(town: World) -> None:
    eva, here = inside(town), for_her("profile_for", town)
    bad = {"adults": "2", "kind_0": "permanent", "landlord": "no", "how": "phone"}
    answer = eva.post(here, bad)
    assert (answer.status_code, "Skriv hur mycket det är i månaden" in words(answer)) == (422, True)
    good = bad | {"net_0": "21 000", "children": "5"}
    assert eva.post(here, good).status_code == 303
    with town.scope():
        assert ApplicantFacts.objects.get().data == {
            "household": {"adults": 2, "children": [5]},
            "income": [{"kind": "permanent", "net": 21000, "months_left": 120}],
            "reference": {"there_is": False, "name": "", "phone": ""},
        }
    assert served(town) == [{"how": "phone", "what": "profile"}]


def test_her_contact_and_her_place_in_line_are_noted_with_how(town: World) -> None:
    eva, hedda = inside(town), town.person("Hedda", since=None, login=False, serial=989).pk
    contact = {"phone": "070-1", "street": "Åsgatan 1", "postal_code": "79130", "city": "Falun", "language": "sv"}
    here = reverse("admin:tenants_person_contact", args=[hedda])
    assert eva.post(here, contact | {"how": "letter"}).status_code == 303
    consents = {"queue": "housing", "personal_data": "on", "credit_check": "on", "how": "office"}
    assert eva.post(f"{reverse('admin:queues_registration_add')}?person={hedda}", consents).status_code == 303
    assert [(one["how"], one["what"]) for one in served(town)] == [("letter", "contact"), ("office", "registered")]


@pytest.mark.parametrize("name", ["interest_for", "profile_for"])
def test_a_reader_serves_nobody(town: World, name: str) -> None:
    rut, here = inside(town, "Rut", Role.READER), for_her(name, town)
    assert (rut.get(here).status_code, rut.post(here, PHONE).status_code) == (403, 403)
    assert here not in text(rut, person_page(town.people["Greta"]))


@pytest.mark.parametrize("name", ["interest_for", "profile_for"])
def test_one_with_a_protected_identity_is_served_by_those_who_may_see_her(town: World, name: str) -> None:
    protect(town, "Greta")
    here = for_her(name, town)
    assert inside(town).get(here).status_code == 404
    assert inside(town, "Maria", Role.MANAGER).get(here).status_code == 200


def test_the_choice_of_adverts_asks_the_same_for_one_and_for_three(town: World) -> None:
    eva, here = inside(town), for_her("interest_for", town)
    town.listing()
    one = len(queries(eva, here))
    town.listing(number="A2")
    town.listing(number="A3")
    assert (len(queries(eva, here)), one <= 12) == (one, True)
