"""A town where everything that pages are about has happened: what laws and walks over all pages are held in.

It is Friday 22 May, eleven o'clock. Anna has a lease to sign and much else; Bo is to book a viewing; Cecilia has booked
one, and has another flat to answer; Hilma has signed; Gustav is looked into; David did not answer twice; Nils has only
just made a login. Forty homes are free.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from letting.core.finding import Wanted
from letting.models import LeaseChange, Listing, Notice, Often, ShownBy, ViewingSlot, WayOut
from letting.services.favourites import mark
from letting.services.leaving import digest_of
from letting.services.notice import give_notice
from letting.services.offers import accept, book_viewing, confirm_viewing
from letting.services.publishing import plan_publication, withdraw_listing
from letting.services.searches import save_search
from letting.services.signing import sign
from queues.services.invitations import invite, key_hash
from tenants.actors import person_actor
from tenants.drafts import start_draft
from tenants.extracts import ask_for_extract
from tenants.models import Role, User
from tenants.rulesets import presets
from tenants.rulesets.tenancy_rules import NoticeReason
from tests.architecture.annas_town import build
from tests.cast import STAFF, World, at, verified, world_from
from tests.letting.changing import answers, asks, grants
from tests.letting.handing_over import proposes
from tests.letting.left_homes import is_looked_over
from tests.letting.renting import gives_notice, rents
from tests.letting.scenes import approve
from tests.letting.two import claims
from tests.pages.let_before import let_before
from tests.queues.company import key_to

NOW = at("05-22 11:00")
FREE = 40
PASSWORD = "en lång fras 2026"
AREAS = ("Centrum", "Norr", "Slätta", "Hosjö")
STREETS = ("Åsgatan", "Bergslagsgatan", "Trotzgatan", "Kristinegatan", "Slaggatan")


def whole_town(host: str = "kopparstaden.localhost:8000") -> World:
    """Make the town, up to now."""
    town = world_from(_rules(), host)
    for serial, (name, born, since) in enumerate(_PEOPLE, 988):
        town.person(name, born=born, since=since, serial=serial)
    let_before(town, *(365 * years for years in range(1, 13)), on=date(2026, 1, 9))
    signed, unanswered = _one(town, "S1", "04-13 09:00"), _one(town, "S2", "04-13 09:00")
    town.wants("Hilma", signed, at("04-13 12:00"))
    town.wants("David", unanswered, at("04-13 12:00"))
    for moment in ("04-20 08:00", "04-24 08:00"):
        town.tick(at(moment))
    _said(town.does("Hilma", accept, signed, at("04-24 09:00")))
    approve(town, signed, "Hilma", "04-24 10:00")
    _said(town.does("Hilma", sign, signed, at("04-24 11:00")))
    town.tick(at("04-29 08:00"))
    answering, looked_into = _one(town, "S3", "05-11 09:00"), _one(town, "S4", "05-11 09:00")
    town.wants("Cecilia", answering)
    town.wants("Gustav", looked_into)
    viewed = _one(town, "S5", "05-15 09:00", shown_by=ShownBy.LANDLORD)
    for name in ("Bo", "Cecilia"):
        town.wants(name, viewed, at("05-15 12:00"))
    town.tick(at("05-18 08:00"))
    _said(town.does("Cecilia", confirm_viewing, answering, at("05-21 09:00")))
    build(town)
    town.tick(NOW)
    _said(town.does("Gustav", accept, looked_into, at("05-22 09:10")))
    _is_shown(town, viewed)
    _moves(town)
    _is_free(town)
    _keeps(town)
    _changes(town)
    town.staff("Maria", Role.MANAGER)
    with town.scope():
        start_draft(by=STAFF, now=at("05-22 10:30"))
    town.staff("Disa", Role.DIRECTOR)
    town.users["Nils"] = User.objects.create_user("nils@example.se", PASSWORD)
    verified(town.users["Nils"])
    return town


_PEOPLE = (
    ("Anna", "19900101", "2010-01-01"), ("Bo", "19900101", "2012-01-01"), ("Cecilia", "19780612", "2014-01-01"),
    ("Hilma", "19560930", "1995-05-01"), ("Gustav", "19850203", "2011-01-01"), ("David", "20070214", "2025-06-01"),
)  # fmt: skip


_CHANGES = {
    "max_ongoing_interests = 3": 'max_ongoing_interests = 12\nstrikes = { count = 3, blocked_for = "3 months" }\n'
    'co_applicants = true\nmisconduct_block = "24 months"',
    'provider = "staff"': 'provider = "staff"\nsecurities = ["guarantor"]',
}


def _rules() -> str:
    """Kopparstaden's rules, with what others have: strikes, priority, complaints, and more interests at once."""
    source = presets()["kopparstaden"].read_text(encoding="utf-8")
    tunabyggen, flen = (presets()[slug].read_text(encoding="utf-8") for slug in ("tunabyggen", "flen"))
    for old, new in _CHANGES.items():
        assert old in source, old
        source = source.replace(old, new)
    priority = "[priority]" + tunabyggen.partition("[priority]")[2].partition("[normal_amounts]")[0]
    complaints = "[[complaints]]" + flen.partition("[[complaints]]")[2].partition("\n[")[0]
    two = '[tenancy.two_on_lease]\nsigning = "4 workdays"\n[tenancy.earlier_move_in]\nmonths_earlier = 1'
    inspected = "[tenancy.inspection]" + tunabyggen.partition("[tenancy.inspection]")[2].partition("\n[")[0]
    return f"{source}\n{priority}\n{complaints}\n{two}\n{inspected}\n"


def _said(outcome: Any) -> None:
    assert not hasattr(outcome, "codes"), outcome


def _one(town: World, number: str, published: str, **more: Any) -> Listing:
    unit = town.unit(number, street=f"Stigaregatan {number[1:]}", area="Norr", lift=True, balcony=True)
    return town.listing(unit, publish=at(published), move_in=date(2026, 8, 1), **more)


def _is_shown(town: World, viewed: Listing) -> None:
    """Two times to see a flat; Cecilia has chosen one, Bo has not."""
    with town.scope():
        slots = [
            ViewingSlot.objects.create(listing=viewed, at=at(time), place="Porten", capacity=5)
            for time in ("05-25 17:00", "05-26 18:00")
        ]
    _said(town.does("Cecilia", book_viewing, viewed, at("05-22 10:30"), slot_id=slots[0].pk))


def _moves(town: World) -> None:
    """David has rented since long and has given notice, and Hilma has signed for his home: he proposes an earlier day.

    Gustav gives notice of what he and Cecilia rent, and David of what he and Bo rent; Bo wants to stay there.
    Each state that an inspection can be in is met in David's home.
    """
    unit = town.unit("S9", street="Stigaregatan 9", area="Norr")
    lease = rents(town, "David", unit)
    _said(gives_notice(town, lease, "05-22 10:00"))
    is_looked_over(town, lease)
    rents(town, "Hilma", unit, starts_on=date(2026, 9, 1))
    _said(proposes(town, "David", lease, "2026-07-01", "05-22 10:10"))
    for name, other, number in (("Cecilia", "Gustav", "S10"), ("Bo", "David", "S11")):
        home = town.unit(number, street=f"Stigaregatan {number[1:]}", area="Norr")
        shared = rents(town, name, home, co_renter=town.people[other])
        with town.scope():
            notice = give_notice(
                shared.pk, town.people[other].pk, reason=NoticeReason.MOVE_OUT,
                by=person_actor(town.people[other].pk), now=at("05-22 10:00"),
            )  # fmt: skip
        assert isinstance(notice, Notice)
    _said(claims(town, "Bo", notice, "05-22 10:20"))


def _changes(town: World) -> None:
    """Hilma rents another home since long: she asks Bo to take it over, and adds Gustav to a third, to be signed."""
    told = {"reason": "other", "text": "Jag flyttar ihop med någon.", "since_on": None}
    asked = rents(town, "Hilma", town.unit("S20", street="Stigaregatan 20", area="Norr"))
    granted = rents(town, "Hilma", town.unit("S21", street="Stigaregatan 21", area="Norr"))
    waits = rents(town, "Cecilia", town.unit("S22", street="Stigaregatan 22", area="Norr"))
    added = asks(town, granted, "addition", "gustav@example.se", "05-22 10:05", **told)
    _said(answers(town, "Gustav", "05-22 10:06"))
    _said(grants(town, added, "05-22 10:07"))
    _said(asks(town, waits, "transfer", "gustav@example.se", "05-22 10:08", **told | {"from_on": date(2026, 7, 1)}))
    _said(answers(town, "Gustav", "05-22 10:09"))
    change = asks(town, asked, "transfer", now="05-22 10:10", **told | {"from_on": date(2026, 7, 1)})
    _said(change)
    with town.scope():  # Anna's round opens it by the key of the invitation that she has sent
        LeaseChange.objects.filter(pk=change.pk).update(key_hash=key_hash(key_to(town)))


def _is_free(town: World) -> None:
    """Forty homes, advertised this morning; a draft, one planned, and one taken back."""
    for number in range(FREE):
        street = f"{STREETS[number % 5]} {number + 1}"
        unit = town.unit(
            f"L{number}", street=street, area=AREAS[number % 4], rooms=number % 4 + 1, floor=number % 5,
            latitude=60.59 + number % 4 // 2 / 60 + number / 5000, longitude=15.6 + number % 2 / 20 + number % 7 / 500,
            size=30 + number, rent=4900 + 130 * number, lift=number % 3 == 0, balcony=number % 2 == 0,
        )  # fmt: skip
        listing = town.listing(unit, publish=at("05-22 09:00"), move_in=date(2026, 9, 1))
        for name in ("Gustav", "Bo", "Anna")[: number - FREE + 4]:
            _said(town.wants(name, listing, at("05-22 09:30")))
    withdrawn = _one(town, "S6", "05-22 09:00")
    planned = town.listing(town.unit("S8", street="Stigaregatan 8"), publish=None, move_in=date(2026, 9, 1))
    town.listing(town.unit("S7", street="Stigaregatan 7"), publish=None)
    with town.scope():
        _said(withdraw_listing(withdrawn.pk, reason="En vattenskada lagas.", by=STAFF, now=at("05-22 10:00")))
        _said(plan_publication(planned.pk, at("05-25 09:00"), by=STAFF, now=at("05-22 10:00")))


def _keeps(town: World) -> None:
    """Anna has favourites and searches; she has asked for her extract, and someone to live with."""
    anna = town.people["Anna"].pk
    by = person_actor(anna)
    with town.scope():
        for listing in Listing.objects.filter(unit__number__in=("L0", "L1", "L2")):
            mark(anna, listing.pk, now=NOW)
        for name, wanted in (("Nära", Wanted(area=("Centrum",))), ("Billigt", Wanted(rent_to=7000))):
            _said(save_search(anna, wanted, name=name, often=Often.DAILY, by=by, now=NOW))
        ask_for_extract(anna, by=by, now=NOW)
        _said(invite(anna, "co_applicant", "bo@example.se", relation="cohabitant", by=by, now=at("05-22 10:40")))
        WayOut.objects.create(person_id=anna, digest=digest_of(key_to(town)), made_at=NOW)
