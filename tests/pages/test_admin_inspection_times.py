"""Times of inspections at the staff's desk, who sees what, and that lists ask as much for three. LEASE-11."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from letting.models import Inspection, InspectionSlot, Lease
from tenants.models import Event, Role
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.letting.inspecting import books, caretaker, inspection, times
from tests.letting.renting import gives_notice, rents
from tests.pages.office import inside, letters, protect, queries, text, words

ROOT = "/admin/letting/inspection"
SERIES = {
    "first_day": "2026-05-25", "last_day": "2026-05-31", "weekdays": ["0", "2"], "first": "08:00", "last": "10:00",
    "minutes": "45", "kind": "",
}  # fmt: skip


@pytest.fixture
def borlange(db: None, clock: Clock, tmp_path: Path, settings: Any) -> World:
    clock.now, settings.MEDIA_ROOT = at("05-20 12:00"), tmp_path
    return make_world("tunabyggen")


@pytest.fixture
def lease(borlange: World) -> Lease:
    lease = rents(borlange, "Anna", borlange.unit("A1", street="Åsgatan 14", rooms=3))
    gives_notice(borlange, lease, "05-20 10:00")
    return lease


@pytest.fixture
def kajsa(borlange: World) -> Client:
    return inside(borlange, "Kajsa", Role.CARETAKER)


def booked(world: World, lease: Lease, kind: str = "pre", day: str = "05-27") -> Inspection:
    row = inspection(world, lease, kind)
    books(world, row, times(world, day, now="05-20 08:00")[0])
    return inspection(world, lease, kind)


def page_of(row: Inspection) -> str:
    return f"{ROOT}/{row.pk}/change/"


def said(**more: Any) -> dict[str, Any]:
    return {"room": "Kök", "text": "Hål i väggen", "wear": "abnormal", "cost": "1800"} | more


def test_a_caretaker_lays_out_times_in_series_and_takes_one_away(borlange: World, kajsa: Client) -> None:
    who = caretaker(borlange).pk
    assert "Kajsa" in text(kajsa, f"{ROOT}/tider/")
    made = kajsa.post(f"{ROOT}/tider/", SERIES | {"caretaker": who})
    assert (made.status_code, made.headers["Location"]) == (303, f"{ROOT}/tider/")
    page = text(kajsa, f"{ROOT}/tider/")
    assert "4 tider är upplagda." in page
    for told in ("måndag 25 maj kl. 08.00", "måndag 25 maj kl. 08.45", "onsdag 27 maj kl. 08.45"):
        assert told in page
    with borlange.scope():
        first = InspectionSlot.objects.earliest("starts_at")
    assert kajsa.post(f"{ROOT}/tider/{first.pk}/ta-bort/").status_code == 303
    with borlange.scope():
        assert InspectionSlot.objects.count() == 3


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"first_day": "idag"}, "Skriv dagen så här: 2026-09-01."),
        ({"last_day": "2026-05-20"}, "Välj en dag efter den första, högst tre månader senare."),
        ({"last_day": "2027-05-20"}, "Välj en dag efter den första, högst tre månader senare."),
        ({"weekdays": []}, "Välj minst en veckodag."),
        ({"first": "10:00"}, "Välj ett klockslag efter det första."),
        ({"first": "25:00"}, "Skriv klockslaget så här: 08:00."),
        ({"minutes": "-5"}, "Talet får inte vara mindre än 15."),
        ({"minutes": "abc"}, "Skriv ett heltal."),
        ({"minutes": "240"}, "Välj minst"),
    ],
)
def test_what_makes_no_series_is_said_and_nothing_is_made(
    borlange: World, kajsa: Client, wrong: dict[str, Any], told: str
) -> None:
    answer = kajsa.post(f"{ROOT}/tider/", SERIES | {"caretaker": caretaker(borlange).pk} | wrong)
    assert (answer.status_code, told in words(answer)) == (422, True), words(answer)
    with borlange.scope():
        assert InspectionSlot.objects.count() == 0


def test_another_landlords_caretaker_and_times_do_not_exist(borlange: World, kajsa: Client) -> None:
    neighbour = other_landlord()
    theirs = times(neighbour, "05-27", name="Gun")[0]
    answer = kajsa.post(f"{ROOT}/tider/", SERIES | {"caretaker": theirs.caretaker_id})
    assert answer.status_code == 422
    assert kajsa.post(f"{ROOT}/tider/{theirs.pk}/ta-bort/").status_code == 404
    with neighbour.scope():
        assert InspectionSlot.objects.filter(pk=theirs.pk).exists()


def test_staff_ask_for_and_book_an_inspection_for_one_who_telephones(borlange: World, clock: Clock) -> None:
    lease, eva = rents(borlange, "Bo", borlange.unit("B1", street="Slaggatan 2")), inside(borlange)
    order = f"{ROOT}/avtal/{lease.pk}/"
    assert f'href="{order}"' in eva.get(f"/admin/tenants/person/{lease.person_id}/change/").content.decode()
    assert "Välj ett slag." in words(eva.post(order, {}))
    assert "Avtalet har ingen sista dag än." in words(eva.post(order, {"kind": "move_out"}))
    given = eva.post(order, {"kind": "pre", "last_day": "2026-06-04"})
    row = inspection(borlange, lease)
    assert given.headers["Location"] == page_of(row)
    assert "Besiktningar utan tid" in text(eva, "/admin/")
    assert "Det finns inga lediga tider." in text(eva, f"{ROOT}/{row.pk}/boka/")

    slot = times(borlange, "05-27")[0]
    assert "Välj en tid." in words(eva.post(f"{ROOT}/{row.pk}/boka/", {"how": "phone"}))
    foreign = eva.post(f"{ROOT}/{row.pk}/boka/", {"how": "phone", "slot": "999999"})
    assert (foreign.status_code, "Den tiden går inte att boka." in words(foreign)) == (422, True)
    assert eva.post(f"{ROOT}/{row.pk}/boka/", {"how": "phone", "slot": slot.pk}).status_code == 303
    with borlange.scope():
        assert Event.objects.get(kind="person.served").data["what"] == "inspection_booked"
    assert eva.post(f"{ROOT}/{row.pk}/avboka/").status_code == 303
    assert letters(borlange, "Bo") == ["inspection_wanted", "inspection_booked", "inspection_off"]
    assert eva.post(f"{ROOT}/{row.pk}/borja/").status_code == 303
    assert inspection(borlange, lease).state == "booked"


def test_an_inspection_that_is_not_needed_is_called_off_by_the_office(borlange: World, lease: Lease) -> None:
    row, eva = inspection(borlange, lease), inside(borlange)
    path = f"{ROOT}/{row.pk}/stall-in/"
    assert path in eva.get(page_of(row)).content.decode()
    assert "Kom överens med hyresgästen först." in text(eva, path)
    assert eva.post(path).status_code == 303
    assert (inspection(borlange, lease).state, eva.get(path).status_code) == ("cancelled", 404)


def test_a_caretaker_sees_inspections_and_no_persons_and_a_reader_changes_nothing(
    borlange: World, lease: Lease, kajsa: Client
) -> None:
    row = booked(borlange, lease)
    assert f"/admin/tenants/person/{row.person_id}/" not in text(kajsa, page_of(row))
    for shut in ("/admin/tenants/person/", "/admin/letting/notice/", "/admin/letting/debt/", "/admin/letting/listing/"):
        assert kajsa.get(shut).status_code == 403
    assert kajsa.get(f"{ROOT}/{row.pk}/boka/").status_code == 403
    rolf = inside(borlange, "Rolf", Role.READER)
    assert "Ny anmärkning" not in text(rolf, page_of(row))
    for path in ("anmarkning/", "klart/", "avboka/", "borja/"):
        assert rolf.post(f"{ROOT}/{row.pk}/{path}", said()).status_code == 403
    assert rolf.get(f"{ROOT}/tider/").status_code == 403


def test_a_protected_renters_home_is_inspected_by_those_who_handle_them(
    borlange: World, lease: Lease, kajsa: Client, clock: Clock
) -> None:
    row, clock.now = booked(borlange, lease), at("05-27 08:30")
    protect(borlange, "Anna")
    assert "Åsgatan 14" not in text(kajsa, f"{ROOT}/i-dag/")
    assert "Åsgatan 14" not in text(kajsa, "/admin/")
    for path in ("change/", "klart/", "boka/"):
        assert kajsa.get(f"{ROOT}/{row.pk}/{path}").status_code in (403, 404)
    assert kajsa.get(f"{ROOT}/avtal/{lease.pk}/nycklar/").status_code == 404
    maria = inside(borlange, "Maria", Role.MANAGER)
    assert "Anna Test" in text(maria, page_of(row))


def test_each_list_asks_as_much_for_three_as_for_one(borlange: World, kajsa: Client, clock: Clock) -> None:
    clock.now = at("05-27 08:30")
    asked: list[tuple[int, ...]] = []
    slots = times(borlange, "05-27", first=at("05-27 09:00").time(), last=at("05-27 12:00").time())
    eva = inside(borlange)
    for number, name in enumerate(("Anna", "Bo", "Cecilia")):
        lease = rents(borlange, name)
        gives_notice(borlange, lease, "05-20 10:00")
        books(borlange, inspection(borlange, lease), slots[number])
        pages = ((kajsa, f"{ROOT}/i-dag/"), (kajsa, f"{ROOT}/"), (kajsa, f"{ROOT}/tider/"), (kajsa, "/admin/"))
        asked.append((*(len(queries(*one)) for one in pages), len(queries(eva, "/admin/letting/debt/"))))
    assert asked[0] == asked[2]
    assert max(asked[2]) <= 12
