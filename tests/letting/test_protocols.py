"""Protocols: remarks, cleaning, signatures, what is owed, keys; each refusal, and what the paper says. LEASE-11."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from letting.models import Debt, Inspection, KeyReceipt, Lease
from letting.services import protocols
from letting.services.debts import settle_debt
from letting.services.keys import hand_keys_out, take_keys_in
from letting.services.lease_terms import checksum
from letting.services.protocols import (
    Remark,
    ask_to_clean_again,
    close_protocol,
    remove_remark,
    save_remark,
    sign_protocol,
)
from tenants.actors import person_actor
from tenants.outcome import refused
from tests import paper_tags
from tests.cast import STAFF, World, at, make_world
from tests.letting.inspecting import books, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents
from tests.pages.office import letters, told
from tests.papers import is_tagged, named, pdf, picture


@pytest.fixture
def borlange(db: None, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world("tunabyggen")


@pytest.fixture
def lease(borlange: World) -> Lease:
    lease = rents(borlange, "Anna", borlange.unit("A1", street="Åsgatan 14"))
    gives_notice(borlange, lease, "05-20 10:00")
    return lease


def leaving(world: World, lease: Lease) -> Inspection:
    """Return a move-out inspection that is booked."""
    row = inspection(world, lease, "move_out")
    books(world, row, times(world, "08-31")[0])
    return inspection(world, lease, "move_out")


def debts(world: World) -> list[tuple[str, int]]:
    with world.scope():
        return list(Debt.objects.order_by("pk").values_list("kind", "amount"))


def signs(world: World, row: Inspection, now: str = "08-31 11:00", **more: Any) -> Any:
    with world.scope():
        return sign_protocol(row.pk, row.person_id, by=person_actor(row.person_id), now=at(now), **more)


def test_lease_11_what_a_move_out_inspection_finds_is_billed_where_the_rules_say_so(
    borlange: World, lease: Lease
) -> None:
    row = leaving(borlange, lease)
    finds(borlange, row, cost=1800, now="08-31 09:05")
    finds(borlange, row, abnormal=False, cost=5000, now="08-31 09:06")
    closes(borlange, row, "08-31 09:30", cleaning="billed", cleaning_cost=2200)
    assert debts(borlange) == [("damage", 1800), ("cleaning", 2200)]
    held = inspection(borlange, lease, "move_out")
    assert (held.state, held.protocol["total"], held.protocol["billed"]) == ("held", 4000, True)
    assert held.sha256 == checksum(held.protocol)
    assert letters(borlange, "Anna")[-1] == "protocol_ready"
    with borlange.scope():
        assert KeyReceipt.objects.get().approved_at is None  # it is cleaned for her


def test_a_pre_inspection_makes_no_debt_and_an_approved_home_is_approved(borlange: World, lease: Lease) -> None:
    row = inspection(borlange, lease)
    books(borlange, row, times(borlange, "05-27")[0])
    finds(borlange, row)
    closes(borlange, row)
    assert (debts(borlange), inspection(borlange, lease).protocol["billed"]) == ([], False)
    closes(borlange, leaving(borlange, lease), "08-31 09:30", cleaning="approved")
    with borlange.scope():
        assert KeyReceipt.objects.get().approved_at == at("08-31 09:30")
    assert debts(borlange) == []


def test_where_no_rule_bills_damage_nothing_is_owed(db: None) -> None:
    from letting.core.inspection import InspectionKind
    from letting.services.booking_inspections import hold_now
    from letting.services.inspections import order_inspection
    from tests.letting.inspecting import caretaker

    town = make_world()
    lease, kajsa = rents(town, "Anna"), caretaker(town)
    gives_notice(town, lease, "05-20 10:00")
    with town.scope():
        order_inspection(lease.pk, InspectionKind.MOVE_OUT, by=STAFF, now=at("05-21 10:00"))
        row = Inspection.objects.get()
        hold_now(row.pk, kajsa.pk, by=STAFF, now=at("08-31 09:00"))
    finds(town, row, now="08-31 09:05")
    closes(town, row, "08-31 09:30", cleaning="approved")
    assert (debts(town), inspection(town, lease, "move_out").protocol["total"]) == ([], 1800)


def test_what_is_closed_is_changed_by_nobody(borlange: World, lease: Lease) -> None:
    row = leaving(borlange, lease)
    remark = finds(borlange, row, now="08-31 09:05")
    assert closes(borlange, row, "08-31 09:20") == refused("cleaning_missing")
    assert closes(borlange, row, "08-31 09:20", cleaning="again") == refused("cleaning_missing")
    assert closes(borlange, row, "08-31 09:20", cleaning="billed", cleaning_cost=-1) == refused("bad_cost")
    assert signs(borlange, row) == refused("not_open")
    closes(borlange, row, "08-31 09:30", cleaning="approved")
    before = inspection(borlange, lease, "move_out").sha256
    assert closes(borlange, row, "08-31 09:31", cleaning="billed", cleaning_cost=9) == refused("already_held")
    assert finds(borlange, row, now="08-31 09:32") == refused("not_open")
    with borlange.scope():
        assert remove_remark(row.pk, remark.pk, by=STAFF, now=at("08-31 09:33")) == refused("not_open")
        again = ask_to_clean_again(row.pk, at("08-31 20:00"), by=STAFF, now=at("08-31 09:33"))
        assert again == refused("not_open")
        assert sign_protocol(row.pk, 0, by=STAFF, now=at("08-31 10:00")) == refused("not_open")
    assert inspection(borlange, lease, "move_out").sha256 == before
    assert signs(borlange, row).state == "signed"
    assert signs(borlange, row, objection="Nej.") == refused("already_signed")
    assert inspection(borlange, lease, "move_out").objection == ""


def test_each_remark_that_cannot_be_saved_is_refused(
    borlange: World, lease: Lease, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = leaving(borlange, lease)
    other = rents(borlange, "Bo", borlange.unit("B1"))
    gives_notice(borlange, other, "05-20 10:00")
    foreign = leaving(borlange, other)
    theirs = finds(borlange, foreign, now="08-31 09:05")

    def save(cost: int = 0, **more: Any) -> Any:
        with borlange.scope():
            said = Remark("Kök", "Hål", abnormal=True, cost=cost)
            return save_remark(row.pk, said, by=STAFF, now=at("08-31 09:05"), **more)

    assert save(-1) == refused("bad_cost")
    assert save(500_001) == refused("bad_cost")
    assert save(remark_id=theirs.pk) == refused("not_open")
    assert save(photo=pdf()) == refused("wrong_photo")
    assert save(photo=named(picture(), "foto.gif", "image/gif")) == refused("lies_about_type")
    assert save(photo=named(pdf(), "foto.jpg", "image/jpeg")) == refused("lies_about_type")
    with borlange.scope():
        assert not row.remarks.exists()
    monkeypatch.setattr(protocols, "MOST_REMARKS", 1)
    mine = save(500_000)
    assert save() == refused("too_many")
    assert save(7, remark_id=mine.pk).cost == 7  # one that is there can still be changed


def test_a_photograph_is_drawn_anew_and_goes_with_its_remark(
    borlange: World, lease: Lease, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    row = leaving(borlange, lease)

    def files() -> list[bytes]:
        return [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]

    with django_capture_on_commit_callbacks(execute=True), borlange.scope():
        said = Remark("Kök", "Hål", abnormal=True, cost=5)
        mine = save_remark(row.pk, said, photo=picture(), by=STAFF, now=at("08-31 09:05"))
    assert not hasattr(mine, "codes")
    assert [(b"kanarief" in one, one[:3]) for one in files()] == [(False, b"\xff\xd8\xff")]
    with django_capture_on_commit_callbacks(execute=True), borlange.scope():
        save_remark(row.pk, said, remark_id=mine.pk, photo=picture(size=(80, 60)), by=STAFF, now=at("08-31 09:06"))
    assert len(files()) == 1
    with django_capture_on_commit_callbacks(execute=True), borlange.scope():
        remove_remark(row.pk, mine.pk, by=STAFF, now=at("08-31 09:07"))
    assert files() == []


def test_the_paper_has_what_was_found_and_what_the_renter_said_and_is_tagged(borlange: World, lease: Lease) -> None:
    row = leaving(borlange, lease)
    with borlange.scope():
        said = Remark("Kök", "Hål i väggen", abnormal=True, cost=1800)
        save_remark(row.pk, said, photo=picture(), by=STAFF, now=at("08-31 09:05"))
    closes(borlange, row, "08-31 09:30", cleaning="approved")
    borlange.tick(at("08-31 09:31"))
    first = inspection(borlange, lease, "move_out")
    assert "Har inte svarat än" in text_of(first)
    signs(borlange, row, objection="Hålet fanns när jag flyttade in.")
    borlange.tick(at("08-31 11:01"))
    second = inspection(borlange, lease, "move_out")
    paper = text_of(second)
    for part in (
        "Besiktningsprotokoll", "Åsgatan 14", "Anna Test", "Hål i väggen", "1 800 kr", "godkänd", "Kajsa",
        "Hålet fanns när jag flyttade in.", second.sha256[:20],
    ):  # fmt: skip
        assert part in paper, part
    assert is_tagged(bytes(second.pdf or b""))
    read = paper_tags.paper(bytes(second.pdf or b""))
    assert (read.faults(), read.language, read.title) == ([], "sv", "Besiktningsprotokoll för Åsgatan 14")
    assert ("TD", "måndag 31 augusti 2026 kl. 09.30") in read.read_aloud()
    images = PdfReader(BytesIO(bytes(second.pdf or b""))).pages[0].images
    assert len(images) == 1
    assert second.pdf_sha256 != first.pdf_sha256
    assert second.sha256 == first.sha256


def text_of(row: Inspection) -> str:
    pages = PdfReader(BytesIO(bytes(row.pdf or b""))).pages
    said = " ".join(page.extract_text() for page in pages)
    return " ".join(said.replace("\N{NO-BREAK SPACE}", " ").split())


def test_lease_11_keys_are_counted_and_those_that_are_missing_billed(borlange: World, lease: Lease) -> None:
    def takes(number: int, now: str = "09-01 12:00", **more: Any) -> Any:
        with borlange.scope():
            return take_keys_in(lease.pk, number, by=STAFF, now=at(now), **more)

    with borlange.scope():
        hand_keys_out(lease.pk, 4, by=STAFF, now=at("05-20 10:00"))
        assert hand_keys_out(lease.pk, 0, by=STAFF, now=at("05-20 10:00")) == refused("bad_number")
    assert takes(100) == refused("bad_number")
    assert takes(3, missing_cost=-1) == refused("bad_cost")
    assert takes(4, missing_cost=900) == refused("none_missing")
    closes(borlange, leaving(borlange, lease), "08-31 09:30", cleaning="approved")
    receipt = takes(3, missing_cost=900)
    assert (receipt.handed_in, receipt.late, debts(borlange)) == (3, False, [("keys", 900)])
    assert takes(4) == refused("already_in")
    with borlange.scope():
        assert hand_keys_out(lease.pk, 4, by=STAFF, now=at("09-01 12:00")) == refused("already_in")
    assert [kind for kind, _data in told(borlange, "keys.")] == ["keys.handed_out", "keys.came_in"]


@pytest.mark.parametrize(("approved", "late"), [("09-01 12:00", False), ("09-01 12:00:01", True)])
def test_keys_that_are_in_before_the_home_is_approved_are_in_time_if_the_approval_is(
    borlange: World, lease: Lease, approved: str, late: bool
) -> None:
    row = leaving(borlange, lease)
    with borlange.scope():
        assert not take_keys_in(lease.pk, 4, by=STAFF, now=at("09-01 10:00")).late
    closes(borlange, row, approved, cleaning="approved")
    with borlange.scope():
        assert KeyReceipt.objects.get().late is late


def test_keys_of_a_lease_that_runs_on_are_not_taken_in(borlange: World) -> None:
    running = rents(borlange, "Bo")
    with borlange.scope():
        assert take_keys_in(running.pk, 4, by=STAFF, now=at("05-20 10:00")) == refused("not_ending")
        Lease.objects.filter(pk=running.pk).update(signed_at=None)
        assert take_keys_in(running.pk, 4, by=STAFF, now=at("05-20 10:00")) == refused("lease_over")
        assert hand_keys_out(running.pk, 4, by=STAFF, now=at("05-20 10:00")) == refused("lease_over")


def test_a_debt_is_settled_once(borlange: World, lease: Lease) -> None:
    row = leaving(borlange, lease)
    finds(borlange, row, now="08-31 09:05")
    closes(borlange, row, "08-31 09:30", cleaning="approved")
    with borlange.scope():
        debt = Debt.objects.get()
        settle_debt(debt.pk, by=STAFF, now=at("09-10 10:00"))
        assert settle_debt(debt.pk, waived_reason="x", by=STAFF, now=at("09-11 10:00")) == refused("already_decided")
    assert [kind for kind, _data in told(borlange, "debt.")] == ["debt.made", "debt.paid"]


def test_cleaning_once_more_takes_time_that_there_is(borlange: World, lease: Lease) -> None:
    row = leaving(borlange, lease)

    def again(until: str) -> Any:
        with borlange.scope():
            return ask_to_clean_again(row.pk, at(until), by=STAFF, now=at("08-31 09:30"))

    assert again("08-31 09:30") == refused("no_time_left")
    assert again("09-01 12:00:01") == refused("no_time_left")
    assert again("09-01 12:00").cleaning == "again"
    with borlange.scope():
        pre = inspection(borlange, lease)
        assert close_protocol(pre.pk, inspector="K", by=STAFF, now=at("08-31 09:30")) == refused("already_held")
