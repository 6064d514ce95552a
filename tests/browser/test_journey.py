"""The whole way in a browser, from a new account to a signed lease: hers, the staff's, and his who did not get it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from letting.services.interests import express_interest
from letting.services.offers import accept, confirm_viewing
from tenants import clock
from tenants.actors import person_actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

EMAIL, PASSWORD = "anna.akerstrom@example.se", "blåbär och lingon i skogen"
ANNA = {
    "given_name": "Anna", "family_name": "Åkerström", "number": "19821105-9954", "phone": "070-123 45 67",
    "street": "Källgatan 3", "postal_code": "79130", "city": "Falun",
}  # fmt: skip
STREET = "Åsgatan 14"
Visit = Callable[..., Visitor]


def test_anna_goes_from_a_new_account_to_a_signed_lease(portal: Portal, worker: None, visit: Visit) -> None:
    portal.staff("Eva")
    other = portal.world.unit("B7", street="Bergslagsgatan 2", rooms=4, size=101, rent=11900, area="Norr")
    portal.world.listing(other, publish=clock.now())
    portal.world.unit("A1", street=STREET)
    eva, anna = visit("Eva"), visit("Anna")

    eva.logs_in_with_one_click()
    advertise(portal, eva)

    make_an_account(anna)
    stand_in_line(anna)
    find_the_flat_and_want_it(anna)

    anna.moves_the_clock("Nästa arbetsdag 08.00")
    portal.applicant("Bo")
    says(portal, "Bo", express_interest)
    while "Annonsen är stängd" not in anna.page.locator("main").inner_text():
        anna.moves_the_clock("Nästa händelse")

    book_a_viewing_and_say_yes(anna)
    says(portal, "Bo", confirm_viewing)
    says(portal, "Bo", accept)

    decide_the_checks(eva)
    sign_and_keep_the_lease(anna)

    bo = visit("Bo", width=360)
    hear_that_it_is_let(bo, f"/lediga/{portal.listing_of(STREET).pk}/")


def advertise(portal: Portal, eva: Visitor) -> None:
    """Eva makes a listing of a flat that stands empty, with a time to see it, and publishes it."""
    eva.goes_to("/admin/")
    eva.follows("Objekt", within="body")
    eva.follows("Skapa en annons")
    eva.writes(move_in=str(date(clock.now().year + 1, 7, 1)))
    eva.page.locator("[name=shown_by]").select_option("landlord")
    eva.page.get_by_text("Lägg till: Visningstid").click()
    eva.writes(**{
        "slots-0-at_0": str(viewing_day(portal)), "slots-0-at_1": "17:30",
        "slots-0-place": "Porten", "slots-0-capacity": "5",
    })  # fmt: skip
    eva.presses("Spara")
    eva.sees("Så här blir det om du publicerar nu", "Sista anmälningsdag är")
    eva.sees_not("Inga visningstider är inlagda")
    eva.presses("Publicera annonsen")
    eva.sees(STREET, "Ingen har anmält intresse än.")


def viewing_day(portal: Portal) -> date:
    """The second day on which an advert published now can be shown."""
    with portal.world.scope():
        rules = rules_today(local_day(clock.now()))
    advertising = rules.schemes["ordinary"].advertising
    assert advertising is not None
    calendar = rules.workdays
    last_day = calendar.last_day_starting(local_day(clock.now()), advertising)
    return calendar.workday_after(calendar.workday_after(last_day))


def make_an_account(anna: Visitor) -> None:
    anna.goes_to("/")
    anna.follows("Ställ dig i kö")
    anna.writes(email=EMAIL, password1=PASSWORD)
    anna.presses("Skapa kontot")
    asked_for_code = anna.page.url
    anna.waits_for("/demo/mejl/", EMAIL)
    anna.page.locator("main .message a").first.click()
    code = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", anna.page.locator(".mail-text").inner_text())
    assert code is not None
    anna.looks_around()
    anna.goes_to(asked_for_code)
    anna.writes(code=code[0])
    anna.presses("Bekräfta koden")
    anna.sees("Berätta vem du är")


def stand_in_line(anna: Visitor) -> None:
    anna.writes(**ANNA)
    anna.presses("Spara och välj kö")
    anna.follows("Ställ dig i Bostadskön")
    anna.ticks_every_box()
    anna.presses("Ställ mig i kön")
    anna.sees("Du står nu i Bostadskön")


def find_the_flat_and_want_it(anna: Visitor) -> None:
    anna.follows("Se lediga bostäder")
    anna.sees("2 lediga bostäder")
    anna.page.get_by_text("Filtrera").click()
    with anna.page.expect_navigation():
        anna.page.get_by_label("Högst antal rum").select_option("3")
    anna.looks_around()
    anna.sees("1 ledig bostad", STREET)
    anna.sees_not("Bergslagsgatan")
    anna.follows(STREET)
    anna.presses("Anmäl intresse")
    anna.sees("Du har anmält intresse", "1 av 1 just nu")
    anna.follows("Se dina intresseanmälningar")
    anna.follows(STREET)


def book_a_viewing_and_say_yes(anna: Visitor) -> None:
    anna.goes_to("/mina-sidor/")
    anna.sees(f"Boka en visning av {STREET}")
    anna.follows("Välj en tid")
    anna.page.get_by_role("radio").check()
    anna.presses("Boka visningen")
    anna.sees("Du är bokad", "17.30", "Porten")
    anna.moves_the_clock("Nästa arbetsdag 08.00")
    anna.moves_the_clock("Nästa arbetsdag 08.00")
    anna.follows("Jag har varit på visning")
    anna.presses("Jag har varit på visning")
    anna.sees("Tack! Nu kan du svara ja eller nej")
    anna.follows("Ja, jag är intresserad")
    anna.sees("Först då är du bunden.")
    anna.presses(f"Tacka ja till {STREET}")
    anna.sees(f"Du har tackat ja till {STREET}")


def decide_the_checks(eva: Visitor) -> None:
    """Eva gives a reason for each check that waits for her, until the flat is awarded."""
    eva.goes_to("/admin/")
    eva.follows(f"{STREET}, A1")
    eva.sees("Kontroller", "Anna Åkerström")
    to_decide = eva.page.get_by_role("button", name=re.compile("^Godkänn "))
    waiting = to_decide.count()
    assert waiting >= 3
    for left in range(waiting - 1, -1, -1):
        eva.page.get_by_label("Skäl").first.fill("Underlaget är läst och stämmer.")
        with eva.page.expect_navigation():
            to_decide.first.click()
        eva.looks_around()
        eva.sees("Beslutet är sparat.")
        assert to_decide.count() == left


def sign_and_keep_the_lease(anna: Visitor) -> None:
    anna.goes_to("/mina-sidor/")
    anna.sees(f"{STREET} är din: skriv under avtalet")
    anna.follows("Läs och skriv under avtalet")
    anna.presses("Skriv under hyresavtalet")
    anna.sees("Kryssa i rutan när du har läst avtalet.")
    anna.ticks_every_box()
    anna.presses("Skriv under hyresavtalet")
    anna.sees(f"Välkommen hem till {STREET}")
    anna.moves_the_clock("+1 timme")
    anna.follows("Se avtalet")
    content = anna.downloads("Ladda ner avtalet (PDF)")
    assert content.startswith(b"%PDF")
    assert len(content) > 5_000


def hear_that_it_is_let(bo: Visitor, flat: str) -> None:
    """Bo reads that the flat went to someone with more points, and not to whom."""
    bo.logs_in_with_one_click()
    bo.follows("Meddelanden", within="body")
    bo.follows(f"{STREET} är uthyrd")
    bo.sees("gick till en sökande med", "Din intresseanmälan är avslutad.")
    bo.sees_not("Anna", "Åkerström")
    bo.follows("Intressen", within="body")
    bo.sees("Avslutade", STREET)
    bo.goes_to(flat)
    bo.sees("Uthyrt")


def says(portal: Portal, name: str, service: Callable[..., object]) -> None:
    """Let someone do what he would do on his own pages."""
    person = portal.world.people[name].pk
    listing = portal.listing_of(STREET)
    with portal.world.scope():
        outcome = service(listing.pk, person, by=person_actor(person), now=clock.now())
    assert not hasattr(outcome, "codes"), outcome
