"""A sublet ends with its lease at the latest, and is shortened when the lease gets a last day. LEASE-2, 5, 6, 7, 9."""

from __future__ import annotations

from datetime import date
from typing import Any

from letting.models import Lease, LeaseChange
from letting.services.change_decisions import grant_change
from letting.services.notice import confirm_notice, let_withdraw
from tenants.models import Event, Message
from tenants.outcome import refused
from tests.cast import STAFF, World, at
from tests.letting.changing import agrees, answers, asks, grants, mails, office, shows_paper, signs, state
from tests.letting.renting import gives_notice, rents
from tests.letting.two import claims, confirmed, live_together, signs_own
from tests.letting.two import grants as grants_claim

FIRST_OF_JUNE, NEXT_MAY = date(2026, 6, 1), date(2027, 5, 31)
SEPTEMBER_ENDS = date(2026, 9, 30)


def sublet(world: World, lease: Lease | None = None, *, granted: bool = True, **more: Any) -> LeaseChange:
    """Let Anna sublet her home to Bo until the end of May 2027."""
    home = lease or rents(world, "Anna")
    shows_paper(world, home, "sublet")
    change: LeaseChange = asks(world, home, "sublet", **({"from_on": FIRST_OF_JUNE, "until_on": NEXT_MAY} | more))
    answers(world, "Bo")
    if granted:
        grants(world, change, "05-25 10:00")
    return change


def until(world: World, change: LeaseChange) -> tuple[date | None, date | None]:
    """Return a sublet's last day, and what it was before it was shortened."""
    with world.scope():
        row = LeaseChange.objects.get(pk=change.pk)
        return row.until_on, row.until_before


def told(world: World) -> list[tuple[str, str]]:
    """Return who was written to about a shorter sublet, and its last day."""
    with world.scope():
        rows = Message.objects.filter(kind="sublet_shortened").order_by("pk")
        return [(row.person.given_name, row.context["until_on"]) for row in rows if row.person]


def test_lease_7_notice_shortens_a_sublet_and_both_are_told_and_reminded_of_the_new_day(borlange: World) -> None:
    change = sublet(borlange)
    gives_notice(borlange, change.lease, "06-02 10:00")
    assert until(borlange, change) == (SEPTEMBER_ENDS, NEXT_MAY)
    assert told(borlange) == [("Anna", "2026-09-30"), ("Bo", "2026-09-30")]
    with borlange.scope():
        event = Event.objects.filter(kind="lease.sublet_shortened").first()
        assert event is not None
        assert event.data == {"change": "sublet", "until_on": "2026-09-30", "before": "2027-05-31"}

    borlange.tick(at("08-31 07:59"))
    assert mails(borlange, "Bo")[-1] == "sublet_shortened"
    borlange.tick(at("08-31 08:00"))
    assert mails(borlange, "Bo")[-1] == "sublet_ends_soon"
    borlange.tick(at("10-01 00:00"))
    assert (state(borlange, change), mails(borlange, "Bo")[-1]) == ("done", "sublet_ended")


def test_a_shorter_notice_that_is_accepted_shortens_it_again_and_the_first_day_is_remembered(borlange: World) -> None:
    change = sublet(borlange)
    notice = gives_notice(borlange, change.lease, "06-02 10:00", "care_home")
    with borlange.scope():
        confirm_notice(notice.pk, accepts_reason=True, by=STAFF, now=at("06-03 10:00"))
    assert until(borlange, change) == (date(2026, 7, 31), NEXT_MAY)
    assert [day for _, day in told(borlange)] == ["2026-09-30"] * 2 + ["2026-07-31"] * 2


def test_one_that_ends_before_its_lease_is_left_alone(borlange: World) -> None:
    change = sublet(borlange, until_on=SEPTEMBER_ENDS)
    gives_notice(borlange, change.lease, "06-02 10:00")
    assert (until(borlange, change), told(borlange)) == ((SEPTEMBER_ENDS, None), [])


def test_one_that_would_begin_after_its_lease_comes_to_nothing(borlange: World) -> None:
    change = sublet(borlange, from_on=date(2026, 10, 1))
    gives_notice(borlange, change.lease, "06-02 10:00")
    assert (state(borlange, change), told(borlange)) == ("lapsed", [("Anna", "2026-09-30"), ("Bo", "2026-09-30")])


def test_what_is_shortened_within_a_month_of_its_end_is_not_reminded_of_as_well(borlange: World) -> None:
    change = sublet(borlange)
    notice = gives_notice(borlange, change.lease, "06-02 10:00", "care_home")
    with borlange.scope():
        confirm_notice(notice.pk, accepts_reason=True, by=STAFF, now=at("07-10 10:00"))
    borlange.tick(at("07-11 08:00"))
    assert mails(borlange, "Bo")[-1] == "sublet_shortened"
    borlange.tick(at("08-01 00:00"))
    assert state(borlange, change) == "done"


def test_what_is_only_applied_for_is_shortened_and_granted_to_that_day(borlange: World) -> None:
    change = sublet(borlange, granted=False)
    gives_notice(borlange, change.lease, "06-02 10:00")
    grants(borlange, change, "06-03 10:00")
    assert (state(borlange, change), until(borlange, change)) == ("granted", (SEPTEMBER_ENDS, NEXT_MAY))


def test_a_home_under_notice_is_sublet_to_its_end_and_no_longer(borlange: World) -> None:
    home = rents(borlange, "Anna")
    gives_notice(borlange, home, "05-19 10:00")
    shows_paper(borlange, home, "sublet")
    long = {"from_on": FIRST_OF_JUNE, "until_on": date(2026, 9, 1)}
    assert asks(borlange, home, "sublet", **long) == refused("sublet_past_lease")
    change = asks(borlange, home, "sublet", **long | {"until_on": date(2026, 8, 31)})
    answers(borlange, "Bo")
    assert isinstance(office(borlange, grant_change, change, "05-25 10:00", reason="ok"), LeaseChange)
    assert until(borlange, change) == (date(2026, 8, 31), None)


def test_a_notice_that_is_undone_restores_nothing(borlange: World) -> None:
    change = sublet(borlange)
    notice = gives_notice(borlange, change.lease, "06-02 10:00")
    with borlange.scope():
        let_withdraw(notice.pk, by=STAFF, now=at("06-03 10:00"))
        assert Lease.objects.get(pk=change.lease_id).ends_on is None
    assert until(borlange, change) == (SEPTEMBER_ENDS, NEXT_MAY)


def test_lease_9_a_transfer_that_is_signed_ends_the_sublet_of_the_lease_that_is_followed(borlange: World) -> None:
    change = sublet(borlange)
    borlange.person("Cecilia", serial=991)
    moving = asks(borlange, change.lease, "transfer", "cecilia@example.se", now="05-26 10:00")
    answers(borlange, "Cecilia", "05-26 11:00")
    grants(borlange, moving)
    assert until(borlange, change) == (NEXT_MAY, None)
    signs(borlange, moving, "Cecilia")
    assert until(borlange, change) == (date(2026, 7, 31), NEXT_MAY)


def test_lease_6_what_two_sublet_ends_with_the_lease_that_both_had(borlange: World) -> None:
    home = live_together(borlange)
    borlange.person("Cecilia", serial=995)
    shows_paper(borlange, home, "sublet")
    days = {"from_on": FIRST_OF_JUNE, "until_on": NEXT_MAY}
    change = asks(borlange, home, "sublet", "cecilia@example.se", now="05-20 10:00", **days)
    agrees(borlange, change, "Bo", "05-20 11:00")
    answers(borlange, "Cecilia", "05-20 12:00")
    grants(borlange, change, "05-20 13:00")
    notice = gives_notice(borlange, home, "05-20 14:00", "care_home")
    confirmed(borlange, notice)
    claim = grants_claim(borlange, claims(borlange, "Bo", notice))
    signs_own(borlange, "Bo", claim.lease)
    assert until(borlange, change) == (date(2026, 8, 31), NEXT_MAY)
