"""A person's one page in the staff's admin: all of it there, for whose work it is, in a handful of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from letting.core.facts import Household, Income
from letting.models import Complaint, Interest, Lease, LeaseChange
from letting.services.applicant_profiles import Reference, save_profile
from letting.services.complaints import file_complaint
from letting.services.excepting import except_applicant
from queues.models import Block, BlockReason, Exemption, PriorityClaim
from queues.services.blocks import lift_block, start_blocks
from queues.services.priority import enter_priority, withdraw_claim
from queues.services.wishes import save_wishes
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import Period, Unit
from tenants.documents import store_document
from tenants.mandates import ask_to_represent
from tenants.models import Extent, Membership, Role
from tenants.rulesets import presets
from tenants.rulesets.requirement_rules import IncomeKind
from tests.cast import STAFF, World, at, make_world, world_from
from tests.pages.office import FRAME, inside, person_page, queries, text
from tests.papers import pdf
from tests.queues.company import answer, ask

MOST_QUERIES = 12
PANELS = (
    "Köer", "Spärrar", "Förtur", "Medsökande och borgensmän", "Önskemål", "Intressen och erbjudanden", "Hyresavtal",
    "Sökandeprofil, som personen uppgav", "Säkerheter", "Undantag", "Klagomål", "Handlingar", "Meddelanden",
    "Händelser", "Ombud", "Ansökningar om avtal",
)  # fmt: skip
GROUND = '[priority]\noffers = 1\nappeal = false\ngives = "first_place"\n[priority.grounds.job]\n' + "\n".join(
    f'{name} = {{ sv = "Flytt för arbete", en = "Moving for work" }}' for name in ("name", "explained")
)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("tenants.clock.now", lambda: at("05-20 10:00"))


@pytest.fixture
def flen(db: None) -> World:
    """A landlord who has all of it: exceptions, complaints, securities, and priority too."""
    source = presets()["flen"].read_text(encoding="utf-8")
    world = world_from(f"{source}\n{GROUND}\n", "flen.localhost:8000")
    world.person("Anna")
    world.person("Bo", serial=989)
    world.person("Cecilia", serial=990)
    return world


def told_of_herself(world: World, name: str = "Anna") -> None:
    """Let a person tell all that is told once: profile, wishes, who stands with her and whom she stands with."""
    pk = world.people[name].pk
    with world.scope():
        by, now = person_actor(pk), at("05-11 09:00")
        income = (Income(IncomeKind.PERMANENT, 24_000, 120),)
        reference = Reference(there_is=True, name="Hem AB", phone="0503-1 23 45")
        save_profile(pk, household=Household(2, (5,)), income=income, references=reference, by=by, now=now)
        save_wishes(pk, areas=[], features=["lift"], least_rooms=2, most_rent=9000, by=by, now=now)
        terms: Any = {"extent": Extent.READ, "may_sign": False, "ends_on": None, "wording": "x"}
        ask_to_represent(pk, email="ombud@example.se", **terms, by=by, now=now)
    ask(world, name, "guarantor", relation="")
    answer(world, "Bo")  # which is a security offered
    ask(world, "Cecilia", email=world.people[name].email)
    answer(world, name)
    ask(world, name)  # and she has asked someone who has not answered


def lived_through(world: World, serial: int, name: str = "Anna") -> None:
    """Let all that can happen again happen to a person: a flat offered, a lease, a block that was lifted and so on."""
    pk, listing = world.people[name].pk, world.listing(number=f"L{serial}")
    assert isinstance(world.wants(name, listing), Interest)
    world.tick(at("05-19 08:00"))
    with world.scope():
        maria = staff_actor(Membership.objects.get(name="Maria").pk)
        lease = Lease.objects.create(
            person_id=pk, unit=listing.unit, starts_on=at("05-01 00:00").date(), rent=7200, made_at=at("04-01 10:00")
        )
        asked = {"kind": "transfer", "reason": "other", "from_on": at("09-01 00:00").date(), "state": "withdrawn"}
        LeaseChange.objects.create(lease=lease, person_id=pk, made_at=at("05-11 10:00"), **asked)
        store_document(
            pk, f"letting.profile:{pk}", pdf(f"intyg{serial}.pdf"), by=person_actor(pk), now=at("05-11 10:00")
        )
        start_blocks([pk], BlockReason.NO_ANSWERS, Period(3, Unit.MONTHS), by=STAFF, now=at("05-19 10:00"))
        block = Block.objects.latest("pk")
        lift_block(block.pk, reason=f"Låg på sjukhus {serial}.", by=maria, now=at("05-19 11:00"))
        claim = enter_priority(pk, "job", reason="Per telefon.", by=maria, now=at("05-19 12:00"))
        assert isinstance(claim, PriorityClaim)
        withdraw_claim(claim.pk, by=maria, now=at("05-19 13:00"))
        exempted = except_applicant(
            pk,
            "residents_only",
            listing_id=listing.pk,
            cause="health",
            reason="Intyg.",
            by=maria,
            now=at("05-19 14:00"),
        )
        assert isinstance(exempted, Exemption)
        filed = file_complaint(pk, subject="", text="Fel.", by=person_actor(pk), now=at("05-19 15:00"))
        assert isinstance(filed, Complaint)


def test_the_page_of_a_person_with_everything_asks_twelve_questions_at_most(flen: World) -> None:
    maria, here = inside(flen, "Maria", Role.MANAGER), person_page(flen.people["Anna"])
    told_of_herself(flen)
    asked = []
    for serial in range(3):
        lived_through(flen, serial)
        asked.append(queries(maria, here))
    listed = "\n".join(f"{number}. {sql[:200]}" for number, sql in enumerate(asked[-1], 1))
    assert max(len(one) for one in asked) <= MOST_QUERIES, listed
    assert len({len(one) for one in asked}) == 1, listed
    panels = maria.get(here).context["panels"]
    assert [panel.title for panel in panels if not panel.rows] == []
    page = text(maria, here)
    assert [title for title in PANELS if f"<h2>{title}" not in page] == []


def test_a_number_that_is_shown_asks_twelve_questions_at_most(flen: World) -> None:
    maria, anna = inside(flen, "Maria", Role.MANAGER), flen.people["Anna"]
    told_of_herself(flen)
    lived_through(flen, 1)
    with CaptureQueriesContext(connection) as asked:
        answer = maria.post(reverse("admin:tenants_person_number", args=[anna.pk]))
    assert "19900101-988" in answer.content.decode()
    own = [row["sql"] for row in asked.captured_queries if not row["sql"].startswith(FRAME)]
    assert len(own) <= MOST_QUERIES, "\n".join(sql[:200] for sql in own)


def test_a_reading_of_the_page_is_told_on_it_with_who_read(flen: World) -> None:
    eva, anna = inside(flen), flen.people["Anna"]
    lines = eva.get(person_page(anna)).context["lines"]
    assert (lines[0].text, lines[0].who) == ("En medarbetare öppnade personens sida.", "Eva")


@pytest.mark.parametrize("odd", ["0", "x", "-1", "99999999999999999999", "²", "1/x"])
def test_a_person_that_is_none_is_a_404(flen: World, odd: str) -> None:
    assert inside(flen).get(f"/admin/tenants/person/{odd}/change/").status_code == 404


def test_queue_12_staff_see_the_unanswered_offers_that_lead_to_a_block(db: None) -> None:
    town = make_world("tunabyggen")
    anna = town.person("Anna", queue="vehicle")
    space = town.unit("P1", kind="vehicle_space", rooms=0, size=12, rent=350)
    listing = town.listing(space, scheme="vehicle", wanted_last_day=at("05-12 12:00").date())
    assert isinstance(town.wants("Anna", listing), Interest)
    eva = inside(town)
    assert "EJ SVAR: 0 av 3" in text(eva, person_page(anna))
    town.tick(at("05-13 08:00"))
    town.tick(at("05-19 08:00"))
    page = text(eva, person_page(anna))
    assert "EJ SVAR: 1 av 3" in page
    assert "måndag 18 maj kl. 24" in page
