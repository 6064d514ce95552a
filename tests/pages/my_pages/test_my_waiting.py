"""What one waits for where staff choose, and where one is asked at a time: said by the data, on pages and in mail."""

import re

import pytest
from django.test import Client

from letting.models import Check, Listing
from letting.services.offers import accept, decline
from letting.services.reviews import record_check
from letting.services.selecting import choose_candidate, select_applicants
from letting.services.signing import sign
from queues.services.wishes import choose_area
from tenants.actors import person_actor
from tests.cast import STAFF, Clock, World, at, make_world
from tests.pages.my_pages.conftest import Visitor
from tests.pages.my_pages.scenes import offer_of


@pytest.fixture
def hjo(db: None) -> World:
    return make_world("wennergrens")


def came(world: World, name: str) -> Visitor:
    client = Client()
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return Visitor(world, client)


def wanted(hjo: World) -> Listing:
    """Return a flat that Anna, Bo and Cecilia want, whose advert has ended."""
    since = {"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}
    for number, name in enumerate(since):
        hjo.person(name, since=since[name], serial=988 + number)
    listing = hjo.listing()
    for name in since:
        hjo.wants(name, listing)
    hjo.tick(at("05-18 08:00"))
    return listing


def chosen(hjo: World, listing: Listing, *names: str) -> None:
    with hjo.scope():
        people = [hjo.people[name].pk for name in names]
        refused = select_applicants(
            listing.pk, people, cause="needs", reason="Passar.", by=STAFF, now=at("05-18 10:00")
        )
        assert refused is None


def messages(visitor: Visitor) -> str:
    page = visitor.text("/mina-sidor/meddelanden/")
    found = sorted(set(re.findall(r'"(/mina-sidor/meddelanden/\d+/)"', page)))
    return " ".join(visitor.text(address) for address in found)


def test_jour_4_an_interest_waits_for_staff_to_select_and_then_for_another_round(hjo: World, clock: Clock) -> None:
    listing = wanted(hjo)
    clock.now = at("05-18 09:00")
    anna, cecilia = came(hjo, "Anna"), came(hjo, "Cecilia")
    assert "Annonsen är stängd. Vi väljer nu vilka som får erbjudande" in cecilia.text("/mina-sidor/intressen/")
    flat = cecilia.text(f"/lediga/{listing.pk}/")
    assert "Nu väljer vi vilka som får erbjudande." in flat
    assert 'aria-current="step"><span class="way__dot" aria-hidden="true"></span><b>Urval</b>' in flat
    chosen(hjo, listing, "Anna", "Bo")
    clock.now = at("05-18 11:00")
    assert "Andra har fått erbjudande först. Säger ingen av dem ja kan vi välja dig." in cecilia.text(
        "/mina-sidor/intressen/"
    )
    assert "Vi har valt dig till visning av Åsgatan 14 bland dem som har anmält intresse." in messages(anna)
    assert "poäng" not in messages(anna)


def test_jour_14_a_yes_waits_for_staff_to_choose_and_the_one_chosen_is_told_so(hjo: World, clock: Clock) -> None:
    listing = wanted(hjo)
    chosen(hjo, listing, "Anna", "Bo")
    hjo.tick(at("05-25 08:00"))
    clock.now = at("05-25 09:00")
    anna = came(hjo, "Anna")
    offer = f"/mina-sidor/erbjudanden/{offer_of(hjo, 'Anna').pk}/"
    question = anna.text(f"{offer}tacka-ja/")
    assert "När alla har svarat väljer vi en av dem som tackat ja, och skriver ner varför." in question
    assert "bäst plats" not in question
    anna.post(f"{offer}tacka-ja/")
    said = (
        "väljer vi en av dem som tackat ja, och skriver ner varför. Alla svar är inne senast torsdag 28 maj kl. 08.00."
    )
    assert [said in anna.text(path) for path in (offer, f"{offer}klart/")] == [True, True]
    hjo.does("Bo", accept, listing, at("05-25 10:00"))
    clock.now = at("05-25 11:00")
    waiting = anna.text(offer)
    assert "Alla har svarat. Vi väljer en av dem som har tackat ja och skriver ner varför." in waiting
    assert "Du har tackat ja: vi väljer vem som får bostaden" in waiting
    assert "<b>Val</b>från" in waiting
    with hjo.scope():
        choose_candidate(
            listing.pk, hjo.people["Bo"].pk, cause="needs", reason="Passar.", by=STAFF, now=at("05-25 12:00")
        )
    assert "Blir det inget avtal med den vi väljer, så väljer vi igen." in anna.text(offer)
    bo = messages(came(hjo, "Bo"))
    assert ("Vi har valt dig bland dem som tackade ja till Åsgatan 14." in bo, "bäst plats" in bo) == (True, False)


def test_scheme_5_the_only_one_asked_is_told_that_she_is_alone(hjo: World, clock: Clock) -> None:
    listing = hjo.listing(hjo.unit("R1", area="Rönnen"), scheme="ronnen")
    for number, name in enumerate(("Anna", "Bo")):
        person = hjo.person(name, serial=988 + number)
        with hjo.scope():
            choose_area(person.pk, "Rönnen", by=person_actor(person.pk), now=at(f"05-0{2 + number} 12:00"))
        hjo.wants(name, listing)
    hjo.tick(at("05-18 08:00"))
    hjo.tick(at("05-25 08:00"))
    clock.now = at("05-25 09:00")
    anna = came(hjo, "Anna")
    offer = f"/mina-sidor/erbjudanden/{offer_of(hjo, 'Anna').pk}/"
    assert (
        "Bara du har fått frågan just nu. Säger du ja kan du ändå tacka nej tills du har skrivit under."
        in anna.text(offer)
    )
    assert "Bara du har fått frågan just nu, så säger du ja är det du som står i tur." in anna.text(f"{offer}tacka-ja/")
    assert "De som står före dig har fått frågan." in came(hjo, "Bo").text("/mina-sidor/intressen/")
    anna.post(f"{offer}tacka-ja/")
    said = messages(anna)
    assert ("Du har tackat ja till Åsgatan 14 och står i tur." in said, "så länge inte alla" in said) == (True, False)


def test_check_2_after_a_yes_that_needs_a_profile_the_profile_is_asked_for(db: None, clock: Clock) -> None:
    borlange = make_world("tunabyggen")
    for number, name in enumerate(("Anna", "Bo")):
        borlange.person(name, serial=988 + number)
    listing = borlange.listing()
    for name in ("Anna", "Bo"):
        borlange.wants(name, listing)
    borlange.tick(at("05-19 08:00"))
    borlange.tick(at("05-25 08:00"))
    clock.now = at("05-25 09:00")
    anna = came(borlange, "Anna")
    offer = f"/mina-sidor/erbjudanden/{offer_of(borlange, 'Anna').pk}/"
    question = anna.text(f"{offer}tacka-ja/")
    assert "Du lämnar in din sökandeprofil och intyg på inkomsten inom 3 arbetsdagar." in question
    assert "har tackat ja och har en godkänd profil." in question
    anna.post(f"{offer}tacka-ja/")
    done = anna.text(f"{offer}klart/")
    assert "Nu behöver vi din sökandeprofil och intyg på inkomsten. Lämna in dem senast torsdag 28 maj kl. 24" in done
    assert f'href="{offer}sokandeprofil/"' in done


def test_queue_12_what_silence_costs_is_said_only_where_it_costs(hjo: World, clock: Clock) -> None:
    listing = wanted(hjo)
    chosen(hjo, listing, "Anna", "Bo")
    hjo.tick(at("05-25 08:00"))
    clock.now = at("05-25 09:00")
    said = messages(came(hjo, "Anna"))
    assert ("Svarar du inte går erbjudandet vidare till nästa." in said, "EJ SVAR" in said) == (True, False)
    hjo.does("Anna", decline, listing, at("05-25 10:00"))


def test_a_flat_let_by_choice_is_told_without_points(hjo: World, clock: Clock) -> None:
    listing = wanted(hjo)
    chosen(hjo, listing, "Anna", "Bo")
    hjo.tick(at("05-25 08:00"))
    for name in ("Anna", "Bo"):
        hjo.does(name, accept, listing, at("05-25 09:00"))
    with hjo.scope():
        choose_candidate(
            listing.pk, hjo.people["Anna"].pk, cause="needs", reason="Passar.", by=STAFF, now=at("05-25 12:00")
        )
        for kind in list(Check.objects.filter(result="review").values_list("kind", flat=True)):
            record_check(
                listing.pk, hjo.people["Anna"].pk, kind, passed=True, reason="ok", by=STAFF, now=at("05-26 09:00")
            )
    hjo.does("Anna", sign, listing, at("05-26 10:00"))
    clock.now = at("05-27 09:00")
    assert "gick till en annan sökande, som vi valde bland dem som tackat ja." in messages(came(hjo, "Bo"))
