"""Medsökande: asking someone, the mail's link, the answer, and parting. QUEUE-5, 18, 19."""

import re

import pytest
from django.test import Client

from queues.models import Companion, Consent, Registration
from tenants import mailing
from tenants.models import Message, Person, User
from tests.cast import Clock, World, at, make_world, number_in_series
from tests.pages.my_pages.conftest import Visitor, words
from tests.pages.my_pages.scenes import Visit
from tests.queues.company import key_to

HERE = "/mina-sidor/sokandeprofil/medsokande/"
ASK = f"{HERE}bjud-in/medsokande/"


@pytest.fixture
def world(db: None) -> World:
    return make_world("tunabyggen")


def asked(world: World, visit: Visit, email: str = "bo@example.se") -> str:
    """Let Anna ask someone; return the path of the link in the mail."""
    visit("Anna").post(ASK, email=email, relation="cohabitant")
    return f"/mina-sidor/inbjudan/{key_to(world, email)}/"


def states(world: World) -> list[str]:
    with world.scope():
        return list(Companion.objects.order_by("pk").values_list("state", flat=True))


CONSENTS = {"personal_data": "on", "credit_check": "on"}


def test_queue_18_a_partner_is_asked_and_says_yes_from_her_mail(
    world: World, visit: Visit, mailoutbox: list[object]
) -> None:
    anna, bo = visit("Anna"), visit("Bo", serial=989)
    assert "Era inkomster räknas ihop." in anna.text(HERE)
    sent = anna.post(ASK, email="Bo@Example.se", relation="cohabitant")
    assert (sent.status_code, sent["Location"]) == (303, HERE)
    page = anna.text(HERE)
    assert "Inbjudan är på väg till bo@example.se." in page
    assert "Svar senast måndag 25 maj kl. 24, 15 dagar kvar" in page
    assert f'href="{ASK}"' not in page

    mailing.send_due(at("05-11 09:01"))
    mail = next(mail for mail in mailoutbox if mail.to == ["bo@example.se"])
    link = re.search(r"http://tunabyggen.localhost:8000(/mina-sidor/inbjudan/\S+/)", mail.body)
    assert link
    page = bo.text(link[1])
    assert "Anna Test frågar om du vill vara medsökande" in page
    assert "Svara senast måndag 25 maj kl. 24" in page
    assert "Dina köpoäng är dina egna." in page
    answer = bo.post(link[1], answer="yes", **CONSENTS)
    assert (answer.status_code, answer["Location"]) == (303, HERE)
    assert "Anna Test" in bo.text(HERE)
    assert "Du är medsökande." in bo.text(HERE)
    assert "Bo Test" in anna.text(HERE)
    with world.scope():
        kept = Consent.objects.filter(person=world.people["Bo"]).order_by("kind").values_list("wording", flat=True)
        assert list(kept) == [
            "Jag samtycker till att Tunabyggen tar en kreditupplysning på mig när ansökan står i tur till en bostad",
            "Jag samtycker till att Tunabyggen sparar och använder mina personuppgifter för att pröva ansökan",
        ]
        assert Registration.objects.values("points_from").distinct().count() == 1


def test_queue_18_who_is_new_here_signs_up_says_who_she_is_and_comes_back(
    world: World, visit: Visit, clock: Clock
) -> None:
    link = asked(world, visit, "nina@example.se")
    stranger = Client()
    led = Visitor(world, stranger).get(link)
    assert (led.status_code, led["Location"]) == (302, f"/konto/login/?next={link}")
    assert f'href="/konto/signup/?next={link.replace("/", "%2F")}"' in Visitor(world, stranger).text(led["Location"])
    assert world.host not in led["Location"]

    user = User.objects.create_user("nina@example.se", "en lång fras 2026")
    stranger.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    nina = Visitor(world, stranger)
    who = nina.get(link)
    assert (who.status_code, who["Location"]) == (303, f"/mina-sidor/vem-ar-du/?next={link.replace('/', '%2F')}")
    told = nina.post(
        who["Location"], given_name="Nina", family_name="Ny", number=number_in_series("19910203"),
        phone="070-123 45 67", street="Gatan 1", postal_code="78433", city="Borlänge",
    )  # fmt: skip
    assert (told.status_code, told["Location"]) == (303, link)
    assert nina.post(link, answer="yes", **CONSENTS).status_code == 303
    assert states(world) == ["accepted"]
    with world.scope():
        assert not Registration.objects.filter(person__given_name="Nina").exists()


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\n/x"])
def test_the_way_back_never_leads_away_from_the_landlord(world: World, visit: Visit, wanted: str) -> None:
    answer = visit("Anna").client.get("/mina-sidor/vem-ar-du/", {"next": wanted}, HTTP_HOST=world.host)
    assert answer["Location"] in ("/mina-sidor/koer/", "%0A/x")


def test_queue_18_opening_the_link_changes_nothing(world: World, visit: Visit) -> None:
    link = asked(world, visit)
    visit("Bo", serial=989)
    with world.scope():
        before = list(Companion.objects.values())
    for who in ("Anna", "Bo"):
        assert visit(who).get(link).status_code == 200
    with world.scope():
        assert list(Companion.objects.values()) == before


def test_queue_19_a_yes_without_consents_says_so_and_a_no_needs_none(world: World, visit: Visit) -> None:
    link, bo = asked(world, visit), visit("Bo", serial=989)
    half = bo.post(link, answer="yes", personal_data="on")
    assert (half.status_code, "Kryssa i rutan för att kunna säga ja." in words(half)) == (422, True)
    assert 'name="personal_data" aria-describedby' in words(half) or 'id="id_personal_data" checked' in words(half)
    unclear = bo.post(link, answer="perhaps")
    assert (unclear.status_code, "Välj ja eller nej." in words(unclear)) == (422, True)
    assert states(world) == ["invited"]
    assert bo.post(link, answer="no").status_code == 303
    assert states(world) == ["declined"]


def test_an_invitation_that_cannot_be_answered_tells_why_and_not_who(world: World, visit: Visit, clock: Clock) -> None:
    link = asked(world, visit)
    cecilia = visit("Cecilia", serial=990)
    assert "Du kan inte bjuda in dig själv." in visit("Anna").text(link)
    clock.now = at("05-26 00:00")
    late = cecilia.text(link)
    assert ("Tiden för att svara är slut." in late, "Anna" in late) == (True, False)
    clock.now = at("05-12 10:00")
    visit("Bo", serial=989).post(link, answer="yes", **CONSENTS)
    other = cecilia.text(link)
    named = [name in other for name in ("Anna Test", "Bo Test")]
    assert ("Någon annan har redan svarat på inbjudan." in other, named) == (True, [False, False])
    assert "Du har redan svarat" in visit("Bo").text(link)
    for key in ("nyckel", "%00", "x" * 2000, "å<b>"):
        assert cecilia.get(f"/mina-sidor/inbjudan/{key}/").status_code == 404


@pytest.mark.parametrize(
    ("email", "relation", "says"),
    [
        ("", "spouse", "Skriv en e-postadress."),
        ("bo@", "spouse", "Skriv en hel e-postadress"),
        ("<b>bo</b>@example.se", "spouse", "Skriv en hel e-postadress"),
        ("bo\x00@example.se", "spouse", ""),
        ("anna@example.se", "spouse", "Du kan inte bjuda in dig själv."),
        ("bo@example.se", "", "Välj hur ni hör ihop."),
        ("bo@example.se", "vän", ""),
    ],
)
def test_a_bad_invitation_is_told_at_the_field_and_what_was_typed_stays(
    world: World, visit: Visit, email: str, relation: str, says: str
) -> None:
    answer = visit("Anna").post(ASK, email=email, relation=relation)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "field__error" in words(answer)
    assert "<b>bo" not in words(answer)
    if email == "anna@example.se":
        assert 'value="anna@example.se"' in words(answer)
    with world.scope():
        assert not Message.objects.filter(kind="companion_invited").exists()


def test_one_takes_an_invitation_back_after_being_asked(world: World, visit: Visit) -> None:
    link, anna = asked(world, visit), visit("Anna")
    with world.scope():
        pk = Companion.objects.get().pk
    end = f"{HERE}{pk}/avsluta/"
    assert "Ta tillbaka inbjudan till bo@example.se?" in anna.text(end)
    bo = visit("Bo", serial=989)
    assert (bo.get(end).status_code, bo.post(end).status_code) == (404, 404)
    assert anna.post(end).status_code == 303
    assert "Inbjudan har tagits tillbaka." in bo.text(link)
    assert (anna.get(end).status_code, states(world)) == (303, ["ended"])


def test_a_declined_invitation_tells_the_address_and_never_who_it_was(world: World, visit: Visit) -> None:
    link, bo = asked(world, visit, "kontor@example.se"), visit("Bo", serial=989)
    bo.post(link, answer="no")
    page = visit("Anna").text(HERE)
    assert ("kontor@example.se" in page, "Har sagt nej" in page, "Bo Test" in page) == (True, True, False)


def test_only_roles_of_the_rules_can_be_asked(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    found = {
        slug: anna.get(f"{HERE}bjud-in/{slug}/").status_code for slug in ("medsokande", "foralder", "borgensman", "x")
    }
    assert found == {"medsokande": 200, "foralder": 404, "borgensman": 404, "x": 404}
    david = visit("David", born="20090301", serial=991)
    assert "går i gymnasiet i kommunen" in david.text(f"{HERE}bjud-in/foralder/")


def test_where_everyone_stands_alone_the_page_says_so(db: None, clock: Clock) -> None:
    alone = make_world("kopparstaden")
    alone.person("Anna")
    client = Client()
    client.force_login(alone.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    assert "Du söker själv" in Visitor(alone, client).text(HERE)


def test_the_page_asks_the_same_however_many_there_are(world: World, visit: Visit) -> None:
    asked(world, visit)
    anna = visit("Anna")
    one = len(anna.queries(HERE))
    with world.scope():
        row = Companion.objects.get()
        for number in range(8):
            row.pk, row.state, row.key_hash = None, "lapsed", f"x{number}"
            row.save()
        assert Person.objects.count() == 1
    assert (len(anna.queries(HERE)), one <= 12) == (one, True)
