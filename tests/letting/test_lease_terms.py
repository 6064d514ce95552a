"""What a lease says and asks: insurance, residence, identity, its beginning and its end, and who signs.

LEASE-1, SCHEME-1 and 9, CHECK-15, 16 and 18, QUEUE-16, 20 and 21.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.models import ApplicantFacts, Check, Lease, Listing
from letting.services.excepting import except_applicant
from letting.services.identity import note_identity_shown
from letting.services.lease_terms import checksum
from letting.services.moving_in import choose_move_in
from letting.services.offers import accept, confirm_viewing, decline
from letting.services.profiles import submit_profile
from letting.services.reviews import record_check
from letting.services.selecting import choose_candidate, select_applicants
from letting.services.signing import decline_lease, sign
from queues.services.companions import approve_parent
from tenants.models import Event, Message
from tenants.outcome import Refused
from tests.cast import STAFF, World, at, make_world
from tests.queues.company import answer, ask

WHY: dict[str, Any] = {"cause": "other", "reason": "Sett.", "by": STAFF}


def asked(world: World, name: str, listing: Listing) -> None:
    """Bring a listing, published on 4 May, to the day after its round was opened: someone has an offer."""
    world.tick(at("05-12 08:00"))
    if not world.offers(listing):
        with world.scope():
            people = [world.people[name].pk]
            assert select_applicants(listing.pk, people, now=at("05-12 08:30"), **WHY) is None


def says_yes(world: World, name: str, listing: Listing) -> None:
    """Let her have been there, say yes, and file what is asked for; staff choose her where they choose."""
    if world.see(listing).viewing_last_day is not None:
        world.does(name, confirm_viewing, listing, at("05-12 09:00"))
    assert world.does(name, accept, listing, at("05-12 09:05")) is None
    world.does(name, submit_profile, listing, at("05-12 09:10"))
    decided(world, name, listing, "profile")
    with world.scope():
        choose_candidate(listing.pk, world.people[name].pk, now=at("05-12 09:15"), **WHY)


def decided(world: World, name: str, listing: Listing, *kinds: str) -> None:
    """Let staff pass every open check of someone, or those named."""
    with world.scope():
        open_ones = Check.objects.filter(offer__person=world.people[name], result="review")
        for kind in kinds or tuple(open_ones.values_list("kind", flat=True)):
            person = world.people[name].pk
            record_check(listing.pk, person, kind, passed=True, reason="Sett.", by=STAFF, now=at("05-12 10:00"))


def awarded(world: World, name: str, listing: Listing) -> Lease:
    asked(world, name, listing)
    says_yes(world, name, listing)
    decided(world, name, listing)
    return lease_of(world, listing)


def lease_of(world: World, listing: Listing) -> Lease:
    with world.scope():
        return Lease.objects.select_related("person", "resident").get(listing=listing, annulled_at=None)


def let_in(slug: str, **unit: Any) -> tuple[World, Listing]:
    """Return a landlord, and a flat of its that Anna alone wants."""
    world = make_world(slug)
    world.person("Anna")
    listing = world.listing(world.unit(**unit), publish=at("05-04 09:00"))
    assert not isinstance(world.wants("Anna", listing, at("05-04 12:00")), Refused)
    return world, listing


@pytest.mark.parametrize(
    ("slug", "checks"),
    [
        ("kopparstaden", ["age", "income", "credit", "household", "one_lease", "references"]),
        ("tunabyggen", ["profile", "age", "income", "credit", "household", "one_lease", "conduct", "references"]),
        ("flen", ["age", "income", "credit", "household", "moved_in", "references"]),
        ("wennergrens", ["age", "income", "credit", "household", "conduct", "references"]),
    ],
)
def test_scheme_1_every_landlord_lets_ordinary_homes_with_its_own_checks_in_its_own_order(
    db: None, slug: str, checks: list[str]
) -> None:
    world, listing = let_in(slug)
    lease = awarded(world, "Anna", listing)
    with world.scope():
        assert list(Check.objects.order_by("position").values_list("kind", flat=True)) == checks
    signed = world.does("Anna", sign, listing, at("05-13 09:00"))
    assert (signed.pk, world.see(listing).state) == (lease.pk, "let")


def test_scheme_1_a_way_of_letting_is_for_its_own_kinds_of_units(db: None) -> None:
    world = make_world("tunabyggen")
    with pytest.raises(AssertionError, match="wrong_kind"):
        world.listing(world.unit(kind="storage"))
    with pytest.raises(AssertionError, match="unknown_scheme"):
        world.listing(number="A2", scheme="waltz")


@pytest.mark.parametrize(
    ("slug", "undertaken"),
    [
        ("kopparstaden", {"residence": "required", "insurance": "required"}),
        ("tunabyggen", {"residence": "required", "insurance": "required"}),
        ("flen", {"identity": "required", "insurance": "recommended"}),
        ("wennergrens", {}),
    ],
)
def test_check_15_16_and_18_a_lease_says_what_the_renter_undertakes_by_the_landlords_rules(
    db: None, slug: str, undertaken: dict[str, str]
) -> None:
    world, listing = let_in(slug)
    lease = awarded(world, "Anna", listing)
    assert {one["kind"]: one["needed"] for one in lease.terms["undertakes"]} == undertaken
    assert checksum(lease.terms) == lease.sha256


def test_check_18_identity_is_noted_once_by_staff_where_it_is_asked_for(db: None) -> None:
    world, listing = let_in("flen")

    def noted(now: str) -> Any:
        with world.scope():
            return note_identity_shown(listing.pk, by=STAFF, now=at(now))

    assert noted("05-11 10:00") == Refused(("not_open",))
    awarded(world, "Anna", listing)
    assert noted("05-13 10:00") is None
    assert noted("05-13 10:01") == Refused(("already_answered",))
    lease = lease_of(world, listing)
    assert (lease.identity_shown_at, lease.identity_shown_to) == (at("05-13 10:00"), "staff:0")
    with world.scope():
        assert Event.objects.filter(kind="lease.identity_shown").count() == 1


def test_check_18_nobody_is_asked_for_it_where_the_rules_do_not(db: None) -> None:
    world, listing = let_in("wennergrens")
    awarded(world, "Anna", listing)
    with world.scope():
        assert note_identity_shown(listing.pk, by=STAFF, now=at("05-13 10:00")) == Refused(("not_open",))


def moves_in(world: World, listing: Listing, day: date, now: str = "05-13 09:00") -> Any:
    return world.does("Anna", choose_move_in, listing, at(now), day=day)


def test_scheme_9_the_first_in_line_may_let_a_free_home_wait_for_two_months(db: None) -> None:
    world, listing = let_in("flen")
    before = awarded(world, "Anna", listing)
    assert before.starts_on == date(2026, 6, 1)
    assert moves_in(world, listing, date(2026, 8, 2)) == Refused(("not_allowed",))
    assert moves_in(world, listing, date(2026, 5, 31)) == Refused(("not_allowed",))
    assert moves_in(world, listing, date(2026, 8, 1)) is None
    lease = lease_of(world, listing)
    assert (lease.starts_on, lease.terms["starts_on"]) == (date(2026, 8, 1), "2026-08-01")
    assert lease.sha256 == checksum(lease.terms) != before.sha256
    world.does("Anna", sign, listing, at("05-14 09:00"))
    assert moves_in(world, listing, date(2026, 7, 1), "05-15 09:00") == Refused(("not_offered",))


def test_scheme_9_where_a_home_does_not_wait_a_no_to_the_day_passes_it_on(db: None) -> None:
    world, listing = let_in("flen", area="Smedjan")
    world.person("Bo", serial=989)
    world.wants("Bo", listing, at("05-05 12:00"))
    asked(world, "Anna", listing)
    says_yes(world, "Anna", listing)
    world.does("Bo", confirm_viewing, listing, at("05-12 09:20"))
    assert world.does("Bo", accept, listing, at("05-12 09:25")) is None
    with world.scope():
        assert choose_candidate(listing.pk, world.people["Anna"].pk, now=at("05-12 09:30"), **WHY) is None
    decided(world, "Anna", listing)
    assert moves_in(world, listing, date(2026, 6, 2)) == Refused(("not_allowed",))
    assert world.does("Anna", decline_lease, listing, at("05-13 09:00")) is None
    assert world.offers(listing) == {"Anna": "declined", "Bo": "accepted"}
    with world.scope():
        assert choose_candidate(listing.pk, world.people["Bo"].pk, now=at("05-13 10:00"), **WHY) is None


def parking(world: World, *names: str) -> Listing:
    for serial, name in enumerate(names):
        world.person(name, queue="vehicle", serial=988 + serial)
    return world.listing(world.unit("P1", kind="vehicle_space", rooms=0), scheme="vehicle", publish=at("05-04 09:00"))


def test_queue_16_a_space_let_by_exception_has_a_lease_with_an_end(db: None) -> None:
    world = make_world("flen")
    listing = parking(world, "Anna")
    assert world.wants("Anna", listing, at("05-04 12:00")) == Refused(("residents_only",))
    with world.scope():
        anna = world.people["Anna"].pk
        assert not isinstance(
            except_applicant(anna, "residents_only", listing_id=None, now=at("05-05 09:00"), **WHY), Refused
        )
    world.wants("Anna", listing, at("05-05 12:00"))
    world.tick(at("05-12 08:00"))
    assert world.does("Anna", accept, listing, at("05-12 09:00")) is None
    lease = lease_of(world, listing)
    assert (lease.starts_on, lease.ends_on, lease.terms["ends_on"]) == (
        date(2026, 6, 1), date(2027, 5, 31), "2027-05-31",
    )  # fmt: skip


def test_queue_16_a_space_let_to_a_resident_has_none(db: None) -> None:
    world = make_world("flen")
    listing = parking(world, "Anna")
    with world.scope():
        home = {"unit": world.unit("B1"), "person": world.people["Anna"], "starts_on": date(2020, 1, 1)}
        Lease.objects.create(rent=5000, made_at=at("01-01 12:00"), signed_at=at("01-01 12:00"), **home)
    world.wants("Anna", listing, at("05-05 12:00"))
    world.tick(at("05-12 08:00"))
    assert world.does("Anna", accept, listing, at("05-12 09:00")) is None
    assert (lease_of(world, listing).ends_on, "ends_on" in lease_of(world, listing).terms) == (None, False)


def with_parent(slug: str, born: str) -> tuple[World, Listing]:
    """Return a landlord where David seeks a home and Bo, his father, signs for him."""
    world = make_world(slug)
    world.person("Bo", born="19750101", since=None)
    world.person("David", born=born, since="2025-06-01", serial=991)
    asked_of = ask(world, "David", "parent", relation="parent", now="05-04 10:00")
    answer(world, "Bo", now="05-04 11:00")
    listing = world.listing(publish=at("05-04 09:00"))
    if born > "20080512":
        assert world.wants("David", listing, at("05-04 11:30")) == Refused(("too_young",))
    with world.scope():
        outcome = approve_parent(asked_of.pk, approved=True, reason="Sett.", by=STAFF, now=at("05-04 12:00"))
        assert outcome is None
        for name, net in (("Bo", 40_000), ("David", 3_000)):
            told = {"household": {"adults": 1, "children": []},
                    "income": [{"kind": "permanent", "net": net, "months_left": 24}]}  # fmt: skip
            ApplicantFacts.objects.create(person=world.people[name], data=told, stated_at=at("05-04 12:00"))
    assert not isinstance(world.wants("David", listing, at("05-04 13:00")), Refused)
    return world, listing


@pytest.mark.parametrize(("slug", "born"), [("tunabyggen", "20090301"), ("flen", "20060301")])
def test_queue_20_and_21_the_parent_signs_and_the_child_lives_there(db: None, slug: str, born: str) -> None:
    world, listing = with_parent(slug, born)
    lease = awarded(world, "David", listing)
    assert (lease.person.given_name, lease.resident and lease.resident.given_name) == ("Bo", "David")
    assert (lease.terms["renter"]["name"], lease.terms["resident"]["name"]) == ("Bo Test", "David Test")
    with world.scope():
        told = Message.objects.filter(kind="award_made").values_list("person__given_name", flat=True)
        assert sorted(told) == ["Bo", "David"]
        age = Check.objects.get(kind="age")
        assert age.result == "pass"
    assert world.does("David", sign, listing, at("05-13 09:00")) == Refused(("not_yours",))
    assert isinstance(world.does("Bo", sign, listing, at("05-13 09:30")), Lease)
    assert world.see(listing).state == "let"


def test_queue_20_a_pupils_no_is_the_pupils_own(db: None) -> None:
    world, listing = with_parent("tunabyggen", "20090301")
    asked(world, "David", listing)
    assert world.does("Bo", decline, listing, at("05-12 09:00")) == Refused(("not_offered",))
    assert world.does("David", decline, listing, at("05-12 09:00")) is None
