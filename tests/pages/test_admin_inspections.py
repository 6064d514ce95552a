"""Inspections at the staff's desk and on the caretaker's telephone: times, remarks, protocols, keys. LEASE-11."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from letting.models import Inspection, InspectionRemark, KeyReceipt, Lease
from tenants.models import Role
from tests.cast import Clock, World, at, make_world
from tests.letting.inspecting import books, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents
from tests.pages.office import inside, letters, text, words
from tests.papers import named, pdf, picture

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


def test_lease_11_the_day_is_a_list_and_each_remark_is_saved_by_itself(
    borlange: World, lease: Lease, kajsa: Client, clock: Clock
) -> None:
    row, clock.now = booked(borlange, lease), at("05-27 08:30")
    day = text(kajsa, f"{ROOT}/i-dag/")
    for told in ("Besiktningar i dag", "kl. 09.00", "Åsgatan 14", "Förbesiktning · Anna Test · Kajsa"):
        assert told in day
    assert "Inga besiktningar den dagen." in text(kajsa, f"{ROOT}/i-dag/?dag=2026-05-28")
    assert "kl. 09.00" in text(kajsa, f"{ROOT}/i-dag/?dag=<script>")
    board = text(kajsa, "/admin/")
    assert ("Besiktningar i dag" in board, "kl. 09.00, Åsgatan 14 (A1)" in board) == (True, True)

    first = kajsa.post(f"{ROOT}/{row.pk}/anmarkning/", said(photo=picture()))
    assert (first.status_code, first.headers["Location"]) == (303, f"{page_of(row)}#ny")
    kajsa.post(f"{ROOT}/{row.pk}/anmarkning/", said(room="Hall", text="Slitet golv", wear="normal", cost="900"))
    page = text(kajsa, page_of(row))
    for told in ("Kök:", "Mer än normalt slitage · 1 800 kr", "Hall:", "Normalt slitage", "Sovrum 2"):
        assert told in page
    with borlange.scope():
        kitchen, hall = row.remarks.order_by("pk")
    assert (kitchen.photo_type, hall.cost) == ("image/jpeg", 0)
    assert kajsa.get(f"{ROOT}/{row.pk}/bild/{kitchen.pk}/").headers["Content-Type"] == "image/jpeg"

    change = f"{ROOT}/{row.pk}/anmarkning/{kitchen.pk}/"
    assert "En ny bild ersätter den här." in text(kajsa, change)
    kajsa.post(change, said(text="Två hål i väggen", cost="2500"))
    kajsa.post(f"{ROOT}/{row.pk}/anmarkning/{hall.pk}/", {"remove": "1"})
    with borlange.scope():
        assert list(row.remarks.values_list("text", "cost")) == [("Två hål i väggen", 2500)]

    look = text(kajsa, f"{ROOT}/{row.pk}/klart/")
    assert ("Två hål i väggen (2 500 kr)" in look, "Kostnader sammanlagt" in look) == (True, True)
    unsure = kajsa.post(f"{ROOT}/{row.pk}/klart/", {})
    assert (unsure.status_code, "Kryssa i rutan för att skriva under protokollet." in words(unsure)) == (422, True)
    assert kajsa.post(f"{ROOT}/{row.pk}/klart/", {"sure": "on"}).status_code == 303
    done = text(kajsa, page_of(row))
    assert ("Fastslaget av Kajsa" in done, "Hyresgästen har inte svarat än." in done) == (True, True)
    assert kajsa.get(f"{ROOT}/{row.pk}/klart/").status_code == 303
    late = kajsa.post(f"{ROOT}/{row.pk}/anmarkning/", said(), follow=True)
    assert "Protokollet är redan fastslaget och kan inte ändras." in words(late)
    assert letters(borlange, "Anna")[-1] == "protocol_ready"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"room": "Källaren i grannhuset"}, "Källaren i grannhuset"),
        ({"text": " "}, "Skriv vad du ser."),
        ({"text": "x" * 501}, "Skriv högst 500 tecken."),
        ({"wear": ""}, "Välj hur slitet det är."),
        ({"cost": "-1"}, "Talet får inte vara mindre än 0."),
        ({"cost": "500001"}, "Talet får inte vara större än 500000."),
        ({"cost": "gratis"}, "Skriv ett heltal."),
        ({"photo": pdf()}, "Bilden ska vara i formatet JPEG eller PNG."),
        ({"photo": named(pdf(), "foto.jpg", "image/jpeg")}, "Filen är inte den sorts bild som namnet säger."),
        ({"photo": named(picture(), "foto.png", "image/png")}, "Filen är inte den sorts bild som namnet säger."),
        ({"photo": named(pdf("x.jpg", words=b""), "foto.svg", "image/svg+xml")}, "namnet säger."),
    ],
)
def test_a_remark_that_cannot_be_saved_says_why_and_what_was_typed_stays(
    borlange: World, lease: Lease, kajsa: Client, wrong: dict[str, Any], told: str
) -> None:
    row = booked(borlange, lease)
    answer = kajsa.post(f"{ROOT}/{row.pk}/anmarkning/", said(text="Repa i <dörren>") | wrong)
    page = words(answer)
    assert (answer.status_code, told in page) == (422, True), page[-3000:]
    if "text" not in wrong:
        assert "Repa i &lt;dörren&gt;" in page
    with borlange.scope():
        assert InspectionRemark.objects.count() == 0


def test_a_home_that_is_not_clean_is_cleaned_again_and_then_billed(
    borlange: World, lease: Lease, kajsa: Client, clock: Clock
) -> None:
    row, clock.now = booked(borlange, lease, "move_out", "08-31"), at("08-31 09:30")
    close = f"{ROOT}/{row.pk}/klart/"
    for wrong, told in (
        ({"cleaning": "again"}, "Välj dag och klockslag."),
        ({"cleaning": "again", "again_by": "imorgon"}, "Skriv dag och klockslag, till exempel 2026-05-12 09:00."),
        ({"cleaning": "again", "again_by": "2026-08-31T09:00"}, "Välj en tid som inte har varit"),
        ({"cleaning": "again", "again_by": "2026-09-01T12:01"}, "senast när bostaden ska vara lämnad."),
        ({"sure": "on"}, "Välj om städningen är godkänd."),
        ({"cleaning": "billed", "cost": "-2", "sure": "on"}, "Talet får inte vara mindre än 0."),
    ):
        answer = kajsa.post(close, wrong)
        assert (answer.status_code, told in words(answer)) == (422, True), (wrong, words(answer)[-2000:])
    kajsa.post(close, {"cleaning": "again", "again_by": "2026-09-01T08:00"})
    assert "tisdag 1 september kl. 08.00" in text(kajsa, page_of(row))
    assert letters(borlange, "Anna")[-1] == "clean_again"

    clock.now = at("09-01 08:30")
    kajsa.post(close, {"cleaning": "billed", "cost": "2200", "sure": "on"})
    assert "Städning" in text(kajsa, page_of(row))
    debts = text(inside(borlange), "/admin/letting/debt/")
    assert ("2 200 kr" in debts, "Obetald" in debts) == (True, True)


def test_keys_come_in_late_and_those_that_are_missing_are_owed(
    borlange: World, lease: Lease, kajsa: Client, clock: Clock
) -> None:
    booked(borlange, lease, "move_out", "08-31")
    keys = f"{ROOT}/avtal/{lease.pk}/nycklar/"
    clock.now = at("09-01 12:00")
    assert "Nycklar som inte är inne" not in text(kajsa, "/admin/")
    clock.now = at("09-01 12:00:01")
    board = text(kajsa, "/admin/")
    assert ("Nycklar som inte är inne" in board, keys in board) == (True, True)
    for wrong, told in (
        ({"number": "-1"}, "Talet får inte vara mindre än 0."),
        ({"number": ""}, "Skriv ett tal."),
        ({"number": "4", "out": "4", "cost": "900"}, "Alla nycklar har kommit tillbaka"),
    ):
        answer = kajsa.post(keys, wrong)
        assert (answer.status_code, told in words(answer)) == (422, True), words(answer)[-2000:]
    assert kajsa.post(keys, {"number": "3", "out": "4", "cost": "900"}).status_code == 303
    page = text(kajsa, keys)
    assert ("Återlämnade" in page, "Ta emot nycklarna" in page) == (True, False)
    with borlange.scope():
        receipt = KeyReceipt.objects.get()
        assert (receipt.handed_out, receipt.handed_in, receipt.late) == (4, 3, True)
    assert "Nycklar som inte är inne" not in text(kajsa, "/admin/")
    assert "900 kr" in text(inside(borlange), "/admin/letting/debt/")


def test_keys_are_handed_out_while_the_lease_runs(borlange: World, kajsa: Client) -> None:
    lease = rents(borlange, "Bo")
    keys = f"{ROOT}/avtal/{lease.pk}/nycklar/"
    assert kajsa.post(keys, {"number": "0"}).status_code == 422
    assert kajsa.post(keys, {"number": "4"}).status_code == 303
    assert "Utlämnade nycklar" in text(kajsa, keys)


def test_a_debt_is_paid_or_let_be_by_the_office(borlange: World, lease: Lease, kajsa: Client, clock: Clock) -> None:
    row, clock.now = booked(borlange, lease, "move_out", "08-31"), at("08-31 09:30")
    finds(borlange, row, now="08-31 09:10")
    closes(borlange, row, "08-31 09:20", cleaning="approved")
    eva = inside(borlange)
    with borlange.scope():
        debt = row.debts.get()
    path = f"/admin/letting/debt/{debt.pk}/change/"
    assert kajsa.get(path).status_code == 403
    assert "1 800 kr" in text(eva, path)
    for wrong, told in (({}, "Välj vad som har hänt."), ({"how": "waived"}, "Skriv varför skulden efterges.")):
        answer = eva.post(path, wrong)
        assert (answer.status_code, told in words(answer)) == (422, True)
    unpaid = "/admin/letting/debt/?settled=no"
    assert "1 800 kr" in text(eva, unpaid)
    assert eva.post(path, {"how": "waived", "reason": "Hålet fanns redan."}).status_code == 303
    assert "1 800 kr" not in text(eva, unpaid)
    done = text(eva, path)
    assert ("Eftergiven" in done, "Hålet fanns redan." in done, "Vad har hänt?" in done) == (True, True, False)


def test_an_objection_waits_for_the_office(borlange: World, lease: Lease, clock: Clock) -> None:
    from letting.services.protocols import sign_protocol
    from tests.cast import STAFF

    row = booked(borlange, lease, "move_out", "08-31")
    finds(borlange, row, now="08-31 09:10")
    closes(borlange, row, "08-31 09:20", cleaning="approved")
    with borlange.scope():
        sign_protocol(row.pk, row.person_id, objection="Hålet fanns.", by=STAFF, now=at("08-31 10:00"))
    clock.now = at("08-31 11:00")
    eva = inside(borlange)
    assert "Invändningar mot protokoll" in text(eva, "/admin/")
    assert "Hålet fanns." in text(eva, page_of(row))
