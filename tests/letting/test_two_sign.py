"""Two who rent together each sign: the lease holds when the last has. LEASE-6, QUEUE-9, QUEUE-18, JOUR-19, JOUR-20."""

from __future__ import annotations

from datetime import date

import pytest

from letting.checks.providers import facts_of
from letting.models import Interest, Lease, Listing
from letting.services.leases import paper_of
from letting.services.moving_in import choose_move_in, days_of
from letting.services.publishing import withdraw_listing
from letting.services.renting import rented_since
from letting.services.signing import decline_lease
from queues.models import Registration
from tenants.landlords import rules_today
from tenants.models import Event, Message
from tenants.outbox import render
from tenants.outcome import Refused
from tests.cast import STAFF, World, at, make_world
from tests.letting.renting import SINCE
from tests.letting.two import awarded_to_two, live_together, signs


@pytest.fixture
def tuna(db: None) -> World:
    return make_world("tunabyggen")


def lease_of(world: World, listing: Listing) -> Lease:
    with world.scope():
        return Lease.objects.select_related("person", "co_renter").get(listing=listing)


def mails(world: World, name: str, *kinds: str) -> list[str]:
    with world.scope():
        rows = Message.objects.filter(person=world.people[name], kind__in=kinds).order_by("pk")
        return list(rows.values_list("kind", flat=True))


def test_lease_6_the_lease_is_signed_when_the_last_of_two_has_signed(tuna: World) -> None:
    listing = awarded_to_two(tuna)
    lease = lease_of(tuna, listing)
    assert lease.co_renter is not None
    assert (lease.person.given_name, lease.co_renter.given_name) == ("Anna", "Bo")
    assert mails(tuna, "Bo", "lease_for_two", "award_made") == ["lease_for_two"]

    first = signs(tuna, "Bo", listing, "05-13 10:00")
    assert (first.signed_at, tuna.see(listing).state) == (None, "awarded")
    assert signs(tuna, "Bo", listing, "05-13 10:05") == Refused(("already_answered",))
    last = signs(tuna, "Anna", listing, "05-14 09:00")

    assert (last.signed_at, tuna.see(listing).state) == (at("05-14 09:00"), "let")
    assert mails(tuna, "Anna", "lease_signed") == mails(tuna, "Bo", "lease_signed") == ["lease_signed"]
    with tuna.scope():
        events = Event.objects.filter(kind__startswith="lease.signed").order_by("pk")
        assert list(events.values_list("kind", "person__given_name")) == [
            ("lease.signed_by_one", "Bo"), ("lease.signed", "Anna"),
        ]  # fmt: skip
        paper = paper_of(Lease.objects.get(pk=lease.pk))
    assert paper["signatures"] == [("Anna Test", at("05-14 09:00")), ("Bo Test", at("05-13 10:00"))]
    assert [one["name"] for one in paper["renters"]] == ["Anna Test", "Bo Test"]


def test_jour_19_what_one_of_two_leaves_unsigned_lapses_and_the_reminder_reaches_that_one(tuna: World) -> None:
    listing = awarded_to_two(tuna)
    signs(tuna, "Anna", listing, "05-13 10:00")
    last_day = lease_of(tuna, listing).sign_last_day
    assert last_day == date(2026, 5, 20)

    tuna.tick(at("05-20 08:00"))
    assert (mails(tuna, "Anna", "sign_due"), mails(tuna, "Bo", "sign_due")) == ([], ["sign_due"])
    tuna.tick(at("05-21 08:00"))

    assert (tuna.offers(listing), lease_of(tuna, listing).annulled_at) == ({"Anna": "lapsed"}, at("05-21 08:00"))
    assert signs(tuna, "Bo", listing, "05-21 09:00") == Refused(("not_offered",))
    assert mails(tuna, "Bo", "lease_for_two_ended") == ["lease_for_two_ended"]


def test_scheme_9_the_day_stays_as_it_was_when_the_first_of_two_signed(tuna: World) -> None:
    listing = awarded_to_two(tuna)
    day = lease_of(tuna, listing).starts_on
    assert tuna.does("Bo", choose_move_in, listing, at("05-13 09:00"), day=day) == Refused(("not_offered",))
    assert tuna.does("Anna", choose_move_in, listing, at("05-13 09:00"), day=day) is None
    signs(tuna, "Bo", listing, "05-13 10:00")
    assert tuna.does("Anna", choose_move_in, listing, at("05-13 11:00"), day=day) == Refused(("already_answered",))
    with tuna.scope():
        assert days_of(lease_of(tuna, listing)) is None


def test_only_the_applicant_says_no_and_the_other_is_told(tuna: World) -> None:
    listing = awarded_to_two(tuna)
    assert tuna.does("Bo", decline_lease, listing, at("05-13 10:00")) == Refused(("not_offered",))
    assert tuna.does("Anna", decline_lease, listing, at("05-13 11:00")) is None
    assert mails(tuna, "Bo", "lease_for_two_ended") == ["lease_for_two_ended"]


def test_jour_21_when_staff_withdraw_an_award_the_second_of_two_is_told_why(tuna: World) -> None:
    listing = awarded_to_two(tuna)
    with tuna.scope():
        assert withdraw_listing(listing.pk, reason="En vattenskada.", by=STAFF, now=at("05-13 10:00")) is None
        told = Message.objects.filter(kind__in=("listing_withdrawn", "lease_for_two_ended")).order_by("pk")
        assert [(row.kind, row.person, row.context["reason"]) for row in told.select_related("person")] == [
            ("lease_for_two_ended", tuna.people["Bo"], "En vattenskada."),
            ("listing_withdrawn", tuna.people["Anna"], "En vattenskada."),
        ]
        extra = {"landlord": tuna.landlord, "base_url": "http://t", "in_mail": True, "person": tuna.people["Bo"]}
        rules = rules_today(date(2026, 5, 13))
        letter = render(told[0], language="sv", extra=extra | {"facts": rules.landlord, "rules": rules})
        assert "Vi har tagit tillbaka annonsen. Skälet: En vattenskada." in letter.text
        assert "tackade den som sökte nej" not in letter.text
    assert lease_of(tuna, listing).annulled_at == at("05-13 10:00")


def test_jour_20_and_queue_9_both_leave_their_other_interests_and_the_second_loses_points_at_the_signing(
    tuna: World,
) -> None:
    tuna.person("Bo", serial=989, since="2018-01-01")
    other = tuna.listing(tuna.unit("B7"), publish=at("05-10 09:00"))
    assert isinstance(tuna.wants("Bo", other, at("05-10 10:00")), Interest)
    listing = awarded_to_two(tuna)
    signs(tuna, "Anna", listing, "05-13 10:00")
    with tuna.scope():
        bos = Registration.objects.get(person=tuna.people["Bo"])
        assert (bos.points_from, Interest.objects.get(listing=other).state) == (date(2018, 1, 1), "ongoing")

    signs(tuna, "Bo", listing, "05-14 09:00")

    with tuna.scope():
        bos.refresh_from_db()
        assert (bos.points_from, Interest.objects.get(listing=other).closed_because) == (date(2026, 5, 14), "housed")


def test_both_rent_the_home_in_what_the_checks_see(tuna: World) -> None:
    live_together(tuna)
    with tuna.scope():
        today, anna, bo = date(2026, 5, 20), tuna.people["Anna"], tuna.people["Bo"]
        assert [rented_since(one.pk, today) for one in (anna, bo)] == [SINCE, SINCE]
        seen = [facts_of(one, provider="staff", today=today).leases for one in (anna, bo)]
    assert [[(one.unit, one.since) for one in each] for each in seen] == [[("HAnna", SINCE)], [("HAnna", SINCE)]]
