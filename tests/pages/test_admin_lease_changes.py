"""Changes of leases at the staff's desk: a queue by the day of the answer, decided with a reason, entered on paper.

LEASE-7, 8, 9, 10.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from letting.models import Lease, LeaseChange
from tenants.models import Document, Event, Export, Message, Role
from tests.cast import Clock, World, at, make_world
from tests.letting.changing import answers, asks, grants, mails, state
from tests.letting.renting import rents
from tests.pages.office import inside, queries, words
from tests.papers import pdf

LIST = "/admin/letting/leasechange/"
SURE = {"how": "office", "sure": "on"}


@pytest.fixture
def borlange(db: None, clock: Clock) -> World:
    clock.now = at("06-01 10:00")
    world = make_world("tunabyggen")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    return world


def page_of(change: LeaseChange) -> str:
    return f"{LIST}{change.pk}/change/"


def asked(world: World, kind: str = "transfer", street: str = "Åsgatan 14") -> LeaseChange:
    change: LeaseChange = asks(world, rents(world, "Anna", world.unit(street[:3], street=street)), kind)
    answers(world, "Bo")
    return change


def test_what_waits_is_on_the_board_by_its_day_and_decided_with_a_reason(borlange: World, clock: Clock) -> None:
    change = asked(borlange)
    eva = inside(borlange)
    for name in ("Anna", "Bo"):
        page = words(eva.get(f"/admin/tenants/person/{borlange.people[name].pk}/change/"))
        assert ("Ansökningar om avtal" in page, page_of(change) in page) == (True, True)
    board = words(eva.get("/admin/"))
    assert ("Ändringar av avtal" in board, page_of(change) in board) == (True, True)
    assert "Besked senast torsdag 11 juni, 10 dagar kvar" in board
    page = words(eva.get(page_of(change)))
    for told in (
        "Överlåta avtalet", "Separation", "Folkbokförd på adressen", "Godkänd", "Ska prövas", "Bo Test",
        "Uppgiften finns inte i portalen. Ta reda på den och besluta.", "lördag 1 augusti 2026",
    ):  # fmt: skip
        assert told in page, told
    wrong = eva.post(page_of(change), {"answer": "", "reason": ""})
    assert (wrong.status_code, "Välj ett beslut." in words(wrong), "Skriv ett skäl." in words(wrong)) == (
        422,
        True,
        True,
    )
    assert eva.post(page_of(change), {"answer": "yes", "reason": "Kraven är prövade."}).status_code == 303

    done = words(eva.get(page_of(change)))
    assert "Beslutet är sparat, och båda har fått ett meddelande." in done
    assert ("Spara beslutet" in done, "Kraven är prövade." in done) == (False, True)
    eva.post(page_of(change), {"answer": "no", "reason": "Ändrar mig."})
    assert (state(borlange, change), mails(borlange).count("change_granted")) == ("granted", 2)
    clock.now = at("06-12 10:00")
    asked(borlange, street="Trotzgatan 3")
    assert "Försenad" in words(eva.get("/admin/"))


def test_lease_8_a_swap_waits_for_its_inspection(borlange: World) -> None:
    rents(borlange, "Bo")
    change = asked(borlange, "swap")
    eva = inside(borlange)
    eva.post(page_of(change), {"answer": "yes", "reason": "ok"})
    page = words(eva.get(page_of(change)))
    assert ("Bekräfta först att bostäderna är besiktigade." in page, "Besiktning före bytet" in page) == (True, True)
    assert eva.post(f"{LIST}{change.pk}/besiktning/").status_code == 303
    assert "Besiktningen är bekräftad." in words(eva.get(page_of(change)))
    eva.post(page_of(change), {"answer": "yes", "reason": "ok"})
    assert state(borlange, change) == "granted"


def test_lease_9_staff_enter_what_the_one_who_stays_applies_for_after_a_death(borlange: World) -> None:
    lease = rents(borlange, "Anna", borlange.unit("A1", street="Åsgatan 14"))
    eva = inside(borlange)
    kinds = f"{LIST}for/{lease.pk}/"
    assert f'href="{kinds}"' in eva.get(f"/admin/tenants/person/{lease.person_id}/change/").content.decode()
    assert f'href="{kinds}overlatelse/"' in eva.get(kinds).content.decode()
    form = f"{kinds}overlatelse/"
    assert "Dödsfall: make, maka, registrerad partner eller barn tar över." in words(eva.get(form))
    good = {"reason": "death_kin", "other": "bo@example.se", "from_on": "2026-09-01", "text": ""} | SURE
    for said, told in (
        ({"other": "nobody@example.se"}, "Ingen sådan person finns här. Lägg upp personen först."),
        ({"other": "Test"}, "Flera personer stämmer. Skriv personnumret."),
        ({"other": "anna@example.se"}, "De två är samma person."),
        ({"from_on": "2026-07-01"}, "Välj en av dagarna i listan."),
        ({"reason": "separation"}, "Dagen saknas."),
        ({"sure": ""}, "Kontrollera vem du talar med, och kryssa i rutan."),
    ):
        page = eva.post(form, good | said)
        assert (page.status_code, told in words(page)) == (422, True), told
    given = eva.post(form, good)
    with borlange.scope():
        change = LeaseChange.objects.get()
        assert (given.headers["Location"], change.state, change.from_on) == (
            page_of(change), "complete", date(2026, 9, 1),
        )  # fmt: skip
        assert Event.objects.get(kind="person.served").person_id == borlange.people["Bo"].pk
    assert (mails(borlange, "Anna"), mails(borlange, "Bo")) == ([], ["change_complete"])

    eva.post(f"{LIST}{change.pk}/handling/", {"file": pdf("intyg.pdf", words=b"x")})
    assert eva.post(f"{LIST}{change.pk}/handling/").status_code == 422
    with borlange.scope():
        assert Document.objects.get().person_id == borlange.people["Bo"].pk
    eva.post(page_of(change), {"answer": "yes", "reason": "Make."})
    act = f"{LIST}{change.pk}/svar/"
    told = words(eva.get(act))
    assert ("Bo Test skriver under det nya avtalet" in told, "Anna Test tar tillbaka" in told) == (True, False)
    assert eva.post(act, {"deed": "sign:person"} | SURE).status_code == 422
    assert eva.post(act, {"deed": "sign:other"} | SURE).status_code == 303
    with borlange.scope():
        assert Lease.objects.get(follows=lease).signed_at is not None
    assert "Det finns inget att svara på just nu." in words(eva.get(act))


def test_staff_enter_a_sublet_on_paper_and_take_it_back_for_one_who_phones(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    eva = inside(borlange)
    form = f"{LIST}for/{lease.pk}/andrahand/"
    good = {
        "reason": "work_study", "other": "bo@example.se", "from_on": "2026-08-01", "until_on": "2027-01-31",
        "rent_asked": "9000",
    } | SURE  # fmt: skip
    assert "Hyran är högre än du får ta ut." in words(eva.post(form, good))
    assert eva.post(form, good | {"rent_asked": "8000"}).status_code == 303
    with borlange.scope():
        change = LeaseChange.objects.get()
    page = words(eva.get(page_of(change)))
    assert "8 000 kr. Egen hyra 7 200 kr, högst 8 280 kr." in page
    eva.post(f"{LIST}{change.pk}/svar/", {"deed": "withdraw:person"} | SURE)
    assert state(borlange, change) == "withdrawn"
    assert eva.get(f"{LIST}for/{lease.pk}/nonsense/").status_code == 404


def test_the_decision_is_printed_as_a_letter_for_those_with_an_address(borlange: World) -> None:
    change = asked(borlange)
    grants(borlange, change)
    eva = inside(borlange)
    letter = f"{LIST}{change.pk}/brev/"
    eva.post(letter)
    assert "Postadressen saknas." in words(eva.get(page_of(change)))
    with borlange.scope():
        borlange.people["Bo"].street, borlange.people["Bo"].city = "Storgatan 1", "Borlänge"
        borlange.people["Bo"].save()
    ordered = eva.post(letter)
    with borlange.scope():
        order = Export.objects.get()
        assert ordered.headers["Location"] == f"/admin/tenants/export/{order.pk}/change/"
        assert Message.objects.get(printed_in=order).person_id == borlange.people["Bo"].pk


def test_only_those_who_decide_decide_and_protected_persons_are_hidden(borlange: World) -> None:
    change = asked(borlange)
    reader = Client(HTTP_HOST=borlange.host)
    reader.force_login(borlange.staff("Rolf", Role.READER), backend="django.contrib.auth.backends.ModelBackend")
    assert reader.get(page_of(change)).status_code == 200
    assert "Spara beslutet" not in words(reader.get(page_of(change)))
    assert reader.post(page_of(change), {"answer": "yes", "reason": "ok"}).status_code == 403
    for path in ("besiktning", "handling", "svar", "brev"):
        assert reader.post(f"{LIST}{change.pk}/{path}/").status_code == 403, path
    assert reader.get(f"{LIST}for/{change.lease_id}/byte/").status_code == 403

    with borlange.scope():
        borlange.people["Bo"].protected = True
        borlange.people["Bo"].save()
    eva = inside(borlange)
    assert "Åsg" not in words(eva.get(LIST))
    assert (eva.get(page_of(change)).status_code, page_of(change) in words(eva.get("/admin/"))) == (404, False)


def test_the_list_and_the_page_ask_as_much_for_three_as_for_one(borlange: World) -> None:
    eva = inside(borlange)
    counted: list[int] = []
    for street in ("Åsgatan 1", "Bergsgatan 2", "Trotzgatan 3"):
        change = asked(borlange, street=street)
        counted.append(len(queries(eva, LIST)))
    assert counted[0] == counted[2]
    assert len(queries(eva, page_of(change))) <= 12


def test_of_two_on_each_side_staff_enter_who_has_signed_and_note_the_yes_that_is_missing(borlange: World) -> None:
    for name, serial in (("Cecilia", 991), ("David", 992)):
        borlange.person(name, serial=serial)
    home = rents(borlange, "Anna", borlange.unit("A1", street="Åsgatan 14"), co_renter=borlange.people["Bo"])
    rents(borlange, "Cecilia", co_renter=borlange.people["David"])
    eva = inside(borlange)
    kinds = eva.get(f"{LIST}for/{home.pk}/").content.decode()
    assert [slug in kinds for slug in ("/andrahand/", "/byte/", "/overlatelse/", "/inskrivning/")] == [
        True, True, True, False,
    ]  # fmt: skip
    eva.get(f"{LIST}for/{home.pk}/inskrivning/")
    assert "Två står redan på avtalet, och fler kan inte stå på det." in words(eva.get("/admin/"))
    form = f"{LIST}for/{home.pk}/byte/"
    assert "Alla som står på avtalen har skrivit under" in words(eva.get(form))
    asked = {"reason": "family", "other": "cecilia@example.se", "where": "here", "from_on": "2026-09-01", "text": ""}
    assert eva.post(form, asked | SURE).status_code == 303
    with borlange.scope():
        change = LeaseChange.objects.get()
    page = words(eva.get(page_of(change)))
    for told in ("Den är komplett när alla har sagt ja.", "Anna Test och Bo Test", "Cecilia Test och David Test"):
        assert told in page, told
    act = f"{LIST}{change.pk}/svar/"
    said = words(eva.get(act))
    for told in ("Bo Test säger ja till ansökan", "David Test säger nej till ansökan", "Bo Test tar tillbaka"):
        assert told in said, told
    assert eva.post(act, {"deed": "agree:person"} | SURE).status_code == 422
    for role in ("co_person", "co_other"):
        assert eva.post(act, {"deed": f"agree:{role}"} | SURE).status_code == 303
    assert state(borlange, change) == "complete"
    page = words(eva.get(page_of(change)))
    assert page.count("<b>Inkomst</b>") == 4
    assert len(queries(eva, page_of(change))) <= 12
    with borlange.scope():
        assert Event.objects.filter(kind="person.served", data__what="lease_change_agreed").count() == 2
        borlange.people["David"].protected = True
        borlange.people["David"].save()
    assert eva.get(page_of(change)).status_code == 404


def test_queue_20_staff_enter_that_a_pupil_takes_over_and_no_one_else_in_her_place(borlange: World) -> None:
    lease = rents(borlange, "Anna", resident=borlange.person("David", born="20080301", serial=991))
    eva = inside(borlange)
    form = f"{LIST}for/{lease.pk}/overlatelse/"
    asked = {
        "reason": "pupil", "other": "bo@example.se", "since_on": "2021-09-01", "from_on": "2026-09-01", "text": "",
    } | SURE  # fmt: skip
    wrong = eva.post(form, asked)
    assert (wrong.status_code, "Avtalet skrevs inte för den personen" in words(wrong)) == (422, True)
    assert eva.post(form, asked | {"other": "david@example.se"}).status_code == 303
