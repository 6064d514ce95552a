"""Public pages through the front door: what anyone sees, what a person sees, and what bad input gets."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from letting.models import Interest
from letting.services.publishing import withdraw_listing
from tenants.models import Heartbeat, Message
from tenants.outbox import render
from tests.cast import STAFF, Clock, World, at, make_world, other_landlord

MOST_QUERIES = 12


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    return make_world()


@pytest.fixture
def anyone(world: World) -> Client:
    return Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")


def logged_in(world: World, name: str, **more: Any) -> Client:
    world.person(name, **more)
    client = Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response: Any) -> str:
    """Return a page's words, tags left out and gaps made one."""
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def questions(captured: CaptureQueriesContext) -> int:
    """Return how many questions a page asked: savepoints and the landlord's scope are no questions."""
    return sum("SAVEPOINT" not in row["sql"] and "set_config" not in row["sql"] for row in captured)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "Hitta ditt hem i Falun"),
        ("/lediga/", "Lediga bostäder"),
        ("/sa-fungerar-det/", "De 10 som har flest köpoäng får komma på visning."),
        ("/regler/", "Logga in minst en gång inom 12 månader för att behålla dem."),
        ("/tillganglighet/", "EN 301 549"),
        ("/personuppgifter/", "Dina personuppgifter"),
        ("/driftlage/", "Portalen har inte gått igenom uthyrningarna än."),
    ],
)
def test_every_public_page_answers_anyone_in_swedish_within_few_questions(
    anyone: Client, path: str, words: str
) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = anyone.get(path)
    assert (response.status_code, words in text_of(response)) == (200, True)
    assert questions(captured) <= MOST_QUERIES


def test_the_start_page_draws_the_journey_with_the_numbers_of_the_rules(anyone: Client) -> None:
    page = anyone.get("/")
    steps = [(step.label, step.dates) for step in page.context["steps"]]
    assert steps == [
        ("Annons", "4 arbetsdagar"), ("Visning", "4 arbetsdagar"), ("Svar", "2 arbetsdagar"), ("Kontroll", ""),
        ("Avtal", "4 arbetsdagar"),
    ]  # fmt: skip


def test_the_brand_is_a_stylesheet_that_is_sent_once_per_version(anyone: Client) -> None:
    page = anyone.get("/brand.css")
    assert page.content.decode() == (
        ":root{--landlord:#8f2f1c}\n@media screen and (prefers-color-scheme:dark){:root{--brand:#f0a58f}}\n"
    )
    assert anyone.get("/brand.css", headers={"if-none-match": page["ETag"]}).status_code == 304


def test_thirty_flats_ask_the_database_no_more_than_one(world: World, anyone: Client) -> None:
    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert anyone.get(path).status_code == 200
        return questions(captured)

    first = world.listing(number="N0")
    world.person("Anna")
    world.wants("Anna", first)
    one = [count(path) for path in ("/", "/lediga/")]
    for n in range(1, 31):
        world.wants("Anna", world.listing(number=f"N{n}"))
    assert [count("/"), count("/lediga/"), count("/lediga/?page=2")] == [*one, one[1]]
    assert max(one) <= MOST_QUERIES


def test_filters_in_the_url_narrow_the_list(world: World, anyone: Client) -> None:
    world.listing(world.unit("A", street="Stora gatan 1", rooms=3, size=80, rent=9500, area="Norr", lift=True))
    world.listing(world.unit("B", street="Lilla gatan 2", rooms=1, size=30, rent=4100, area="Söder", balcony=True))

    def seen(query: str) -> list[str]:
        return [card.address for card in anyone.get(f"/lediga/?{query}").context["cards"]]

    both = ["Lilla gatan 2", "Stora gatan 1"]
    assert {query: seen(query) for query in ("rooms_from=2", "rent_to=5+000+kr", "area=Norr", "lift=on", "balcony=on",
                                             "size_to=40", "kind=apartment&sort=rent", "scheme=senior")} == {
        "rooms_from=2": both[1:], "rent_to=5+000+kr": both[:1], "area=Norr": both[1:], "lift=on": both[1:],
        "balcony=on": both[:1], "size_to=40": both[:1], "kind=apartment&sort=rent": both, "scheme=senior": [],
    }  # fmt: skip


def test_a_filter_that_makes_no_sense_is_named_and_left_out(world: World, anyone: Client) -> None:
    world.listing()
    page = anyone.get("/lediga/?rooms_from=två&area=Nix&size_from=90&size_to=20&sort=x&page=zz&rent_to=9999999999")
    assert (page.status_code, len(page.context["cards"])) == (200, 1)
    assert page.context["filters"].ignored == [
        "Område: ”Nix” finns inte att välja.",
        "Minst antal rum: Skriv ett heltal, till exempel 3.",
        "Högsta hyra, kr i månaden: Skriv 200000 eller mindre.",
        "Sortera efter: ”x” finns inte att välja.",
        "Största yta, m²: Det lägsta talet är högre än det högsta. Ändra ett av dem.",
    ]
    assert 'value="två"' in page.content.decode()


def test_an_empty_list_says_what_to_do(world: World, anyone: Client) -> None:
    assert "Ställ dig i kö redan i dag" in text_of(anyone.get("/lediga/"))
    world.listing()
    assert "Ta bort något i filtret" in text_of(anyone.get("/lediga/?rent_to=1"))


def test_a_draft_an_unknown_and_a_foreign_flat_are_not_found(world: World, anyone: Client) -> None:
    draft = world.listing(number="D", publish=None)
    foreign = other_landlord().listing()
    answers = {pk: anyone.get(f"/lediga/{pk}/").status_code for pk in (draft.pk, foreign.pk, 10**9)}
    assert answers == {draft.pk: 404, foreign.pk: 404, 10**9: 404}
    assert logged_in(world, "Anna").post(f"/lediga/{foreign.pk}/anmal/").status_code == 404


def test_a_flat_shows_its_way_its_facts_and_what_is_asked(world: World, anyone: Client) -> None:
    listing = world.listing()
    page = anyone.get(f"/lediga/{listing.pk}/")
    words = text_of(page)
    assert [
        sentence
        for sentence in (
            "Åsgatan 14", "7 200 kr i månaden", "fredag 15 maj kl. 24", "Annons 11–15 maj (pågår nu)",
            "I bostaden kan högst 4 personer bo.", "Logga in och anmäl intresse",
        )
        if sentence not in words
    ] == []  # fmt: skip
    assert page.context["page"].way[0].state == "now"


def test_an_interest_is_confirmed_on_a_page_of_its_own_with_place_and_next_step(world: World) -> None:
    listing = world.listing()
    world.person("Bo", since="2020-01-01", serial=989)
    world.wants("Bo", listing)
    anna = logged_in(world, "Anna")
    answer = anna.post(f"/lediga/{listing.pk}/anmal/")
    assert (answer.status_code, answer["Location"]) == (303, f"/lediga/{listing.pk}/anmald/")
    words = text_of(anna.get(answer["Location"]))
    assert "1 av 2 just nu" in words
    assert "Annonsen ligger ute till fredag 15 maj kl. 24." in words
    flat = anna.get(f"/lediga/{listing.pk}/")
    assert "Du har anmält intresse" in text_of(flat)
    assert flat.context["page"].met == 2


def test_a_refused_interest_says_why_and_what_is_possible_instead(world: World) -> None:
    listing = world.listing()
    cecilia = logged_in(world, "Cecilia", since=None)
    answer = cecilia.post(f"/lediga/{listing.pk}/anmal/")
    assert (answer.status_code, answer["Location"]) == (303, f"/lediga/{listing.pk}/")
    words = text_of(cecilia.get(answer["Location"]))
    assert words.count("Du står inte i bostadskön, eller så är din plats där vilande. Ställ dig i kön") == 2
    with world.scope():
        assert Interest.objects.count() == 0


def test_the_button_that_is_off_explains_itself_before_it_is_pressed(world: World) -> None:
    listing = world.listing()
    david = logged_in(world, "David", born="20090101")
    words = text_of(david.get(f"/lediga/{listing.pk}/"))
    assert "Du är inte gammal nog än för att söka den här bostaden." in words
    assert f'action="/lediga/{listing.pk}/anmal/"' not in words


def test_one_who_is_not_logged_in_is_led_to_the_door_and_back(world: World, anyone: Client) -> None:
    listing = world.listing()
    answer = anyone.post(f"/lediga/{listing.pk}/anmal/")
    assert (answer.status_code, answer["Location"]) == (303, f"/konto/login/?next=/lediga/{listing.pk}/")


def test_the_page_of_a_flat_asks_little_of_the_database_for_one_who_wants_it(world: World) -> None:
    listing = world.listing()
    anna = logged_in(world, "Anna")
    with CaptureQueriesContext(connection) as before:
        anna.get(f"/lediga/{listing.pk}/")
    anna.post(f"/lediga/{listing.pk}/anmal/")
    with CaptureQueriesContext(connection) as after:
        anna.get(f"/lediga/{listing.pk}/")
    assert max(questions(before), questions(after)) <= MOST_QUERIES


def test_a_closed_and_a_withdrawn_flat_say_so(world: World, anyone: Client, clock: Clock) -> None:
    closed, taken = world.listing(number="C"), world.listing(number="W")
    with world.scope():
        withdraw_listing(taken.pk, reason="Vattenskada.", by=STAFF, now=at("05-12 09:00"))
    assert "Annonsen togs tillbaka tisdag 12 maj. Vattenskada." in text_of(anyone.get(f"/lediga/{taken.pk}/"))
    clock.now = at("05-16 00:00")
    assert "Sista dagen att anmäla intresse var fredag 15 maj." in text_of(anyone.get(f"/lediga/{closed.pk}/"))
    assert anyone.get("/lediga/").context["count"] == 0


def test_the_status_page_is_red_when_the_tick_is_older_than_three_minutes(anyone: Client) -> None:
    Heartbeat.objects.create(name="tick", started_at=at("05-12 11:57"))
    assert anyone.get("/driftlage/").context["steps_run"] is True
    Heartbeat.objects.update(started_at=at("05-12 11:56"))
    assert "Försenat" in text_of(anyone.get("/driftlage/"))


def test_addresses_that_change_something_answer_no_get(world: World, anyone: Client) -> None:
    listing = world.listing()
    assert [anyone.get(path).status_code for path in (f"/lediga/{listing.pk}/anmal/", "/sprak/")] == [405, 405]


def test_the_language_is_kept_and_one_stays_on_the_page(anyone: Client) -> None:
    answer = anyone.post("/sprak/", {"language": "en", "next": "/lediga/"})
    assert (answer.status_code, answer["Location"], answer.cookies["django_language"].value) == (303, "/lediga/", "en")
    assert anyone.post("/sprak/", {"language": "sv", "next": "https://example.org/"})["Location"] == "/"


def test_a_host_that_is_no_landlords_lists_the_landlords(world: World) -> None:
    other_landlord()
    page = Client(HTTP_HOST="localhost:8000", HTTP_ACCEPT_LANGUAGE="sv").get("/")
    links = re.findall(r'href="(http[^"]+)"', page.content.decode())
    assert (page.status_code, links) == (200, ["http://grannen.localhost:8000/", "http://kopparstaden.localhost:8000/"])
    assert "Falun" in text_of(page)
    assert Client(HTTP_HOST="localhost:8000").get("/lediga/").status_code == 404


def test_the_demo_is_not_there_where_demo_mode_is_off(anyone: Client) -> None:
    assert [anyone.get(path).status_code for path in ("/demo/", "/demo/mejl/", "/demo/klocka/")] == [404, 404, 404]


def test_an_account_is_made_with_a_code_by_mail_and_leads_to_mina_sidor(world: World, anyone: Client) -> None:
    made = anyone.post("/konto/signup/", {"email": "ny@example.se", "password1": "en lång fras 2026"})
    assert (made.status_code, made["Location"]) == (302, "/konto/confirm-email/")
    with world.scope():
        letter = Message.objects.get(to="ny@example.se")
    assert letter.context["mail_subject"] == "Din kod: bekräfta e-postadressen"
    code = letter.context["mail_text"].split("\n\n")[1].strip()
    confirmed = anyone.post("/konto/confirm-email/", {"code": code})
    assert (confirmed.status_code, confirmed["Location"]) == (302, "/mina-sidor/")
    assert "_auth_user_id" in anyone.session


def test_a_mail_about_the_login_is_rendered_in_the_landlords_frame(world: World) -> None:
    said = {"mail_subject": "Din kod", "mail_text": "Kod:\n\nAB<C"}
    letter = Message(landlord=world.landlord, kind="account_mail", context=said)
    words = render(letter, language="sv", extra={"landlord": world.landlord, "facts": None, "rules": None})
    assert (words.subject, words.text) == ("Din kod", "Kod:\n\nAB<C\n")
    assert "AB&lt;C" in words.html
