"""From a new login to an answered offer, page by page."""

from django.test import Client

from letting.models import Booking, Interest, ViewingSlot
from queues.models import Consent, Registration
from tenants.models import Person
from tests.cast import Clock, World, at
from tests.pages.my_pages.conftest import Visitor, words
from tests.pages.my_pages.scenes import ANNA, Visit, newcomer, offer_of, offered


def test_a_visitor_who_is_not_logged_in_is_led_to_the_log_in(world: World, clock: Clock) -> None:
    answer = Visitor(world, Client()).get("/mina-sidor/")

    assert (answer.status_code, answer.headers["Location"], answer.headers["Cache-Control"]) == (
        302, "/konto/login/?next=/mina-sidor/", "no-store",
    )  # fmt: skip


def test_a_new_login_says_who_she_is_and_joins_a_queue(world: World, clock: Clock) -> None:
    anna = newcomer(world)

    assert anna.get("/mina-sidor/").headers["Location"] == "/mina-sidor/vem-ar-du/"
    assert "Berätta vem du är" in anna.text("/mina-sidor/vem-ar-du/")
    told = anna.post("/mina-sidor/vem-ar-du/", **ANNA)
    assert (told.status_code, told.headers["Location"]) == (303, "/mina-sidor/koer/")
    with world.scope():
        person = Person.objects.get()
        assert (person.full_name, person.postal_code, person.email) == ("Anna Andersson", "791 30", "anna@example.se")

    page = anna.text("/mina-sidor/koer/housing/ga-med/")
    assert "Stå i kö från" in page
    assert "16 år" in page
    assert anna.post("/mina-sidor/koer/housing/ga-med/").status_code == 422
    joined = anna.post("/mina-sidor/koer/housing/ga-med/", personal_data="on", credit_check="on")
    assert (joined.status_code, joined.headers["Location"]) == (303, "/mina-sidor/koer/housing/klart/")
    assert "Du står nu i Bostadskön" in anna.text("/mina-sidor/koer/housing/klart/")
    with world.scope():
        assert Registration.objects.get().points_from == clock.now.date()
        assert {c.kind: c.wording for c in Consent.objects.all()} == {
            "personal_data": "Jag samtycker till att Kopparstaden sparar och använder mina personuppgifter "
            "för att sköta min plats i kön",
            "credit_check": "Jag samtycker till att Kopparstaden tar en kreditupplysning på mig "
            "när jag står i tur till en bostad",
        }
    page = anna.text("/mina-sidor/koer/")
    assert "Poängen är säkra till och med måndag 10 maj 2027. Varje inloggning ger dig 12 månader till." in page
    assert "Bostadskön: Du ställde dig i kö. Poängen räknas från 11 maj 2026." in page
    assert "19821105-****" in anna.text("/mina-sidor/uppgifter/")
    assert "9954" not in anna.text("/mina-sidor/uppgifter/")


def test_one_who_followed_a_link_says_who_she_is_and_comes_to_what_she_wanted(world: World) -> None:
    anna = newcomer(world)
    lead = anna.get("/mina-sidor/sokandeprofil/onskemal/?from=mail").headers["Location"]
    assert lead == "/mina-sidor/vem-ar-du/?next=%2Fmina-sidor%2Fsokandeprofil%2Fonskemal%2F%3Ffrom%3Dmail"
    assert anna.post(lead, **ANNA).headers["Location"] == "/mina-sidor/sokandeprofil/onskemal/?from=mail"


def test_a_queue_that_she_is_too_young_for_says_so(world: World, clock: Clock) -> None:
    anna = newcomer(world)
    anna.post("/mina-sidor/vem-ar-du/", **ANNA)

    refused = anna.post("/mina-sidor/koer/senior/ga-med/", personal_data="on", credit_check="on")

    assert refused.status_code == 422
    assert "Du är inte gammal nog än för den här kön." in words(refused)


def test_wrong_numbers_get_a_sentence_and_what_was_typed_stays(world: World, clock: Clock) -> None:
    anna = newcomer(world)

    for number, sentence in {
        "19821105-9955": "Det här är inget personnummer.",
        "hej": "Det här är inget personnummer.",
        "": "Skriv ditt personnummer.",
    }.items():
        answer = anna.post("/mina-sidor/vem-ar-du/", **(ANNA | {"number": number}))
        assert answer.status_code == 422
        assert sentence in words(answer)
        assert 'value="Storgatan 1"' in words(answer)


def test_a_number_that_another_has_reveals_nothing_but_says_how_to_go_on(world: World, clock: Clock) -> None:
    world.person("Bo", born="19821105", serial=995)
    anna = newcomer(world)

    answer = anna.post("/mina-sidor/vem-ar-du/", **ANNA)

    assert answer.status_code == 422
    assert "Det gick inte att spara uppgifterna så här." in words(answer)
    assert "023-460 00" in words(answer)


def test_an_interest_shows_its_place_and_can_be_taken_back(world: World, clock: Clock, visit: Visit) -> None:
    world.person("Bo", since="2010-01-01", serial=989)
    listing = world.listing()
    world.wants("Bo", listing)
    anna = visit("Anna")
    world.wants("Anna", listing)

    page = anna.text("/mina-sidor/")
    assert "Hej Anna" in page
    assert "Annonsen stänger fredag 15 maj kl. 24" in page
    assert "<b>2</b><span>av 2 just nu</span>" in page
    with world.scope():
        pk = Interest.objects.get(person=world.people["Anna"]).pk
    assert "Ta tillbaka intresseanmälan för Åsgatan 14?" in anna.text(f"/mina-sidor/intressen/{pk}/ta-tillbaka/")
    assert anna.post(f"/mina-sidor/intressen/{pk}/ta-tillbaka/").status_code == 303
    page = anna.text("/mina-sidor/intressen/")
    assert "Du har tagit tillbaka din intresseanmälan för Åsgatan 14." in page
    assert "Du tog tillbaka intresseanmälan." in page


def test_an_offer_is_confirmed_accepted_and_changed_until_its_last_day(
    world: World, clock: Clock, visit: Visit
) -> None:
    listing = offered(world, contact_name="Maja", contact_phone="070-111 22 33")
    anna, pk = visit("Anna"), offer_of(world, "Anna").pk
    clock.now = at("05-19 10:00")

    page = anna.text("/mina-sidor/")
    assert "Du har en sak att göra." in page
    assert "Gå på visning av Åsgatan 14" in page
    assert "Visning till och med torsdag 21 maj · 3 arbetsdagar kvar" in page
    assert "av 2 som anmält sig" in page
    page = anna.text(f"/mina-sidor/erbjudanden/{pk}/")
    assert "Maja" in page
    assert 'href="tel:0701112233"' in page
    assert anna.get(f"/mina-sidor/erbjudanden/{pk}/tacka-ja/").status_code == 303
    early = anna.post(f"/mina-sidor/erbjudanden/{pk}/tacka-ja/")
    assert early.headers["Location"] == f"/mina-sidor/erbjudanden/{pk}/"
    assert "Det går inte att göra just nu." in anna.text(f"/mina-sidor/erbjudanden/{pk}/")

    page = anna.text(f"/mina-sidor/erbjudanden/{pk}/har-varit-pa-visning/")
    assert "svarar du senast <b>torsdag 21 maj kl. 24</b>" in page
    assert "senast måndag 25 maj kl. 24" in page
    assert anna.post(f"/mina-sidor/erbjudanden/{pk}/har-varit-pa-visning/").status_code == 303
    assert "Nu kan du svara ja eller nej, senast torsdag 21 maj kl. 24." in anna.text("/mina-sidor/")

    assert "Tacka ja till Åsgatan 14?" in anna.text(f"/mina-sidor/erbjudanden/{pk}/tacka-ja/")
    assert anna.post(f"/mina-sidor/erbjudanden/{pk}/tacka-ja/").status_code == 303
    page = anna.text(f"/mina-sidor/erbjudanden/{pk}/klart/")
    assert "Du har tackat ja till Åsgatan 14" in page
    assert "Du kan ändra ditt svar till och med torsdag 21 maj kl. 24, så länge inte alla har svarat." in page
    assert anna.post(f"/mina-sidor/erbjudanden/{pk}/tacka-nej/").status_code == 303
    assert "Du har tackat nej till Åsgatan 14" in anna.text(f"/mina-sidor/erbjudanden/{pk}/klart/")
    assert world.offers(listing) == {"Anna": "declined", "Bo": "pending"}
    assert "Ändra till ja" in anna.text(f"/mina-sidor/erbjudanden/{pk}/")
    anna.post(f"/mina-sidor/erbjudanden/{pk}/tacka-ja/")
    assert world.offers(listing) == {"Anna": "accepted", "Bo": "pending"}


def test_an_answer_after_the_last_day_is_refused_with_a_sentence(world: World, clock: Clock, visit: Visit) -> None:
    listing = offered(world)
    world.tick(at("05-22 08:00"))
    anna, pk = visit("Anna"), offer_of(world, "Anna").pk

    clock.now = at("05-25 23:59")
    assert "Är du fortsatt intresserad av Åsgatan 14?" in anna.text("/mina-sidor/")
    assert "sista dagen är i dag" in anna.text("/mina-sidor/")
    clock.now = at("05-26 00:00")
    anna.post(f"/mina-sidor/erbjudanden/{pk}/tacka-ja/")
    assert "Svarstiden är slut, så svaret kunde inte tas emot." in anna.text(f"/mina-sidor/erbjudanden/{pk}/")
    world.tick(at("05-26 08:00"))
    page = anna.text(f"/mina-sidor/erbjudanden/{pk}/")
    assert "Inget svar kom i tid, så erbjudandet gick vidare (EJ SVAR)." in page
    assert world.offers(listing)["Anna"] == "expired"


def test_a_full_time_is_refused_and_another_is_booked(world: World, clock: Clock, visit: Visit) -> None:
    listing = offered(world, shown_by="landlord")
    with world.scope():
        full = ViewingSlot.objects.create(listing=listing, at=at("05-19 16:00"), place="Porten", capacity=1)
        free = ViewingSlot.objects.create(listing=listing, at=at("05-20 16:00"), place="Porten", capacity=2)
        Booking.objects.create(slot=full, offer=offer_of(world, "Bo"), booked_at=at("05-18 09:00"))
    anna, pk = visit("Anna"), offer_of(world, "Anna").pk
    clock.now = at("05-18 10:00")

    page = anna.text(f"/mina-sidor/erbjudanden/{pk}/")
    assert "tisdag 19 maj · Porten · fullbokad" in page
    assert "onsdag 20 maj · Porten · 2 platser kvar" in page
    assert anna.get(f"/mina-sidor/erbjudanden/{pk}/visning.ics").status_code == 404
    refused = anna.post(f"/mina-sidor/erbjudanden/{pk}/boka/", slot=full.pk)
    assert refused.status_code == 422
    assert "Visningstiden är fullbokad. Välj en annan tid." in words(refused)
    assert "Välj en av tiderna." in words(anna.post(f"/mina-sidor/erbjudanden/{pk}/boka/"))
    assert anna.post(f"/mina-sidor/erbjudanden/{pk}/boka/", slot=free.pk).status_code == 303
    assert "Du är bokad onsdag 20 maj kl. 16.00. Mötesplats: Porten." in anna.text(f"/mina-sidor/erbjudanden/{pk}/")
    overview = anna.text("/mina-sidor/")
    assert ("Visning onsdag 20 maj kl. 16.00" in overview, "arbetsdagar kvar" in overview) == (True, False)
    calendar = anna.get(f"/mina-sidor/erbjudanden/{pk}/visning.ics")
    assert calendar.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART:20260520T140000Z" in calendar.content.decode()
    deadline = anna.get(f"/mina-sidor/erbjudanden/{pk}/sista-svarsdag.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20260525" in deadline
