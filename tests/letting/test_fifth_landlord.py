"""A fifth landlord, as unlike the others as its rules can make it: a file and nothing else lets a home for it.

It draws lots, keeps days of its own, lets at half past ten, and wants two for whatever departs from the draw.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from letting.models import ApplicantFacts, Check, Complaint, Interest, Lease, Listing, Offer
from letting.services.complaints import answer_complaint, file_complaint, take_further
from letting.services.excepting import confirm, except_applicant
from letting.services.offers import accept, decline
from letting.services.profiles import submit_profile
from letting.services.reviews import record_check
from letting.services.signing import sign
from queues.models import Block, Exemption, PriorityClaim, Registration
from queues.services.priority import decide_priority, enter_priority
from queues.services.registrations import register, renew
from tenants.actors import person_actor, staff_actor
from tenants.models import Event, Landlord
from tenants.outcome import Refused
from tests.cast import World, at, world_from
from tests.letting.fifth_landlord import RULES, STORY
from tests.scenarios.test_stories import simulate

EVA, MARIA = staff_actor(1), staff_actor(2)
NAMES = ("Anna", "Bo", "Cecilia", "Dora", "Elin")
PUBLISHED = at("05-11 09:00")  # a Monday


@pytest.fixture
def moon(db: None) -> World:
    """The landlord, from its text, and five who stand in its queue."""
    world = world_from(RULES, "manbacken.localhost:8000")
    for serial, name in enumerate(NAMES):
        world.person(name, queue="lantern", since=f"20{20 + serial}-01-01", serial=988 + serial)
        tells(world, name)
    return world


def tells(world: World, name: str, *, capital: int = 12_200, months: int = 3, **said: Any) -> None:
    """Let it be on record what someone lives on: 7 200 for the rent and 5 000 for herself are needed."""
    data = {"household": {"adults": 1, "children": []}, "references": "good",
            "income": [{"kind": "capital", "net": capital, "months_left": months}]} | said  # fmt: skip
    with world.scope():
        ApplicantFacts.objects.update_or_create(
            person=world.people[name], defaults={"data": data, "stated_at": at("05-01 12:00")}
        )


def wanted(world: World, *names: str, number: str = "M1") -> Listing:
    listing = world.listing(number=number, scheme="draw", publish=PUBLISHED)
    for name in names:
        assert not isinstance(world.wants(name, listing, at("05-12 12:00")), Refused)
    return listing


def drawn_by_hand(world: World, listing: Listing) -> list[str]:
    """Draw again, as anyone can with the seed that the log tells: by the hash of seed and interest."""
    with world.scope():
        seed = Event.objects.get(kind="advert.ended").data["draw_seed"]
        rows = Interest.objects.filter(listing=listing).values_list("pk", "person__given_name")
        lots = sorted((hashlib.sha256(f"{seed}:{pk}".encode()).digest(), name) for pk, name in rows)
    return [name for _, name in lots]


def asked(world: World, listing: Listing, round_: int) -> list[str]:
    with world.scope():
        rows = Offer.objects.filter(listing=listing, round=round_).order_by("rank")
        return list(rows.values_list("person__given_name", flat=True))


def files(world: World, name: str, listing: Listing, now: datetime) -> Any:
    """Let someone file her profile, and staff approve it a minute later."""
    outcome = world.does(name, submit_profile, listing, now)
    with world.scope():
        person = world.people[name].pk
        record_check(listing.pk, person, "profile", passed=True, reason="Sett.", by=EVA, now=now)
    return outcome


def test_scheme_1_a_home_is_let_from_the_import_of_the_text_to_the_signed_lease_by_lot(moon: World) -> None:
    listing = wanted(moon, *NAMES)
    assert listing.advert_last_day == date(2026, 5, 20)
    moon.tick(at("05-21 10:30"))  # closed
    moon.tick(at("05-22 10:29:59"))
    assert moon.see(listing).round == 0
    moon.tick(at("05-22 10:30"))
    order = drawn_by_hand(moon, listing)
    assert (sorted(order), asked(moon, listing, 1)) == (sorted(NAMES), order[:2])
    assert moon.see(listing).viewing_last_day == date(2026, 5, 27)  # 22, 26 and 27: the 25th is closed
    first, second, third, fourth, fifth = order

    assert moon.does(first, accept, listing, at("05-22 11:00")) is None  # no press is asked for
    moon.tick(at("05-28 10:30"))
    assert moon.see(listing).answer_last_day == date(2026, 6, 1)
    assert moon.does(second, decline, listing, at("06-01 23:59:59")) is None
    assert files(moon, first, listing, at("05-27 00:00")) == Refused(("too_late",))

    moon.tick(at("06-02 10:30"))  # the morning after the last no
    assert asked(moon, listing, 2) == [third, fourth]
    assert moon.see(listing).viewing_last_day == date(2026, 6, 4)
    tells(moon, third, capital=12_199)
    for name in (third, fourth):
        assert moon.does(name, accept, listing, at("06-02 11:00")) is None
    assert files(moon, fourth, listing, at("06-03 09:00")) is None
    assert files(moon, third, listing, at("06-06 23:59:59")) is None
    assert moon.offers(listing) == {
        first: "failed", second: "declined", third: "failed", fourth: "awarded",
    }  # fmt: skip
    assert moon.see(listing).sign_last_day == date(2026, 7, 6)
    assert isinstance(moon.does(fourth, sign, listing, at("07-06 23:59:59")), Lease)
    with moon.scope():
        told = Interest.objects.values_list("person__given_name", "closed_because")
        assert dict(told) == {
            first: "profile_missing", second: "declined", third: "check_failed", fourth: "housed",
            fifth: "let_to_other",
        }  # fmt: skip
        failed = Check.objects.get(result="fail")
        assert (failed.kind, failed.code, failed.needed, failed.found) == ("income", "income_too_low", 12_200, 12_199)


@pytest.mark.parametrize(
    ("said", "results"),
    [
        ({"capital": 12_200}, ["pass", "pass", "pass"]),
        ({"months": 2}, ["pass", "fail", "pass"]),
        ({"income": [{"kind": "permanent", "net": 90_000, "months_left": 99}]}, ["pass", "fail", "pass"]),
        ({"income": [{"kind": "capital", "net": 11_000, "months_left": 3},
                     {"kind": "child_benefit", "net": 1_200, "months_left": 3}]}, ["pass", "pass", "pass"]),
        ({"references": "none"}, ["pass", "pass", "fail"]),
        ({"references": "bad"}, ["pass", "pass", "review"]),
    ],
)  # fmt: skip
def test_check_5_6_and_14_its_own_measure_of_means_and_of_a_landlords_word(
    moon: World, said: dict[str, Any], results: list[str]
) -> None:
    tells(moon, "Anna", **said)
    listing = wanted(moon, "Anna")
    moon.tick(at("05-22 10:30"))
    moon.does("Anna", accept, listing, at("05-22 11:00"))
    files(moon, "Anna", listing, at("05-22 11:30"))
    with moon.scope():
        checks = Check.objects.exclude(kind="profile").order_by("position")
        assert list(checks.values_list("result", flat=True)) == results


def test_jour_17_a_home_that_nobody_is_left_for_is_withdrawn(moon: World) -> None:
    listing = wanted(moon, "Anna")
    moon.tick(at("05-22 10:30"))
    assert moon.does("Anna", decline, listing, at("05-22 11:00")) is None
    assert (moon.see(listing).state, moon.see(listing).cycle) == ("withdrawn", 1)


def test_queue_12_two_unanswered_offers_block_for_ten_workdays_of_its_own(moon: World) -> None:
    wanted(moon, "Anna", number="M1")
    wanted(moon, "Anna", number="M2")
    later = moon.listing(number="M3", scheme="draw", publish=at("06-10 09:00"))
    for now in ("05-22 10:30", "05-28 10:30", "06-02 10:30"):
        moon.tick(at(now))
    with moon.scope():
        (block,) = Block.objects.all()
        assert (block.reason, block.started_at) == ("no_answers", at("06-02 10:30"))
        assert block.until == date(2026, 6, 16)
    assert moon.wants("Anna", later, at("06-15 23:59:59")) == Refused(("blocked",))
    assert isinstance(moon.wants("Anna", later, at("06-16 00:00")), Interest)


def test_check_19_it_takes_two_to_put_someone_before_the_draw(moon: World) -> None:
    listing = wanted(moon, *NAMES)
    with moon.scope():
        made = except_applicant(
            moon.people["Elin"].pk, "ranking", listing_id=listing.pk, cause="health", reason="Ser illa.", by=EVA,
            now=at("05-13 09:00"),
        )  # fmt: skip
        assert isinstance(made, Exemption)
        assert confirm(made.pk, by=EVA, now=at("05-13 09:01")) == Refused(("second_person_needed",))
        assert confirm(made.pk, by=MARIA, now=at("05-13 09:02")) is None
    moon.tick(at("05-22 10:30"))
    others = [name for name in drawn_by_hand(moon, listing) if name != "Elin"]
    assert asked(moon, listing, 1) == ["Elin", others[0]]


def test_scheme_7_it_takes_two_to_grant_priority_and_two_offers_to_use_it_up(moon: World) -> None:
    dora = moon.people["Dora"].pk
    with moon.scope():
        claim = enter_priority(dora, "lamplighter", cause="agreed", reason="Tänder.", by=EVA, now=at("05-11 10:00"))
        assert isinstance(claim, PriorityClaim)
        more = {"granted": True, "cause": "agreed", "reason": "Tänder.", "now": at("05-11 10:05")}
        assert decide_priority(claim.pk, by=EVA, **more) == Refused(("second_person_needed",))
        assert decide_priority(claim.pk, by=MARIA, **more) is None
    first, second = wanted(moon, "Anna", "Bo", "Dora"), wanted(moon, "Anna", "Bo", "Dora", number="M2")
    moon.tick(at("05-22 10:30"))
    assert [asked(moon, listing, 1)[0] for listing in (first, second)] == ["Dora", "Dora"]
    with moon.scope():
        assert PriorityClaim.objects.values_list("state", "offers_left").get() == ("used", 0)


def test_queue_2_and_7_its_queue_has_ages_and_days_of_its_own(moon: World) -> None:
    moon.person("Frida", born="20060512", since=None, serial=980)
    frida, anna = moon.people["Frida"].pk, moon.people["Anna"].pk
    consents, by = {"personal_data": "Ja"}, person_actor(frida)
    with moon.scope():
        early = register(frida, "lantern", consents=consents, by=by, now=at("05-11 23:59:59"))
        assert early == Refused(("too_young",))
        assert isinstance(register(frida, "lantern", consents=consents, by=by, now=at("05-12 00:00")), Registration)
    assert moon.wants("Frida", wanted(moon), at("05-12 12:00")) == Refused(("too_young",))
    with moon.scope():
        assert renew(anna, "lantern", by=person_actor(anna), now=at("07-29 23:59:59")) is None
    moon.tick(at("07-30 00:00"))
    with moon.scope():
        lapsed = Registration.objects.filter(points_from=date(2026, 7, 30)).values_list("person__given_name", flat=True)
        assert sorted(lapsed) == ["Bo", "Cecilia", "Dora", "Elin"]


def test_scheme_10_complaints_go_to_its_own_instances_in_its_own_workdays(moon: World) -> None:
    anna = moon.people["Anna"].pk
    with moon.scope():
        made = file_complaint(anna, subject="", text="Lotten.", by=person_actor(anna), now=at("05-20 10:00"))
        assert isinstance(made, Complaint)
        assert made.answer_last_day == date(2026, 5, 27)  # the 21st and the 25th are closed
        said: dict[str, Any] = {"text": "Rätt dragen.", "upheld": False, "by": EVA, "now": at("05-22 10:00")}
        assert answer_complaint(made.pk, role="manager", **said) == Refused(("not_your_step",))
        assert answer_complaint(made.pk, role="officer", **said) is None
        assert take_further(made.pk, text="Nej.", by=person_actor(anna), now=at("05-31 10:00")) is None
        assert Complaint.objects.get().answer_last_day == date(2026, 6, 30)
        assert answer_complaint(made.pk, role="manager", **said) is None


def test_a_story_is_played_under_its_rules_as_under_any(moon: World, tmp_path: Path) -> None:
    path = tmp_path / "lot.toml"
    path.write_text(STORY.replace('"kopparstaden"', '"manbacken"'), encoding="utf-8")
    status, out, err = simulate(path)
    assert (status, err, "lease.signed         L1 anna" in out) == (0, "", True)
    path.write_text(STORY, encoding="utf-8")
    status, out, err = simulate(path, "--landlord", "manbacken")
    assert (status, err, "2026" in out, Landlord.objects.count()) == (0, "", True, 1)
    status, _, err = simulate(path)
    assert (status, "kopparstaden has no queue 'lantern'" in err) == (2, True)
