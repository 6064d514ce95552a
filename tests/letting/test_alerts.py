"""Saved searches tell of new flats: whom, when, once, and with a way out that needs no log-in."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from letting.core.finding import Wanted
from letting.models import AlertRound, Announcement, Often, SavedSearch, SearchHit, WayOut
from letting.services.publishing import withdraw_listing
from letting.services.searches import (
    change_search,
    pause_search,
    remove_search,
    resume_search,
    save_search,
)
from queues.models import Registration
from tenants import mailing
from tenants.actors import person_actor
from tenants.models import Event, Message, Person, User
from tenants.outcome import Refused
from tests.cast import STAFF, World, at, other_landlord

MORNING = at("05-11 08:00")
SMALL, LARGE = Wanted(rooms_to=2), Wanted(rooms_from=3)


def saves(world: World, name: str, wanted: Wanted = SMALL, *, often: str = Often.IMMEDIATE, called: str = "",
          now: Any = MORNING) -> SavedSearch:  # fmt: skip
    person = world.person(name, born=f"19{60 + len(world.people)}0101")
    with world.scope():
        found = save_search(
            person.pk, wanted, name=called or f"{name}s sökning", often=often, by=person_actor(person.pk), now=now
        )
    assert isinstance(found, SavedSearch), found
    return found


def does(world: World, service: Any, search: SavedSearch, now: Any, **more: Any) -> Any:
    with world.scope():
        return service(search.pk, search.person_id, by=person_actor(search.person_id), now=now, **more)


def told(world: World) -> list[tuple[str, list[str], int]]:
    """Return who has been told by which searches of how many flats, the first first."""
    with world.scope():
        rows = Message.objects.filter(kind="homes_found").select_related("person").order_by("pk")
        return [(row.person.given_name, row.context["searches"], row.context["count"]) for row in rows if row.person]


def test_a_flat_is_told_of_at_once_by_the_next_tick_and_never_again(town: World) -> None:
    saves(town, "Anna")
    saves(town, "Bo", LARGE)
    town.listing(town.unit("A1", rooms=2))
    for minute in ("09:01", "09:02", "09:30"):
        town.tick(at(f"05-11 {minute}"))
    assert told(town) == [("Anna", ["Annas sökning"], 1)]
    with town.scope():
        assert (SearchHit.objects.count(), Announcement.objects.count()) == (1, 0)


def test_many_flats_and_many_searches_are_one_mail(town: World) -> None:
    saves(town, "Anna", called="Smått")
    saves(town, "Anna", Wanted(area=("Centrum",)), called="Mitt i")
    for number in range(12):
        town.listing(town.unit(f"A{number}"))
    town.tick(at("05-11 09:01"))
    assert told(town) == [("Anna", ["Smått", "Mitt i"], 12)]
    with town.scope():
        context = Message.objects.get(kind="homes_found").context
        assert (len(context["flats"]), context["more"], SearchHit.objects.count()) == (10, 2, 24)


def test_the_daily_mail_gathers_a_day_and_goes_at_half_past_seven_on_workdays(town: World) -> None:
    saves(town, "Anna", often=Often.DAILY)
    for morning in ("05-12 07:30", "05-13 07:30"):
        town.tick(at(morning))
    town.listing(town.unit("A1"), publish=at("05-13 09:00"))
    town.listing(town.unit("A2"), publish=at("05-13 14:00"))
    town.tick(at("05-14 12:00"))  # Ascension day
    assert told(town) == []
    town.tick(at("05-15 07:30"))
    assert told(town) == [("Anna", ["Annas sökning"], 2)]
    town.tick(at("05-18 07:30"))
    assert len(told(town)) == 1
    with town.scope():
        assert AlertRound.objects.get(often=Often.DAILY).look_again_at == at("05-19 07:30")


def test_what_was_published_before_the_search_is_not_news(town: World) -> None:
    town.listing(town.unit("A1"))
    saves(town, "Anna", now=at("05-11 09:30"))
    town.listing(town.unit("A2"), publish=at("05-11 10:00"))
    town.tick(at("05-11 10:01"))
    assert told(town) == [("Anna", ["Annas sökning"], 1)]


def test_a_flat_that_is_withdrawn_before_the_tick_is_told_to_nobody(town: World) -> None:
    saves(town, "Anna")
    listing = town.listing(town.unit("A1"))
    with town.scope():
        assert withdraw_listing(listing.pk, reason="Vatten.", by=STAFF, now=at("05-11 09:00")) is None
    town.tick(at("05-11 09:01"))
    assert told(town) == []


def test_a_paused_search_is_silent_and_one_taken_up_again_tells_of_what_comes_after(town: World) -> None:
    search = saves(town, "Anna")
    does(town, pause_search, search, at("05-11 08:30"))
    town.listing(town.unit("A1"))
    town.tick(at("05-11 09:01"))
    does(town, resume_search, search, at("05-11 10:00"))
    town.listing(town.unit("A2"), publish=at("05-11 11:00"))
    town.tick(at("05-11 11:01"))
    assert told(town) == [("Anna", ["Annas sökning"], 1)]
    does(town, remove_search, search, at("05-11 12:00"))
    town.listing(town.unit("A3"), publish=at("05-11 13:00"))
    town.tick(at("05-11 13:01"))
    assert len(told(town)) == 1


def test_nothing_falls_between_when_a_search_changes_its_rhythm(town: World) -> None:
    saves(town, "Bo")
    search = saves(town, "Anna", often=Often.DAILY)
    town.listing(town.unit("A1"))
    town.tick(at("05-11 09:01"))
    town.listing(town.unit("A2", rooms=5), publish=at("05-11 12:00"))
    town.tick(at("05-11 12:01"))
    does(town, change_search, search, at("05-11 13:00"), name="Annas sökning", often=Often.IMMEDIATE)
    town.listing(town.unit("A3"), publish=at("05-11 14:00"))
    town.tick(at("05-11 14:01"))
    assert sorted(told(town)) == [
        ("Anna", ["Annas sökning"], 2), ("Bo", ["Bos sökning"], 1), ("Bo", ["Bos sökning"], 1)
    ]  # fmt: skip


def test_after_days_of_outage_one_mail_tells_of_all_that_is_still_free(town: World) -> None:
    saves(town, "Anna")
    for number in range(3):
        town.listing(town.unit(f"A{number}"), publish=at("05-11 09:00") + timedelta(hours=number))
    town.tick(at("05-13 09:00"))
    assert told(town) == [("Anna", ["Annas sökning"], 3)]


def test_whoever_stands_in_line_no_more_or_has_no_login_is_not_told(town: World) -> None:
    for name in ("Anna", "Bo", "Cecilia", "Disa"):
        saves(town, name)
    with town.scope():
        Registration.objects.filter(person=town.people["Bo"]).update(deactivated_at=MORNING)
        Person.objects.filter(pk=town.people["Cecilia"].pk).update(user=None)
        Registration.objects.filter(person=town.people["Disa"]).delete()
    town.listing(town.unit("A1"))
    town.tick(at("05-11 09:01"))
    assert {name for name, *_ in told(town)} == {"Anna", "Disa"}  # Disa has not joined a queue yet
    User.objects.filter(pk=town.users["Anna"].pk).update(is_active=False)
    town.listing(town.unit("A2"), publish=at("05-11 10:00"))
    town.tick(at("05-11 10:01"))
    assert [name for name, *_ in told(town)].count("Anna") == 1


def test_there_is_a_limit_and_the_same_filters_are_the_same_search(town: World) -> None:
    for rooms in range(1, 11):
        saves(town, "Anna", Wanted(rooms_from=rooms))
    again = saves(town, "Anna", Wanted(rooms_from=3), called="Nytt namn", often=Often.DAILY)
    anna = town.people["Anna"].pk
    with town.scope():
        one_more = save_search(
            anna, Wanted(rooms_from=11), name="x", often=Often.DAILY, by=person_actor(anna), now=MORNING
        )
        nameless = save_search(anna, SMALL, name=" \n ", often=Often.DAILY, by=person_actor(anna), now=MORNING)
        rows = SavedSearch.objects.filter(person=anna)
        assert (one_more, nameless) == (Refused(("too_many_searches",)), Refused(("no_name",)))
        assert (rows.count(), rows.get(name="Nytt namn").pk) == (10, again.pk)
        kinds = list(Event.objects.filter(kind__startswith="search.").order_by("pk").values_list("kind", flat=True))
    assert kinds == ["search.saved"] * 10 + ["search.changed"]


def test_the_mail_has_a_way_out_by_one_click_and_its_key_is_kept_nowhere(town: World, mailoutbox: list[Any]) -> None:
    saves(town, "Anna")
    town.listing(town.unit("A1"))
    town.tick(at("05-11 09:01"))
    assert mailing.send_due(at("05-11 09:02")) == 1
    [mail] = mailoutbox
    address = mail.extra_headers["List-Unsubscribe"].strip("<>")
    assert mail.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(rf"http://{re.escape(town.host)}/avsluta-mejl/[\w-]{{43}}/", address)
    key = address.split("/")[-2]
    assert (mail.body.count(address), mail.alternatives[0][0].count(address)) == (1, 1)
    with town.scope():
        [message], [way] = Message.objects.values(), WayOut.objects.values()
    assert key not in f"{message}{way}"
    assert "Åsgatan 14, Centrum" in message["body"]


def test_other_mails_have_no_such_headers(town: World, mailoutbox: list[Any]) -> None:
    listing = town.listing()
    town.person("Anna")
    town.wants("Anna", listing)
    town.tick(at("05-18 08:00"))
    mailing.send_due(at("05-18 08:01"))
    assert [mail.extra_headers.get("List-Unsubscribe") for mail in mailoutbox] == [None]


def test_a_protected_persons_mail_names_no_flat_and_her_inbox_does(town: World, mailoutbox: list[Any]) -> None:
    saves(town, "Anna", called="Nära Åsgatan")
    with town.scope():
        Person.objects.filter(pk=town.people["Anna"].pk).update(protected=True)
    town.listing(town.unit("A1"))
    town.tick(at("05-11 09:01"))
    mailing.send_due(at("05-11 09:02"))
    [mail] = mailoutbox
    for text in (mail.subject, mail.body, mail.alternatives[0][0]):
        assert ("Åsgatan" in text, "Centrum" in text) == (False, False)
    assert told(town) == [("Anna", ["Nära Åsgatan"], 1)]


def test_two_landlords_tell_their_own(town: World) -> None:
    neighbour = other_landlord()
    saves(town, "Anna")
    saves(neighbour, "Fredrik")
    neighbour.listing(neighbour.unit("B1"))
    town.tick(at("05-11 09:01"))
    assert (told(town), told(neighbour)) == ([], [("Fredrik", ["Fredriks sökning"], 1)])


def test_a_run_asks_as_little_for_thirty_searches_as_for_one(town: World) -> None:
    def run(minute: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            town.tick(at(f"05-11 10:{minute:02}"))
        return len(asked)

    saves(town, "Anna")
    town.listing(town.unit("A1"), publish=at("05-11 10:00"))
    one = run(1)
    for number in range(9):
        saves(town, "Anna", Wanted(rooms_to=3 + number), now=at("05-11 10:02"))
    for number in range(20):
        saves(town, f"Gäst{number}", now=at("05-11 10:02"))
    town.listing(town.unit("A2"), publish=at("05-11 10:03"))
    assert run(4) == one
