"""Careless and hostile input, on a phone: each gets a sentence that helps, what was typed stays, nothing runs."""

from __future__ import annotations

from collections.abc import Callable

from letting.models import Check
from letting.services.interests import express_interest
from letting.services.offers import accept
from letting.services.reviews import record_check
from tenants import clock
from tenants.actors import staff_actor
from tenants.models import Person
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.cast import number_in_series

CANARY = '"><img src=x onerror=1>'
PASSWORD = "smultron och hallon"
STREET = "Åsgatan 14"
Visit = Callable[..., Visitor]


def test_mistakes_are_told_in_sentences_and_what_was_typed_stays(portal: Portal, visit: Visit) -> None:
    flat = f"/lediga/{portal.world.listing(publish=clock.now()).pk}/"
    portal.login("Nils", password=PASSWORD)
    nils = visit("Nils", width=360)

    nils.logs_in("nils@demo.kolapp.test", "fel lösenord")
    nils.sees("E-postadressen eller lösenordet stämmer inte.")
    nils.writes(password=PASSWORD)
    nils.presses("Logga in")

    typed = {
        "given_name": CANARY, "family_name": "Öst", "phone": "ring mig", "street": "Källgatan 3",
        "postal_code": "12", "city": "Falun",
    }  # fmt: skip
    nils.writes(number="19870704-9996", **typed)
    nils.presses("Spara och välj kö")
    nils.sees("Det här är inget personnummer.", "Ett postnummer har fem siffror", "Skriv telefonnumret med siffror")
    assert {name: nils.page.locator(f"[name={name}]").input_value() for name in typed} == typed
    seventeen = number_in_series(f"{clock.now().year - 17}0101")
    nils.writes(number=seventeen, phone="070-123 45 67", postal_code="791 30")
    nils.presses("Spara och välj kö")

    nils.goes_to("/mina-sidor/")
    nils.sees(f"Hej {CANARY}")
    nils.goes_to(flat)
    nils.sees("Du står inte i bostadskön")
    assert nils.page.get_by_role("button", name="Anmäl intresse").get_attribute("aria-disabled") == "true"

    nils.goes_to("/mina-sidor/koer/")
    nils.follows("Ställ dig i Seniorkön")
    nils.ticks_every_box()
    nils.presses("Ställ mig i kön")
    nils.sees("Du är inte gammal nog än för den här kön.")
    nils.goes_to("/mina-sidor/koer/")
    nils.follows("Ställ dig i Bostadskön")
    nils.presses("Ställ mig i kön")
    nils.sees("Kryssa i rutan för att kunna stå i kön.")
    nils.ticks_every_box()
    nils.presses("Ställ mig i kön")
    nils.sees("Du står nu i Bostadskön")

    nils.goes_to(flat)
    nils.sees("Du är inte gammal nog än för att söka den här bostaden.")
    nils.sends(f"{flat}anmal/")  # what a page from yesterday, or a clever hand, could send
    nils.sees("Du är inte gammal nog än för att söka den här bostaden.")
    nils.goes_to("/mina-sidor/intressen/")
    nils.sees("Inga pågående intresseanmälningar")


def test_a_filter_that_makes_no_sense_is_named_and_left_out(portal: Portal, visit: Visit) -> None:
    portal.world.listing(publish=clock.now())
    visitor = visit("Ulla", width=360)
    visitor.goes_to(f"/lediga/?rooms_from=banan&rent_to=-5&area={CANARY}&sort=🐟&page=sist&size_from=90&size_to=10&x=1")
    visitor.sees(
        "Vi kunde inte använda hela filtret", "Minst antal rum: Skriv ett heltal, till exempel 3.",
        "Högsta hyra, kr i månaden: Skriv 0 eller mer.", f"Område: ”{CANARY}” finns inte att välja.",
        "Största yta, m²: Det lägsta talet är högre än det högsta. Ändra ett av dem.", "1 ledig bostad", STREET,
    )  # fmt: skip
    visitor.follows("Rensa alla")
    visitor.sees_not("Vi kunde inte använda")
    for nowhere in ("/lediga/999999999999999999/", "/lediga/0/", "/mina-sidor/erbjudanden/x/"):
        visitor.goes_to(nowhere)
        visitor.sees("Sidan finns inte")


def test_a_name_that_is_a_script_is_words_on_every_page_and_in_the_lease(portal: Portal, visit: Visit) -> None:
    portal.staff("Eva")
    portal.applicant("Nora")
    world = portal.world
    nora_pk = world.people["Nora"].pk
    with world.scope():
        Person.objects.filter(pk=nora_pk).update(given_name=CANARY)
    listing = world.listing(publish=clock.now(), scheme="direct")
    world.does("Nora", express_interest, listing, clock.now())
    world.tick(clock.now())
    world.does("Nora", accept, listing, clock.now())
    with world.scope():
        kinds = list(Check.objects.filter(offer__listing=listing, result="review").values_list("kind", flat=True))
        for kind in kinds:
            record_check(listing.pk, nora_pk, kind, passed=True, reason="Sett", by=staff_actor(0), now=clock.now())

    eva = visit("Eva")
    eva.logs_in_with_one_click()
    eva.goes_to(f"/admin/letting/listing/{listing.pk}/arbetsbank/")
    eva.sees(f"{CANARY} Test")
    eva.follows(f"{CANARY} Test")
    eva.sees(f"{CANARY} Test", "I loggen står att du har öppnat sidan.")

    nora = visit("Nora", width=360)
    nora.logs_in_with_one_click()
    nora.sees(f"Hej {CANARY}")
    nora.follows("Läs och skriv under avtalet")
    nora.sees(f"{CANARY} Test")
    nora.ticks_every_box()
    nora.presses("Skriv under hyresavtalet")
    nora.moves_the_clock("+1 timme")
    nora.follows("Se avtalet")
    assert nora.downloads("Ladda ner avtalet (PDF)").startswith(b"%PDF")
