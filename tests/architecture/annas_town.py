"""What the doors are knocked at for: Anna has one of everything, at a landlord with a neighbour."""

from __future__ import annotations

from datetime import date

from disturbance.models import Case
from letting.models import (
    Check,
    Complaint,
    Debt,
    EarlierMove,
    Extra,
    HomeClaim,
    Inspection,
    InspectionRemark,
    InspectionSlot,
    Interest,
    Lease,
    LeaseChange,
    Listing,
    Notice,
    Offer,
    SavedSearch,
    Security,
    Unit,
    UnitImport,
)
from letting.services.offers import accept
from queues.models import Block, Companion, Exemption, PriorityClaim, Queue, Registration
from tenants.actors import PORTAL, person_actor
from tenants.documents import store_document
from tenants.landlords import write_version
from tenants.models import Barrier, Document, Event, Export, Mandate, Membership, Message, Person, Role, Ruleset
from tests.cast import World, at, make_world, other_landlord
from tests.letting.scenes import approve
from tests.night import quiet_night
from tests.papers import pdf

SECRET = "Hemligman"
INSTANCES = "[[complaints]]\nanswered_by = { sv = 'Styrelsen', en = 'The board' }\nrole = 'officer'"


def build(town: World | None = None) -> World:
    """Anna has everything: an interest, an offer, a lease to sign, a document, a guarantor, messages, events.

    In a town that stands it happens beside what is there. Gun is the head of letting at the neighbour's, where
    Fredrik seeks a home.
    """
    town = town or make_world()
    town.person("Anna", since="2010-01-01")
    town.person("Bo", since="2012-01-01", serial=989)
    town.staff("Eva")
    town.staff("Rolf", Role.READER)
    listing = town.listing()
    town.wants("Anna", listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, listing, at("05-22 09:00")) is None
    with town.scope():
        anna = Person.objects.get(given_name="Anna").pk
        Person.objects.filter(pk=anna).update(family_name=SECRET)
        paper = pdf(f"{SECRET}.pdf", words=SECRET.encode())
        PriorityClaim.objects.create(person_id=anna, ground="job", text=SECRET, filed_at=at("05-22 09:00"))
        about = {"person_id": anna, "invited_email": f"{SECRET}@example.se".lower(), "invited_at": at("05-21 09:00")}
        asked = Companion.objects.create(role="parent", key_hash="x", answer_last_day=at("06-04 09:00").date(), **about)
        Security.objects.create(person_id=anna, kind="guarantor", companion=asked, offered_at=at("05-22 09:00"))
        source = f"{Ruleset.objects.get().source}\n{INSTANCES}"
        ruled = write_version(source, valid_from=date(2030, 1, 1), by=PORTAL, now=at("05-01 09:00"))
        Barrier.objects.create(person_id=anna, text=SECRET, told_at=at("05-22 09:00"))
        given = {"extent": "act", "wording": SECRET, "wording_version": "1", "asked_at": at("05-21 09:00")}
        Mandate.objects.create(person_id=anna, key_hash="y", answer_last_day=at("06-04 09:00").date(), **given)
        UnitImport.objects.create(name=f"{SECRET}.csv", size=1, uploaded_at=at("05-22 09:00"), uploaded_by="staff:1")
        made = {"kind": "persons", "form": "csv", "reason": SECRET, "asked_by": "staff:1", "content": SECRET.encode()}
        Export.objects.create(asked_at=at("05-22 09:00"), **made)
        Complaint.objects.create(person_id=anna, text=SECRET, filed_at=at("05-22 09:00"), ruleset=ruled)
        made = {"person_id": anna, "reason": "misconduct", "cause": "neglect", "started_by": "staff:1"}
        Block.objects.create(started_at=at("05-22 09:00"), lifted_reason=SECRET, **made)
        granted = {
            "rule": "personal_number",
            "cause": "other",
            "granted_at": at("05-22 09:00"),
            "granted_by": "staff:1",
        }
        Exemption.objects.create(person_id=anna, reason=SECRET, **granted)
        SavedSearch.objects.create(person_id=anna, name=SECRET, criteria={"rooms_from": 2}, since=at("05-22 09:00"))
        store_document(anna, f"tenants.person:{anna}", paper, by=person_actor(anna), now=at("05-22 09:00"))
    approve(town, listing, "Anna", "05-22 10:00")
    with town.scope():
        lease = Lease.objects.get(person=anna)
        told = {"reason": "estate", "died_on": date(2026, 5, 20), "contact": SECRET, "months": 3, "given_by": "staff:1"}
        ends = {"given_at": at("05-22 09:00"), "ends_on": date(2026, 8, 31)}
        notice = Notice.objects.create(lease=lease, person_id=anna, **told, **ends)
        HomeClaim.objects.create(notice=notice, person_id=anna, made_at=at("05-22 09:00"), reason=SECRET)
        EarlierMove.objects.create(
            notice=notice, lease=lease, person_id=anna, starts_on=date(2026, 7, 1), made_at=at("05-22 09:00"),
            reason=SECRET,
        )  # fmt: skip
        looked_over(lease)
        asked = {"from_on": date(2026, 9, 1), "text": SECRET, "elsewhere": SECRET, "answer_last_day": date(2026, 6, 5)}
        about = {"kind": "swap", "reason": "other", "made_at": at("05-22 09:00"), "key_hash": "z"}
        LeaseChange.objects.create(lease=lease, person_id=anna, **asked, **about)
        named = {"item": "dishwasher", "name": SECRET, "name_en": SECRET, "rent": 120, "made_at": at("05-22 09:00")}
        Extra.objects.create(lease=lease, person_id=anna, **named)
    quiet_night(town, SECRET)
    neighbour = other_landlord()
    neighbour.person("Fredrik")
    neighbour.staff("Gun", Role.MANAGER)
    town.users |= neighbour.users
    return town


def looked_over(lease: Lease) -> None:
    """A home that was looked over: a protocol that its renter does not agree with, and what she owes."""
    who, when = Membership.objects.get(name="Eva"), at("05-22 10:30")
    slot = InspectionSlot.objects.create(caretaker=who, starts_at=when)
    InspectionSlot.objects.create(caretaker=who, starts_at=at("06-01 09:00"))
    signed = {"state": "signed", "held_at": when, "held_by": "staff:1", "signed_at": when, "signed_by": "staff:1"}
    row = Inspection.objects.create(
        lease=lease, person_id=lease.person_id, kind="pre", wanted_at=when, last_day=when.date(), slot=slot,
        objection=SECRET, protocol={"remarks": [], "inspector": "Eva", "total": 0}, **signed,
    )  # fmt: skip
    about = {"inspection": row, "room": SECRET, "text": SECRET, "made_at": when, "made_by": "staff:1"}
    InspectionRemark.objects.create(**about)
    made = {"kind": "damage", "amount": 1800, "made_at": when, "made_by": "staff:1"}
    Debt.objects.create(lease=lease, person_id=lease.person_id, inspection=row, **made)


FIRST = {"listing": Listing, "unit": Unit, "queue": Queue, "registration": Registration, "event": Event,
         "ruleset": Ruleset, "membership": Membership, "check": Check, "offer": Offer, "lease": Lease, "notice": Notice,
         "homeclaim": HomeClaim, "earliermove": EarlierMove,
         "inspection": Inspection, "inspectionslot": InspectionSlot, "debt": Debt,
         "leasechange": LeaseChange, "extra": Extra, "interest": Interest, "document": Document,
         "priorityclaim": PriorityClaim, "companion": Companion, "security": Security,
         "complaint": Complaint, "search": SavedSearch, "block": Block, "exemption": Exemption,
         "unitimport": UnitImport, "mandate": Mandate, "barrier": Barrier, "export": Export, "case": Case}  # fmt: skip


def number(town: World, kind: str) -> int:
    if kind == "person":
        return town.people["Anna"].pk
    if kind == "message":
        return Message.objects.filter(person=town.people["Anna"]).values_list("pk", flat=True)[0]
    return int(FIRST[kind].objects.values_list("pk", flat=True)[0])
