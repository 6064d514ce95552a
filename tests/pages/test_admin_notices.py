"""Notices at the staff's desk: confirmed, undone, and given for a renter or an estate. LEASE-3, LEASE-4."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from letting.models import Lease, Notice
from letting.services.notice import ask_to_withdraw
from tenants.actors import person_actor
from tenants.models import Event, Role
from tests.cast import Clock, World, at, make_world
from tests.letting.changing import answers, asks, grants, shows_paper
from tests.letting.renting import gives_notice, rents, seen
from tests.pages.office import inside, queries, words

LIST = "/admin/letting/notice/"


@pytest.fixture
def borlange(db: None, clock: Clock) -> World:
    clock.now = at("05-21 10:00")
    return make_world("tunabyggen")


@pytest.fixture
def flen(db: None, clock: Clock) -> World:
    clock.now = at("05-21 10:00")
    return make_world("flen")


def page_of(notice: Notice) -> str:
    return f"{LIST}{notice.pk}/change/"


def test_what_waits_is_on_the_board_and_confirmed_with_or_without_its_reason(flen: World) -> None:
    lease = rents(flen, "Anna", flen.unit("A1", street="Åsgatan 14"))
    notice = gives_notice(flen, lease, "05-20 10:00", "smaller")
    eva = inside(flen)

    board = words(eva.get("/admin/"))
    assert ("Uppsägningar" in board, page_of(notice) in board, "Upphör måndag 31 augusti 2026" in board) == (True,) * 3
    page = words(eva.get(page_of(notice)))
    for told in (
        "Bekräfta och godta anledningen: avtalet upphör tisdag 30 juni 2026",
        "Bekräfta med ordinarie uppsägningstid: avtalet upphör måndag 31 augusti 2026",
        "onsdag 20 maj kl. 10.00",
    ):
        assert told in page
    assert "Välj ett beslut." in words(eva.post(page_of(notice)))
    assert eva.post(page_of(notice), {"decision": "undo"}).status_code == 422
    assert eva.post(page_of(notice), {"decision": "accept"}).status_code == 303

    done = words(eva.get(page_of(notice)))
    assert ("Beslutet är sparat." in done, "Spara beslutet" in done) == (True, False)
    assert seen(flen, lease) == (date(2026, 5, 20), date(2026, 6, 30))
    listings = words(eva.get("/admin/letting/listing/"))
    assert ("Åsgatan 14, A1" in listings, "Utkast" in listings) == (True, True)


def test_a_question_to_undo_is_answered(flen: World) -> None:
    first, second = rents(flen, "Anna"), rents(flen, "Bo")
    notices = [gives_notice(flen, lease, "05-20 10:00") for lease in (first, second)]
    with flen.scope():
        for notice in notices:
            ask_to_withdraw(notice.pk, notice.person_id, by=person_actor(notice.person_id), now=at("05-20 11:00"))
    eva = inside(flen)
    assert "Vill ta tillbaka" in words(eva.get(LIST))

    eva.post(page_of(notices[0]), {"decision": "undo"})
    eva.post(page_of(notices[1]), {"decision": "stand"})

    assert (seen(flen, first), seen(flen, second)) == ((None, None), (date(2026, 5, 20), date(2026, 8, 31)))
    assert "Bekräfta: avtalet upphör måndag 31 augusti 2026" in words(eva.get(page_of(notices[1])))


def test_lease_3_staff_give_notice_for_an_estate(borlange: World) -> None:
    lease = rents(borlange, "Anna")
    eva, path = inside(borlange), f"{LIST}for/{lease.pk}/"
    assert f'href="{path}"' in eva.get(f"/admin/tenants/person/{lease.person_id}/change/").content.decode()

    bare = words(eva.post(path, {"reason": "estate", "how": "phone", "sure": "on"}))
    assert "Skriv vem som företräder dödsboet." in bare
    assert "Skriv vilken dag hyresgästen avled." in bare
    ahead = {"reason": "estate", "died_on": "2026-05-22", "contact": "Bo Test, 070-1", "how": "phone", "sure": "on"}
    assert "Dödsdagen har inte varit än." in words(eva.post(path, ahead))
    given = eva.post(path, ahead | {"died_on": "2026-05-10"})

    with borlange.scope():
        notice = Notice.objects.get()
        assert given.headers["Location"] == page_of(notice)
        assert (notice.reason, notice.died_on, notice.contact, notice.given_by[:6]) == (
            "estate", date(2026, 5, 10), "Bo Test, 070-1", "staff:",
        )  # fmt: skip
        assert Event.objects.filter(kind="person.served").count() == 1
    assert "Det är redan" not in words(eva.get(page_of(notice)))
    again = eva.get(path, follow=True)
    assert "Avtalet är redan uppsagt, eller har upphört." in words(again)


def test_staff_read_a_renters_reason_as_hers_and_not_as_their_own(flen: World) -> None:
    notice = gives_notice(flen, rents(flen, "Anna"), "05-20 10:00", "smaller")
    eva = inside(flen)
    for path in (LIST, page_of(notice)):
        page = words(eva.get(path))
        assert ("Flyttar till en mindre bostad hos oss" in page, "Jag flyttar" in page) == (True, False)
    other = rents(flen, "Bo")
    assert "Jag flyttar" not in words(eva.get(f"{LIST}for/{other.pk}/"))


def test_a_lease_that_has_not_begun_has_one_reason_to_choose(flen: World) -> None:
    path = f"{LIST}for/{rents(flen, 'Anna', starts_on=date(2026, 6, 1)).pk}/"
    eva = inside(flen)
    form = words(eva.get(path))
    assert ("Flyttar ut." in form, "Hyresgästen har avlidit" in form, "mindre bostad" in form) == (True, False, False)
    tried = eva.post(path, {"reason": "smaller", "how": "phone", "sure": "on"})
    assert (tried.status_code, "Välj en av anledningarna." in words(tried)) == (422, True)


def test_only_those_who_act_for_renters_decide_and_protected_renters_are_hidden(flen: World) -> None:
    notice = gives_notice(flen, rents(flen, "Anna"), "05-20 10:00")
    reader = Client(HTTP_HOST=flen.host)
    reader.force_login(flen.staff("Rolf", Role.READER), backend="django.contrib.auth.backends.ModelBackend")
    assert reader.get(page_of(notice)).status_code == 200
    assert "Spara beslutet" not in words(reader.get(page_of(notice)))
    assert reader.post(page_of(notice), {"decision": "confirm"}).status_code == 403

    with flen.scope():
        flen.people["Anna"].protected = True
        flen.people["Anna"].save()
    eva = inside(flen)
    assert "HAnna" not in words(eva.get(LIST))
    assert eva.get(f"{LIST}for/{notice.lease_id}/").status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(flen: World) -> None:
    eva = inside(flen)
    asked: list[int] = []
    for name in ("Anna", "Bo", "Cecilia"):
        gives_notice(flen, rents(flen, name), "05-20 10:00")
        asked.append(len(queries(eva, LIST)))
    assert asked[0] == asked[2]
    with flen.scope():
        assert Lease.objects.filter(notice_on__isnull=False).count() == 3


def test_that_a_sublet_stays_shortened_is_told_before_and_after_a_notice_is_undone(
    borlange: World, clock: Clock
) -> None:
    lease = rents(borlange, "Anna")
    borlange.person("Bo", serial=990)
    shows_paper(borlange, lease, "sublet")
    change = asks(borlange, lease, "sublet", from_on=date(2026, 6, 1), until_on=date(2027, 1, 31))
    answers(borlange, "Bo", "05-20 11:00")
    grants(borlange, change, "05-20 12:00")
    notice = gives_notice(borlange, lease, "05-20 13:00")
    with borlange.scope():
        ask_to_withdraw(notice.pk, lease.person_id, by=person_actor(lease.person_id), now=at("05-20 14:00"))
    eva = inside(borlange)
    page = words(eva.get(page_of(notice)))
    assert "Kortad till måndag 31 augusti 2026, var till söndag 31 januari 2027." in page
    assert "Tas uppsägningen tillbaka förlängs den inte av sig själv." in page
    assert len(queries(eva, page_of(notice))) <= 12
    assert eva.post(page_of(notice), {"decision": "undo"}).status_code == 303
    assert "Andrahandsuthyrningen är fortfarande kortad" in words(eva.get(page_of(notice)))
