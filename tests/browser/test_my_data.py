"""What the landlord knows of one: read by whom, taken home, erased and regretted; in a browser, with its worker."""

from collections.abc import Callable
from typing import Any

from tests.browser.portal import Portal
from tests.browser.visitor import content_of


def test_anna_sees_who_has_read_takes_it_all_home_and_regrets_being_erased(
    portal: Portal, visit: Callable[..., Any]
) -> None:
    portal.staff("Eva")
    portal.applicant("Anna", years=12)
    eva, anna = visit("Eva"), visit("Anna", width=360)
    eva.logs_in_with_one_click()
    eva.goes_to(f"/admin/tenants/person/{portal.world.people['Anna'].pk}/change/")

    anna.logs_in_with_one_click()
    anna.goes_to("/mina-sidor/uppgifter/")
    anna.follows("Se vem som har läst om dig")
    anna.sees("Din sida i personalens register öppnades.", "Av uthyrare.")
    anna.sees_not("Eva")

    anna.follows("Mina uppgifter")
    anna.follows("Hämta allt vi vet om dig")
    with anna.page.expect_download() as coming:
        anna.page.get_by_role("button", name="Spara filen").click()
    assert '"given_name": "Anna"' in content_of(coming.value).decode()
    anna.presses("Beställ utdraget")
    anna.sees("Utdraget skrivs nu.")
    anna.moves_the_clock("+1 timme")  # the clock's own step does what falls due
    anna.goes_to("/mina-sidor/uppgifter/utdrag/")
    assert anna.downloads("Spara utdraget").startswith(b"%PDF")

    anna.goes_to("/mina-sidor/uppgifter/")
    anna.follows("Radera mina uppgifter")
    anna.presses("Radera mina uppgifter")
    anna.sees("Kryssa i rutan om du vill radera dina uppgifter.")
    anna.ticks_every_box()
    anna.presses("Radera mina uppgifter")
    anna.sees("Dina uppgifter raderas efter")
    anna.presses("Ångra raderingen")
    anna.sees("Raderingen är ångrad. Allt är som förut.")
