"""The letters to two on a lease, and to those who agree on an earlier day, in both languages. LEASE-5, LEASE-6."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.services.earlier_moves import accept_move, answer_move, refuse_move
from letting.services.home_claims import refuse_claim
from letting.services.signing import decline_lease
from tenants.actors import person_actor
from tenants.landlords import rules_today
from tenants.models import Message, Person
from tenants.outbox import Rendered, render
from tests.cast import STAFF, World, at, make_world
from tests.letting.handing_over import proposes
from tests.letting.renting import gives_notice, rents
from tests.letting.two import awarded_to_two, claims, confirmed, grants, live_together, signs_own

SUBJECTS = {
    "lease_for_two": "Skriv under senast onsdag 20 maj: Åsgatan 14",
    "lease_for_two_ended": "Avtalet gäller inte längre: Åsgatan 14",
    "notice_by_other": "Avtalet för Åsgatan 14 är uppsagt till måndag 31 augusti 2026",
    "home_claim_received": "Vi har fått veta att du vill bo kvar: Åsgatan 14",
    "home_claimed_by_other": "Den andra vill bo kvar: Åsgatan 14",
    "home_claim_granted": "Du får bo kvar: skriv under senast fredag 29 maj",
    "home_claim_refused": "Du kan inte bo kvar: Åsgatan 14",
    "sign_soon": "Skriv under senast fredag 29 maj: nytt avtal för Åsgatan 14",
    "home_claim_lapsed": "Avtalet skrevs inte under i tid: Åsgatan 14",
    "own_lease_signed": "Ditt eget avtal för Åsgatan 14 är undertecknat",
    "home_kept_by_other": "Den andra får bo kvar: Åsgatan 14",
    "earlier_move_proposed": "Förslag om tidigare inflyttning: Åsgatan 14",
    "earlier_move_agreed": "Ni är överens: Åsgatan 14",
    "earlier_move_declined": "Inflyttningen blir som det var: Åsgatan 14",
    "earlier_move_accepted": "Ny inflyttningsdag: Åsgatan 14",
    "earlier_move_refused": "Inflyttningen blir som det var: Åsgatan 14",
}
REASON = "Skälet som bara hon läser."


@pytest.fixture(scope="module")
def letters(lasting_db: None) -> dict[str, dict[str, Rendered]]:
    """Return a letter of each kind, in mail and on the page, in both languages."""
    world = make_world("tunabyggen")
    live_together(world)
    _claimed(world)
    _handed_over(world)
    listing = awarded_to_two(world)
    assert world.does("Anna", decline_lease, listing, at("05-13 10:00")) is None
    extra = {"landlord": world.landlord, "base_url": "http://tunabyggen.localhost:8000"}
    with world.scope():
        rules = rules_today(date(2026, 6, 15))
        extra |= {"facts": rules.landlord, "rules": rules}
        rows = Message.objects.filter(kind__in=SUBJECTS).select_related("person")
        ways: list[tuple[str, bool]] = [("sv", True), ("en", True), ("sv", False)]
        return {
            row.kind: {
                f"{one}{'' if mail else ' page'}": render(
                    row, language=one, extra=extra | {"person": row.person, "in_mail": mail}
                )
                for one, mail in ways
            }
            for row in rows
        }


def someone(world: World, name: str) -> Person:
    """Return a person with a number of her own."""
    return world.person(name, born=f"{1960 + len(world.people)}0101")


def _claimed(world: World) -> None:
    """Let four pairs part: one who stays signs, one does not, one is refused, one is not asked."""
    for number, what in enumerate(("signed", "lapsed", "refused")):
        other, _ = someone(world, f"Per{number}"), someone(world, f"Eva{number}")
        lease = rents(world, f"Eva{number}", co_renter=other)
        claim = claims(world, f"Per{number}", confirmed(world, gives_notice(world, lease, "05-20 10:00")))
        if what == "refused":
            with world.scope():
                refuse_claim(claim.pk, reason=REASON, by=STAFF, now=at("05-25 10:00"))
            continue
        own = grants(world, claim).lease
        if what == "signed":
            signs_own(world, f"Per{number}", own)
    world.tick(at("05-28 08:00"))
    world.tick(at("05-30 00:00"))


def _handed_over(world: World) -> None:
    for number, what in enumerate((False, accept_move, refuse_move)):
        for name in ("Ulla", "Vera"):
            someone(world, f"{name}{number}")
        old = rents(world, f"Ulla{number}")
        confirmed(world, gives_notice(world, old, "05-20 10:00"))
        rents(world, f"Vera{number}", old.unit, starts_on=date(2026, 9, 1), terms={"starts_on": "2026-09-01"})
        move = proposes(world, f"Ulla{number}", old, "2026-07-01")
        vera, more = world.people[f"Vera{number}"].pk, dict[str, Any]()
        with world.scope():
            answer_move(move.pk, vera, agrees=bool(what), by=person_actor(vera), now=at("05-28 10:00"))
            if what:
                more = {"reason": REASON} if what is refuse_move else {}
                what(move.pk, by=STAFF, now=at("05-29 10:00"), **more)  # type: ignore[operator]  # one of two services


def test_each_letter_says_what_holds_now(letters: dict[str, dict[str, Rendered]]) -> None:
    subjects = {kind: said["sv"].subject.replace("\N{NO-BREAK SPACE}", " ") for kind, said in letters.items()}
    assert subjects == SUBJECTS


def test_each_letter_is_whole_in_english_and_leads_to_the_matter(letters: dict[str, dict[str, Rendered]]) -> None:
    for kind, said in letters.items():
        assert said["en"].subject != said["sv"].subject, kind
        for one in said.values():
            assert "/mina-sidor/avtal/" in one.text, kind
            assert "/mina-sidor/avtal/" in one.html, kind
            assert "{{" not in one.text, kind


def test_a_reason_is_read_on_the_page_and_in_no_mail(letters: dict[str, dict[str, Rendered]]) -> None:
    for kind in ("home_claim_refused", "earlier_move_refused"):
        said = letters[kind]
        assert (REASON in said["sv"].text, REASON in said["en"].html, REASON in said["sv page"].html) == (
            False, False, True,
        )  # fmt: skip
