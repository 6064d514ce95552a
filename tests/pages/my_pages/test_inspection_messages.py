"""The letters about an inspection, whole in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from letting.services.booking_inspections import unbook_inspection
from letting.services.protocols import ask_to_clean_again
from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outbox import Rendered, render
from tests.cast import STAFF, World, at, make_world
from tests.letting.inspecting import books, closes, finds, inspection, times
from tests.letting.renting import gives_notice, rents

Letters = dict[tuple[str, str], dict[str, Rendered]]


@pytest.fixture(scope="module")
def letters(lasting_db: None) -> Letters:
    """Anna forgets to book, books, is called off, books anew; cleans again, and gets two protocols, one unanswered."""
    world = make_world("tunabyggen")
    lease = rents(world, "Anna", world.unit("A1", street="Åsgatan 14"))
    gives_notice(world, lease, "05-20 10:00")
    world.tick(at("05-27 08:00"))
    pre = inspection(world, lease)
    first, second = times(world, "06-02")
    books(world, pre, first, "05-27 09:00")
    with world.scope():
        unbook_inspection(pre.pk, by=STAFF, now=at("05-27 10:00"))
    books(world, pre, second, "05-27 11:00")
    world.tick(at("06-01 08:00"))
    finds(world, pre, now="06-02 10:10")
    closes(world, pre, "06-02 10:30")
    for moment in ("06-02 10:31", "06-05 08:00"):
        world.tick(at(moment))
    leaves(world)
    extra = {"landlord": world.landlord, "in_mail": True, "base_url": "http://tunabyggen.localhost:8000"}
    with world.scope():
        rules = rules_today(date(2026, 8, 31))
        extra |= {"facts": rules.landlord, "rules": rules, "person": world.people["Anna"]}
        rows = Message.objects.exclude(kind="notice_received").order_by("pk")
        return {
            (row.kind, row.context["kind"]): {one: render(row, language=one, extra=extra) for one in ("sv", "en")}
            for row in rows
        }


def leaves(world: World) -> None:
    with world.scope():
        lease = world.people["Anna"].leases.get()
    world.tick(at("08-18 08:00"))
    row = inspection(world, lease, "move_out")
    books(world, row, times(world, "08-31")[0], "08-20 09:00")
    with world.scope():
        ask_to_clean_again(row.pk, at("08-31 20:00"), by=STAFF, now=at("08-31 09:30"))
    finds(world, row, now="08-31 20:00")
    closes(world, row, "08-31 20:10", cleaning="billed", cleaning_cost=2200)


def test_each_letter_says_what_is_to_be_done_and_when(letters: Letters) -> None:
    assert {kind: (said["sv"].subject, said["en"].subject) for kind, said in letters.items()} == {
        ("inspection_wanted", "pre"): (
            "Boka förbesiktning av Åsgatan 14 senast onsdag 3 juni",
            "Book a pre-inspection of Åsgatan 14 by Wednesday 3 June",
        ),
        ("inspection_booked", "pre"): (
            "Förbesiktning av Åsgatan 14 är bokad", "Pre-inspection of Åsgatan 14 is booked",
        ),
        ("inspection_off", "pre"): (
            "Besiktningen av Åsgatan 14 behöver en ny tid", "The inspection of Åsgatan 14 needs a new time",
        ),
        ("inspection_due", "pre"): ("Förbesiktning av Åsgatan 14 i morgon", "Pre-inspection of Åsgatan 14 tomorrow"),
        ("protocol_ready", "pre"): (
            "Protokollet från förbesiktningen av Åsgatan 14 är klart",
            "The record of the pre-inspection of Åsgatan 14 is ready",
        ),
        ("protocol_due", "pre"): (
            "Påminnelse: protokollet från besiktningen av Åsgatan 14",
            "A reminder: the record of the inspection of Åsgatan 14",
        ),
        ("inspection_wanted", "move_out"): (
            "Boka avflyttningsbesiktning av Åsgatan 14 senast tisdag 1 september",
            "Book a move-out inspection of Åsgatan 14 by Tuesday 1 September",
        ),
        ("inspection_booked", "move_out"): (
            "Avflyttningsbesiktning av Åsgatan 14 är bokad", "Move-out inspection of Åsgatan 14 is booked",
        ),
        ("clean_again", "move_out"): (
            "Städa om Åsgatan 14 senast måndag 31 augusti kl. 20.00",
            "Clean Åsgatan 14 again by Monday 31 August at 20:00",
        ),
        ("protocol_ready", "move_out"): (
            "Protokollet från avflyttningsbesiktningen av Åsgatan 14 är klart",
            "The record of the move-out inspection of Åsgatan 14 is ready",
        ),
    }  # fmt: skip


def test_what_is_to_pay_is_told_of_and_what_can_be_repaired_before_that(letters: Letters) -> None:
    texts = {kind: said["sv"].text.replace("\N{NO-BREAK SPACE}", " ") for kind, said in letters.items()}
    assert "beräknas kosta 1 800 kr. Laga det innan du flyttar" in texts["protocol_ready", "pre"]
    assert "Du ska betala 4 000 kr. En faktura kommer." in texts["protocol_ready", "move_out"]
    assert (
        "Förbesiktningen av Åsgatan 14 är tisdag 2 juni kl. 10.00. Kajsa kommer hem till dig."
        in (texts["inspection_due", "pre"])
    )


def test_each_letter_leads_to_the_inspection_in_text_and_html(letters: Letters) -> None:
    for kind, said in letters.items():
        for one in said.values():
            assert "/mina-sidor/besiktningar/" in one.text, kind
            assert "/mina-sidor/besiktningar/" in one.html, kind
            assert one.text.startswith(("Hej Anna,", "Hello Anna,", "Hi Anna,")), kind
