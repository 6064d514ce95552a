"""The page of a flat for one who cannot, or may not yet: why, from which day, what to do, and what is met."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from letting.models import Lease, Listing, UnitKind
from letting.services.direct_offers import offer_directly
from queues.models import Wishes
from queues.services.blocks import block_for_misconduct
from tests.cast import STAFF, Clock, World, at, make_world
from tests.pages.rules_scenes import cards_of, tidy

NOW = at("05-12 12:00")


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.now = NOW
    return clock


@pytest.fixture
def landlord(db: None, clock: Clock) -> Callable[[str], World]:
    return make_world


def visitor(world: World, name: str, **more: Any) -> Client:
    world.person(name, **more)
    client = Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def card(client: Client, listing: Listing, name: str = "want") -> str:
    answer = client.get(f"/lediga/{listing.pk}/")
    assert answer.status_code == 200
    return cards_of(answer.content.decode())[name]


def rents(world: World, name: str, *, since: str, size: float = 40, rent: int = 5000) -> None:
    """Let someone rent a flat of the landlord's since a day."""
    person, day = world.people[name], date.fromisoformat(since)
    with world.scope():
        unit = world.unit(f"B-{name}", street="Hemvägen 1", size=size, rent=rent)
        Lease.objects.create(
            unit=unit, person=person, starts_on=day, rent=rent, terms={}, sha256="0" * 64, made_at=NOW, signed_at=NOW
        )


def test_queue_14_a_block_is_told_with_the_day_it_ends(landlord: Callable[[str], World]) -> None:
    borlange = landlord("tunabyggen")
    listing = borlange.listing()
    bo = visitor(borlange, "Bo")
    with borlange.scope():
        block_for_misconduct(borlange.people["Bo"].pk, "neglect", by=STAFF, now=at("05-11 10:00"))
    words = card(bo, listing)
    assert "Du är spärrad just nu. Du kan anmäla intresse igen från torsdag 11 maj 2028." in words
    assert "Det du redan har anmält fortsätter. Se varför på översikten" in words
    answer = bo.post(f"/lediga/{listing.pk}/anmal/")
    assert "från torsdag 11 maj 2028. Det du redan" in tidy(bo.get(answer["Location"]).content.decode())


def test_check_17_one_who_has_just_moved_in_is_told_from_which_day(landlord: Callable[[str], World]) -> None:
    flen = landlord("flen")
    listing = flen.listing()
    anna = visitor(flen, "Anna")
    rents(flen, "Anna", since="2026-01-15")
    words = card(anna, listing)
    assert "Du kan anmäla intresse från onsdag 15 juli 2026." in words
    asked = card(anna, listing, "asks")
    assert "Inte uppfyllt Du kan söka en annan bostad hos oss från onsdag 15 juli 2026." in asked


def test_queue_16_one_who_does_not_rent_here_is_told_of_the_exception(landlord: Callable[[str], World]) -> None:
    flen = landlord("flen")
    space = flen.unit("P1", kind=UnitKind.VEHICLE_SPACE, street="Garagevägen 2", rooms=0, size=12, rent=350)
    listing = flen.listing(space, scheme="vehicle")
    words = card(visitor(flen, "Cecilia", queue="vehicle"), listing)
    assert "Det här hyrs bara ut till den som redan hyr av oss. Ibland gör vi undantag" in words
    assert "Ring oss på 0157-46 19 80 och fråga." in words


def test_queue_15_one_who_has_not_chosen_the_area_is_led_to_choose_it(landlord: Callable[[str], World]) -> None:
    hjo = landlord("wennergrens")
    listing = hjo.listing(hjo.unit("R1", area="Rönnen"), scheme="ronnen")
    anna = visitor(hjo, "Anna")
    page = anna.get(f"/lediga/{listing.pk}/").content.decode()
    words = cards_of(page)["want"]
    assert "Du står inte i kön till Rönnen, eller så är din plats där vilande." in words
    assert "Välj först området Rönnen bland dina önskemål. Då står du i kön från samma dag." in words
    [address] = re.findall(r'<a href="([^"]+)">Välj området Rönnen</a>', page)
    anna.post(address, {"areas": ["ronnen"]})
    with hjo.scope():
        assert Wishes.objects.get().areas == ["Rönnen"]
    assert f'action="/lediga/{listing.pk}/anmal/"' in anna.get(f"/lediga/{listing.pk}/").content.decode()


def test_queue_2_one_too_young_for_the_queue_is_told_when_she_can_join(landlord: Callable[[str], World]) -> None:
    borlange = landlord("tunabyggen")
    listing = borlange.listing(scheme="senior")
    words = card(visitor(borlange, "David", born="19700601", since=None), listing)
    assert "Du står inte i seniorkön, eller så är din plats där vilande." in words
    assert "Du kan ställa dig i den från den dag du fyller 60 år, lördag 1 juni 2030." in words
    assert "Du kan anmäla intresse från den dag du fyller 65 år, fredag 1 juni 2035." in words


def test_jour_2_the_limit_of_the_queue_is_named(landlord: Callable[[str], World]) -> None:
    falun = landlord("kopparstaden")
    anna = visitor(falun, "Anna")
    for number in ("1", "2", "3"):
        falun.wants("Anna", falun.listing(number=number))
    words = card(anna, falun.listing(number="4"))
    assert "Du har redan 3 pågående intresseanmälningar, och fler kan du inte ha i den här kön." in words


def test_what_is_not_met_or_not_known_comes_with_what_to_do(landlord: Callable[[str], World]) -> None:
    hjo = landlord("wennergrens")
    listing = hjo.listing()
    words = card(visitor(hjo, "Anna"), listing, "asks")
    told = [
        "Du uppfyller 2 av 6 krav, så långt vi vet. Resten kontrolleras när det är din tur.",
        "Fyll i dina inkomster i sökandeprofilen, så går det fort när det blir din tur. Öppna din sökandeprofil",
        "Du behöver inte göra något. Vi tar reda på det om du står i tur.",
        "Skriv i sökandeprofilen hur många ni är.",
        "Skriv i sökandeprofilen vilken hyresvärd vi kan fråga.",
    ]
    assert [sentence for sentence in told if sentence not in words] == []


def test_one_who_meets_all_that_is_asked_is_not_told_that_more_is_checked(landlord: Callable[[str], World]) -> None:
    flen = landlord("flen")
    space = flen.unit("P1", kind=UnitKind.VEHICLE_SPACE, rooms=0, size=12, rent=350)
    words = card(visitor(flen, "Anna"), flen.listing(space, scheme="vehicle"), "asks")
    assert "Du uppfyller 1 av 1 krav, så långt vi vet." in words
    assert "Resten kontrolleras" not in words


def test_a_vehicle_space_reads_naturally_and_has_no_viewing(landlord: Callable[[str], World]) -> None:
    borlange = landlord("tunabyggen")
    space = borlange.unit("P1", kind=UnitKind.VEHICLE_SPACE, street="Garagevägen 2", rooms=0, size=12, rent=350)
    listing = borlange.listing(space, scheme="vehicle")
    client = Client(HTTP_HOST=borlange.host, HTTP_ACCEPT_LANGUAGE="sv")
    page = client.get(f"/lediga/{listing.pk}/")
    assert tuple(
        value.replace("\N{NO-BREAK SPACE}", " ") for name, value in page.context["page"].facts if name in ("Typ", "Yta")
    ) == ("Fordonsplats", "12 m²")
    assert [step.label for step in page.context["page"].way] == ["Annons", "Svar", "Kontroll", "Avtal"]
    assert "Erbjudandet kommer direkt när annonsen har stängt, utan visning." in tidy(page.content.decode())
    [shown] = client.get("/lediga/").context["cards"]
    assert (shown.rooms_text, [tag.label for tag in shown.tags]) == ("Fordonsplats", [])
    assert "1 ledig bostad eller plats" in tidy(client.get("/lediga/").content.decode())


@pytest.mark.parametrize(
    ("slug", "scheme", "way", "hint"),
    [
        (
            "wennergrens", "ordinary",
            [("Annons", "11–17 maj"), ("Urval", "från mån 18 maj"), ("Visning", "5 arbetsdagar"),
             ("Svar", "3 arbetsdagar"), ("Val", ""), ("Kontroll", ""), ("Avtal", "inom 5 arbetsdagar")],
            "När annonsen har stängt väljer vi vilka som får erbjudande, och skriver ner varför.",
        ),
        (
            "kopparstaden", "direct",
            [("Annons", "11–15 maj"), ("Svar", "2 arbetsdagar"), ("Kontroll", ""), ("Avtal", "inom 4 arbetsdagar")],
            "Först till kvarn: den som anmäler sig först får erbjudandet direkt.",
        ),
        (
            "flen", "ordinary",
            [("Annons", "11–17 maj"), ("Visning", "18–22 maj"), ("Svar", "senast tis 26 maj"),
             ("Val", "från ons 27 maj"), ("Kontroll", ""), ("Avtal", "inom 5 arbetsdagar")],
            "",
        ),
    ],
)  # fmt: skip
def test_the_way_of_a_letting_promises_days_only_where_nobody_chooses(
    landlord: Callable[[str], World], slug: str, scheme: str, way: list[tuple[str, str]], hint: str
) -> None:
    world = landlord(slug)
    listing = world.listing(scheme=scheme)
    page = Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv").get(f"/lediga/{listing.pk}/").context["page"]
    assert ([(step.label, step.dates) for step in page.way], page.hint) == (way, hint)


def test_scheme_2_who_came_second_is_told_that_another_is_asked_first(landlord: Callable[[str], World]) -> None:
    falun = landlord("kopparstaden")
    listing = falun.listing(scheme="direct")
    falun.person("Bo", serial=989)
    falun.wants("Bo", listing)
    anna = visitor(falun, "Anna")
    assert anna.post(f"/lediga/{listing.pk}/anmal/").status_code == 303
    words = tidy(anna.get(f"/lediga/{listing.pk}/anmald/").content.decode())
    assert "Någon som anmälde sig före dig har fått frågan. Blir det nej går frågan till nästa" in words
    assert "Någon som anmälde sig före dig har fått frågan." in tidy(
        anna.get("/mina-sidor/intressen/").content.decode()
    )


def test_scheme_6_a_direct_offer_is_told_as_one(landlord: Callable[[str], World]) -> None:
    hjo = landlord("wennergrens")
    listing = hjo.listing(hjo.unit(floor=0), publish=None, scheme="direct_offer")
    anna = visitor(hjo, "Anna")
    with hjo.scope():
        people = [hjo.people["Anna"].pk]
        told = offer_directly(listing.pk, people, cause="long_wait", reason="Längst tid.", by=STAFF, now=NOW)
        assert told is None
    page = anna.get(f"/lediga/{listing.pk}/")
    assert (page.context["page"].notice.title, page.context["page"].way[0].label) == ("Erbjuds direkt", "Visning")
    assert "Du får ett erbjudande om Åsgatan 14 direkt ur kön. Bostaden annonseras inte" in _only_message(anna)


def _only_message(client: Client) -> str:
    page = client.get("/mina-sidor/meddelanden/").content.decode()
    address = next(
        part for part in page.split('"') if part.startswith("/mina-sidor/meddelanden/") and part[-2].isdigit()
    )
    return tidy(client.get(address).content.decode())
