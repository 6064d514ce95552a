"""Two on a lease act at the same moment; each race with a control that shows what the lock is for. LEASE-5, LEASE-6."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError

from letting.core.states import ListingState
from letting.models import EarlierMove, HomeClaim, Lease, Listing, Notice, Offer, Signature
from letting.services import claimed, earlier_moves, home_claims, leaving_home, publishing, signing
from letting.services import notice as notices
from letting.services.notice import let_withdraw
from letting.services.publishing import publish_listing
from tenants.models import Event
from tenants.outcome import Refused, refused
from tests.cast import STAFF, World, at, make_world
from tests.concurrency.test_notice_races import unlocked
from tests.concurrency.test_races import at_once
from tests.letting.handing_over import handed_over, proposes
from tests.letting.renting import gives_notice
from tests.letting.two import awarded_to_two, claims, confirmed, grants, live_together, signs


@pytest.fixture
def tuna(committed_db: None) -> World:
    return make_world("tunabyggen")


def meet(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, *, after: bool = False) -> None:
    """Let two wait for one another before (or after) a step, as they would be there at the same moment."""
    gate, real = threading.Barrier(2), getattr(module, name)

    def step(*told: Any, **more: Any) -> Any:
        if not after:
            gate.wait(10)
        outcome = real(*told, **more)
        if after:
            gate.wait(10)
        return outcome

    monkeypatch.setattr(module, name, step)


def without_chain(monkeypatch: pytest.MonkeyPatch, *modules: Any) -> None:
    """Leave the log out: its chain would be a second net."""
    for module in modules:
        monkeypatch.setattr(module, "record", lambda *_, **__: None)


def signing_both(world: World, listing: Listing) -> list[Callable[[], Any]]:
    return [lambda name=name: signs(world, name, listing, "05-13 10:00") for name in ("Anna", "Bo")]  # type: ignore[misc]  # a default keeps each its own


def test_two_who_sign_at_once_have_a_signed_lease(tuna: World) -> None:
    listing = awarded_to_two(tuna)
    results = at_once(*signing_both(tuna, listing))
    with tuna.scope():
        assert all(isinstance(one, Lease) for one in results), results
        assert (Lease.objects.get().signed_at, Signature.objects.count()) == (at("05-13 10:00"), 2)
        assert Event.objects.filter(kind="listing.let").count() == 1


def test_control_without_the_locks_neither_of_two_signatures_is_the_last(
    tuna: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = awarded_to_two(tuna)

    def listing_unlocked(listing_id: int, _people: list[int]) -> Any:
        return Listing.objects.select_related("unit", "ruleset").get(pk=listing_id), []

    def lease_unlocked(offer: Offer) -> Lease:
        return Lease.objects.get(offer=offer, annulled_at=None)

    monkeypatch.setattr(signing, "_lock", listing_unlocked)
    monkeypatch.setattr(signing, "_lock_lease", lease_unlocked)
    meet(monkeypatch, signing, "_is_whole", after=True)
    results = at_once(*signing_both(tuna, listing))
    with tuna.scope():
        assert all(isinstance(one, Lease) for one in results), results
        assert (Lease.objects.get().signed_at, Signature.objects.count()) == (None, 2)


def giving_both(world: World, lease: Lease) -> list[Callable[[], Any]]:
    """Let both give notice at the same moment."""
    with world.scope():
        mine, hers = Lease.objects.get(pk=lease.pk), Lease.objects.get(pk=lease.pk)
    hers.person_id = world.people["Bo"].pk
    return [lambda: gives_notice(world, mine, "05-20 10:00"), lambda: gives_notice(world, hers, "05-20 10:00")]


def test_both_who_give_notice_at_once_give_one(tuna: World) -> None:
    lease = live_together(tuna)
    results = at_once(*giving_both(tuna, lease))
    with tuna.scope():
        assert [one for one in results if isinstance(one, Refused)] == [refused("already_given")]
        assert Notice.objects.count() == 1


def test_control_without_the_leases_lock_only_the_table_keeps_their_notices_apart(
    tuna: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = live_together(tuna)
    monkeypatch.setattr(notices, "lock_places", lambda _people: None)
    monkeypatch.setattr(notices, "lock_lease", unlocked)
    meet(monkeypatch, notices, "ends_of")
    results = at_once(*giving_both(tuna, lease))
    assert any(isinstance(one, IntegrityError) for one in results), results


def undoing_and_claiming(world: World) -> list[Callable[[], Any]]:
    notice = gives_notice(world, live_together(world), "05-20 10:00")

    def undo() -> Any:
        with world.scope():
            return let_withdraw(notice.pk, by=STAFF, now=at("05-22 10:00"))

    return [undo, lambda: claims(world, "Bo", notice)]


def states(world: World) -> tuple[str, list[str]]:
    with world.scope():
        return Notice.objects.get().state, list(HomeClaim.objects.values_list("state", flat=True))


def test_a_notice_that_is_undone_as_it_is_claimed_leaves_no_claim_open(tuna: World) -> None:
    undone, claim = at_once(*undoing_and_claiming(tuna))
    assert isinstance(undone, Notice)
    assert states(tuna) == ("withdrawn", [] if claim == refused("lease_over") else ["dropped"])


def test_control_without_the_lock_a_claim_stays_open_on_a_notice_that_is_undone(
    tuna: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = undoing_and_claiming(tuna)

    def notice_unlocked(notice_id: int, **_more: Any) -> Notice:
        return Notice.objects.select_related("lease__unit", "listing").get(pk=notice_id)

    done = threading.Event()
    monkeypatch.setattr(notices, "lock_notice", notice_unlocked)
    monkeypatch.setattr(home_claims, "lock_notice", notice_unlocked)
    without_chain(monkeypatch, notices, home_claims)
    real = home_claims.may_claim

    def asked_then_late(*told: Any) -> Any:
        answer = real(*told)
        done.wait(10)
        return answer

    monkeypatch.setattr(home_claims, "may_claim", asked_then_late)

    def undo_first() -> Any:
        threading.Event().wait(0.3)  # she has asked and been told that she may
        outcome = acts[0]()
        done.set()
        return outcome

    at_once(undo_first, acts[1])
    assert states(tuna) == ("withdrawn", ["asked"])


def publishing_and_claiming(world: World) -> list[Callable[[], Any]]:
    notice = confirmed(world, gives_notice(world, live_together(world), "05-20 10:00"))
    with world.scope():
        draft = Listing.objects.get().pk

    def publish() -> Any:
        with world.scope():
            return publish_listing(draft, by=STAFF, now=at("05-25 09:00"))

    return [publish, lambda: claims(world, "Bo", notice, "05-25 09:00")]


def test_a_home_that_is_published_as_it_is_claimed_is_one_or_the_other(tuna: World) -> None:
    published, claim = at_once(*publishing_and_claiming(tuna))
    if published is None:
        assert claim == refused("home_taken")
    else:
        assert (published, isinstance(claim, HomeClaim)) == (refused("home_claimed"), True)


def test_control_without_the_locks_a_home_is_both_published_and_claimed(
    tuna: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = publishing_and_claiming(tuna)

    def claimed_unlocked(unit_id: int) -> bool:
        return HomeClaim.objects.filter(notice__lease__unit=unit_id, state__in=claimed.LIVE).exists()

    def notice_unlocked(notice_id: int, **_more: Any) -> Notice:
        return Notice.objects.select_related("lease__unit", "listing").get(pk=notice_id)

    gate = threading.Barrier(2)

    def both_have_read(answer: Any) -> Any:
        gate.wait(10)
        return answer

    taken = leaving_home.is_taken
    monkeypatch.setattr(publishing, "is_claimed", lambda unit: both_have_read(claimed_unlocked(unit)))
    monkeypatch.setattr(home_claims, "is_taken", lambda notice: both_have_read(taken(notice)))
    monkeypatch.setattr(home_claims, "lock_notice", notice_unlocked)
    published, claim = at_once(*acts)
    with tuna.scope():
        assert (published, isinstance(claim, HomeClaim)) == (None, True)
        assert Listing.objects.get().state == ListingState.ADVERTISED


def granting(world: World) -> list[Callable[[], Any]]:
    notice = confirmed(world, gives_notice(world, live_together(world), "05-20 10:00"))
    claim = claims(world, "Bo", notice)
    return [lambda: grants(world, claim), lambda: grants(world, claim)]


def own_leases(world: World) -> int:
    with world.scope():
        return Lease.objects.filter(home_since__isnull=False).count()


def test_a_claim_that_is_granted_twice_at_once_gives_one_lease(tuna: World) -> None:
    results = at_once(*granting(tuna))
    assert [one for one in results if isinstance(one, Refused)] == [refused("already_decided")]
    assert own_leases(tuna) == 1


def test_control_without_the_lock_a_claim_gives_two_leases(tuna: World, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = granting(tuna)

    def claim_unlocked(claim_id: int) -> HomeClaim:
        return HomeClaim.objects.select_related("person", "lease", "notice__lease__unit").get(pk=claim_id)

    monkeypatch.setattr(home_claims, "_lock", claim_unlocked)
    monkeypatch.setattr(home_claims, "take_draft_back", lambda *_, **__: True)
    meet(monkeypatch, home_claims, "try_claim", after=True)
    without_chain(monkeypatch, home_claims)
    monkeypatch.setattr(home_claims, "_write", lambda *_, **__: None)  # its key would be the second net
    at_once(*acts)
    assert own_leases(tuna) == 2


def proposing(world: World) -> list[Callable[[], Any]]:
    old, new = handed_over(world)
    return [
        lambda: proposes(world, "Anna", old, "2026-07-01"),
        lambda: proposes(world, "Cecilia", new, "2026-08-01"),
    ]


def test_two_who_propose_a_day_at_once_have_one_proposal(tuna: World) -> None:
    results = at_once(*proposing(tuna))
    with tuna.scope():
        assert [one for one in results if isinstance(one, Refused)] == [refused("already_proposed")]
        assert EarlierMove.objects.count() == 1


def test_control_without_the_leases_locks_only_the_table_keeps_two_proposals_apart(
    tuna: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    acts = proposing(tuna)

    def handover_unlocked(lease_id: int) -> Any:
        return earlier_moves.handover_of(Lease.objects.get(pk=lease_id))

    monkeypatch.setattr(earlier_moves, "_lock", handover_unlocked)
    meet(monkeypatch, earlier_moves, "open_move", after=True)
    results = at_once(*acts)
    assert any(isinstance(one, IntegrityError) for one in results), results
