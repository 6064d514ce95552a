"""The published journey on rows, by the services and the tick that the pages and the worker use. JOUR-1 to 23."""

import pytest

from letting.core.eligibility import Result
from letting.models import Check, Interest, Lease, Listing, Offer, ViewingSlot
from letting.services.interests import withdraw_interest
from letting.services.offers import accept, book_viewing, confirm_viewing, decline
from letting.services.publishing import plan_publication, publish_listing, withdraw_listing
from letting.services.reviews import record_check
from letting.services.signing import decline_lease, sign
from queues.models import Registration
from tenants.landlords import write_version
from tenants.models import Event, Message, Ruleset
from tenants.outcome import Refused
from tests.cast import STAFF, World, at

ALL_CHECKS = ("income", "credit", "household", "references")


@pytest.fixture
def listing(town: World) -> Listing:
    """A flat that Anna, Bo and Cecilia want, in this order of points; offers went out on Monday the 18th."""
    for serial, (name, since) in enumerate({"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}.items()):
        town.person(name, since=since, serial=988 + serial)
    listing = town.listing()
    for name in ("Cecilia", "Bo", "Anna"):
        assert not isinstance(town.wants(name, listing), Refused)
    town.tick(at("05-18 08:00"))
    return listing


def approve(town: World, listing: Listing, name: str, now: str, *, failing: str | None = None) -> None:
    """Let staff decide all of a candidate's reviews."""
    with town.scope():
        person = town.people[name].pk
        for kind in ALL_CHECKS:
            passed = kind != failing
            outcome = record_check(listing.pk, person, kind, passed=passed, reason="Sett", by=STAFF, now=at(now))
            assert outcome is None
            if not passed:
                return


def answered(town: World, listing: Listing) -> None:
    """Anna and Bo say yes, Cecilia no, when the viewing is over."""
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, listing, at("05-22 09:00")) is None
    assert town.does("Bo", accept, listing, at("05-22 09:30")) is None
    assert town.does("Cecilia", decline, listing, at("05-22 10:00")) is None


def test_the_first_yes_by_rank_is_checked_awarded_and_signs_jour_13_18_19(town: World, listing: Listing) -> None:
    answered(town, listing)
    assert town.offers(listing) == {"Anna": "candidate", "Bo": "accepted", "Cecilia": "declined"}
    approve(town, listing, "Anna", "05-25 10:00")
    assert town.see(listing).sign_last_day == at("05-29 00:00").date()
    lease = town.does("Anna", sign, listing, at("05-26 09:00"))
    assert isinstance(lease, Lease)
    assert (town.see(listing).state, town.offers(listing)["Anna"], town.offers(listing)["Bo"]) == (
        "let",
        "signed",
        "passed",
    )
    with town.scope():
        told = Message.objects.filter(kind="listing_let").values_list("person__given_name", flat=True)
        assert sorted(told) == ["Bo", "Cecilia"]


def test_a_failed_check_passes_the_flat_to_the_next_yes_jour_15(town: World, listing: Listing) -> None:
    answered(town, listing)
    approve(town, listing, "Anna", "05-25 10:00", failing="credit")
    assert town.offers(listing) == {"Anna": "failed", "Bo": "candidate", "Cecilia": "declined"}


def test_a_review_is_decided_once_with_a_reason_check_20(town: World, listing: Listing) -> None:
    answered(town, listing)
    person = town.people["Anna"].pk

    def decide(kind: str, reason: str) -> object:
        with town.scope():
            return record_check(listing.pk, person, kind, passed=True, reason=reason, by=STAFF, now=at("05-25 10:00"))

    assert [decide("credit", " "), decide("credit", "UC 12 maj"), decide("credit", "igen"), decide("dance", "x")] == [
        Refused(("not_allowed",)), None, Refused(("already_answered",)), Refused(("not_offered",)),
    ]  # fmt: skip
    with town.scope():
        check = Check.objects.get(kind="credit")
        assert (check.result, check.reason, check.decided_by) == (Result.PASS, "UC 12 maj", "staff:0")


def test_the_candidate_may_say_no_and_the_next_yes_is_asked_jour_15(town: World, listing: Listing) -> None:
    answered(town, listing)
    assert town.does("Anna", decline, listing, at("05-25 10:00")) is None
    assert town.offers(listing) == {"Anna": "declined", "Bo": "candidate", "Cecilia": "declined"}


def test_an_award_that_is_declined_or_not_signed_goes_to_the_next_jour_19(town: World, listing: Listing) -> None:
    answered(town, listing)
    approve(town, listing, "Anna", "05-25 10:00")
    assert town.does("Anna", decline_lease, listing, at("05-26 10:00")) is None
    approve(town, listing, "Bo", "05-26 11:00")
    assert town.see(listing).sign_last_day == at("06-01 00:00").date()
    assert town.does("Bo", sign, listing, at("06-02 00:00")) == Refused(("too_late",))
    town.tick(at("06-02 08:00"))
    assert town.offers(listing) == {"Anna": "declined", "Bo": "lapsed", "Cecilia": "declined"}
    assert (town.see(listing).state, town.see(listing).cycle) == ("advertised", 2)


def test_signing_counts_until_the_last_second_of_the_last_day_time_1(town: World, listing: Listing) -> None:
    answered(town, listing)
    approve(town, listing, "Anna", "05-25 10:00")
    assert isinstance(town.does("Anna", sign, listing, at("05-29 23:59:59")), Lease)


def test_yes_before_the_viewings_end_needs_the_press_and_no_never_does_jour_9(town: World, listing: Listing) -> None:
    assert town.does("Anna", accept, listing, at("05-19 09:00")) == Refused(("not_open",))
    assert town.does("Bo", decline, listing, at("05-19 09:00")) is None
    assert town.does("Anna", confirm_viewing, listing, at("05-19 15:00")) == at("05-21 00:00").date()
    assert town.does("Anna", accept, listing, at("05-21 23:59:59")) is None


def test_a_press_starts_ones_own_answer_period_jour_10(town: World, listing: Listing) -> None:
    assert town.does("Anna", confirm_viewing, listing, at("05-19 15:00")) == at("05-21 00:00").date()
    assert town.does("Anna", confirm_viewing, listing, at("05-20 15:00")) == Refused(("already_answered",))
    assert town.does("Anna", accept, listing, at("05-22 00:00")) == Refused(("too_late",))
    town.tick(at("05-22 08:00"))
    assert town.offers(listing) == {"Anna": "expired", "Bo": "pending", "Cecilia": "pending"}


def test_the_last_day_of_the_viewing_can_still_be_pressed_and_not_the_day_after(town: World, listing: Listing) -> None:
    assert town.does("Anna", confirm_viewing, listing, at("05-21 23:59:59")) == at("05-25 00:00").date()
    assert town.does("Bo", confirm_viewing, listing, at("05-22 00:00")) == Refused(("too_late",))


def test_an_answer_can_be_changed_while_its_period_runs_jour_21(town: World, listing: Listing) -> None:
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, listing, at("05-22 09:00")) is None
    assert town.does("Anna", decline, listing, at("05-22 10:00")) is None
    assert town.does("Anna", decline, listing, at("05-22 10:01")) == Refused(("already_answered",))
    assert town.does("Anna", accept, listing, at("05-25 23:00")) is None
    with town.scope():
        interest = Interest.objects.get(person=town.people["Anna"])
        assert (interest.state, interest.ended_at) == ("ongoing", None)


def test_a_no_is_not_changed_back_when_her_three_interests_are_others_by_then_jour_2(
    town: World, listing: Listing
) -> None:
    town.does("Anna", decline, listing, at("05-19 09:00"))
    for number in ("B1", "B2", "B3"):
        town.wants("Anna", town.listing(number=number, publish=at("05-19 09:00")), at("05-19 10:00"))
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, listing, at("05-22 09:00")) == Refused(("not_allowed",))


def test_at_most_three_interests_at_a_time_and_a_closed_one_makes_room_jour_2(town: World, listing: Listing) -> None:
    others = [town.listing(number=number, publish=at("05-18 09:00")) for number in ("B1", "B2", "B3")]
    for other in others[:2]:
        assert not isinstance(town.wants("Anna", other, at("05-18 10:00")), Refused)
    assert town.wants("Anna", others[2], at("05-18 10:00")) == Refused(("too_many_ongoing",))
    town.does("Anna", decline, listing, at("05-19 09:00"))
    assert not isinstance(town.wants("Anna", others[2], at("05-19 10:00")), Refused)


def test_an_interest_can_be_taken_back_and_made_again_while_the_advert_runs_jour_21(town: World) -> None:
    town.person("Anna")
    listing = town.listing()
    town.wants("Anna", listing, at("05-11 10:00"))
    assert town.does("Anna", withdraw_interest, listing, at("05-11 11:00")) is None
    assert town.does("Anna", withdraw_interest, listing, at("05-11 12:00")) == Refused(("not_open",))
    again = town.wants("Anna", listing, at("05-15 23:59:59"))
    assert isinstance(again, Interest)
    assert town.wants("Anna", listing, at("05-15 23:59:59")) == Refused(("already_made",))


def test_an_interest_at_midnight_after_the_last_day_is_too_late_time_1(town: World) -> None:
    town.person("Anna")
    assert town.wants("Anna", town.listing(), at("05-16 00:00")) == Refused(("advert_closed",))


def test_a_viewing_by_the_landlord_has_as_many_places_as_it_says_jour_8(town: World, listing: Listing) -> None:
    with town.scope():
        five = ViewingSlot.objects.create(listing=listing, at=at("05-19 17:00"), capacity=1)
        six = ViewingSlot.objects.create(listing=listing, at=at("05-19 18:00"), capacity=1)

    def book(name: str, slot: ViewingSlot, now: str) -> object:
        return town.does(name, book_viewing, listing, at(now), slot_id=slot.pk)

    assert book("Anna", five, "05-18 09:00") is None
    assert book("Bo", five, "05-18 09:01") == Refused(("slot_full",))
    assert book("Anna", six, "05-18 09:02") is None
    assert book("Bo", five, "05-18 09:03") is None
    assert book("Cecilia", five, "05-19 17:00") == Refused(("too_late",))


def test_a_new_round_opens_the_morning_after_the_last_no_jour_16(town: World) -> None:
    names = [f"Person{number}" for number in range(12)]
    for number, name in enumerate(names):
        town.person(name, born=f"19{70 + number}0101", since=f"20{10 + number}-01-01", login=False)
    listing = town.listing()
    for name in names:
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    for name in names[:10]:
        assert town.does(name, decline, listing, at("05-20 22:00")) is None
    assert (town.see(listing).state, town.see(listing).next_round_at) == ("viewing", at("05-21 08:00"))
    town.tick(at("05-21 07:59:59"))
    assert town.see(listing).round == 1
    town.tick(at("05-21 08:00"))
    seen = town.see(listing)
    assert (seen.round, seen.viewing_last_day) == (2, at("05-26 00:00").date())
    assert list(town.offers(listing).values())[-2:] == ["pending", "pending"]


def test_someone_who_changes_her_no_before_the_next_round_opens_is_next_in_line_jour_21(
    town: World, listing: Listing
) -> None:
    for name in ("Anna", "Bo", "Cecilia"):
        town.does(name, decline, listing, at("05-19 09:00"))
    assert (town.see(listing).cycle, town.see(listing).state) == (2, "advertised")
    assert town.does("Anna", accept, listing, at("05-19 10:00")) == Refused(("not_open",))


def test_whoever_signs_leaves_her_other_interests_in_that_queue_jour_20(town: World, listing: Listing) -> None:
    other = town.listing(number="B1", publish=at("05-18 09:00"))
    town.wants("Anna", other, at("05-18 10:00"))
    town.wants("Cecilia", other, at("05-18 10:00"))
    town.tick(at("05-22 08:00"))
    answered(town, listing)
    approve(town, listing, "Anna", "05-25 10:00")
    assert town.offers(other) == {"Anna": "pending", "Cecilia": "pending"}
    town.does("Cecilia", decline, other, at("05-25 11:00"))
    town.does("Anna", sign, listing, at("05-25 12:00"))
    assert town.offers(other) == {"Anna": "withdrawn", "Cecilia": "declined"}
    assert (town.see(other).state, town.see(other).cycle) == ("advertised", 2)
    with town.scope():
        reasons = Interest.objects.filter(listing=other, person=town.people["Anna"]).values_list(
            "closed_because", flat=True
        )
        assert list(reasons) == ["housed"]


def test_signing_takes_the_points_and_puts_the_registration_to_rest_queue_9(town: World, listing: Listing) -> None:
    answered(town, listing)
    approve(town, listing, "Anna", "05-25 10:00")
    with town.scope():
        before = Registration.objects.get(person=town.people["Anna"])
        assert before.points_from == at("01-01 00:00").date().replace(year=2010)
    town.does("Anna", sign, listing, at("05-26 12:00"))
    with town.scope():
        after = Registration.objects.get(person=town.people["Anna"])
        assert (after.points_from, after.deactivated_at) == (at("05-26 00:00").date(), at("05-26 12:00"))
    assert town.wants("Anna", town.listing(number="B9", publish=at("05-26 13:00")), at("05-26 14:00")) == Refused(
        ("not_registered",)
    )


def test_staff_withdraw_a_listing_with_a_reason_that_everyone_is_told_jour_21(town: World, listing: Listing) -> None:
    with town.scope():
        assert withdraw_listing(listing.pk, reason=" ", by=STAFF, now=at("05-19 09:00")) == Refused(("not_allowed",))
        assert withdraw_listing(listing.pk, reason="Vattenskada", by=STAFF, now=at("05-19 09:00")) is None
        assert withdraw_listing(listing.pk, reason="Igen", by=STAFF, now=at("05-19 09:01")) == Refused(("not_open",))
        told = Message.objects.filter(kind="listing_withdrawn").values_list("person__given_name", "context__reason")
        assert sorted(told) == [(name, "Vattenskada") for name in ("Anna", "Bo", "Cecilia")]
        assert set(Interest.objects.values_list("closed_because", flat=True)) == {"withdrawn_by_staff"}
    assert town.does("Anna", accept, listing, at("05-19 10:00")) == Refused(("not_open",))


def test_a_listing_keeps_the_rules_it_was_published_under_jour_23(town: World, listing: Listing) -> None:
    with town.scope():
        newer = Ruleset.objects.get().source.replace('answering = "2 workdays"', 'answering = "9 workdays"')
        write_version(newer, valid_from=at("05-19 00:00").date(), by=STAFF, now=at("05-19 00:00"))
    town.tick(at("05-22 08:00"))
    assert town.see(listing).answer_last_day == at("05-25 00:00").date()
    later = town.listing(number="B1", publish=at("05-19 09:00"))
    assert (later.ruleset.version if later.ruleset else 0) == 2


def test_points_and_rank_are_those_of_the_adverts_last_day_jour_22(town: World, listing: Listing) -> None:
    with town.scope():
        offer = Offer.objects.get(person=town.people["Anna"])
        since = at("01-01 00:00").date().replace(year=2010)
        assert (offer.rank, offer.points) == (1, (at("05-15 00:00").date() - since).days)


def test_two_listings_of_one_unit_are_not_live_at_once(town: World, listing: Listing) -> None:
    with town.scope():
        second = Listing.objects.create(unit=listing.unit)
        assert publish_listing(second.pk, by=STAFF, now=at("05-19 09:00")) == Refused(("unit_busy",))
        assert publish_listing(listing.pk, by=STAFF, now=at("05-19 09:00")) == Refused(("not_open",))


def test_a_draft_publishes_itself_when_it_was_planned_to(town: World) -> None:
    draft = town.listing(publish=None)
    with town.scope():
        plan_publication(draft.pk, at("05-11 09:00"))
    town.tick(at("05-11 08:59"))
    assert town.see(draft).state == "draft"
    town.tick(at("05-11 09:00"))
    assert (town.see(draft).state, town.see(draft).advert_last_day) == ("advertised", at("05-15 00:00").date())


def test_bostad_direkt_goes_to_whoever_came_first_whatever_her_points_scheme_2(town: World) -> None:
    town.person("Anna", since="2010-01-01")
    town.person("Bo", since="2020-01-01", serial=989)
    listing = town.listing(scheme="direct")
    town.wants("Bo", listing, at("05-12 10:00"))
    town.wants("Anna", listing, at("05-12 10:05"))
    assert town.offers(listing) == {"Bo": "pending"}
    assert town.does("Bo", decline, listing, at("05-12 11:00")) is None
    assert town.offers(listing) == {"Bo": "declined", "Anna": "pending"}
    assert town.does("Anna", accept, listing, at("05-12 12:00")) is None
    assert (town.see(listing).state, town.offers(listing)["Anna"]) == ("checking", "candidate")


def test_an_offer_of_bostad_direkt_expires_after_two_workdays_scheme_2(town: World) -> None:
    town.person("Bo", since="2020-01-01")
    listing = town.listing(scheme="direct")
    town.wants("Bo", listing, at("05-12 10:00"))
    town.tick(at("05-18 07:59:59"))
    assert town.offers(listing) == {"Bo": "pending"}
    town.tick(at("05-18 08:00"))
    assert town.offers(listing) == {"Bo": "expired"}
    assert town.see(listing).cycle == 2


def test_a_late_step_takes_no_time_from_anyone_time_7(town: World) -> None:
    town.person("Anna")
    listing = town.listing()
    town.wants("Anna", listing)
    town.tick(at("05-20 10:00"))
    seen = town.see(listing)
    assert (seen.viewing_first_day, seen.viewing_last_day) == (at("05-20 00:00").date(), at("05-25 00:00").date())


def test_days_of_outage_are_caught_up_in_one_tick_each_step_once(town: World, listing: Listing) -> None:
    town.tick(at("06-08 10:00"))
    town.tick(at("06-08 10:00"))
    with town.scope():
        kinds = list(
            Event.objects.filter(subject=listing.subject, occurred_at=at("06-08 10:00")).values_list("kind", flat=True)
        )
    assert kinds == ["viewing.ended"]
    assert town.see(listing).answer_last_day == at("06-09 00:00").date()


def test_every_step_is_in_the_log_and_the_log_is_whole(town: World, listing: Listing) -> None:
    from tenants.events import broken_links

    answered(town, listing)
    with town.scope():
        rows = list(Event.objects.order_by("subject", "person_id", "chain"))
        assert broken_links(rows) == []
        rows[3].data = {"rank": 99}
        assert broken_links(rows) == [rows[3]]
