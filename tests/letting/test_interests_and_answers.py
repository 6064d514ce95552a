"""Interests, viewings and answers on rows, to the second. JOUR-1, 2, 8 to 12, 16, 21 and SCHEME-2."""

from letting.models import Interest, Listing, ViewingSlot
from letting.services.interests import withdraw_interest
from letting.services.offers import accept, book_viewing, confirm_viewing, decline
from tenants.outcome import Refused
from tests.cast import World, at


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


NAMES = [f"Person{number}" for number in range(12)]


def twelve_want(town: World) -> Listing:
    """Twelve want a flat, the first ten have offers; the viewing period is over."""
    for number, name in enumerate(NAMES):
        town.person(name, born=f"19{70 + number}0101", since=f"20{10 + number}-01-01", login=False)
    listing = town.listing()
    for name in NAMES:
        town.wants(name, listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    return listing


def test_a_new_round_opens_the_morning_after_the_last_no_jour_16(town: World) -> None:
    listing = twelve_want(town)
    for name in NAMES[:10]:
        assert town.does(name, decline, listing, at("05-22 22:00")) is None
    assert (town.see(listing).state, town.see(listing).next_round_at) == ("answering", at("05-25 08:00"))
    town.tick(at("05-25 07:59:59"))
    assert town.see(listing).round == 1
    town.tick(at("05-25 08:00"))
    seen = town.see(listing)
    assert (seen.round, seen.viewing_last_day) == (2, at("05-28 00:00").date())
    assert list(town.offers(listing).values())[-2:] == ["pending", "pending"]


def test_a_no_can_be_changed_until_the_next_round_opens_jour_21(town: World) -> None:
    listing = twelve_want(town)
    for name in NAMES[:10]:
        assert town.does(name, decline, listing, at("05-22 22:00")) is None
    assert town.see(listing).next_round_at == at("05-25 08:00")
    assert town.does(NAMES[4], accept, listing, at("05-22 23:00")) is None
    assert town.offers(listing)[NAMES[4]] == "candidate"
    assert town.see(listing).next_round_at is None


def test_a_no_that_led_to_a_new_advert_is_not_changed_back_jour_17(town: World, listing: Listing) -> None:
    for name in ("Anna", "Bo", "Cecilia"):
        town.does(name, decline, listing, at("05-19 09:00"))
    assert (town.see(listing).cycle, town.see(listing).state) == (2, "advertised")
    assert town.does("Anna", accept, listing, at("05-19 10:00")) == Refused(("not_open",))


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
