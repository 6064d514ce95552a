"""Every address is knocked at by everyone who has no business there: never a page with data, never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver

from disturbance.models import Case
from letting.models import (
    Check,
    Complaint,
    Debt,
    EarlierMove,
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
from tests.architecture.permissions import PERMISSIONS
from tests.cast import World, at, make_world, other_landlord
from tests.letting.scenes import approve
from tests.night import quiet_night
from tests.papers import pdf

SECRET = "Hemligman"
THERE = "grannen.localhost:8000"  # where the neighbour is
INSTANCES = "[[complaints]]\nanswered_by = { sv = 'Styrelsen', en = 'The board' }\nrole = 'officer'"
READS = ("barrier.read", "person.logged_in", "person.page_shown", "document.read", "complaint.read", "export.fetched")


def paths(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from paths(pattern, path, space + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif isinstance(pattern, URLPattern):
            yield (space + pattern.name if pattern.name else path), path


ADDRESSES = sorted(set(paths(get_resolver("config.urls"))))


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The town, built once for all doors, and taken back after the last."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        yield build()
        transaction.set_rollback(True)


@pytest.fixture
def town(built: World, django_db_blocker: Any) -> Iterator[World]:
    """Anna has everything; what is done at a door is taken back before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield built
        transaction.set_rollback(True)


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
         "leasechange": LeaseChange, "interest": Interest, "document": Document,
         "priorityclaim": PriorityClaim, "companion": Companion, "security": Security,
         "complaint": Complaint, "search": SavedSearch, "block": Block, "exemption": Exemption,
         "unitimport": UnitImport, "mandate": Mandate, "barrier": Barrier, "export": Export, "case": Case}  # fmt: skip
WORDS = {"slug": "housing", "kind": "income", "url": "nothing-here", "app_label": "letting", "night": "2026-05-22",
         "paper": "rapport", "step": "demand"}  # fmt: skip


def concrete(town: World, name: str, path: str) -> str:
    """Return an address with Anna's ids in it."""
    last = name.rpartition(":")[2]
    kinds = (*sorted(FIRST, key=len, reverse=True), "message", "person")
    about = next((kind for kind in kinds if kind in last), "listing")

    def fill(found: re.Match[str]) -> str:
        word = found.group(1)
        return WORDS.get(word) or str(number(town, word if word in kinds else about))

    with town.scope():
        path = re.sub(r"\(\?P<(\w+)>[^)]*\)", fill, path)
        path = re.sub(r"<\w+:(\w+)>", fill, path)
    return "/" + path.replace("^", "").replace("$", "")


def number(town: World, kind: str) -> int:
    if kind == "person":
        return town.people["Anna"].pk
    if kind == "message":
        return Message.objects.filter(person=town.people["Anna"]).values_list("pk", flat=True)[0]
    return int(FIRST[kind].objects.values_list("pk", flat=True)[0])


def knock(client: Client, address: str) -> list[tuple[int, bytes]]:
    answers = []
    for method in (client.get, client.post, client.head):
        response = method(address)
        answers.append((response.status_code, b"" if response.streaming else response.content))
    return answers


def visitor(town: World, name: str | None) -> Client:
    client = Client(HTTP_HOST=town.host, raise_request_exception=True)
    if name:
        client.force_login(town.users[name])
    return client


@pytest.mark.parametrize(("name", "path"), ADDRESSES, ids=[name for name, _ in ADDRESSES])
def test_nobody_opens_what_is_not_hers(town: World, name: str, path: str) -> None:
    who, address = PERMISSIONS[name], concrete(town, name, path)
    assert "<" not in address, address
    intruders = {"person": [None, "Bo", "Gun"], "staff": [None, "Bo", "Gun"], "anyone": [None], "account": [None]}[who]
    for intruder in intruders:
        for status, content in knock(visitor(town, intruder), address):
            assert status < 500, (intruder, address)
            assert SECRET.encode() not in content, (intruder, address)
            if who in ("person", "staff") and intruder is None:
                assert status in (302, 404, 405), (intruder, address, status)
            if who == "staff":
                assert status != 200, (intruder, address)


LEADS_ON = {"delete", "change", "history", "workbench", "publish", "listing"}
WITH_ID = [(name, path) for name, path in ADDRESSES if re.search(r"<\w+:(?!slug|app_label|url)", path)]


@pytest.mark.parametrize(("name", "path"), WITH_ID, ids=[name for name, _ in WITH_ID])
def test_another_landlords_id_does_not_exist(town: World, name: str, path: str) -> None:
    """At the neighbour's own host, with every right there, Anna's things are nowhere."""
    address, who = concrete(town, name, path), PERMISSIONS[name]
    for user in (town.users["Fredrik"], town.users["Gun"]):
        client = Client(HTTP_HOST=THERE)
        client.force_login(user)
        for status, content in knock(client, address):
            assert status in (302, 303, 403, 404, 405), (user.email, address, status)
            assert SECRET.encode() not in content
    visitor_there = Client(HTTP_HOST=THERE)
    visitor_there.force_login(town.users["Gun" if who == "staff" else "Fredrik"])
    if who in ("staff", "person", "anyone"):
        # No page, and no way on but to a page that is not there either.
        leads_on = {303, 403} if name.rpartition("_")[2] in LEADS_ON else set()
        assert visitor_there.get(address).status_code in {302, 404, 405} | leads_on, address


@pytest.mark.parametrize(
    ("name", "path"),
    [row for row in ADDRESSES if PERMISSIONS.get(row[0]) == "staff"],
    ids=lambda value: str(value)[:40],
)
def test_a_reader_never_changes_anything(town: World, name: str, path: str) -> None:
    with town.scope():
        before = Event.objects.exclude(kind__startswith="person.").count(), Listing.objects.values().get()
    client = visitor(town, "Rolf")
    for data in ({}, {"reason": "x", "outcome": "pass", "passed": "1", "confirm": "1"}):
        response = client.post(concrete(town, name, path), data)
        assert response.status_code < 500
    with town.scope():
        assert (Event.objects.exclude(kind__startswith="person.").count(), Listing.objects.values().get()) == before


def test_get_changes_nothing_anywhere(town: World) -> None:
    """Mail scanners and browsers that fetch ahead follow links."""
    before = rows(town)
    for visiting in ("Anna", "Eva"):
        client = visitor(town, visiting)
        for name, path in ADDRESSES:
            if "logout" not in name and PERMISSIONS[name] != "account":
                client.get(concrete(town, name, path))
    assert rows(town) == before


def rows(town: World) -> list[Any]:
    """Return what people did and were promised; that a page was read is itself logged, and left out here."""
    with town.scope():
        events = Event.objects.exclude(kind__in=READS).values_list("kind", flat=True)
        tables = [list(model.objects.order_by("pk").values()) for model in (Offer, Message, Listing)]
        return [list(events.order_by("pk")), *tables]


def test_a_forged_host_is_refused(town: World, settings: object) -> None:
    assert Client(HTTP_HOST="evil.example").get("/").status_code == 400
    assert Client(HTTP_HOST=town.host, HTTP_X_FORWARDED_HOST="evil.example").get("/").status_code == 200


def test_personal_pages_are_never_stored(town: World) -> None:
    client = visitor(town, "Anna")
    for name, path in ADDRESSES:
        if PERMISSIONS[name] == "person" and "<" not in path:
            response = client.get("/" + path)
            if response.status_code == 200:
                assert "no-store" in response.headers.get("Cache-Control", ""), name
