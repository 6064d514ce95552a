"""The portal on a phone that runs no script: everything works, by links and buttons alone."""

from __future__ import annotations

from collections.abc import Callable

from tenants import clock
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

PASSWORD = "smultron och hallon"


def test_an_interest_is_made_and_taken_back_on_a_phone_without_javascript(
    portal: Portal, visit: Callable[..., Visitor]
) -> None:
    portal.world.listing(publish=clock.now())
    portal.applicant("Cecilia", password=PASSWORD)
    cecilia = visit("Cecilia", width=360, javascript=False)

    cecilia.goes_to("/lediga/")
    cecilia.follows("Åsgatan 14")
    cecilia.follows("Logga in och anmäl intresse")
    cecilia.writes(login="cecilia@demo.kolapp.test", password=PASSWORD)
    cecilia.presses("Logga in")
    cecilia.sees("Åsgatan 14", "Det binder dig inte.")
    cecilia.presses("Anmäl intresse")
    cecilia.sees("Du har anmält intresse")
    cecilia.follows("Se dina intresseanmälningar")
    cecilia.sees("Pågår", "Åsgatan 14")
    cecilia.follows("Ta tillbaka intresseanmälan Åsgatan 14")
    cecilia.sees("Du lämnar din plats.", "Dina köpoäng påverkas inte.")
    cecilia.presses("Ta tillbaka intresseanmälan")
    cecilia.sees(
        "Du har tagit tillbaka din intresseanmälan för Åsgatan 14.", "Inga pågående intresseanmälningar", "Avslutade"
    )
