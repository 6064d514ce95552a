"""A letting manager makes the next rules in a browser: changes, mistakes, preview, a story, and publishing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from tenants import clock
from tenants.models import Role, Ruleset
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

Visit = Callable[..., Visitor]
CANARY = '"><img src=x onerror=1>'


def test_a_manager_writes_tries_and_publishes_the_next_rules(portal: Portal, visit: Visit) -> None:
    portal.world.listing(publish=clock.now())
    portal.staff("Eva", Role.MANAGER)
    eva = visit("Eva", width=360)
    eva.logs_in_with_one_click()
    eva.goes_to("/admin/tenants/ruleset/")
    eva.follows("Ändra reglerna i ett utkast")
    eva.presses("Börja ett utkast")
    eva.sees("Utkast som bygger på version 1", "inga ändringar än")

    eva.follows("Ändra: Utseende")
    eva.writes(colour="#ffcc00")
    eva.presses("Spara i utkastet")
    eva.sees("är för ljus för vit text")
    eva.writes(colour="#5b2a86")
    eva.presses("Spara i utkastet")
    eva.sees("Sparat i utkastet: Utseende.", "1 ändring")

    eva.follows("Ändra: Vanlig uthyrning")
    eva.writes(answering_0="-2", round_size="tio", **{"name.sv": CANARY})
    eva.presses("Spara i utkastet")
    eva.sees("Svarstid: Skriv ett heltal från 1.", "Erbjudanden per omgång: Skriv ett heltal.")
    eva.writes(answering_0="5", round_size="10")
    eva.presses("Spara i utkastet")
    eva.sees(f"Uthyrningssätt: {CANARY}")
    eva.follows("Ändra: Bostadskön")
    eva.page.locator("main [name='strikes._on']").check()
    eva.writes(**{"strikes.count": "3", "strikes.blocked_for_0": "3"})
    eva.page.locator("main [name='strikes.blocked_for_1']").select_option("months")
    eva.presses("Spara i utkastet")
    eva.follows("Ändra: Hushåll")
    eva.follows("Utkastet")

    eva.follows("Se skillnaden")
    eva.sees("2 arbetsdagar", "5 arbetsdagar", "EJ SVAR, spärrtid")
    eva.follows("Utkastet")
    eva.follows("Förhandsgranska datumen")
    eva.sees("skulle få de här datumen", "Andra datum")
    eva.follows("Utkastet")
    eva.follows("Prova reglerna på en berättelse")
    eva.presses("Spela upp berättelsen")
    eva.sees("Reglerna skiljer sig från")
    eva.page.locator("main select[name=story]").select_option("egen")
    eva.writes(text="start = 3")
    eva.presses("Spela upp berättelsen")
    eva.sees("landlord: Fyll i fältet.")
    eva.goes_to("/admin/tenants/ruleset/utkast/las-in/")
    eva.writes(text="format = 1\n[brand]\ncolour = 7")
    eva.presses("Läs in i utkastet")
    eva.sees("Hyresvärden: Fyll i fältet.")

    eva.goes_to("/admin/tenants/ruleset/utkast/publicera/")
    tomorrow = (clock.now() + timedelta(days=1)).date().isoformat()
    eva.writes(fran=tomorrow)
    eva.presses("Kontrollera dagen")
    eva.sees("1 uthyrning som pågår följer sina egna regler till slutet.")
    eva.presses("Publicera version 2")
    eva.sees("Version 2 är publicerad och gäller från")
    with portal.world.scope():
        assert Ruleset.objects.get(version=2).rules.brand.colour == "#5b2a86"


def test_the_editor_works_without_scripts(portal: Portal, visit: Visit) -> None:
    portal.staff("Eva", Role.MANAGER)
    eva = visit("Eva", javascript=False)
    eva.logs_in_with_one_click()
    eva.goes_to("/admin/tenants/ruleset/utkast/")
    eva.presses("Börja ett utkast")
    eva.follows("Ändra: Kalender")
    eva.writes(closed_days="2026-12-23\nlillejulafton")
    eva.presses("Spara i utkastet")
    eva.sees("Rad 2: Skriv ett datum")
    eva.writes(closed_days="2026-12-23")
    eva.presses("Spara i utkastet")
    eva.sees("Sparat i utkastet: Kalender.")
    eva.follows("Publicera från ett datum")
    eva.writes(fran="2020-01-01")
    eva.presses("Kontrollera dagen")
    eva.sees("Dagen har passerat.")
