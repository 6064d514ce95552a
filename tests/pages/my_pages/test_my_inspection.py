"""An inspection on Mina sidor: booked, changed, its protocol read and answered, saved as a PDF. LEASE-11."""

from __future__ import annotations

from typing import Any

import pytest

from letting.models import Inspection, Lease
from letting.services.protocols import Remark, save_remark
from tenants.actors import staff_actor
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.letting.inspecting import books, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit
from tests.papers import is_tagged, picture

HERE = "/mina-sidor/besiktningar"


@pytest.fixture
def world(db: None, tmp_path: Any, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    return make_world("tunabyggen")


@pytest.fixture
def lease(world: World, clock: Clock) -> Lease:
    lease, clock.now = rents(world, "Anna", world.unit("A1", street="Åsgatan 14")), at("05-20 12:00")
    gives_notice(world, lease, "05-20 10:00")
    return lease


def held(world: World, lease: Lease) -> Inspection:
    """Let the pre-inspection be held: a hole in the kitchen with its photograph, worn parquet in the hall."""
    row = inspection(world, lease)
    books(world, row, times(world, "05-27")[0])
    with world.scope():
        hole = Remark("Kök", "Hål i väggen", abnormal=True, cost=1800)
        save_remark(row.pk, hole, photo=picture(), by=staff_actor(1), now=at("05-27 09:10"))
    finds(world, row, room="Hall", text="Slitet golv", abnormal=False, cost=900)
    closes(world, row)
    return inspection(world, lease)


def test_lease_11_what_is_to_be_booked_is_told_with_its_last_day_and_booked(
    world: World, lease: Lease, clock: Clock, visit: Visit
) -> None:
    row, anna = inspection(world, lease), visit("Anna")
    for page in (f"/mina-sidor/avtal/{lease.pk}/", f"/mina-sidor/avtal/{lease.pk}/uppsagning/"):
        shown = anna.text(page)
        for told in (
            "Förbesiktning", "Ska vara gjord senast onsdag 3 juni 2026.",
            "Avflyttningsbesiktning", "Ska vara gjord senast tisdag 1 september 2026.",
            "Lämna alla nycklar, kort och taggar till bovärden senast tisdag 1 september kl. 12.00.",
        ):  # fmt: skip
            assert told in shown
    assert "Just nu finns inga fler lediga tider." in anna.text(f"{HERE}/{row.pk}/")

    slot = times(world, "05-27", "06-08")[0]
    form = anna.text(f"{HERE}/{row.pk}/")
    assert ("Onsdag 27 maj · Kajsa" in form, "Måndag 8 juni · Kajsa · senare än normalt" in form) == (True, True)
    missing = anna.post(f"{HERE}/{row.pk}/boka/")
    assert (missing.status_code, "Välj en av tiderna." in words(missing)) == (422, True)
    given = anna.post(f"{HERE}/{row.pk}/boka/", slot=slot.pk)
    assert (given.status_code, given.headers["Location"]) == (303, f"{HERE}/{row.pk}/")
    assert "Kajsa kommer hem till dig." in anna.text(f"{HERE}/{row.pk}/")
    assert "Onsdag 27 maj kl. 09.00." in anna.text(f"/mina-sidor/avtal/{lease.pk}/")

    entry = anna.get(f"{HERE}/{row.pk}/tid.ics").content.decode()
    assert "SUMMARY:Förbesiktning av Åsgatan 14" in entry
    assert "DTSTART:20260527T070000Z" in entry

    assert "Vill du avboka tiden?" in anna.text(f"{HERE}/{row.pk}/avboka/")
    assert anna.post(f"{HERE}/{row.pk}/avboka/").status_code == 303
    assert inspection(world, lease).state == "wanted"
    assert anna.get(f"{HERE}/{row.pk}/avboka/").headers["Location"] == f"{HERE}/{row.pk}/"


def test_the_overview_says_what_is_to_be_done_about_a_home_that_is_left(
    world: World, lease: Lease, clock: Clock, visit: Visit
) -> None:
    anna = visit("Anna")
    first = anna.text("/mina-sidor/")
    assert "Boka förbesiktning av Åsgatan 14" in first
    assert "Ska vara gjord senast onsdag 3 juni" in first
    assert "Boka avflyttningsbesiktning" not in first  # three months ahead
    held(world, lease)
    clock.now = at("08-10 08:00")
    later = anna.text("/mina-sidor/")
    assert "Svara på protokollet från Åsgatan 14" in later
    assert "Boka avflyttningsbesiktning av Åsgatan 14" in later
    assert len(anna.queries("/mina-sidor/")) <= 12


@pytest.mark.parametrize("slot", ["", "abc", "-1", "9" * 30, "0", "<script>"])
def test_what_is_no_time_of_the_landlords_is_refused_and_nothing_is_booked(
    world: World, lease: Lease, visit: Visit, slot: str
) -> None:
    row = inspection(world, lease)
    times(world, "05-27")
    answer = visit("Anna").post(f"{HERE}/{row.pk}/boka/", slot=slot)
    assert (answer.status_code, inspection(world, lease).state) == (422, "wanted")


def test_a_neighbours_time_does_not_exist(world: World, lease: Lease, visit: Visit) -> None:
    theirs = times(other_landlord(), "05-27", name="Gun")[0]
    answer = visit("Anna").post(f"{HERE}/{inspection(world, lease).pk}/boka/", slot=theirs.pk)
    assert (answer.status_code, "Den tiden går inte att boka." in words(answer)) == (422, True)
    assert inspection(world, lease).state == "wanted"


def test_the_protocol_is_read_and_signed_and_saved(world: World, lease: Lease, clock: Clock, visit: Visit) -> None:
    row, clock.now = held(world, lease), at("05-27 10:00")
    anna, page = visit("Anna"), f"{HERE}/{row.pk}"
    shown = anna.text(f"{page}/")
    for told in ("Att skriva under", "Kök", "Hål i väggen", "Mer än normalt slitage · 1 800 kr", "Normalt slitage"):
        assert told in shown
    assert "Kostnader 1 800 kr" in " ".join(shown.replace("<dt>", " ").replace("</dt><dd>", " ").split())
    assert anna.get(f"{page}/protokoll.pdf").status_code == 303
    world.tick(at("05-27 10:01"))
    assert is_tagged(anna.get(f"{page}/protokoll.pdf").content)

    missing = anna.post(f"{page}/skriv-under/")
    assert (missing.status_code, "Välj ett av svaren." in words(missing)) == (422, True)
    assert "Hål i väggen" in anna.text(f"{page}/skriv-under/")
    assert anna.post(f"{page}/skriv-under/", answer="agrees", objection="x").status_code == 303
    signed = inspection(world, lease)
    assert (signed.state, signed.objection, signed.signed_at) == ("signed", "", at("05-27 10:00"))
    assert "Undertecknad" in anna.text(f"{page}/")
    anna.post(f"{page}/skriv-under/", answer="agrees")
    assert "Protokollet är redan besvarat." in anna.text(f"{page}/")


def test_one_who_does_not_agree_keeps_her_words_in_the_protocol(
    world: World, lease: Lease, clock: Clock, visit: Visit
) -> None:
    row, clock.now = held(world, lease), at("05-27 10:00")
    anna, page = visit("Anna"), f"{HERE}/{row.pk}"
    empty = anna.post(f"{page}/skriv-under/", answer="disagrees", objection="  ")
    assert (empty.status_code, "Skriv vad som inte stämmer." in words(empty)) == (422, True)
    long = anna.post(f"{page}/skriv-under/", answer="disagrees", objection="x" * 2001)
    assert (long.status_code, "Skriv högst 2 000 tecken." in words(long)) == (422, True)
    anna.post(f"{page}/skriv-under/", answer="disagrees", objection="Hålet <b>fanns</b> när jag flyttade in.")
    shown = anna.text(f"{page}/")
    assert "Hålet &lt;b&gt;fanns&lt;/b&gt; när jag flyttade in." in shown
    assert "Besvarad med invändning" in shown


def test_a_photograph_is_hers_alone_and_tells_no_place(world: World, lease: Lease, clock: Clock, visit: Visit) -> None:
    row, clock.now = held(world, lease), at("05-27 10:00")
    with world.scope():
        remark = row.remarks.exclude(photo="").get()
    path = f"{HERE}/{row.pk}/bild/{remark.pk}/"
    shown = visit("Anna").get(path)
    assert (shown.status_code, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert b"kanarief" not in shown.content
    assert b"Exif" not in shown.content
    world.person("Bo", serial=990)
    assert visit("Bo").get(path).status_code == 404
    bare = row.remarks.model.objects
    with world.scope():
        without = bare.filter(inspection=row, photo="").get()
    assert visit("Anna").get(f"{HERE}/{row.pk}/bild/{without.pk}/").status_code == 404


@pytest.mark.parametrize("page", ["", "boka/", "avboka/", "skriv-under/", "protokoll.pdf", "tid.ics"])
def test_anothers_inspection_is_not_found(world: World, lease: Lease, visit: Visit, page: str) -> None:
    row = inspection(world, lease)
    world.person("Bo", serial=990)
    path = f"{HERE}/{row.pk}/{page}"
    bo: Any = visit("Bo")
    assert (bo.get(path).status_code, bo.post(path).status_code in (404, 405)) == (404, True)


def test_the_page_asks_as_much_for_many_remarks_as_for_one(
    world: World, lease: Lease, clock: Clock, visit: Visit
) -> None:
    row = inspection(world, lease)
    books(world, row, times(world, "05-27")[0])
    finds(world, row)
    closes(world, row)
    other = rents(world, "Bo", world.unit("B1"))
    gives_notice(world, other, "05-20 10:00")
    bos = inspection(world, other)
    books(world, bos, times(world, "05-27")[0])
    for number in range(12):
        finds(world, bos, room=f"Rum {number}")
    closes(world, bos)
    asked = [len(visit(name).queries(f"{HERE}/{one.pk}/")) for name, one in (("Anna", row), ("Bo", bos))]
    assert asked[0] == asked[1] <= 12
