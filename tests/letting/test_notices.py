"""Notice given, confirmed, undone: the lease, the parking with it, points, the next advert. LEASE-2, 3, 4, QUEUE-10."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.core.states import ListingState
from letting.models import Listing, Notice, NoticeState
from letting.services.notice import ask_to_withdraw, confirm_notice, let_withdraw, refuse_withdrawal
from letting.services.publishing import publish_listing
from queues.models import Registration
from tenants.actors import person_actor
from tenants.models import Event, Message
from tenants.outcome import Refused, refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.renting import gives_notice, rents, seen


@pytest.fixture
def borlange(db: None) -> World:
    return make_world("tunabyggen")


@pytest.fixture
def flen(db: None) -> World:
    return make_world("flen")


def staff(world: World, service: Any, notice: Notice, now: str, **more: Any) -> Any:
    with world.scope():
        return service(notice.pk, by=STAFF, now=at(now), **more)


def mails(world: World) -> list[str]:
    with world.scope():
        return list(Message.objects.filter(kind__startswith="notice").order_by("pk").values_list("kind", flat=True))


def logged(world: World) -> list[str]:
    with world.scope():
        return list(Event.objects.filter(kind__startswith="lease.notice").order_by("pk").values_list("kind", flat=True))


def test_lease_2_notice_counts_from_the_second_it_comes_in(borlange: World) -> None:
    last, first = rents(borlange, "Anna"), rents(borlange, "Bo")

    gives_notice(borlange, last, "04-30 23:59:59")
    gives_notice(borlange, first, "05-01 00:00")

    assert (seen(borlange, last), seen(borlange, first)) == (
        (date(2026, 4, 30), date(2026, 7, 31)),
        (date(2026, 5, 1), date(2026, 8, 31)),
    )


def test_lease_2_the_renters_parking_goes_with_her_only_home(borlange: World) -> None:
    home, parking = rents(borlange, "Anna"), rents(borlange, "Anna", borlange.unit("P1", kind="vehicle_space"))
    other, kept = rents(borlange, "Bo"), rents(borlange, "Bo", borlange.unit("P2", kind="vehicle_space"))
    rents(borlange, "Bo", borlange.unit("H2"))

    gives_notice(borlange, home, "05-20 10:00", "internal")
    gives_notice(borlange, other, "05-20 10:00")

    assert [seen(borlange, lease) for lease in (home, parking, other, kept)] == [
        (date(2026, 5, 20), date(2026, 7, 31)),
        (date(2026, 5, 20), date(2026, 7, 31)),
        (date(2026, 5, 20), date(2026, 8, 31)),
        (None, None),
    ]


def test_lease_2_parking_stays_where_the_rules_do_not_take_it(flen: World) -> None:
    home, parking = rents(flen, "Anna"), rents(flen, "Anna", flen.unit("P1", kind="vehicle_space"))
    gives_notice(flen, home, "05-20 10:00")
    assert (seen(flen, home)[1], seen(flen, parking)) == (date(2026, 8, 31), (None, None))


def test_queue_10_a_home_takes_the_points_and_a_parking_space_does_not(borlange: World) -> None:
    rents(borlange, "Anna")
    parking = rents(borlange, "Anna", borlange.unit("P1", kind="vehicle_space"))
    gives_notice(borlange, parking, "05-20 10:00")
    with borlange.scope():
        assert Registration.objects.get().points_from == date(2016, 5, 11)

    with borlange.scope():
        home = next(row for row in borlange.people["Anna"].leases.order_by("pk"))
    gives_notice(borlange, home, "05-21 10:00")
    with borlange.scope():
        assert Registration.objects.get().points_from == date(2026, 5, 21)


def test_lease_3_the_ordinary_notice_holds_until_the_paper_is_seen(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    notice = gives_notice(borlange, lease, "05-20 10:00", "care_home")
    assert (notice.ends_on, notice.asked_ends_on, notice.months) == (date(2026, 8, 31), date(2026, 6, 30), 3)

    confirmed = staff(borlange, confirm_notice, notice, "05-21 10:00", accepts_reason=True)

    assert (confirmed.ends_on, confirmed.months, confirmed.state) == (date(2026, 6, 30), 1, NoticeState.CONFIRMED)
    assert seen(borlange, lease) == (date(2026, 5, 20), date(2026, 6, 30))
    assert staff(borlange, confirm_notice, notice, "05-22 10:00", accepts_reason=False) == refused("already_decided")


def test_an_accepted_reason_makes_no_parking_lease_longer(
    borlange: World,
) -> None:
    home = rents(borlange, "Anna")
    soon = rents(borlange, "Anna", borlange.unit("P1", kind="vehicle_space"), ends_on=date(2026, 6, 15))
    notice = gives_notice(borlange, home, "05-20 10:00", "care_home")
    staff(borlange, confirm_notice, notice, "05-21 10:00", accepts_reason=True)
    assert (seen(borlange, home)[1], seen(borlange, soon)[1]) == (date(2026, 6, 30), date(2026, 6, 15))


def test_lease_4_staff_may_say_that_the_home_would_stand_empty(flen: World) -> None:
    lease = rents(flen, "Anna")
    notice = gives_notice(flen, lease, "05-20 10:00", "smaller")
    confirmed = staff(flen, confirm_notice, notice, "05-21 10:00", accepts_reason=False)
    assert (confirmed.ends_on, confirmed.months) == (date(2026, 8, 31), 3)
    assert mails(flen) == ["notice_received", "notice_confirmed"]


def test_lease_3_an_estates_notice_is_written_to_nobody(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    notice = gives_notice(borlange, lease, "05-20 10:00", "estate", died_on=date(2026, 5, 10), contact="Bo, 070-1")
    assert (notice.ends_on, notice.asked_ends_on, mails(borlange)) == (date(2026, 8, 31), date(2026, 6, 30), [])


def test_a_lease_with_an_end_of_its_own_never_runs_longer_for_a_notice(borlange: World) -> None:
    lease = rents(borlange, "Anna", ends_on=date(2026, 6, 15), terms={"ends_on": "2026-06-15"})
    notice = gives_notice(borlange, lease, "05-20 10:00")
    assert (notice.ends_on, seen(borlange, lease)) == (date(2026, 6, 15), (date(2026, 5, 20), date(2026, 6, 15)))


def test_notice_is_given_once_and_of_ones_own_lease_that_runs(borlange: World) -> None:
    lease, over = rents(borlange, "Anna"), rents(borlange, "Anna", borlange.unit("OLD"), ends_on=date(2026, 5, 19))
    unsigned = rents(borlange, "Anna", borlange.unit("NEW"), signed_at=None)
    borlange.person("Bo", serial=989)
    first = gives_notice(borlange, lease, "05-20 10:00")

    answers = [
        gives_notice(borlange, lease, "05-20 10:00"),
        gives_notice(borlange, over, "05-20 10:00"),
        gives_notice(borlange, unsigned, "05-20 10:00"),
    ]
    with borlange.scope():
        lease.person_id = borlange.people["Bo"].pk
    answers.append(gives_notice(borlange, lease, "05-20 10:00"))

    assert isinstance(first, Notice)
    assert answers == [refused("already_given"), *[refused("lease_over")] * 3]
    assert mails(borlange) == ["notice_received"]


@pytest.mark.parametrize("reason", ["larger", "smaller"])
def test_a_reason_that_the_rules_do_not_know_is_refused(borlange: World, reason: str) -> None:
    lease = rents(borlange, "Anna")
    assert gives_notice(borlange, lease, "05-20 10:00", reason) == refused("not_a_ground")
    assert seen(borlange, lease) == (None, None)


def test_a_lease_that_has_not_begun_has_the_ordinary_notice_alone(borlange: World) -> None:
    lease = rents(borlange, "Anna", starts_on=date(2026, 6, 1))
    answers = [gives_notice(borlange, lease, "05-20 10:00", reason) for reason in ("care_home", "internal")]
    died = gives_notice(borlange, lease, "05-20 10:00", "estate", died_on=date(2026, 5, 10))
    assert [*answers, died] == [refused("not_begun")] * 3
    assert gives_notice(borlange, lease, "05-20 10:00").months == 3


def drafts(world: World) -> list[tuple[str, str, Any, str, str, str]]:
    with world.scope():
        return [
            (row.unit.number, row.state, row.move_in, row.shown_by, row.contact_name, row.contact_phone)
            for row in Listing.objects.select_related("unit").order_by("pk")
        ]


def test_a_confirmed_notice_makes_a_draft_of_the_next_advert(borlange: World) -> None:
    anna, bo = rents(borlange, "Anna"), rents(borlange, "Bo")
    with borlange.scope():
        borlange.people["Anna"].phone = "070-123 45 67"
        borlange.people["Anna"].save()
    shown = gives_notice(borlange, anna, "05-20 10:00", shows_home=True)
    hidden = gives_notice(borlange, bo, "05-20 10:00")
    for notice in (shown, hidden):
        staff(borlange, confirm_notice, notice, "05-21 10:00", accepts_reason=False)

    draft, free = ListingState.DRAFT, date(2026, 9, 1)
    assert drafts(borlange) == [
        ("HAnna", draft, free, "tenant", "Anna Test", "070-123 45 67"),
        ("HBo", draft, free, "landlord", "", ""),
    ]
    with borlange.scope():
        listing = Listing.objects.first()
        assert listing is not None
        assert publish_listing(listing.pk, by=STAFF, now=at("05-25 09:00")) is None


def test_a_notice_is_undone_only_with_consent_and_the_draft_goes_with_it(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    parking = rents(borlange, "Anna", borlange.unit("P1", kind="vehicle_space"))
    notice = gives_notice(borlange, lease, "05-20 10:00")
    staff(borlange, confirm_notice, notice, "05-21 10:00", accepts_reason=False)
    anna = borlange.people["Anna"].pk

    with borlange.scope():
        asked = ask_to_withdraw(notice.pk, anna, by=person_actor(anna), now=at("05-22 10:00"))
        again = ask_to_withdraw(notice.pk, anna, by=person_actor(anna), now=at("05-22 10:00"))
    assert (isinstance(asked, Notice), again) == (True, refused("already_asked"))
    assert seen(borlange, lease)[1] == date(2026, 8, 31)

    undone = staff(borlange, let_withdraw, notice, "05-23 10:00")

    assert undone.state == NoticeState.WITHDRAWN
    assert (seen(borlange, lease), seen(borlange, parking)) == ((None, None), (None, None))
    assert [row[1] for row in drafts(borlange)] == [ListingState.WITHDRAWN]
    assert mails(borlange) == ["notice_received", "notice_confirmed", "notice_withdrawn"]
    assert logged(borlange) == [
        "lease.notice_given", "lease.notice_confirmed", "lease.notice_asked_back", "lease.notice_withdrawn",
    ]  # fmt: skip
    assert isinstance(gives_notice(borlange, lease, "05-24 10:00"), Notice)


def test_a_notice_stands_once_the_home_is_advertised_or_the_landlord_says_no(borlange: World) -> None:
    lease, other = rents(borlange, "Anna"), rents(borlange, "Bo")
    notice, second = gives_notice(borlange, lease, "05-20 10:00"), gives_notice(borlange, other, "05-20 10:00")
    staff(borlange, confirm_notice, notice, "05-21 10:00", accepts_reason=False)
    with borlange.scope():
        assert publish_listing(Listing.objects.get().pk, by=STAFF, now=at("05-25 09:00")) is None
    assert staff(borlange, let_withdraw, notice, "05-26 10:00") == refused("home_taken")

    bo = borlange.people["Bo"].pk
    with borlange.scope():
        ask_to_withdraw(second.pk, bo, by=person_actor(bo), now=at("05-22 10:00"))
    stands = staff(borlange, refuse_withdrawal, second, "05-23 10:00")
    assert (stands.withdrawal_asked_at, seen(borlange, other)[1]) == (None, date(2026, 8, 31))
    assert isinstance(staff(borlange, refuse_withdrawal, second, "05-23 10:00"), Refused)
    assert mails(borlange)[-1] == "notice_stands"
