"""A flat's page: place, queue time of similar homes, double rent, dates in a calendar, pictures."""

from __future__ import annotations

import json
import re
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from icalendar import Calendar
from PIL import Image

from letting.models import Interest, Listing, UnitPicture
from letting.services.interests import withdraw_interest
from letting.services.offers import decline
from letting.services.publishing import withdraw_listing
from tests.cast import STAFF, Clock, World, at, make_world, other_landlord
from tests.pages.ended_adverts import ended
from tests.pages.let_before import let_before
from tests.pages.office import queries
from tests.pages.test_public_pages import logged_in, text_of

MOST_QUERIES = 12


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-12 12:00")
    return make_world()


@pytest.fixture
def anyone(world: World) -> Client:
    return Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")


def path(listing: Listing, rest: str = "") -> str:
    return f"/lediga/{listing.pk}/{rest}"


def at_page(world: World, name: str) -> Client:
    """Return the browser of someone of a scene without logins."""
    client = Client(HTTP_HOST=world.host, HTTP_ACCEPT_LANGUAGE="sv")
    person = world.people.pop(name)
    world.person(name, born="19700101", serial=999)
    with world.scope():
        user = world.users[name]
        world.people[name].user = None
        world.people[name].save(update_fields=["user"])
        person.user = user
        person.save(update_fields=["user"])
    world.people[name] = person
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_ones_place_is_said_as_it_is_now_and_as_it_was_when_the_advert_closed(world: World, clock: Clock) -> None:
    _, listing = ended(world)
    clock.now = at("05-18 12:00")
    cecilia = at_page(world, "Cecilia")
    assert "3 av 3 Din plats nu, och när annonsen stängde." in text_of(cecilia.get(path(listing)))
    world.does("Anna", decline, listing, at("05-18 12:00"))
    said = "2 (3) av 3 Din plats är 2 nu och var 3 när annonsen stängde. De som har lämnat räknas inte längre."
    assert said in text_of(cecilia.get(path(listing)))


def test_while_the_advert_runs_ones_place_and_the_outlook_follow_those_who_come_and_go(world: World) -> None:
    listing = world.listing()
    anna, bo = logged_in(world, "Anna"), logged_in(world, "Bo", since="2012-01-01", serial=989)
    before = text_of(anna.get(path(listing)))
    assert "Om annonsen stängde nu skulle du få komma på visning." in before
    assert "Dina köpoäng i dag 3 653" in before
    world.wants("Anna", listing)
    world.wants("Bo", listing)
    assert "2 av 2 Din plats nu. Den kan ändras tills annonsen stänger." in text_of(anna.get(path(listing)))
    with world.scope():
        withdraw_interest(listing.pk, world.people["Bo"].pk, by=STAFF, now=at("05-12 13:00"))
    assert "1 av 1 Din plats nu." in text_of(anna.get(path(listing)))
    assert "Intresserade 1" in text_of(bo.get(path(listing)))


def test_one_who_would_not_be_among_the_first_is_told_so(world: World) -> None:
    listing = world.listing()
    for number in range(10):
        name = f"Före {number}"
        world.person(name, since="2010-01-01", born=f"19{60 + number}0101", login=False)
        world.wants(name, listing)
    words = text_of(logged_in(world, "Anna").get(path(listing)))
    assert "Om annonsen stängde nu skulle du inte vara bland de 10 första. Fler får frågan om de tackar nej." in words
    assert "Visning just nu från 5 975 poäng" in words


def test_the_page_tells_what_similar_homes_took_and_how_far_ones_points_reach(world: World, anyone: Client) -> None:
    listing = world.listing()
    let_before(world, 1000, 2000, 3000, 4000, 5000)
    let_before(world, 9000, area="Norr")
    said = (
        "Hälften fick hyra med 8 år 3 mån i kö (3 000 poäng) eller mindre. Den mittersta hälften hade mellan 5 år 6 mån"
        " och 10 år 11 mån. Det bygger på 5 uthyrningar de senaste 3 åren: 2 rum och kök, Centrum."
    )
    seen = text_of(anyone.get(path(listing)))
    assert said in seen
    assert "Med dina" not in seen
    mine = text_of(logged_in(world, "Anna").get(path(listing)))
    assert "Med dina 3 653 poäng hade du räckt till för 3 av 5." in mine


def test_where_the_area_has_too_few_the_whole_town_is_told_and_fewer_than_five_nowhere(
    world: World, anyone: Client
) -> None:
    listing = world.listing()
    let_before(world, 1000, 2000, 3000, 4000)
    few = "Färre än 5 liknande bostäder har hyrts ut de senaste 3 åren. Därför kan vi inte säga hur lång kötid"
    page = anyone.get(path(listing))
    assert few in text_of(page)
    assert '<svg class="diagram"' not in page.content.decode()
    let_before(world, 6000, area="Norr")
    let_before(world, 7000, on=date(2023, 5, 11))
    let_before(world, 7000, rooms=3)
    let_before(world, None, None)
    assert "Det bygger på 5 uthyrningar de senaste 3 åren: 2 rum och kök. " in text_of(anyone.get(path(listing)))


def test_where_points_do_not_decide_nothing_is_said_of_queue_time(world: World, anyone: Client) -> None:
    listing = world.listing(scheme="direct")
    let_before(world, 1, 2, 3, 4, 5, 6, scheme="direct")
    assert anyone.get(path(listing)).context["took"] is None


def test_double_rent_is_counted_from_what_people_write(world: World, anyone: Client) -> None:
    listing = world.listing(move_in=date(2026, 8, 1))
    asked = {"rent": "6 500 kr", "notice": "3", "given": "2026-06-15", "move_in": "2026-08-01"}
    page = anyone.get(path(listing), asked)
    said = (
        "Dubbel hyra i 2 månader: lördag 1 augusti till och med onsdag 30 september. Det kostar 13 000 kr för den"
        " gamla bostaden, utöver 14 400 kr för den nya. Din gamla bostad betalar du till och med onsdag 30 september"
        " 2026."
    )
    assert said in text_of(page)
    assert "1–31 augusti 6 500 kr 7 200 kr" in text_of(page)
    assert 'value="6 500 kr"' in page.content.decode()
    partly = text_of(anyone.get(path(listing), asked | {"rent": "6.500", "move_in": "20/9 2026"}))
    assert "Dubbel hyra i 11 dagar: söndag 20 september till och med onsdag 30 september." in partly
    even = text_of(anyone.get(path(listing), asked | {"move_in": "2026-10-01"}))
    assert "Du betalar aldrig dubbelt: den nya bostaden tar vid dagen efter." in even
    later = text_of(anyone.get(path(listing), asked | {"move_in": "2026-10-15"}))
    assert "Du betalar aldrig dubbelt, men är utan bostad i 14 dagar före inflyttningen." in later


def test_the_calculator_is_filled_in_with_what_is_usual(world: World, anyone: Client) -> None:
    listing = world.listing(move_in=date(2026, 8, 1))
    page = anyone.get(path(listing))
    form = page.context["calculator"].form
    assert {name: form[name].value() for name in form.fields} == {
        "rent": None, "notice": 3, "given": date(2026, 6, 1), "move_in": date(2026, 8, 1),
    }  # fmt: skip
    assert '<details class="double">' in page.content.decode()
    assert "Dubbel hyra i 1 månad" not in text_of(anyone.get(path(listing), {"rent": "6500"}))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"rent": ""}, "Skriv din hyra, till exempel 6 500."),
        ({"rent": "mycket"}, "Skriv ett helt tal med siffror."),
        ({"rent": "-1"}, "Skriv ett tal mellan 1 och 200 000."),
        ({"rent": "1" * 19}, "Skriv ett helt tal med siffror."),
        ({"rent": "٣٠٠٠"}, "Skriv ett helt tal med siffror."),
        ({"notice": "99"}, "Välj en uppsägningstid i listan."),
        ({"given": "nyss"}, "Skriv datumet så här: 2026-05-25."),
        ({"given": ""}, "Välj ett datum."),
        ({"given": "9999-12-31"}, "Välj ett datum mellan söndag 12 maj 2024 och fredag 12 maj 2028."),
        ({"move_in": "0001-01-01"}, "Välj ett datum mellan söndag 12 maj 2024 och fredag 12 maj 2028."),
        ({"move_in": "<script>"}, "Skriv datumet så här: 2026-05-25."),
    ],
)
def test_what_cannot_be_counted_is_said_and_stays_as_it_was_written(
    world: World, anyone: Client, wrong: dict[str, str], sentence: str
) -> None:
    listing = world.listing()
    asked = {"rent": "6500", "notice": "3", "given": "2026-06-15", "move_in": "2026-08-01"} | wrong
    page = anyone.get(path(listing), asked)
    assert (page.status_code, page.context["calculator"].sum) == (200, None)
    assert sentence in text_of(page)
    html = page.content.decode()
    assert "<title>Fel: 2 rum och kök, Åsgatan 14" in html
    assert "<script>" not in html


def test_a_parking_space_has_no_rooms_to_compare_and_no_double_rent(db: None, clock: Clock) -> None:
    there = make_world("tunabyggen")
    space = there.unit("P1", kind="vehicle_space", rooms=0, size=12, rent=300)
    listing = there.listing(space, scheme="vehicle")
    page = Client(HTTP_HOST=there.host).get(path(listing))
    assert (page.status_code, page.context["took"], page.context["calculator"]) == (200, None, None)


def events(client: Client, listing: Listing) -> dict[str, dict[str, Any]]:
    """Return the events of a listing's calendar file, by their names."""
    answer = client.get(path(listing, "datum.ics"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_coming_dates_are_a_calendar_file_of_whole_days(world: World, anyone: Client) -> None:
    listing = world.listing(move_in=date(2026, 8, 1))
    found = {
        name.partition(".")[0].removeprefix(f"annons-{listing.pk}-1-"): (
            str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt, str(event["STATUS"]),
        )
        for name, event in events(anyone, listing).items()
    }  # fmt: skip
    assert found == {
        "advert": ("Sista dag att anmäla intresse: Åsgatan 14", date(2026, 5, 15), date(2026, 5, 16), "CONFIRMED"),
        "viewing": ("Visning: Åsgatan 14", date(2026, 5, 18), date(2026, 5, 22), "TENTATIVE"),
        "answer": ("Sista dag att svara: Åsgatan 14", date(2026, 5, 25), date(2026, 5, 26), "TENTATIVE"),
        "lease": ("Sista dag att skriva under: Åsgatan 14", date(2026, 6, 1), date(2026, 6, 2), "TENTATIVE"),
        "move_in": ("Inflyttning: Åsgatan 14", date(2026, 8, 1), date(2026, 8, 2), "CONFIRMED"),
    }


def test_an_event_keeps_its_name_as_dates_pass_and_what_is_past_is_left_out(
    world: World, anyone: Client, clock: Clock
) -> None:
    listing = world.listing()
    world.wants("Anna", listing)
    before = set(events(anyone, listing))
    world.tick(at("05-18 08:00"))
    clock.now = at("05-18 09:00")
    after = events(anyone, listing)
    assert {name for name in before if "-advert" not in name} == set(after)
    [viewing] = [event for name, event in after.items() if "-viewing" in name]
    assert (str(viewing["STATUS"]), viewing["DTEND"].dt) == ("CONFIRMED", date(2026, 5, 22))


def test_a_letting_that_is_over_a_draft_and_a_foreign_one_have_no_dates(world: World, anyone: Client) -> None:
    taken, draft = world.listing(number="W"), world.listing(number="D", publish=None)
    with world.scope():
        withdraw_listing(taken.pk, reason="Vattenskada.", by=STAFF, now=at("05-12 09:00"))
    foreign = other_landlord().listing()
    assert [anyone.get(path(one, "datum.ics")).status_code for one in (taken, draft, foreign)] == [404, 404, 404]
    assert "datum.ics" not in anyone.get(path(taken)).content.decode()


def test_pictures_stand_side_by_side_each_with_its_words(
    world: World, anyone: Client, tmp_path: Any, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    listing = world.listing()
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "JPEG")
    with world.scope():
        for position, alt in enumerate(("Kök med plats för fyra", "Balkong")):
            picture = UnitPicture(unit=listing.unit, alt=alt, position=position)
            picture.image.save("bild.jpg", ContentFile(drawn.getvalue()), save=True)
    page = anyone.get(path(listing)).content.decode()
    assert re.findall(r'<img [^>]*alt="([^"]*)"', page) == ["Kök med plats för fyra", "Balkong"]
    assert "Bild 1 av 2" in page
    assert 'tabindex="0"' in page.split('class="gallery"')[1][:80]


def test_search_engines_read_the_advert_and_nothing_breaks_out_of_it(world: World, anyone: Client) -> None:
    listing = world.listing(world.unit("X", street="</script><b>&", area="Norr"))
    page = anyone.get(path(listing)).content.decode()
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(told)
    assert (said["offers"]["priceSpecification"]["price"], said["offers"]["validThrough"]) == (7200, "2026-05-15")
    assert said["mainEntity"]["address"] == {
        "@type": "PostalAddress", "streetAddress": "</script><b>&", "addressLocality": "Falun", "addressCountry": "SE",
    }  # fmt: skip
    assert "<b>&" not in page


def test_the_page_asks_as_much_with_a_hundred_lettings_as_with_one(world: World) -> None:
    listing = world.listing()
    anna = logged_in(world, "Anna")
    let_before(world, 1000)
    before = queries(anna, path(listing))
    world.wants("Anna", listing)
    one = queries(anna, path(listing))
    assert (len(before), len(one)) == (MOST_QUERIES, MOST_QUERIES)
    let_before(world, *range(1000, 1099))
    assert len(queries(anna, path(listing))) == len(one) <= MOST_QUERIES
    assert len(anna.get(path(listing)).content) < 100_000


def test_a_calculation_changes_nothing_and_needs_no_login(world: World, anyone: Client) -> None:
    listing = world.listing()
    anyone.get(path(listing), {"rent": "6500"})
    assert (anyone.post(path(listing), {"rent": "6500"}).status_code, anyone.head(path(listing)).status_code) == (
        405,
        200,
    )
    with world.scope():
        assert Interest.objects.count() == 0
