"""Two on a lease on Mina sidor: each signs, one gives notice, the other stays; an earlier day. LEASE-1, 3, 5, 6."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from letting.models import EarlierMove, HomeClaim, Lease, Notice
from tests.cast import Clock, World, at, make_world
from tests.letting.handing_over import handed_over
from tests.letting.renting import gives_notice, rents
from tests.letting.two import awarded_to_two, claims, confirmed, grants, live_together
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit
from tests.papers import pdf

SIGNED = {"read": "on", "residence": "on", "insurance": "on"}


@pytest.fixture
def tuna(db: None, clock: Clock, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    clock.now = at("05-13 10:00")
    return make_world("tunabyggen")


def test_lease_6_each_signs_on_her_own_pages_and_sees_who_has(tuna: World, clock: Clock, visit: Visit) -> None:
    awarded_to_two(tuna)
    with tuna.scope():
        home = f"/mina-sidor/avtal/{Lease.objects.get().pk}/"
    anna, bo = visit("Anna", tuna), visit("Bo", tuna)

    assert "Skriv under avtalet för Åsgatan 14" in bo.text("/mina-sidor/")
    page = bo.text(home)
    for said in ("Ni är två på avtalet.", "Anna Test", "Har inte skrivit under"):
        assert said in page
    assert ("Tacka nej" in page, "Tacka nej" in anna.text(home)) == (False, True)
    assert bo.post(f"{home}tacka-nej/").headers["Location"] == home
    assert bo.post(f"{home}skriv-under/", **SIGNED).headers["Location"] == f"{home}klart/"
    done = bo.text(f"{home}klart/")
    assert "Avtalet gäller när Anna Test också har skrivit under, senast onsdag 20 maj" in done
    assert "Väntar på den andras underskrift" in bo.text("/mina-sidor/avtal/")
    assert "Skriv under avtalet för" not in bo.text("/mina-sidor/")
    assert "Skrev under onsdag 13 maj kl. 10.00" in anna.text(home)

    clock.now = at("05-14 09:00")
    assert anna.post(f"{home}skriv-under/", **SIGNED).status_code == 303
    assert "Ni har båda skrivit under." in anna.text(f"{home}klart/")
    tuna.tick(at("05-14 09:01"))
    for each in (anna, bo):
        assert each.text(home).count("Skrev under") == 2
        assert each.get(f"{home}avtal.pdf").content[:5] == b"%PDF-"


def test_the_one_who_has_signed_first_sees_on_her_offer_what_is_waited_for(
    tuna: World, clock: Clock, visit: Visit
) -> None:
    awarded_to_two(tuna)
    anna = visit("Anna", tuna)
    with tuna.scope():
        lease = Lease.objects.get()
    anna.post(f"/mina-sidor/avtal/{lease.pk}/skriv-under/", **SIGNED)
    page = anna.text(f"/mina-sidor/erbjudanden/{lease.offer_id}/")
    assert ("Du har skrivit under" in page, "Läs och skriv under avtalet" in page) == (True, False)
    assert "Läs och skriv under avtalet" not in anna.text("/mina-sidor/")


def test_lease_6_one_gives_notice_and_the_other_asks_to_stay(tuna: World, clock: Clock, visit: Visit) -> None:
    home = f"/mina-sidor/avtal/{live_together(tuna).pk}/"
    clock.now = at("05-20 10:00")
    anna, bo = visit("Anna", tuna), visit("Bo", tuna)

    check = words(bo.post(f"{home}sag-upp/", reason="care_home"))
    assert "Hela avtalet upphör, även för den du hyr tillsammans med." in check
    assert bo.post(f"{home}sag-upp/", reason="care_home", seen="2026-08-31").status_code == 303

    page = anna.text(f"{home}uppsagning/")
    for said in ("har sagt upp avtalet. Det gäller er båda.", "Jag vill bo kvar", "måndag 31 augusti 2026"):
        assert said in page
    assert "vård- och omsorgsboende" not in page  # why he leaves is his own
    assert "Be att få ta tillbaka" not in page
    assert bo.get(f"{home}uppsagning/bo-kvar/").headers["Location"] == f"{home}uppsagning/"
    assert anna.get(f"{home}uppsagning/angra/").status_code == 404
    ask = anna.text(f"{home}uppsagning/bo-kvar/")
    assert ("Vi prövar om du uppfyller våra grundkrav" in ask, "4 arbetsdagar" in ask) == (True, True)
    assert anna.post(f"{home}uppsagning/bo-kvar/").status_code == 303
    again = anna.post(f"{home}uppsagning/bo-kvar/")
    assert again.status_code == 303
    page = anna.text(f"{home}uppsagning/")
    assert ("Du har redan begärt att få bo kvar." in page, "Prövas" in page) == (True, True)
    assert "Den andra vill bo kvar" in bo.text(f"{home}uppsagning/")


def test_the_one_who_stays_signs_a_lease_of_her_own(tuna: World, clock: Clock, visit: Visit) -> None:
    lease = live_together(tuna)
    notice = confirmed(tuna, gives_notice(tuna, lease, "05-20 10:00"))
    own = grants(tuna, claims(tuna, "Bo", notice)).lease
    clock.now = at("05-26 10:00")
    anna, bo, home = visit("Anna", tuna), visit("Bo", tuna), f"/mina-sidor/avtal/{own.pk}/"

    assert "Skriv under ditt eget avtal senast fredag 29 maj" in bo.text(f"/mina-sidor/avtal/{lease.pk}/uppsagning/")
    assert "Skriv under avtalet för Åsgatan 14" in bo.text("/mina-sidor/")
    assert "annars gäller uppsägningen och du kan inte bo kvar" in bo.text(home)
    assert (anna.get(home).status_code, anna.post(f"{home}skriv-under/", **SIGNED).status_code) == (404, 404)
    assert bo.post(f"{home}tacka-nej/").headers["Location"] == home
    assert bo.post(f"{home}skriv-under/", **SIGNED).headers["Location"] == f"{home}klart/"
    assert "Du bor kvar på Åsgatan 14" in bo.text(f"{home}klart/")
    assert "Ditt avtal upphör måndag 31 augusti 2026." in anna.text(f"/mina-sidor/avtal/{lease.pk}/uppsagning/")


def test_another_persons_two_are_not_found(tuna: World, clock: Clock, visit: Visit) -> None:
    lease = live_together(tuna)
    gives_notice(tuna, lease, "05-20 10:00")
    clock.now = at("05-20 11:00")
    tuna.person("Eva", serial=995)
    eva, home = visit("Eva", tuna), f"/mina-sidor/avtal/{lease.pk}/"
    for path in ("", "uppsagning/", "uppsagning/bo-kvar/", "tidigare-inflyttning/", "avtal.pdf"):
        assert (eva.get(home + path).status_code, eva.post(home + path).status_code) in ((404, 404), (404, 405))
    with tuna.scope():
        assert HomeClaim.objects.count() == 0


def test_lease_5_a_day_is_proposed_and_agreed_on(tuna: World, clock: Clock, visit: Visit) -> None:
    old, new = handed_over(tuna)
    rents(tuna, "Cecilia", tuna.unit("C9", rent=6000), notice_on=at("05-20 10:00").date(),
          ends_on=at("07-31 00:00").date())  # fmt: skip
    clock.now = at("05-27 10:00")
    anna, cecilia = visit("Anna", tuna), visit("Cecilia", tuna)
    mine, hers = (f"/mina-sidor/avtal/{row.pk}/tidigare-inflyttning/" for row in (old, new))

    assert "Tidigare inflyttning" in cecilia.text(f"/mina-sidor/avtal/{new.pk}/")
    page = cecilia.text(hers)
    assert "Onsdag 1 juli 2026. Du betalar 7 200 kr i månaden från den dagen. Under 31 dagar betalar du två" in page
    assert "din nuvarande bostad kostar 6 000 kr den tiden" in page
    assert "Välj en dag." in words(cecilia.post(hers))
    assert "Välj en av dagarna." in words(cecilia.post(hers, day="2026-07-15"))
    assert cecilia.post(hers, act="yes").status_code == 422
    assert cecilia.post(hers, day="2026-07-01").status_code == 303
    assert "Du har föreslagit inflyttning onsdag 1 juli 2026." in cecilia.text(hers)
    cecilia.post(hers, act="yes")
    assert "Förslaget är inte ditt att svara på." in cecilia.text(hers)

    page = anna.text(mine)
    for said in ("Den andra föreslår inflyttning onsdag 1 juli 2026.", "Du betalar hyra till och med tisdag 30 juni"):
        assert said in page
    assert anna.post(mine, act="yes").status_code == 303
    assert "Ni är överens om inflyttning onsdag 1 juli 2026." in cecilia.text(hers)
    with tuna.scope():
        assert EarlierMove.objects.get().state == "agreed"


def test_a_proposal_is_turned_down_or_taken_back(tuna: World, clock: Clock, visit: Visit) -> None:
    old, new = handed_over(tuna)
    clock.now = at("05-27 10:00")
    anna, cecilia = visit("Anna", tuna), visit("Cecilia", tuna)
    mine, hers = (f"/mina-sidor/avtal/{row.pk}/tidigare-inflyttning/" for row in (old, new))
    anna.post(mine, day="2026-06-01")
    assert "Ta tillbaka förslaget" in anna.text(mine)
    anna.post(mine, act="drop")
    assert "Förslaget är borttaget." in anna.text(mine)
    anna.post(mine, day="2026-08-01")
    cecilia.post(hers, act="no")
    with tuna.scope():
        assert list(EarlierMove.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "declined"]
    anna_alone = visit("Cecilia", tuna).get(mine)
    assert anna_alone.status_code == 404


def test_lease_3_the_paper_goes_with_the_notice_or_comes_afterwards(tuna: World, clock: Clock, visit: Visit) -> None:
    home = f"/mina-sidor/avtal/{rents(tuna, 'Anna').pk}/"
    clock.now = at("05-20 10:00")
    anna = visit("Anna", tuna)

    assert "Handlingen, till exempel ditt nya avtal" in words(anna.post(f"{home}sag-upp/", reason="care_home"))
    assert "Handlingen, till" not in words(anna.post(f"{home}sag-upp/", reason="internal"))
    sent = {"reason": "care_home", "seen": "2026-08-31"}
    bad = anna.post(f"{home}sag-upp/", **sent, documents=pdf("virus.exe", words=b"MZ"))
    with tuna.scope():
        assert (bad.status_code, Notice.objects.count()) == (422, 0)
    assert anna.post(f"{home}sag-upp/", **sent, documents=pdf("avtal.pdf")).status_code == 303

    page = anna.text(f"{home}uppsagning/")
    assert ("avtal.pdf" in page, "Lämna in handlingen" in page) == (True, True)
    assert anna.post(f"{home}uppsagning/", documents=pdf("mer.pdf")).status_code == 303
    assert "mer.pdf" in anna.text(f"{home}uppsagning/")
    with tuna.scope():
        notice = Notice.objects.get()
    confirmed(tuna, notice)
    page = anna.text(f"{home}uppsagning/")
    assert ("avtal.pdf" in page, "Lämna in handlingen" in page, "Ta bort" in page) == (True, False, False)


def test_pages_about_two_ask_few_questions(tuna: World, clock: Clock, visit: Visit) -> None:
    lease = live_together(tuna)
    claims(tuna, "Bo", gives_notice(tuna, lease, "05-20 10:00"))
    clock.now = at("05-23 10:00")
    bo, home = visit("Bo", tuna), f"/mina-sidor/avtal/{lease.pk}/"
    bo.text("/mina-sidor/")
    asked = {path: len(bo.queries(f"{home}{path}")) for path in ("", "uppsagning/")}
    assert max(asked.values()) <= 12, asked


def test_the_page_of_an_earlier_day_asks_few_questions(tuna: World, clock: Clock, visit: Visit) -> None:
    _, new = handed_over(tuna)
    clock.now = at("05-27 10:00")
    cecilia, home = visit("Cecilia", tuna), f"/mina-sidor/avtal/{new.pk}/"
    cecilia.text("/mina-sidor/")
    asked = {path: len(cecilia.queries(f"{home}{path}")) for path in ("", "tidigare-inflyttning/")}
    assert max(asked.values()) <= 12, asked
