"""The letters about a notice, whole in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from letting.services.notice import ask_to_withdraw, confirm_notice, let_withdraw, refuse_withdrawal
from tenants.actors import person_actor
from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outbox import Rendered, render
from tests.cast import STAFF, World, at, make_world
from tests.letting.renting import gives_notice, rents


@pytest.fixture(scope="module")
def letters(lasting_db: None) -> dict[str, dict[str, Rendered]]:
    """Anna gives notice of two homes; she may undo the one and not the other."""
    world = make_world("flen")
    for street in ("Åsgatan 14", "Trotzgatan 3"):
        undo_one(world, street)
    extra = {"landlord": world.landlord, "in_mail": True, "base_url": "http://flen.localhost:8000"}
    with world.scope():
        rules = rules_today(date(2026, 6, 15))
        extra |= {"facts": rules.landlord, "rules": rules, "person": world.people["Anna"]}
        rows = Message.objects.filter(kind__startswith="notice").order_by("pk")  # of two of a kind, the later
        return {row.kind: {one: render(row, language=one, extra=extra) for one in ("sv", "en")} for row in rows}


def undo_one(world: World, street: str) -> None:
    notice = gives_notice(world, rents(world, "Anna", world.unit(street[:3], street=street)), "05-20 10:00")
    with world.scope():
        confirm_notice(notice.pk, accepts_reason=False, by=STAFF, now=at("05-21 10:00"))
        ask_to_withdraw(notice.pk, notice.person_id, by=person_actor(notice.person_id), now=at("05-22 10:00"))
        answer = let_withdraw if street == "Åsgatan 14" else refuse_withdrawal
        answer(notice.pk, by=STAFF, now=at("05-23 10:00"))


def test_each_letter_says_what_holds_now(letters: dict[str, dict[str, Rendered]]) -> None:
    assert {kind: (said["sv"].subject, said["en"].subject) for kind, said in letters.items()} == {
        "notice_received": (
            "Din uppsägning av Trotzgatan 3 har kommit in", "Your notice of Trotzgatan 3 has been received",
        ),
        "notice_confirmed": ("Din uppsägning av Trotzgatan 3 är bekräftad", "Your notice of Trotzgatan 3 is confirmed"),
        "notice_withdrawn": ("Du bor kvar på Åsgatan 14", "You stay at Åsgatan 14"),
        "notice_stands": ("Din uppsägning av Trotzgatan 3 gäller", "Your notice of Trotzgatan 3 stands"),
    }  # fmt: skip
    texts = {kind: said["sv"].text.replace("\N{NO-BREAK SPACE}", " ") for kind, said in letters.items()}
    days = {kind: "måndag 31 augusti 2026" in text for kind, text in texts.items()}
    assert days == {
        "notice_received": True, "notice_confirmed": True, "notice_withdrawn": False, "notice_stands": True,
    }  # fmt: skip


def test_each_letter_leads_to_the_matter_in_text_and_html(letters: dict[str, dict[str, Rendered]]) -> None:
    for kind, said in letters.items():
        for one in said.values():
            assert "/mina-sidor/avtal/" in one.text, kind
            assert "/mina-sidor/avtal/" in one.html, kind
            assert one.text.startswith(("Hej Anna,", "Hello Anna,", "Hi Anna,")), kind
