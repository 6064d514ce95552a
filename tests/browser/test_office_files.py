"""The letting office's lists at a desk and on a phone: units from a file, drafts, files out, letters, the search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from letting.services.interests import express_interest
from queues.services.registrations import register
from tenants import clock
from tenants.actors import person_actor
from tenants.mailing import send_due
from tenants.models import Message, Person, Role
from tests.browser.portal import Portal
from tests.browser.test_office import DESK, PHONE, advert, comes_in
from tests.browser.visitor import Visitor
from tests.cast import STAFF

Visit = Callable[..., Visitor]
HEADS = "Objektsnummer;Adress;Område;Rum;Yta;Hyra"
GOOD = f"{HEADS}\r\nA1;Storgatan 1;Centrum;2;58,5;7 200 kr\r\nA2;Storgatan 3;Centrum;3;71;8900"
BAD = "Objektsnummer;Adress;Rum;Yta;Hyra;Balkongtyp\r\nA1;;två;58;7200;glasad\r\nA2;Storgatan 3;3;71,25;billig;"


@pytest.fixture
def home(portal: Portal) -> Portal:
    """Three stand in line; Anna has no e-mail."""
    world = portal.world
    for serial, name in enumerate(("Anna", "Bo", "Cecilia")):
        world.person(name, since=f"201{serial}-03-01", serial=988 + serial, login=False)
    with world.scope():
        anna = Person.objects.filter(given_name="Anna")
        anna.update(email="", street="Storgatan 1", postal_code="791 30", city="Falun", phone="070-123 45 67")
    portal.staff("Eva")
    portal.staff("Maria", Role.MANAGER)
    return portal


def office(home: Portal, visit: Visit) -> list[Visitor]:
    both = [visit("Eva", width=PHONE), visit("Eva", width=DESK)]
    for eva in both:
        comes_in(eva, home)
    return both


def sends_file(visitor: Visitor, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    visitor.goes_to("/admin/letting/unit/las-in/")
    visitor.page.locator("main input[type=file]").set_input_files(path)
    visitor.presses("Ladda upp och jämför")


def test_units_are_read_in_from_a_file(home: Portal, visit: Visit, tmp_path: Path) -> None:
    home.world.unit("A1", street="Storgatan 1", rent=7000, size=58)
    for eva in office(home, visit):
        sends_file(eva, tmp_path / "fel.csv", BAD)
        eva.sees("4 fel i filen.", "får inte vara tom", "Balkongtyp")
        sends_file(eva, tmp_path / "objekt.csv", GOOD)
        eva.sees("7 000 kr", "7 200 kr", "58,5 m²")
    eva.presses("Läs in filen")
    eva.sees("Filen är inläst.")
    eva.goes_to("/admin/letting/unit/")
    eva.sees("Läs in från fil", "Storgatan 3")


def test_drafts_are_looked_at_given_a_time_and_published(home: Portal, visit: Visit) -> None:
    drafts = [home.world.listing(number=f"A{n}", publish=None) for n in range(3)]
    for eva in office(home, visit):
        eva.goes_to(f"/admin/letting/listing/{drafts[0].pk}/publicera/")
        eva.follows("Visa som sökande ser den")
        eva.sees("Den är inte publicerad")
        eva.follows("Gå tillbaka till utkastet")
        eva.goes_to("/admin/letting/listing/")
        eva.goes_to(f"/admin/letting/listing/publicera-flera/?annons={drafts[0].pk}&annons={drafts[1].pk}")
    eva.presses("Publicera 2 annonser")
    eva.sees("2 annonser är publicerade.")
    eva.goes_to(f"/admin/letting/listing/{drafts[2].pk}/publicera/")
    eva.page.locator("[name=at]").fill("2031-05-12T09:00")
    eva.presses("Publicera vid den tiden")
    eva.sees("Utkastet publiceras automatiskt måndag 12 maj kl. 09.00.")
    eva.goes_to("/admin/")


def test_one_who_phones_is_served_and_written_to(home: Portal, visit: Visit, worker: None) -> None:
    listing = advert(home.world, "Bo", "Cecilia")
    anna = home.world.people["Anna"].pk
    page = f"/admin/tenants/person/{anna}/change/"
    with home.world.scope():
        express_interest(listing.pk, anna, by=person_actor(anna), now=clock.now())
        new = home.world.person("Doris", since=None, login=False, serial=991).pk
    with home.world.scope():
        Person.objects.filter(pk=new).update(email="", street="Åsgatan 2", postal_code="791 31", city="Falun")
        consents = {"personal_data": "Ja.", "credit_check": "Ja."}
        register(new, "housing", consents=consents, by=STAFF, now=clock.now())
    send_due(clock.now())
    for eva in office(home, visit):
        eva.goes_to(page)
        eva.goes_to(f"/admin/letting/listing/intresse-at/{new}/")
        eva.presses("Anmäl intresse")
        eva.sees("Välj en annons.")
        eva.goes_to(f"/admin/letting/listing/profil-at/{anna}/")
        eva.goes_to("/admin/tenants/message/brev/")
        eva.sees("Doris Test")
    eva.presses("Skriv ut de valda breven")
    eva.waits_for(eva.page.url, "Klar att ladda ner")
    kept = eva.downloads("Ladda ner filen")
    assert kept.startswith(b"%PDF-")
    eva.presses("Markera breven som postade")
    eva.sees("Postat")
    with home.world.scope():
        assert Message.objects.get(person=new).delivery == "posted"


def finds(visitor: Visitor, what: str) -> None:
    visitor.page.keyboard.press("/")
    visitor.page.keyboard.type(what)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")
    visitor.looks_around()


def test_everything_is_found_from_the_keyboard_and_files_taken_out(home: Portal, visit: Visit) -> None:
    listing = advert(home.world, "Anna", "Bo", "Cecilia")
    for eva in office(home, visit):
        eva.goes_to("/admin/letting/unit/")
        for what, words in (
            ("Test", "Anna Test"),
            ("0701234567", "Anna Test"),
            ("Åsgatan", "Objekt"),
            ("xyz", "Inget"),
        ):
            finds(eva, what)
            eva.sees(words)
        eva.goes_to(f"/admin/letting/listing/{listing.pk}/arbetsbank/")
        eva.follows("Ta ut loggen")
        eva.presses("Beställ filen")
        eva.sees("Skriv ett skäl.")
        eva.page.get_by_label("CSV").check()
        eva.writes(reason="Begäran om allmän handling")
        eva.presses("Beställ filen")
        kept: Any = eva.downloads("Ladda ner filen").decode("utf-8-sig")
        assert ("Sökande 1" in kept, "Anna" in kept) == (True, False)
        eva.goes_to("/admin/tenants/export/")
