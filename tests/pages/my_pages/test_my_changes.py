"""Changing one's lease on Mina sidor: applied for, looked over, answered, signed, taken back. LEASE-7, 8, 9, 10."""

from __future__ import annotations

from datetime import date

import pytest

from letting.models import Lease, LeaseChange
from tenants.models import Document, Message
from tests.cast import Clock, World, at, make_world
from tests.letting.changing import answers, asks, grants, leases, refuses, shows_paper, signs, state
from tests.letting.renting import SINCE, rents
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit
from tests.papers import pdf

SWAP = {
    "reason": "family",
    "email": "bo@example.se",
    "where": "here",
    "from_on": "2026-08-01",
    "text": "<b>Ett barn</b>",
}
SUBLET = {
    "reason": "work_study", "email": "bo@example.se", "from_on": "2026-08-01", "until_on": "2027-03-31",
    "rent_asked": "8000", "text": "",
}  # fmt: skip


@pytest.fixture
def world(db: None, clock: Clock) -> World:
    clock.now = at("05-20 10:00")
    town = make_world("tunabyggen")
    town.person("Anna", serial=988)
    town.person("Bo", serial=989)
    return town


def home(world: World, name: str = "Anna", street: str = "Åsgatan 14") -> Lease:
    return rents(world, name, world.unit(f"U{name}", street=street))


def here(lease: Lease, slug: str) -> str:
    return f"/mina-sidor/avtal/{lease.pk}/andra/{slug}/"


def test_lease_8_a_swap_is_applied_for_looked_over_and_sent(world: World, visit: Visit) -> None:
    lease = home(world)
    anna, form = visit("Anna"), here(lease, "byte")
    hub = anna.text(f"/mina-sidor/avtal/{lease.pk}/")
    for slug in ("andrahand", "byte", "overlatelse", "inskrivning"):
        assert here(lease, slug) in hub
    asked = anna.text(form)
    for told in (
        "Byta bostad med någon: Åsgatan 14",
        "Du ska ha bott här i minst 12 månader: från torsdag 1 september 2022 kan du ansöka.",
        "tidigast lördag 1 augusti 2026",
        "Köpoängen börjar om från noll när ni byter.",
        "Familjen har förändrats.",
        "Garage och parkeringsplats följer inte med.",
    ):
        assert told in asked

    check = anna.post(form, **SWAP)
    assert check.status_code == 200
    page = words(check)
    assert ("stämmer det?" in page, "&lt;b&gt;Ett barn&lt;/b&gt;" in page, "lördag 1 augusti 2026" in page) == (
        True,
    ) * 3
    with world.scope():
        assert LeaseChange.objects.count() == 0
    back = words(anna.post(form, **SWAP, back="yes"))
    assert ("bo@example.se" in back, "&lt;b&gt;Ett barn&lt;/b&gt;" in back, "Fel:" in back) == (True, True, False)

    sent = anna.post(form, **SWAP, sure="yes")
    with world.scope():
        row = LeaseChange.objects.get()
        assert (row.kind, row.swaps_here, row.from_on, row.invited_email) == (
            "swap", True, date(2026, 8, 1), "bo@example.se",
        )  # fmt: skip
        assert Message.objects.get(kind="change_invited").to == "bo@example.se"
    assert (sent.status_code, sent.headers["Location"]) == (303, f"/mina-sidor/avtal/andring/{row.pk}/")
    done = anna.text(sent.headers["Location"])
    assert "Ansökan är inlämnad. Nu väntar den på den andra." in done
    assert "Den andra svarar senast onsdag 3 juni" in done
    hub = anna.text(f"/mina-sidor/avtal/{lease.pk}/")
    assert (here(lease, "byte") in hub, f"/mina-sidor/avtal/andring/{row.pk}/" in hub) == (False, True)
    assert anna.get(form).headers["Location"] == f"/mina-sidor/avtal/{lease.pk}/"


@pytest.mark.parametrize(
    ("slug", "said", "told"),
    [
        ("byte", {"reason": ""}, "Välj en anledning."),
        ("byte", {"reason": "<script>"}, "Välj en av anledningarna."),
        ("byte", {"email": "bo"}, "Skriv en hel e-postadress"),
        ("byte", {"email": "anna@example.se"}, "Du kan inte ansöka med dig själv."),
        ("byte", {"where": ""}, "Välj var den andra hyr."),
        ("byte", {"where": "elsewhere"}, "Det saknas var den andra bor."),
        ("byte", {"from_on": "2026-07-01"}, "Välj en av dagarna i listan."),
        ("andrahand", {"rent_asked": "8281"}, "Hyran är högre än du får ta ut."),
        ("andrahand", {"rent_asked": "åtta tusen"}, "Skriv hyran i hela kronor, till exempel 7500."),
        ("andrahand", {"until_on": "2027-08-01"}, "Tiden är längre än vi beviljar."),
        ("andrahand", {"until_on": "2026-13-99"}, "Skriv dagen så här: 2026-09-01."),
        ("andrahand", {"until_on": "2026-07-01"}, "Sista dagen kommer före den första."),
        ("andrahand", {"from_on": "2026-05-19"}, "Första dagen har redan varit."),
        ("andrahand", {}, "Handlingen saknas."),
        ("andrahand", {"reason": "other"}, "Berätta kort varför du ansöker."),
        ("andrahand", {"text": "x" * 2001}, "Skriv högst 2 000 tecken."),
    ],
)
def test_a_wrong_answer_is_told_in_a_sentence_and_what_was_typed_stays(
    world: World, visit: Visit, slug: str, said: dict[str, str], told: str
) -> None:
    lease = home(world)
    good = SWAP if slug == "byte" else SUBLET
    page = visit("Anna").post(here(lease, slug), **(good | said))
    text = words(page)
    assert (page.status_code, told in text, "Fel:" in text) == (422, True, True)
    assert (said.get("email") or "bo@example.se") in text
    with world.scope():
        assert LeaseChange.objects.count() == 0


def test_lease_7_a_sublet_takes_its_papers_along_and_says_when_it_is_long(world: World, visit: Visit) -> None:
    lease = home(world)
    anna, form = visit("Anna"), here(lease, "andrahand")
    asked = anna.text(form)
    for told in (
        "Vi beviljar normalt 6 månader och som längst 12 månader.",
        "Högst 8 280 kr: din egen hyra och 15 procent för möbler.",
        "Kontraktet med andrahandshyresgästen, och det som anledningen kräver.",
        "Längre vistelse utomlands. Minst 4 månader. Visa: Kopia på den betalda resebiljetten.",
    ):
        assert told in asked
    high = anna.post(form, **(SUBLET | {"rent_asked": "9000"}), documents=pdf("intyg.pdf", words=b"x"))
    assert (high.status_code, "Handlingar som har kommit fram" in words(high)) == (422, True)
    check = words(anna.post(form, **SUBLET))
    assert ("intyg.pdf" in check, "Vi beviljar normalt 6 månader. Berätta varför" in check) == (True, True)
    sent = anna.post(form, **SUBLET, sure="yes")
    with world.scope():
        row = LeaseChange.objects.get()
        assert Document.objects.get().subject == row.subject
    assert "intyg.pdf" in anna.text(sent.headers["Location"])


def test_where_no_reasons_are_listed_one_tells_in_own_words(visit: Visit, clock: Clock, db: None) -> None:
    clock.now = at("05-20 10:00")
    flen = make_world("flen")
    flen.person("Anna", serial=988)
    lease = rents(flen, "Anna")
    from django.test import Client

    client = Client(HTTP_HOST=flen.host)
    client.force_login(flen.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    page = words(client.get(here(lease, "andrahand")))
    assert ("Varför ansöker du?" in page, "Berätta varför du ansöker" in page) == (False, True)
    given = {"email": "bo@example.se", "from_on": "2026-08-01", "until_on": "2028-07-31", "rent_asked": "8000"}
    assert "Berätta kort varför du ansöker." in words(client.post(here(lease, "andrahand"), given | {"text": " "}))
    assert client.post(here(lease, "andrahand"), given | {"text": "Umeå", "sure": "yes"}).status_code == 303


def test_lease_10_both_sign_the_new_lease_on_their_own_pages(world: World, visit: Visit, clock: Clock) -> None:
    change = asks(world, home(world), "addition")
    answers(world, "Bo")
    grants(world, change, "05-25 10:00")
    clock.now = at("05-26 10:00")
    path = f"/mina-sidor/avtal/andring/{change.pk}/"
    for name in ("Anna", "Bo"):
        who = visit(name)
        assert "Skriv under före måndag 1 juni 2026" in who.text(path)
        page = who.text(f"{path}skriv-under/")
        assert ("Anna Test" in page, "Bo Test" in page, "Senast söndag 31 maj" in page) == (True, True, True)
        assert who.post(f"{path}skriv-under/").status_code == 422
        signed = who.post(f"{path}skriv-under/", read="on", residence="on", insurance="on")
        assert signed.headers["Location"] == path
        assert who.get(f"{path}skriv-under/").headers["Location"] == path
    assert "Allt är undertecknat. Ändringen gäller från måndag 1 juni 2026." in visit("Anna").text(path)
    assert leases(world)[0][3] == date(2026, 5, 31)
    assert "Gäller till och med söndag 31 maj 2026" in visit("Anna").text("/mina-sidor/avtal/")
    assert "Ta tillbaka ansökan" not in visit("Anna").text(path)


def test_an_application_is_taken_back_by_one_and_the_other_is_told(world: World, visit: Visit) -> None:
    change = asks(world, home(world), "transfer")
    answers(world, "Bo", "05-20 11:00")
    path, bo = f"/mina-sidor/avtal/andring/{change.pk}/", visit("Bo")
    assert "Ta tillbaka ansökan?" in bo.text(f"{path}ta-tillbaka/")
    assert bo.post(f"{path}ta-tillbaka/").headers["Location"] == path
    assert state(world, change) == "withdrawn"
    assert bo.get(f"{path}ta-tillbaka/").headers["Location"] == path
    bo.post(f"{path}ta-tillbaka/")
    assert "Det går inte att göra just nu." in bo.text(path)
    with world.scope():
        assert Message.objects.filter(kind="change_withdrawn", person=world.people["Anna"]).count() == 1


def test_a_refusal_is_told_with_its_reason_and_the_way_on(world: World, visit: Visit) -> None:
    change = asks(world, home(world), "transfer")
    answers(world, "Bo")
    refuses(world, change, reason="Skälet är inte styrkt.")
    page = visit("Anna").text(f"/mina-sidor/avtal/andring/{change.pk}/")
    assert ("Skälet är inte styrkt." in page, "hyresnämnden" in page, "Avslagen" in page) == (True, True, True)


@pytest.mark.parametrize("page", ["", "ta-tillbaka/", "skriv-under/"])
def test_what_is_anothers_is_not_found(world: World, visit: Visit, page: str) -> None:
    lease = home(world)
    change = asks(world, lease, "transfer")
    world.person("Cecilia", serial=991)
    cecilia = visit("Cecilia")
    assert cecilia.get(f"/mina-sidor/avtal/andring/{change.pk}/{page}").status_code == 404
    assert cecilia.get(here(lease, "byte")).status_code == 404
    assert cecilia.post(here(lease, "byte"), **SWAP, sure="yes").status_code == 404
    assert visit("Anna").get(here(lease, "nonsense")).status_code == 404


def test_a_lease_that_follows_is_signed_where_the_change_is(world: World, visit: Visit, clock: Clock) -> None:
    change = asks(world, home(world), "transfer")
    answers(world, "Bo")
    grants(world, change)
    clock.now = at("06-02 10:00")
    with world.scope():
        new = Lease.objects.get(follows__isnull=False)
    bo = visit("Bo")
    page = bo.text(f"/mina-sidor/avtal/{new.pk}/")
    assert (f"/mina-sidor/avtal/andring/{change.pk}/" in page, "skriv-under" in page) == (True, False)
    way = f"/mina-sidor/avtal/andring/{change.pk}/skriv-under/"
    assert bo.get(f"/mina-sidor/avtal/{new.pk}/skriv-under/").headers["Location"] == way
    signs(world, change, "Bo")
    assert leases(world)[0] == ("UAnna", "Anna", SINCE, date(2026, 7, 31), True)


def test_the_pages_ask_no_more_for_three_applications_than_for_one(world: World, visit: Visit) -> None:
    asked = []
    anna = visit("Anna")
    for number in range(3):
        lease = rents(world, "Anna", world.unit(f"N{number}"))
        change = asks(world, lease, "transfer")
        asked.append(len(anna.queries("/mina-sidor/avtal/")))
    assert asked[0] == asked[2]
    for path in (
        "/mina-sidor/avtal/", f"/mina-sidor/avtal/{lease.pk}/", f"/mina-sidor/avtal/andring/{change.pk}/",
        here(lease, "byte"),
    ):  # fmt: skip
        assert len(anna.queries(path)) <= 12, path


def test_a_paper_that_was_shown_waits_with_the_draft(world: World, visit: Visit) -> None:
    lease = home(world)
    shows_paper(world, lease, "sublet")
    assert "intyg.pdf" in visit("Anna").text(here(lease, "andrahand"))


def test_lease_7_a_sublet_beyond_the_leases_last_day_is_refused_with_that_day(world: World, visit: Visit) -> None:
    lease = rents(world, "Anna", ends_on=date(2027, 1, 31))
    anna, form = visit("Anna"), here(lease, "andrahand")
    hub = anna.text(f"/mina-sidor/avtal/{lease.pk}/")
    assert (form in hub, here(lease, "byte") in hub) == (True, False)
    assert "Hyresavtalet upphör söndag 31 januari 2027. Längre än så kan du inte hyra ut." in anna.text(form)
    shows_paper(world, lease, "sublet")
    late = anna.post(form, **SUBLET)
    assert late.status_code == 422
    assert "Hyresavtalet upphör söndag 31 januari 2027, och andrahandsuthyrningen kan inte vara längre." in words(late)
    assert anna.post(form, **SUBLET | {"until_on": "2027-01-31"}).status_code == 200


def test_queue_20_that_the_pupil_takes_over_is_offered_where_a_parent_signed_and_nowhere_else(
    world: World, visit: Visit
) -> None:
    signed_for = rents(world, "Anna", resident=world.person("David", born="20080301", serial=991))
    other, anna = rents(world, "Anna", world.unit("NONE")), visit("Anna")
    told = "Gymnasieeleven som bor i bostaden tar över efter studierna. Folkbokförd där 2 år."
    forms = [anna.text(here(lease, "overlatelse")) for lease in (signed_for, other)]
    assert [told in form for form in forms] == [True, False]


def test_lease_8_who_has_signed_alone_is_not_asked_again_while_the_other_has_not(world: World, visit: Visit) -> None:
    change = asks(world, home(world), "swap")
    home(world, "Bo", "Trotzgatan 3")
    answers(world, "Bo")
    grants(world, change)
    anna, bo = visit("Anna"), visit("Bo")
    assert "Skriv under avtalet för Trotzgatan 3" in anna.text("/mina-sidor/")
    signs(world, change, "Anna")
    assert "Skriv under avtalet för" not in anna.text("/mina-sidor/")
    assert "Skriv under avtalet för Åsgatan 14" in bo.text("/mina-sidor/")
