"""The lease, one's own details and messages; and what is another's."""

from letting.models import Interest, Lease
from tenants.models import Person
from tests.cast import Clock, World, at
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit, awarded, offer_of, offered


def test_lease_1_the_award_is_read_signed_and_downloaded(world: World, clock: Clock, visit: Visit) -> None:
    listing = awarded(world, clock)
    anna = visit("Anna")
    with world.scope():
        lease = Lease.objects.get()

    assert "Åsgatan 14 är din: skriv under avtalet" in anna.text("/mina-sidor/")
    page = anna.text(f"/mina-sidor/avtal/{lease.pk}/")
    assert "Vi gör i ordning PDF-filen." in page
    assert "7 200 kr i månaden" in page
    waiting = anna.get(f"/mina-sidor/avtal/{lease.pk}/avtal.pdf")
    assert waiting.headers["Location"] == f"/mina-sidor/avtal/{lease.pk}/"
    assert "Skriv under hyresavtalet" in anna.text(f"/mina-sidor/avtal/{lease.pk}/skriv-under/")
    unread = anna.post(f"/mina-sidor/avtal/{lease.pk}/skriv-under/", residence="on", read="on")
    assert unread.status_code == 422
    assert "Kryssa i rutan för att kunna skriva under." in words(unread)
    signed = anna.post(f"/mina-sidor/avtal/{lease.pk}/skriv-under/", residence="on", insurance="on", read="on")
    assert (signed.status_code, signed.headers["Location"]) == (303, f"/mina-sidor/avtal/{lease.pk}/klart/")
    assert "Välkommen hem till Åsgatan 14" in anna.text(f"/mina-sidor/avtal/{lease.pk}/klart/")
    assert world.see(listing).state == "let"

    world.tick(at("05-27 10:00"))
    pdf = anna.get(f"/mina-sidor/avtal/{lease.pk}/avtal.pdf")
    assert (pdf.headers["Content-Disposition"], pdf.headers["Cache-Control"], pdf.content[:5]) == (
        f'attachment; filename="hyresavtal-{lease.pk}.pdf"', "no-store", b"%PDF-",
    )  # fmt: skip
    assert "Poängen började om från 27 maj 2026, eftersom du fick ett hyresavtal." in anna.text("/mina-sidor/koer/")
    assert "Platsen vilar." in anna.text("/mina-sidor/koer/")
    assert anna.post("/mina-sidor/koer/housing/ateraktivera/").status_code == 303
    assert "Din plats i kön är aktiv igen." in anna.text("/mina-sidor/koer/")


def test_an_award_can_be_declined(world: World, clock: Clock, visit: Visit) -> None:
    listing = awarded(world, clock)
    anna = visit("Anna")
    with world.scope():
        lease = Lease.objects.get()

    assert "Det går inte att ångra." in anna.text(f"/mina-sidor/avtal/{lease.pk}/tacka-nej/")
    assert anna.post(f"/mina-sidor/avtal/{lease.pk}/tacka-nej/").headers["Location"] == "/mina-sidor/"
    assert "Upphörde innan det skrevs under" in anna.text("/mina-sidor/avtal/")
    assert world.offers(listing)["Anna"] == "declined"
    late = anna.post(f"/mina-sidor/avtal/{lease.pk}/skriv-under/", residence="on", insurance="on", read="on")
    assert late.headers["Location"] == f"/mina-sidor/avtal/{lease.pk}/"


def test_another_persons_things_are_not_found(world: World, neighbour: World, clock: Clock, visit: Visit) -> None:
    listing = awarded(world, clock)
    with world.scope():
        lease, interest = Lease.objects.get(), Interest.objects.get(person=world.people["Anna"])
        message = world.people["Anna"].messages.first()
    assert message is not None
    offer = offer_of(world, "Anna")
    strangers = (visit("Bo"), visit("Fredrik", neighbour))

    for stranger in strangers:
        for path in (
            f"erbjudanden/{offer.pk}/", f"erbjudanden/{offer.pk}/tacka-ja/", f"erbjudanden/{offer.pk}/klart/",
            f"erbjudanden/{offer.pk}/sista-svarsdag.ics", f"avtal/{lease.pk}/", f"avtal/{lease.pk}/avtal.pdf",
            f"avtal/{lease.pk}/skriv-under/", f"intressen/{interest.pk}/ta-tillbaka/", f"meddelanden/{message.pk}/",
        ):  # fmt: skip
            assert stranger.get(f"/mina-sidor/{path}").status_code == 404, path
        assert stranger.post(f"/mina-sidor/erbjudanden/{offer.pk}/tacka-nej/").status_code == 404
        assert stranger.post(f"/mina-sidor/meddelanden/{message.pk}/last/").status_code == 404
    assert world.offers(listing) == {"Anna": "awarded", "Bo": "declined"}


def test_saved_details_are_shown_and_wrong_ones_keep_what_was_typed(world: World, clock: Clock, visit: Visit) -> None:
    anna = visit("Anna")
    details = {"email": "ny@example.se", "phone": "070 1", "street": "Nygatan 2", "postal_code": "1", "city": "Falun"}

    wrong = anna.post("/mina-sidor/uppgifter/", **details, language="en")
    assert wrong.status_code == 422
    assert "Skriv telefonnumret med siffror" in words(wrong)
    assert "Ett postnummer har fem siffror" in words(wrong)
    assert 'value="Nygatan 2"' in words(wrong)
    right = anna.post(
        "/mina-sidor/uppgifter/", **(details | {"phone": "070-123 45 67", "postal_code": "79131"}), language="sv"
    )
    assert right.status_code == 303
    assert "Dina uppgifter är sparade." in anna.text("/mina-sidor/uppgifter/")
    with world.scope():
        assert Person.objects.get().postal_code == "791 31"


def test_reading_changes_nothing_until_a_message_is_marked(world: World, clock: Clock, visit: Visit) -> None:
    offered(world)
    anna = visit("Anna")
    with world.scope():
        message = world.people["Anna"].messages.get()

    page = anna.text("/mina-sidor/meddelanden/")
    assert "Visning till och med torsdag 21 maj: Åsgatan 14" in page
    assert "message--unread" in page
    page = anna.text(f"/mina-sidor/meddelanden/{message.pk}/")
    assert "Nu är det din tur att se Åsgatan 14. Du har plats 1 med 5 978 poäng." in page
    assert "style=" not in page
    assert "message--unread" in anna.text("/mina-sidor/meddelanden/")
    assert anna.post(f"/mina-sidor/meddelanden/{message.pk}/last/").status_code == 303
    assert "message--unread" not in anna.text("/mina-sidor/meddelanden/")
    assert anna.get(f"/mina-sidor/meddelanden/{message.pk}/last/").status_code == 405


def test_pages_ask_the_same_few_questions_however_much_there_is(world: World, clock: Clock, visit: Visit) -> None:
    offered(world)
    anna = visit("Anna")
    pages = ("", "intressen/", "erbjudanden/", "koer/", "avtal/", "meddelanden/", "uppgifter/")
    pk = offer_of(world, "Anna").pk
    anna.text("/mina-sidor/")  # the first visit also notes the session
    before = {page: len(anna.queries(f"/mina-sidor/{page}")) for page in (*pages, f"erbjudanden/{pk}/")}
    assert max(before.values()) <= 12, before

    world.person("Bo")
    for number in ("B1", "B2"):
        listing = world.listing(world.unit(number, street=f"Trotzgatan {number}"), publish=at("05-18 09:00"))
        world.wants("Anna", listing, at("05-18 10:00"))
        world.wants("Bo", listing, at("05-18 10:00"))
    clock.now = at("05-18 11:00")
    after = {page: len(anna.queries(f"/mina-sidor/{page}")) for page in (*pages, f"erbjudanden/{pk}/")}
    assert after == before
