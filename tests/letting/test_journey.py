"""The published journey on rows, by the services and the tick that the pages and the worker use. JOUR-13 to 23."""

from letting.core.answers import Result
from letting.models import Check, Interest, Lease, Listing, Offer
from letting.services.offers import accept, decline
from letting.services.publishing import plan_publication, publish_listing, withdraw_listing
from letting.services.reviews import record_check
from letting.services.signing import decline_lease, sign
from queues.models import Registration
from tenants.landlords import write_version
from tenants.models import Event, Message, Ruleset
from tenants.outcome import Refused
from tests.cast import STAFF, World, at
from tests.letting.scenes import answered, approve


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
        plan_publication(draft.pk, at("05-11 09:00"), by=STAFF, now=at("05-08 09:00"))
    town.tick(at("05-11 08:59"))
    assert town.see(draft).state == "draft"
    town.tick(at("05-11 09:00"))
    assert (town.see(draft).state, town.see(draft).advert_last_day) == ("advertised", at("05-15 00:00").date())


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
