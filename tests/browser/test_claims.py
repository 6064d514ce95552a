"""Priority and complaints as people meet them: papers from a phone in the dark, decisions at a desk, answers read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from letting.services.interests import express_interest
from tenants import clock
from tenants.models import Role
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.cast import make_world
from tests.papers import pdf, picture

Visit = Callable[..., Visitor]


def portal_of(portal: Portal, slug: str) -> Portal:
    """Return another landlord of the portal that runs."""
    host = portal.world.host.replace("kopparstaden", slug)
    return Portal(make_world(slug, host=host), f"http://{host}", portal.environment)


def comes_in(visitor: Visitor, home: Portal, *, dark: bool = False) -> None:
    """Log in at a landlord with one click, with the colours that one likes."""
    visitor.page.emulate_media(color_scheme="dark" if dark else "light")
    visitor.goes_to(f"{home.address}/demo/")
    visitor._leads_on(visitor.page.locator(f"main button[value={visitor.name.lower()}]"))


def test_scheme_7_papers_from_a_phone_are_decided_at_a_desk(portal: Portal, visit: Visit, tmp_path: Path) -> None:
    home = portal_of(portal, "tunabyggen")
    home.applicant("Nora")
    home.staff("Eva")
    for upload in (pdf("anställning.pdf"), picture("foto.jpg")):
        (tmp_path / str(upload.name)).write_bytes(upload.read() or b"")
    (tmp_path / "brev.docx").write_bytes(b"PK\x03\x04")

    nora = visit("Nora", width=360)
    comes_in(nora, home, dark=True)
    nora.follows("Förtur", within="nav[aria-label='Mina sidor']")
    nora.sees("Kommunalt kontrakt", "Du bor minst 100 km från arbetet, enkel resa.")
    nora.follows("Ansök om förtur")
    nora.writes(distance_km="90", text="Jag börjar i juni.")
    nora.page.locator("[name=documents]").set_input_files([tmp_path / "anställning.pdf", tmp_path / "brev.docx"])
    nora.presses("Lämna in ansökan")
    nora.sees("brev.docx: Filen är av en sort som vi inte tar emot.", "Handlingar som har kommit fram")
    assert nora.page.locator("[name=text]").input_value() == "Jag börjar i juni."
    assert nora.downloads("anställning.pdf").startswith(b"%PDF")
    nora.presses("Lämna in ansökan")
    nora.sees("Avståndet är för kort", "Tjänsten behöver vara en fast anställning på heltid.")
    nora.writes(distance_km="120")
    nora.ticks_every_box()
    nora.page.locator("[name=documents]").set_input_files(tmp_path / "foto.jpg")
    nora.presses("Lämna in ansökan")
    nora.sees("Din ansökan om förtur är inlämnad.", "Väntar på beslut", "foto.jpeg", "120 km")

    eva = visit("Eva")
    comes_in(eva, home)
    eva.goes_to(f"{home.address}/admin/")
    eva.sees("Förturer att besluta")
    eva.follows("Nora Test")
    assert eva.downloads("foto.jpeg").startswith(b"\xff\xd8\xff")
    eva.page.locator("main [name=cause]").select_option("meets_ground")
    eva.presses("Spara beslutet")
    eva.sees("Skriv ett skäl.")
    eva.page.emulate_media(color_scheme="dark")
    eva.writes(reason="Avtalet är läst.")
    eva.presses("Spara beslutet")
    eva.sees("Beslutet är sparat, och personen har fått ett meddelande.", "Beviljad")
    eva.goes_to(f"{home.address}/admin/queues/priorityclaim/")
    eva.goes_to(f"{home.address}/admin/tenants/document/")

    nora.goes_to(f"{home.address}/mina-sidor/fortur/")
    nora.sees("Beviljad", "Gäller för ett erbjudande.", "Avtalet är läst.")
    nora.page.emulate_media(color_scheme="light")
    nora.follows("Avstå från förturen")
    nora.presses("Avstå från förturen")
    nora.sees("Din förtur är återkallad.")


def test_scheme_10_a_complaint_goes_from_instance_to_instance(portal: Portal, visit: Visit) -> None:
    home = portal_of(portal, "flen")
    home.applicant("Nora")
    home.staff("Vera", Role.DIRECTOR)
    listing = home.world.listing(publish=clock.now())
    home.world.does("Nora", express_interest, listing, clock.now())

    nora = visit("Nora", width=360)
    comes_in(nora, home)
    nora.follows("Klagomål", within="nav[aria-label='Mina sidor']")
    nora.sees("Inga klagomål än", "Verkställande direktören")
    nora.follows("Lämna ett klagomål")
    nora.presses("Lämna in klagomålet")
    nora.sees("Skriv ditt klagomål.", "Välj vad det gäller, eller Något annat.")
    nora.page.locator("[name=subject]").select_option(index=1)
    nora.writes(text="Varför fick jag den inte?")
    nora.presses("Lämna in klagomålet")
    nora.sees("Ditt klagomål är inlämnat.", "Åsgatan 14", "Väntar på svar: Verkställande direktören.")

    vera = visit("Vera")
    comes_in(vera, home, dark=True)
    vera.goes_to(f"{home.address}/admin/")
    vera.follows("Nora Test")
    vera.presses("Spara och skicka svaret")
    vera.sees("Välj ja eller nej.")
    vera.page.get_by_label("Nej", exact=True).check()
    vera.writes(text="En annan sökande hade fler poäng.")
    vera.presses("Spara och skicka svaret")
    vera.sees("Svaret är sparat, och personen har fått ett meddelande.", "Vidare till: Styrelsen")
    vera.goes_to(f"{home.address}/admin/letting/complaint/")

    nora.page.emulate_media(color_scheme="dark")
    nora.goes_to(f"{home.address}/mina-sidor/meddelanden/")
    nora.follows("Du har fått svar på ditt klagomål")
    nora.follows("Läs svaret")
    nora.sees("En annan sökande hade fler poäng.", "Du fick inte rätt")
    nora.writes(text="Det räcker inte.")
    nora.presses("Gå vidare till nästa instans")
    nora.sees("Du gick vidare till: Styrelsen", "Väntar på svar: Styrelsen.")
    nora.follows("Avsluta klagomålet")
    nora.presses("Avsluta klagomålet")
    nora.sees("Klagomålet är avslutat.")
    nora.goes_to(f"{home.address}/mina-sidor/klagomal/")


def test_scheme_10_where_there_is_no_instance_the_page_says_whom_to_ring(portal: Portal, visit: Visit) -> None:
    portal.applicant("Nora")
    nora = visit("Nora")
    comes_in(nora, portal, dark=True)
    nora.goes_to("/mina-sidor/klagomal/")
    nora.sees("Hör av dig till oss.", "023-460 00")
