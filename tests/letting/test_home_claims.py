"""One of two gives notice, the other claims the home: the whole lease ends, and one may stay. LEASE-6, 9, QUEUE-10."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from letting.core.states import ListingState
from letting.models import HomeClaim, HomeClaimState, Lease, Listing, Notice, NoticeState
from letting.services.home_claims import refuse_claim, try_claim
from letting.services.lease_terms import checksum
from letting.services.notice import let_withdraw
from letting.services.publishing import publish_listing
from letting.services.renting import rented_since
from queues.models import Registration
from tenants.models import Event, Message
from tenants.outcome import Refused, refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.renting import SINCE, gives_notice, rents, seen
from tests.letting.two import claims, confirmed, grants, live_together, signs_own


@pytest.fixture
def tuna(db: None) -> World:
    return make_world("tunabyggen")


def mails(world: World, name: str) -> list[str]:
    with world.scope():
        rows = Message.objects.filter(person=world.people[name]).exclude(kind="registered").order_by("pk")
        return list(rows.values_list("kind", flat=True))


def points_from(world: World) -> dict[str, date]:
    with world.scope():
        return dict(Registration.objects.values_list("person__given_name", "points_from"))


def by_bo(world: World, lease: Lease, now: str = "05-20 10:00", reason: str = "move_out") -> Any:
    """Let Bo, the second of the two, give notice."""
    lease.person_id, before = world.people["Bo"].pk, lease.person_id
    try:
        return gives_notice(world, lease, now, reason)
    finally:
        lease.person_id = before


def test_lease_6_notice_by_one_of_two_ends_the_whole_lease_and_the_other_is_told_at_once(tuna: World) -> None:
    lease = live_together(tuna)
    parking = rents(tuna, "Anna", tuna.unit("P1", kind="vehicle_space"))

    notice = by_bo(tuna, lease)

    assert seen(tuna, lease) == seen(tuna, parking) == (date(2026, 5, 20), date(2026, 8, 31))
    assert (notice.person_id, mails(tuna, "Bo"), mails(tuna, "Anna")) == (
        tuna.people["Bo"].pk, ["notice_received"], ["notice_by_other"],
    )  # fmt: skip
    assert points_from(tuna) == {"Anna": date(2016, 5, 11), "Bo": date(2026, 5, 20)}
    assert gives_notice(tuna, lease, "05-20 11:00") == refused("already_given")


def test_lease_6_the_one_who_claims_the_home_stays_alone(tuna: World) -> None:
    lease = live_together(tuna)
    parking = rents(tuna, "Anna", tuna.unit("P1", kind="vehicle_space"))
    notice = by_bo(tuna, lease)
    claim = claims(tuna, "Anna", notice, "05-20 12:00")
    assert grants(tuna, claim) == refused("confirm_first")
    assert confirmed(tuna, notice).listing is None  # no advert while she waits for an answer

    granted = grants(tuna, claim)
    own = granted.lease
    assert (own.starts_on, own.home_since, own.sign_last_day, own.signed_at, own.rent) == (
        date(2026, 9, 1), SINCE, date(2026, 5, 29), None, 7200,
    )  # fmt: skip
    assert (own.sha256, own.terms["renter"]["name"], "co_renter" in own.terms) == (
        checksum(own.terms), "Anna Test", False,
    )  # fmt: skip
    assert seen(tuna, lease)[1] == date(2026, 8, 31)

    assert isinstance(signs_own(tuna, "Anna", own), Lease)

    assert (seen(tuna, lease)[1], seen(tuna, own), seen(tuna, parking)) == (
        date(2026, 8, 31), (None, None), (None, None),
    )  # fmt: skip
    assert points_from(tuna) == {"Anna": date(2026, 5, 26), "Bo": date(2026, 5, 20)}
    assert (mails(tuna, "Anna"), mails(tuna, "Bo")) == (
        ["notice_by_other", "home_claim_received", "home_claim_granted", "own_lease_signed"],
        ["notice_received", "home_claimed_by_other", "notice_confirmed", "home_kept_by_other"],
    )
    with tuna.scope():
        kinds = Event.objects.filter(kind__startswith="home_claim").order_by("pk").values_list("kind", flat=True)
        assert list(kinds) == ["home_claim.made", "home_claim.granted"]
        anna, bo = tuna.people["Anna"].pk, tuna.people["Bo"].pk
        assert [rented_since(pk, date(2026, 10, 1)) for pk in (anna, bo)] == [SINCE, None]
    assert signs_own(tuna, "Anna", own) == refused("already_answered")


def test_lease_9_against_the_one_who_stays_the_notice_is_three_months(tuna: World) -> None:
    lease = live_together(tuna)
    notice = by_bo(tuna, lease, "05-20 10:00", "internal")
    assert (notice.ends_on, seen(tuna, lease)[1]) == (date(2026, 7, 31), date(2026, 7, 31))
    confirmed(tuna, notice)
    own = grants(tuna, claims(tuna, "Anna", notice)).lease
    assert (own.starts_on, seen(tuna, lease)[1]) == (date(2026, 9, 1), date(2026, 7, 31))
    signs_own(tuna, "Anna", own)
    assert seen(tuna, lease)[1] == date(2026, 8, 31)


def test_queue_10_points_stay_where_the_other_has_died(tuna: World) -> None:
    lease = live_together(tuna)
    with tuna.scope():
        notice = gives_notice(tuna, lease, "05-20 10:00", "estate", died_on=date(2026, 5, 10), contact="Eva, 070-1")
    confirmed(tuna, notice)
    own = grants(tuna, claims(tuna, "Bo", notice)).lease
    assert isinstance(signs_own(tuna, "Bo", own), Lease)
    assert (points_from(tuna)["Bo"], mails(tuna, "Anna")) == (date(2016, 5, 11), [])


def test_a_refused_claim_leaves_the_notice_for_both_and_the_home_is_advertised(tuna: World) -> None:
    lease = live_together(tuna)
    notice = confirmed(tuna, by_bo(tuna, lease))
    claim = claims(tuna, "Anna", notice)
    with tuna.scope():
        assert refuse_claim(claim.pk, reason=" ", by=STAFF, now=at("05-25 10:00")) == refused("reason_missing")
        told = refuse_claim(claim.pk, reason="Inkomsten räcker inte.", by=STAFF, now=at("05-25 10:00"))
        assert isinstance(told, HomeClaim)
        assert refuse_claim(claim.pk, reason="Nej.", by=STAFF, now=at("05-25 10:00")) == refused("already_decided")
        draft = Listing.objects.get()
        assert (draft.state, draft.move_in) == (ListingState.DRAFT, date(2026, 9, 1))
        assert publish_listing(draft.pk, by=STAFF, now=at("05-26 09:00")) is None
    assert (mails(tuna, "Anna")[-1], seen(tuna, lease)[1]) == ("home_claim_refused", date(2026, 8, 31))
    assert grants(tuna, claim) == refused("already_decided")


def test_the_home_is_not_advertised_while_a_claim_waits_and_no_claim_is_taken_once_it_is(tuna: World) -> None:
    waits, late = live_together(tuna), rents(tuna, "Cecilia", co_renter=tuna.person("David", serial=994))
    for lease in (waits, late):
        confirmed(tuna, gives_notice(tuna, lease, "05-20 10:00"))
    first, second = _notice(tuna, waits), _notice(tuna, late)
    assert isinstance(claims(tuna, "Bo", first), HomeClaim)
    with tuna.scope():
        drafts = {row.unit_id: row.pk for row in Listing.objects.all()}
        outcome = publish_listing(drafts[waits.unit_id], by=STAFF, now=at("05-25 09:00"))
        assert outcome == Refused(("home_claimed",))
        assert publish_listing(drafts[late.unit_id], by=STAFF, now=at("05-25 09:00")) is None
    assert claims(tuna, "David", second, "05-25 10:00") == refused("home_taken")


def _notice(world: World, lease: Lease) -> Notice:
    with world.scope():
        return Notice.objects.get(lease=lease)


def test_a_lease_of_ones_own_that_is_not_signed_in_time_lapses(tuna: World) -> None:
    lease = live_together(tuna)
    notice = confirmed(tuna, by_bo(tuna, lease))
    claim = grants(tuna, claims(tuna, "Anna", notice))
    tuna.tick(at("05-29 23:59"))
    tuna.tick(at("05-30 00:00"))
    with tuna.scope():
        now = HomeClaim.objects.select_related("lease").get(pk=claim.pk)
        assert now.lease is not None
        assert (now.state, now.lease.annulled_at) == (HomeClaimState.LAPSED, at("05-30 00:00"))
        drafts = Listing.objects.order_by("pk").values_list("state", "withdrawn_reason")
        assert list(drafts) == [("withdrawn", "En av hyresgästerna bor kvar."), ("draft", "")]
    assert signs_own(tuna, "Anna", claim.lease, "05-30 09:00") == refused("too_late")
    assert (mails(tuna, "Anna")[-1], seen(tuna, lease)[1]) == ("home_claim_lapsed", date(2026, 8, 31))


def test_each_refusal_of_a_claim(tuna: World) -> None:
    tuna.person("Eva", serial=995)
    lease, alone = live_together(tuna), rents(tuna, "Cecilia")
    notice, other = by_bo(tuna, lease), gives_notice(tuna, alone, "05-20 10:00")
    assert [claims(tuna, "Bo", notice), claims(tuna, "Eva", notice), claims(tuna, "Anna", other)] == [
        refused("not_yours")
    ] * 3
    assert claims(tuna, "Anna", notice, "09-01 00:00") == refused("lease_over")
    claim = claims(tuna, "Anna", notice)
    assert claims(tuna, "Anna", notice) == refused("already_claimed")
    assert signs_own(tuna, "Anna", lease) == refused("not_offered")
    confirmed(tuna, notice)
    assert grants(tuna, claim, "09-01 00:00") == refused("lease_over")


def test_an_undone_notice_drops_the_claim_and_one_that_is_granted_stands(tuna: World) -> None:
    lease, second = live_together(tuna), rents(tuna, "Cecilia", co_renter=tuna.person("David", serial=994))
    notice, other = by_bo(tuna, lease), confirmed(tuna, gives_notice(tuna, second, "05-20 10:00"))
    claim, granted = claims(tuna, "Anna", notice), grants(tuna, claims(tuna, "David", other))
    with tuna.scope():
        undone = let_withdraw(notice.pk, by=STAFF, now=at("05-26 10:00"))
        assert let_withdraw(other.pk, by=STAFF, now=at("05-26 10:00")) == refused("home_claimed")
        states = dict(HomeClaim.objects.values_list("pk", "state"))
    assert (undone.state, states) == (NoticeState.WITHDRAWN, {claim.pk: "dropped", granted.pk: "granted"})
    assert (seen(tuna, lease), mails(tuna, "Anna")[-1]) == ((None, None), "notice_withdrawn")


def test_where_the_rules_say_nothing_both_give_notice_and_staff_take_it(db: None) -> None:
    flen = make_world("flen")
    lease = live_together(flen)
    assert gives_notice(flen, lease, "05-20 10:00") == refused("both_must")
    notice = gives_notice(flen, lease, "05-20 10:00", by_both=True)
    assert (seen(flen, lease)[1], mails(flen, "Anna"), mails(flen, "Bo")) == (
        date(2026, 8, 31), ["notice_received"], ["notice_received"],
    )  # fmt: skip
    assert claims(flen, "Bo", notice) == refused("not_yours")


def test_check_20_the_requirements_are_the_homes_own_and_judged_for_her_alone(tuna: World) -> None:
    lease = live_together(tuna)
    claim = claims(tuna, "Anna", by_bo(tuna, lease))
    with tuna.scope():
        row = HomeClaim.objects.select_related("person", "notice__lease__unit").get(pk=claim.pk)
        tried = {one.rule.kind: str(one.answer.result) for one in try_claim(row, at("05-25 10:00"))}
    assert tried == {
        "age": "pass", "income": "review", "credit": "review", "household": "review", "one_lease": "pass",
        "references": "review", "conduct": "pass",
    }  # fmt: skip
