"""Extras at the staff's desk: on the board, with how the requirements came out, decided with a reason. LEASE-12."""

from __future__ import annotations

import pytest
from django.test import Client

from letting.models import Debt, Extra
from tenants.models import Event, Message, Person, Role
from tests.cast import Clock, World, at, make_world
from tests.letting.choosing import asks
from tests.letting.renting import rents
from tests.pages.office import inside, words

LIST = "/admin/letting/extra/"


@pytest.fixture
def flen(db: None, clock: Clock) -> World:
    clock.now = at("06-01 10:30")
    world = make_world("flen")
    world.person("Anna", serial=988)
    return world


def state(world: World, extra: Extra) -> str:
    with world.scope():
        return str(Extra.objects.get(pk=extra.pk).state)


def test_what_waits_is_on_the_board_and_decided_with_a_reason(flen: World) -> None:
    lease = rents(flen, "Anna", flen.unit("A1", street="Götgatan 3"))
    extra = asks(flen, lease)
    eva, page = inside(flen), f"{LIST}{extra.pk}/change/"
    board = words(eva.get("/admin/"))
    assert ("Tillval" in board, page in board) == (True, True)
    assert "Diskmaskin" in words(eva.get(LIST))
    shown = words(eva.get(page))
    for told in ("Skulder till hyresvärden", "Inkomst", "Ska prövas", "120 kr i månaden", "Anna Test"):
        assert told in shown, told
    wrong = eva.post(page, {"answer": "", "reason": ""})
    assert (wrong.status_code, "Skriv ett skäl." in words(wrong)) == (422, True)
    assert eva.post(page, {"answer": "no", "reason": "Inkomsten räcker inte."}).status_code == 303
    assert state(flen, extra) == "refused"
    done = words(eva.get(page))
    assert ("Inkomsten räcker inte." in done, "Bevilja som undantag" in done) == (True, True)


def test_staff_enter_what_someone_asks_for_by_telephone(flen: World) -> None:
    lease = rents(flen, "Anna", flen.unit("A1", street="Götgatan 3"))
    eva, page = inside(flen), f"{LIST}for/{lease.pk}/"
    assert page in eva.get(f"/admin/tenants/person/{lease.person_id}/change/").content.decode()
    shown = words(eva.get(page))
    assert ("Diskmaskin, 120 kr i månaden" in shown, "Götgatan 3" in shown) == (True, True)
    wrong = words(eva.post(page, {"item": "sauna", "how": "phone"}))
    assert ("Välj ett av tillvalen." in wrong, "Kontrollera vem du talar med" in wrong) == (True, True)
    with flen.scope():
        assert Extra.objects.count() == 0
    answer = eva.post(page, {"item": "dishwasher", "how": "phone", "sure": "on"})
    with flen.scope():
        extra = Extra.objects.get()
        assert answer.headers["Location"] == f"{LIST}{extra.pk}/change/"
        served = Event.objects.get(kind="person.served")
        assert served.data == {"how": "phone", "what": "extra", "about": f"letting.extra:{extra.pk}"}
    assert "Diskmaskin" not in words(eva.get(page))
    eva.post(page, {"item": "washing_machine", "how": "phone", "sure": "on"})
    assert "Det finns inget att välja till för avtalet nu" in words(eva.get(page, follow=True))
    assert eva.get(f"{LIST}for/{lease.pk + 9999}/").status_code == 404


def test_what_was_granted_is_on_the_persons_page_and_in_a_letter(flen: World, clock: Clock) -> None:
    lease = rents(flen, "Anna", flen.unit("A1", rent=5200))
    extra = asks(flen, lease)
    eva, page = inside(flen), f"{LIST}{extra.pk}/change/"
    person = f"/admin/tenants/person/{lease.person_id}/change/"
    assert "Skriv ut beslutet" not in words(eva.get(page))
    eva.post(page, {"answer": "yes", "reason": "Inkomsten räcker."})
    shown = words(eva.get(page))
    assert "5 320 kr från onsdag 1 juli 2026" in shown
    assert "5 200 kr och" not in words(eva.get(person))
    clock.now = at("07-01 09:00")
    assert "5 200 kr och 120 kr för tillval" in words(eva.get(person))

    letter = f"{LIST}{extra.pk}/brev/"
    assert "Postadressen saknas." in words(eva.post(letter, follow=True))
    with flen.scope():
        Person.objects.filter(pk=lease.person_id).update(street="Götgatan 3", postal_code="642 30", city="Flen")
    ordered = eva.post(letter)
    assert "/admin/tenants/export/" in ordered.headers["Location"]
    with flen.scope():
        assert [row.kind for row in Message.objects.exclude(printed_in=None)] == ["extra_granted"]


def test_only_those_who_act_for_renters_enter_one(flen: World) -> None:
    lease = rents(flen, "Anna")
    reader = Client(HTTP_HOST=flen.host)
    reader.force_login(flen.staff("Rolf", Role.READER), backend="django.contrib.auth.backends.ModelBackend")
    assert reader.get(f"{LIST}for/{lease.pk}/").status_code == 403
    with flen.scope():
        flen.people["Anna"].protected = True
        flen.people["Anna"].save()
    assert inside(flen).get(f"{LIST}for/{lease.pk}/").status_code == 404


def test_staff_make_an_exception_from_what_the_portal_refused(flen: World) -> None:
    lease = rents(flen, "Anna")
    with flen.scope():
        made = {"kind": "damage", "amount": 900, "made_at": at("05-01 10:00"), "made_by": "staff:1"}
        Debt.objects.create(lease=lease, person_id=lease.person_id, **made)
    extra = asks(flen, lease)
    eva, page = inside(flen), f"{LIST}{extra.pk}/change/"
    shown = words(eva.get(page))
    assert ("Du har en skuld till oss." in shown, "Inte godkänd" in shown) == (True, True)
    assert eva.post(page, {"answer": "no", "reason": "Nej."}).status_code == 422
    eva.post(page, {"answer": "yes", "reason": "Skulden betalas av."})
    assert state(flen, extra) == "granted"
    assert "Spara beslutet" not in words(eva.get(page))
