"""Säg upp tillsammans, on both renters' pages, and the letters about it. LEASE-6."""

from __future__ import annotations

import pytest

from letting.models import JointNotice, Notice
from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outbox import render
from tests.cast import Clock, World, at, make_world
from tests.letting.renting import gives_notice, seen
from tests.letting.two import live_together
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit


@pytest.fixture
def flen(db: None, clock: Clock) -> World:
    clock.now = at("05-31 10:00")
    return make_world("flen")


@pytest.fixture
def borlange(db: None, clock: Clock) -> World:
    clock.now = at("05-21 10:00")
    return make_world("tunabyggen")


def test_one_asks_and_the_other_says_yes(flen: World, clock: Clock, visit: Visit) -> None:
    lease = live_together(flen)
    home = f"/mina-sidor/avtal/{lease.pk}/"
    give, together = f"{home}sag-upp/", f"{home}sag-upp/tillsammans/"
    anna, bo = visit("Anna", flen), visit("Bo", flen)

    assert "Säg upp tillsammans" in anna.text(home)
    assert "Uppsägningen räknas från den dag då den andra säger ja." in anna.text(give)
    look = words(anna.post(give, reason="larger"))
    assert "Sista dag för avtalet, om den andra svarar i dag" in look
    assert "tisdag 30 juni 2026" in look
    assert anna.post(give, reason="larger", seen="2026-06-30").headers["Location"] == together
    assert "Avtalet är inte uppsagt förrän den andra har sagt ja." in anna.text(together)
    assert anna.get(give).headers["Location"] == together

    page = bo.text(together)
    assert len(bo.queries(together)) <= 12
    assert "Anna Test vill säga upp avtalet." in page
    assert ("Flyttar till en större bostad hos oss" in page, "Jag flyttar" in page) == (True, False)
    assert seen(flen, lease) == (None, None)
    clock.now = at("06-01 10:00")
    moved = bo.post(together, act="yes", seen="2026-06-30")
    assert (moved.status_code, "Månaden har tagit slut" in words(moved)) == (422, True)
    done = bo.post(together, act="yes", seen="2026-07-31")
    assert done.headers["Location"] == f"{home}uppsagning/"
    assert "Ni har sagt upp avtalet tillsammans." in bo.text(f"{home}uppsagning/")
    assert bo.post(together, act="yes").headers["Location"] == f"{home}uppsagning/"
    with flen.scope():
        assert Notice.objects.get().by_both


def test_a_no_and_a_question_taken_back_leave_the_lease_as_it_was(flen: World, visit: Visit) -> None:
    lease = live_together(flen)
    home = f"/mina-sidor/avtal/{lease.pk}/"
    together, ask = f"{home}sag-upp/tillsammans/", {"reason": "move_out", "seen": "2026-08-31"}
    anna, bo = visit("Anna", flen), visit("Bo", flen)
    assert anna.get(together).headers["Location"] == home
    answers = ((bo, "no", "Du har sagt nej. Avtalet gäller som förut."), (anna, "drop", "Frågan är borttagen."))
    for who, act, said in answers:
        anna.post(f"{home}sag-upp/", **ask)
        assert who.post(together, act=act).headers["Location"] == home
        assert said in who.text(home)
    anna.post(together, act="yes", seen="2026-08-31")
    assert "Frågan är redan besvarad." in anna.text(home)
    anna.post(f"{home}sag-upp/", **ask)
    assert anna.post(together, act="yes", seen="2026-08-31").headers["Location"] == home
    assert "Det är den andra på avtalet som svarar." in anna.text(home)
    assert seen(flen, lease) == (None, None)


def test_a_question_ends_with_a_notice_that_staff_have_from_both(flen: World, visit: Visit) -> None:
    lease = live_together(flen)
    home = f"/mina-sidor/avtal/{lease.pk}/"
    anna, bo = visit("Anna", flen), visit("Bo", flen)
    anna.post(f"{home}sag-upp/", reason="move_out", seen="2026-08-31")
    gives_notice(flen, lease, "05-31 10:30", by_both=True)
    for who in (anna, bo):
        assert who.get(f"{home}sag-upp/tillsammans/").headers["Location"] == f"{home}uppsagning/"


def test_the_other_says_that_she_leaves_too(borlange: World, visit: Visit) -> None:
    lease = live_together(borlange)
    gives_notice(borlange, lease, "05-20 10:00", "care_home")
    page = f"/mina-sidor/avtal/{lease.pk}/uppsagning/"
    anna, bo = visit("Anna", borlange), visit("Bo", borlange)

    assert f'href="{page}flyttar-ocksa/"' in bo.get(page).content.decode()
    assert "Dina köpoäng kan börja om" in bo.text(f"{page}flyttar-ocksa/")
    assert len(bo.queries(f"{page}flyttar-ocksa/")) <= 12
    assert anna.get(f"{page}flyttar-ocksa/").headers["Location"] == page
    assert bo.post(f"{page}flyttar-ocksa/").headers["Location"] == page
    after = bo.text(page)
    assert "Uppsägningen är nu er gemensamma." in after
    assert ("Jag vill bo kvar" in after, "vård- och omsorgsboende" in after) == (False, False)
    bo.post(f"{page}flyttar-ocksa/")
    assert "Det kan bara den som inte själv har sagt upp." in bo.text(page)


def test_another_persons_is_not_found(flen: World, visit: Visit) -> None:
    home = f"/mina-sidor/avtal/{live_together(flen).pk}/"
    flen.person("Eva", serial=995)
    eva = visit("Eva", flen)
    for path in ("sag-upp/tillsammans/", "uppsagning/flyttar-ocksa/"):
        assert (eva.get(home + path).status_code, eva.post(home + path).status_code) == (404, 404)


def test_the_letters_say_what_is_asked_in_both_languages(flen: World, visit: Visit) -> None:
    lease = live_together(flen)
    home = f"/mina-sidor/avtal/{lease.pk}/sag-upp/"
    anna, bo = visit("Anna", flen), visit("Bo", flen)
    anna.post(home, reason="move_out", seen="2026-08-31")
    bo.post(f"{home}tillsammans/", act="no")
    with flen.scope():
        assert JointNotice.objects.get().state == "declined"
        rules = rules_today(at("05-31 10:00").date())
        extra = {"landlord": flen.landlord, "facts": rules.landlord, "rules": rules, "in_mail": True,
                 "base_url": "http://flen.localhost:8000"}  # fmt: skip
        rows = Message.objects.filter(kind__startswith="joint_notice").order_by("pk").select_related("person")
        sv, en = ([render(row, language=one, extra=extra | {"person": row.person}) for row in rows]
                  for one in ("sv", "en"))  # fmt: skip
    assert [one.subject for one in sv] == [
        "Vill du också säga upp Åsgatan 14?", "Avtalet för Åsgatan 14 är inte uppsagt",
    ]  # fmt: skip
    assert f"http://flen.localhost:8000{home}tillsammans/" in sv[0].text
    assert "Anna Test vill att ni säger upp hyresavtalet för Åsgatan 14 tillsammans." in sv[0].text
    assert [one.subject for one in en] == [
        "Do you also want to give notice of Åsgatan 14?", "The lease for Åsgatan 14 has not been ended",
    ]  # fmt: skip
