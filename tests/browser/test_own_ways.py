"""Three landlords let a flat each in a browser, each in its own way, from the interest to the signed lease.

The fourth way is `test_journey`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from letting.models import Listing
from letting.services.interests import express_interest
from letting.services.offers import accept, confirm_viewing
from tenants import clock
from tenants.actors import person_actor
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.papers import pdf

STREET = "Åsgatan 14"
Visit = Callable[..., Visitor]


def of(landlord: str) -> Any:
    return pytest.mark.parametrize("portal", [landlord], indirect=True, ids=[landlord])


def begins(portal: Portal, *names: str, **more: Any) -> Listing:
    """Eva works there, the named stand in line, and a flat is advertised."""
    portal.staff("Eva")
    for number, name in enumerate(names):
        portal.applicant(name, years=20 - number)
    return portal.world.listing(portal.world.unit("A1", street=STREET), publish=clock.now(), **more)


def does(portal: Portal, name: str, service: Callable[..., object]) -> None:
    """Let someone do what he would do on his own pages."""
    person, listing = portal.world.people[name].pk, portal.listing_of(STREET)
    with portal.world.scope():
        outcome = service(listing.pk, person, by=person_actor(person), now=clock.now())
    assert not hasattr(outcome, "codes"), outcome


def wants_it(anna: Visitor) -> None:
    anna.logs_in_with_one_click()
    anna.goes_to("/lediga/")
    anna.follows(STREET)
    anna.presses("Anmäl intresse")
    anna.sees("Du har anmält intresse")


def is_offered(anna: Visitor) -> None:
    while (
        STREET not in anna.page.locator("main").inner_text() or "visning" not in anna.page.locator("main").inner_text()
    ):
        anna.moves_the_clock("Nästa arbetsdag 08.00")
    anna.goes_to("/mina-sidor/")


def says_yes(anna: Visitor) -> None:
    anna.goes_to("/mina-sidor/")
    anna.follows("Jag har varit på visning")
    anna.presses("Jag har varit på visning")
    anna.follows("Ja, jag är intresserad")
    anna.presses(f"Tacka ja till {STREET}")
    anna.sees(f"Du har tackat ja till {STREET}")


def approves_all(eva: Visitor) -> None:
    """Give a reason for each check that waits, until none does."""
    waiting = eva.page.get_by_role("button", name=re.compile("^Godkänn "))
    while waiting.count():
        eva.page.get_by_label("Skäl").first.fill("Underlaget är läst och stämmer.")
        with eva.page.expect_navigation():
            waiting.first.click()
        eva.looks_around()
        eva.sees("Beslutet är sparat.")


def signs(anna: Visitor) -> None:
    anna.goes_to("/mina-sidor/")
    anna.follows("Läs och skriv under avtalet")
    anna.ticks_every_box()
    anna.presses("Skriv under hyresavtalet")
    anna.sees(f"Välkommen hem till {STREET}")


def opens_the_bench(eva: Visitor, portal: Portal) -> None:
    eva.goes_to(f"/admin/letting/listing/{portal.listing_of(STREET).pk}/arbetsbank/")


@of("tunabyggen")
def test_check_2_a_yes_is_followed_by_a_profile_and_the_points_fall(portal: Portal, visit: Visit) -> None:
    begins(portal, "Anna", "Bo")
    anna, eva = visit("Anna", width=360), visit("Eva")
    wants_it(anna)
    does(portal, "Bo", express_interest)
    anna.goes_to("/mina-sidor/")
    is_offered(anna)
    does(portal, "Bo", confirm_viewing)
    does(portal, "Bo", accept)
    says_yes(anna)

    anna.sees("Nu behöver vi din sökandeprofil")
    anna.goes_to("/mina-sidor/")
    anna.sees(f"Lämna in din sökandeprofil för {STREET}", "arbetsdagar kvar")
    anna.follows("Granska och lämna in")
    anna.presses("Lämna in sökandeprofilen")
    anna.sees("Det här saknas innan du kan lämna in:")
    anna.follows("Ändra i sökandeprofilen")
    anna.writes(adults="1", children="", net_0="28000")
    anna.page.locator("[name=kind_0]").select_option("permanent")
    anna.page.locator("[name=landlord][value=no]").check()
    anna.presses("Spara profilen")
    anna.page.locator("main input[type=file]").first.set_input_files(
        {"name": "lönebesked.pdf", "mimeType": "application/pdf", "buffer": pdf("lönebesked.pdf").read()}
    )
    anna.presses("Lämna in intygen")
    anna.sees("lönebesked.pdf", "Profilen är komplett")
    anna.goes_to("/mina-sidor/")
    anna.follows("Granska och lämna in")
    anna.presses("Lämna in sökandeprofilen")
    anna.sees("Sökandeprofilen är inlämnad.")

    eva.logs_in_with_one_click()
    opens_the_bench(eva, portal)
    eva.sees("Sökandeprofil: Anna", "fast anställning", "28")
    approves_all(eva)
    for _ in range(4):  # Bo never files his: it is closed when its days are over
        eva.moves_the_clock("Nästa arbetsdag 08.00")
    approves_all(eva)
    anna.goes_to("/mina-sidor/")
    anna.sees(f"{STREET} är din", "Poängen visas när du har återaktiverat din plats.")
    signs(anna)


@of("flen")
def test_jour_14_staff_choose_among_the_yes_and_the_flat_waits_scheme_9(portal: Portal, visit: Visit) -> None:
    free_on = clock.now().date() + timedelta(days=90)
    begins(portal, "Anna", "Bo", move_in=free_on)
    anna, eva = visit("Anna"), visit("Eva")
    wants_it(anna)
    does(portal, "Bo", express_interest)
    anna.goes_to("/mina-sidor/")
    is_offered(anna)
    does(portal, "Bo", confirm_viewing)
    does(portal, "Bo", accept)
    says_yes(anna)

    eva.logs_in_with_one_click()
    opens_the_bench(eva, portal)
    eva.follows("Välj vem som får bostaden")
    eva.presses("Välj sökanden")
    eva.sees("Välj en sökande.", "Välj ett skäl.", "Skriv kort varför.")
    eva.page.get_by_label(re.compile("Anna Test")).check()
    eva.page.get_by_label("Hushållet passar bostadens storlek").check()
    eva.writes(reason="Bostaden passar ett litet hushåll.")
    eva.presses("Välj sökanden")
    eva.sees("Valet är gjort.")
    approves_all(eva)

    anna.goes_to("/mina-sidor/")
    anna.follows("Läs och skriv under avtalet")
    anna.follows("Avtalet")
    anna.follows("Välj en annan dag")
    anna.writes(day=str(free_on + timedelta(days=120)))
    anna.presses("Spara inflyttningsdagen")
    anna.sees("Välj en dag från")
    anna.writes(day=str(free_on + timedelta(days=30)))
    anna.presses("Spara inflyttningsdagen")
    anna.sees("Inflyttningsdagen är sparad.")
    signs(anna)
    opens_the_bench(eva, portal)
    eva.presses("Notera att legitimation har visats")
    eva.sees("Det är noterat att legitimation har visats.")


@of("wennergrens")
def test_jour_4_staff_select_whom_to_show_it_to_and_then_choose(portal: Portal, visit: Visit) -> None:
    begins(portal, "Anna", "Bo", "Cecilia")
    anna, eva = visit("Anna"), visit("Eva")
    wants_it(anna)
    for name in ("Bo", "Cecilia"):
        does(portal, name, express_interest)
    eva.logs_in_with_one_click()
    eva.goes_to("/admin/")
    for _ in range(6):
        eva.moves_the_clock("Nästa arbetsdag 08.00")
    opens_the_bench(eva, portal)
    eva.follows("Välj vilka som får se bostaden")
    for name in ("Anna", "Cecilia"):
        eva.page.get_by_label(re.compile(f"{name} Test")).check()
    eva.page.get_by_label("Lång kötid").check()
    eva.writes(reason="De två har behov som bostaden svarar mot.")
    eva.presses("Skicka erbjudanden")
    eva.sees("Erbjudandena är skickade.")
    for name in ("Cecilia",):
        does(portal, name, confirm_viewing)
        does(portal, name, accept)
    says_yes(anna)
    opens_the_bench(eva, portal)
    eva.follows("Välj vem som får bostaden")
    eva.sees_not("Bo Test")
    eva.page.get_by_label(re.compile("Anna Test")).check()
    eva.page.get_by_label("Särskild hänsyn enligt reglerna").check()
    eva.writes(reason="Har bott länge hos oss.")
    eva.presses("Välj sökanden")
    approves_all(eva)
    signs(anna)
    bo = visit("Bo", width=360)
    bo.logs_in_with_one_click()
    bo.follows("Meddelanden", within="body")
    bo.sees(f"{STREET} är uthyrd")
