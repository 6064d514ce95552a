"""At the staff's desk: claims of one of two tried and decided, notice for both, earlier days accepted. LEASE-5, 6."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from letting.models import EarlierMove, HomeClaim, Lease, Notice, Signature
from letting.services.earlier_moves import answer_move
from letting.services.notice_papers import subject_of
from tenants.actors import person_actor
from tenants.documents import store_document
from tenants.models import Event, Person, Role
from tests.cast import Clock, World, at, make_world
from tests.letting.handing_over import handed_over, proposes
from tests.letting.renting import gives_notice, rents, seen
from tests.letting.two import awarded_to_two, claims, confirmed, live_together
from tests.pages.office import inside, queries, words
from tests.papers import pdf


@pytest.fixture
def tuna(db: None, clock: Clock, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    clock.now = at("05-25 10:00")
    return make_world("tunabyggen")


def page_of(row: HomeClaim | EarlierMove | Notice) -> str:
    return f"/admin/letting/{type(row).__name__.lower()}/{row.pk}/change/"


def test_a_claim_is_decided_with_the_requirements_before_one(tuna: World) -> None:
    lease = live_together(tuna)
    notice = gives_notice(tuna, lease, "05-20 10:00")
    claim, eva = claims(tuna, "Bo", notice), inside(tuna)

    board = words(eva.get("/admin/"))
    assert ("Vill bo kvar" in board, page_of(claim) in board) == (True, True)
    page = words(eva.get(page_of(claim)))
    for told in ("Bo Test", "Anna Test", "Inkomst", "Ska prövas.", "Ett avtal i taget", "Godkänd."):
        assert told in page
    assert "Välj ett beslut." in words(eva.post(page_of(claim)))
    assert "Skriv ett skäl." in words(eva.post(page_of(claim), {"decision": "no"}))
    eva.post(page_of(claim), {"decision": "yes"})
    assert "Bekräfta uppsägningen först" in words(eva.get(page_of(claim)))
    confirmed(tuna, notice)
    assert eva.post(page_of(claim), {"decision": "yes"}).status_code == 303

    page = words(eva.get(page_of(claim)))
    for told in ("Godkänt", "tisdag 1 september 2026", "Skrivs under senast"):
        assert told in page
    assert "Spara beslutet" not in page
    assert "Den andra hyresgästen vill bo kvar" in words(eva.get(page_of(notice)))


def test_a_no_is_told_with_its_reason(tuna: World) -> None:
    claim = claims(tuna, "Bo", confirmed(tuna, gives_notice(tuna, live_together(tuna), "05-20 10:00")))
    eva = inside(tuna)
    said = {"decision": "no", "reason": "Inkomsten räcker inte till hyran."}
    assert eva.post(page_of(claim), said).status_code == 303
    page = words(eva.get(page_of(claim)))
    assert ("Inte godkänt" in page, "Inkomsten räcker inte till hyran." in page) == (True, True)


def test_staff_take_the_notice_of_both_and_the_second_ones_alone(db: None, clock: Clock) -> None:
    clock.now = at("05-25 10:00")
    flen = make_world("flen")
    lease, eva = live_together(flen), inside(flen)
    give = f"/admin/letting/notice/for/{lease.pk}/?person={flen.people['Bo'].pk}"
    form = {"reason": "move_out", "how": "phone", "sure": "on"}
    page = words(eva.get(give))
    assert ("Båda hyresgästerna säger upp avtalet" in page, "Bo Test" in page) == (True, True)
    assert "Kryssa i att båda har gjort det." in words(eva.post(give, form))
    assert eva.post(give, form | {"by_both": "on"}).status_code == 303
    with flen.scope():
        notice = Notice.objects.get()
    assert (notice.person_id, notice.by_both, seen(flen, lease)[1]) == (
        flen.people["Bo"].pk, True, date(2026, 8, 31),
    )  # fmt: skip


def test_staff_note_that_the_other_wants_to_stay(tuna: World) -> None:
    notice, eva = gives_notice(tuna, live_together(tuna), "05-20 10:00"), inside(tuna)
    page, note = page_of(notice), f"/admin/letting/homeclaim/for/{notice.pk}/"
    assert "Notera att den andra vill bo kvar" in words(eva.get(page))
    unsure = eva.post(note, {"how": "phone"})
    assert (unsure.status_code, "Kontrollera vem du talar med" in words(unsure)) == (422, True)
    assert eva.post(note, {"how": "phone", "sure": "on"}).headers["Location"] == page
    told = words(eva.get(page))
    assert ("Det är noterat att personen vill bo kvar." in told, "Notera att den andra" in told) == (True, False)
    assert eva.get(note).headers["Location"] == page
    with tuna.scope():
        assert HomeClaim.objects.get().person_id == tuna.people["Bo"].pk
        served = Event.objects.get(kind="person.served")
        assert (served.person_id, served.data["what"]) == (tuna.people["Bo"].pk, "home_claim")


def test_staff_take_the_signature_of_the_second_of_two(tuna: World, clock: Clock) -> None:
    clock.now = at("05-14 10:00")
    listing, eva = awarded_to_two(tuna), inside(tuna)
    with tuna.scope():
        lease = Lease.objects.get()
    form = {"how": "office", "sure": "on"}
    url = reverse("admin:letting_listing_act", args=[listing.pk, lease.offer_id])
    assert "Den andra på avtalet har visat legitimation" in words(eva.get(url))
    eva.post(url, form | {"deed": "sign_other"})
    with tuna.scope():
        assert [row.person_id for row in Signature.objects.all()] == [tuna.people["Bo"].pk]
    assert "Avtalet gäller när båda har skrivit under." in words(eva.get("/admin/"))
    eva.post(url, form | {"deed": "sign"})
    assert tuna.see(listing).state == "let"


def test_an_earlier_day_is_accepted_or_refused(tuna: World) -> None:
    old, new = handed_over(tuna)
    move, eva = proposes(tuna, "Anna", old, "2026-07-01", "05-24 10:00"), inside(tuna)
    assert "Spara beslutet" not in words(eva.get(page_of(move)))
    cecilia = tuna.people["Cecilia"].pk
    with tuna.scope():
        answer_move(move.pk, cecilia, agrees=True, by=person_actor(cecilia), now=at("05-24 11:00"))

    assert page_of(move) in words(eva.get("/admin/"))
    page = words(eva.get(page_of(move)))
    for told in ("Anna Test", "Cecilia Test", "onsdag 1 juli 2026", "tisdag 1 september 2026"):
        assert told in page
    assert "Skriv ett skäl." in words(eva.post(page_of(move), {"decision": "no"}))
    assert eva.post(page_of(move), {"decision": "yes"}).status_code == 303
    with tuna.scope():
        assert Lease.objects.get(pk=new.pk).starts_on == date(2026, 7, 1)
    assert "Godkänt" in words(eva.get("/admin/letting/earliermove/"))


def test_a_reader_decides_nothing_and_a_protected_person_is_hidden(tuna: World) -> None:
    claim = claims(tuna, "Bo", confirmed(tuna, gives_notice(tuna, live_together(tuna), "05-20 10:00")))
    tuna.staff("Rolf", Role.READER)
    rolf = inside(tuna, "Rolf")
    assert rolf.post(page_of(claim), {"decision": "yes"}).status_code == 403
    with tuna.scope():
        Person.objects.filter(pk=tuna.people["Bo"].pk).update(protected=True)
    eva = inside(tuna)
    assert (eva.get(page_of(claim)).status_code, "Bo Test" in words(eva.get("/admin/letting/homeclaim/"))) == (
        404, False,
    )  # fmt: skip


def test_lease_3_staff_open_the_paper_from_the_notice(tuna: World) -> None:
    notice = gives_notice(tuna, rents(tuna, "Anna"), "05-20 10:00", "care_home")
    anna = tuna.people["Anna"].pk
    with tuna.scope():
        store_document(anna, subject_of(notice.pk), pdf("avtal.pdf"), by=person_actor(anna), now=at("05-20 10:05"))
    page = words(inside(tuna).get(page_of(notice)))
    assert ("avtal.pdf" in page, "/fil/" in page) == (True, True)


@pytest.mark.parametrize("kind", ["homeclaim", "earliermove"])
def test_lists_ask_the_same_number_of_queries_for_one_row_and_for_three(tuna: World, kind: str) -> None:
    def one(name: str, other: str, serial: int) -> None:
        lease = rents(tuna, name, co_renter=tuna.person(other, serial=serial))
        notice = confirmed(tuna, gives_notice(tuna, lease, "05-20 10:00"))
        claims(tuna, other, notice)
        with tuna.scope():
            EarlierMove.objects.create(
                notice=notice, lease=lease, person=tuna.people[name], starts_on=date(2026, 7, 1),
                made_at=at("05-24 10:00"), state="agreed",
            )  # fmt: skip

    one("Anna", "Bo", 995)
    eva, url = inside(tuna), f"/admin/letting/{kind}/"
    eva.get(url)
    first = (len(queries(eva, url)), len(queries(eva, "/admin/")))
    for name, other, serial in (("Cecilia", "David", 996), ("Gustav", "Hilma", 997)):
        one(name, other, serial)
    assert (len(queries(eva, url)), len(queries(eva, "/admin/"))) == first
