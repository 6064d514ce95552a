"""Where staff choose, through the front door: whom to show a flat, whom to let it to. JOUR-4, 5, 14, CHECK-18."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from letting.models import Lease, Listing, Offer
from letting.services.interests import withdraw_interest
from letting.services.offers import accept
from letting.services.signing import sign
from queues.models import PriorityClaim
from tenants.models import Role
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.letting.scenes import approve
from tests.pages.ended_adverts import ended, people
from tests.pages.office import bench, inside, protect, text, told, words

DASHBOARD = "/admin/"
WHY = {"cause": "long_wait", "reason": "Har väntat längst."}


@pytest.fixture(autouse=True)
def clock(clock: Clock) -> Clock:
    clock.now = at("05-18 09:00")
    return clock


@pytest.fixture(scope="module")
def kept(lasting_db: None) -> dict[str, tuple[World, Listing]]:
    return {slug: ended(make_world(slug)) for slug in ("wennergrens", "flen")}


@pytest.fixture
def hjo(kept: dict[str, tuple[World, Listing]], db: None) -> tuple[World, Listing]:
    """A landlord that chooses freely whom to show the flat to."""
    return deepcopy(kept["wennergrens"])


@pytest.fixture
def flen(kept: dict[str, tuple[World, Listing]], db: None) -> tuple[World, Listing]:
    """A landlord that chooses among the first five; they have all been asked."""
    return deepcopy(kept["flen"])


def both_yes(world: World, listing: Listing, clock: Clock) -> None:
    """Anna and Bo have been shown the flat, and say yes; Cecilia does not answer."""
    world.tick(at("05-25 08:00"))
    for name in ("Anna", "Bo"):
        assert world.does(name, accept, listing, at("05-25 10:00")) is None
    world.tick(at("05-28 08:00"))
    clock.now = at("05-28 09:00")


# ---- to a viewing


def test_jour_4_the_start_page_leads_to_the_selection_and_offers_go_to_those_selected(
    hjo: tuple[World, Listing],
) -> None:
    world, listing = hjo
    eva, page = inside(world), bench("select", listing)
    start = text(eva, DASHBOARD)
    assert ("Urval till visning att göra" in start, f'href="{page}"' in start) == (True, True)
    shown = text(eva, bench("workbench", listing))
    assert (f'href="{page}"' in shown, "Väntar på urval till visning" in shown) == (True, True)
    assert "Annonstiden är slut" in text(eva, "/admin/letting/listing/")
    shown = text(eva, page)
    for said in ("1. Anna Test", "3. Cecilia Test", "i kö sedan fredag 1 januari 2010", "Ålder<", "prövas"):
        assert said in shown, said
    assert eva.post(page, {"people": people(world, "Cecilia", "Anna"), **WHY}).status_code == 303
    assert world.offers(listing) == {"Anna": "pending", "Cecilia": "pending"}
    assert told(world, "applicants.") == [("applicants.selected", {"number": 2, "cause": "long_wait"})]
    shown = text(eva, bench("workbench", listing))
    for said in ("Skäl för urvalet: Har väntat längst.", "Personalen valde 2 sökande till visning (lång kötid)."):
        assert said in shown, said
    assert "Urval till visning att göra" not in text(eva, DASHBOARD)
    again = eva.post(page, {"people": people(world, "Bo"), **WHY}, follow=True)
    assert "Det går inte längre" in words(again)
    assert "Bo" not in world.offers(listing)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"people": []}, "Välj minst en sökande."),
    ({"people": ["999999999"]}, "Välj bland sökandena i listan."),
    ({"people": ["' OR 1=1"]}, "Välj bland sökandena i listan."),
    ({"cause": ""}, "Välj ett skäl."),
    ({"cause": "accessible_flat"}, "Välj ett skäl i listan."),
    ({"reason": "  "}, "Skriv kort varför."),
    ({"reason": "x" * 501}, ""),
    ({"reason": "nul\x00"}, ""),
]


@pytest.mark.parametrize(("change", "says"), BAD, ids=[str(change)[:30] for change, _ in BAD])
def test_jour_4_what_cannot_be_is_told_at_its_field_and_what_was_typed_stays(
    hjo: tuple[World, Listing], change: dict[str, Any], says: str
) -> None:
    world, listing = hjo
    form = {"people": people(world, "Bo"), **WHY, "reason": "<u>Lång tid</u>"} | change
    answer = inside(world).post(bench("select", listing), form)
    page = words(answer)
    assert (answer.status_code, says in page, "field__error" in page) == (422, True, True)
    assert ("&lt;u&gt;Lång tid" in page or "reason" in change, "<u>Lång" in page) == (True, False)
    assert "people" in change or page.count("checked") == 1 + ("cause" not in change)
    assert world.offers(listing) == {}


def test_jour_4_someone_who_left_meanwhile_cannot_be_selected(hjo: tuple[World, Listing]) -> None:
    world, listing = hjo
    world.does("Bo", withdraw_interest, listing, at("05-18 08:30"))
    answer = inside(world).post(bench("select", listing), {"people": people(world, "Anna", "Bo"), **WHY})
    page = words(answer)
    assert (answer.status_code, "Välj bland sökandena i listan." in page, "Bo Test" in page) == (422, True, False)
    assert world.offers(listing) == {}


def test_jour_5_priority_and_protected_persons_stand_in_the_selection_as_each_may_see(
    hjo: tuple[World, Listing],
) -> None:
    world, listing = hjo
    with world.scope():
        claim = {"ground": "work", "state": "granted", "filed_at": at("05-01 12:00"), "offers_left": 1}
        PriorityClaim.objects.create(
            person=world.people["Cecilia"], decided_at=at("05-02 12:00"), decided_by="staff:0", **claim
        )
    protect(world, "Bo")
    eva, maria = inside(world), inside(world, "Maria", Role.MANAGER)
    page = text(eva, bench("select", listing))
    told_of = ("förtur: Arbete på orten", "2. Skyddade personuppgifter", "Bo Test")
    assert [said in page for said in told_of] == [True, True, False]
    assert "2. Bo Test" in text(maria, bench("select", listing))


# ---- among those who said yes


def test_jour_14_staff_choose_among_those_who_said_yes_and_the_reason_stands_at_the_offer(
    flen: tuple[World, Listing], clock: Clock
) -> None:
    world, listing = flen
    eva, page = inside(world), bench("choose", listing)
    assert "Ingen som tackat ja väntar" in text(eva, page)
    both_yes(world, listing, clock)
    start = text(eva, DASHBOARD)
    assert ("Val av hyresgäst att göra" in start, f'href="{page}"' in start) == (True, True)
    shown = text(eva, page)
    assert [name in shown for name in ("1. Anna Test", "2. Bo Test", "Cecilia Test")] == [True, True, False]
    nobody = eva.post(page, {"people": people(world, "Cecilia"), **WHY})
    assert (nobody.status_code, "Välj bland sökandena i listan." in words(nobody)) == (422, True)
    form = {"people": people(world, "Bo"), "cause": "household_fits", "reason": "Fyra i hushållet."}
    assert eva.post(page, form).status_code == 303
    assert world.offers(listing) == {"Anna": "accepted", "Bo": "candidate", "Cecilia": "expired"}
    with world.scope():
        kept = Offer.objects.get(person=world.people["Bo"])
    assert (kept.chosen_because, kept.chosen_reason) == ("household_fits", "Fyra i hushållet.")
    assert told(world, "candidate.chosen") == [("candidate.chosen", {"cause": "household_fits", "among": 2})]
    shown = text(eva, bench("workbench", listing))
    assert "Vald: Hushållet passar bostadens storlek. Fyra i hushållet." in shown
    assert "Val av hyresgäst att göra" not in text(eva, DASHBOARD)


def test_jour_14_the_reason_for_a_protected_person_is_her_handlers_only(
    flen: tuple[World, Listing], clock: Clock
) -> None:
    world, listing = flen
    both_yes(world, listing, clock)
    eva, maria = inside(world), inside(world, "Maria", Role.MANAGER)
    maria.post(bench("choose", listing), {"people": people(world, "Bo"), **WHY})
    protect(world, "Bo")
    seen = [("Har väntat längst." in text(who, bench("workbench", listing))) for who in (eva, maria)]
    assert seen == [False, True]


def test_check_18_the_start_page_waits_for_the_identity_of_who_has_signed(
    flen: tuple[World, Listing], clock: Clock
) -> None:
    world, listing = flen
    both_yes(world, listing, clock)
    eva = inside(world)
    eva.post(bench("choose", listing), {"people": people(world, "Anna"), **WHY})
    approve(world, listing, "Anna", "05-28 10:00")
    assert "Legitimation att notera" not in text(eva, DASHBOARD)
    assert isinstance(world.does("Anna", sign, listing, at("05-28 11:00")), Lease)
    start = text(eva, DASHBOARD)
    assert ("Legitimation att notera" in start, f'href="{bench("workbench", listing)}"' in start) == (True, True)
    assert "Notera att legitimation har visats" in text(eva, bench("workbench", listing))
    rolf = inside(world, "Rolf", Role.READER)
    assert "Legitimation att notera" not in text(rolf, DASHBOARD)
    assert (rolf.post(bench("identity", listing)).status_code, eva.get(bench("identity", listing)).status_code) == (
        403, 405
    )  # fmt: skip
    assert eva.post(bench("identity", listing)).status_code == 303
    assert "Legitimation att notera" not in text(eva, DASHBOARD)
    again = eva.post(bench("identity", listing), follow=True)
    assert "Det är redan avgjort." in words(again)
    assert [kind for kind, _ in told(world, "lease.identity")] == ["lease.identity_shown"]


# ---- whose work it is


@pytest.mark.parametrize(
    ("role", "chooses", "excepts"),
    [
        (Role.OFFICER, True, True),
        (Role.MANAGER, True, True),
        (Role.DIRECTOR, False, True),
        (Role.READER, False, False),
        (Role.CARETAKER, False, False),
    ],
)
def test_each_role_chooses_and_excepts_as_the_table_says(
    hjo: tuple[World, Listing], role: str, chooses: bool, excepts: bool
) -> None:
    world, listing = hjo
    eva = inside(world, "Eva", role)
    expected = {"select": chooses, "choose": chooses, "put_first": excepts}
    assert {name: eva.get(bench(name, listing)).status_code for name in expected} == {
        name: 200 if may else 403 for name, may in expected.items()
    }
    assert ("Urval till visning att göra" in text(eva, DASHBOARD)) == chooses
    answer = eva.post(bench("select", listing), {"people": people(world, "Anna"), **WHY})
    assert (answer.status_code, world.offers(listing)) == ((303, {"Anna": "pending"}) if chooses else (403, {}))


def test_another_landlords_listing_does_not_exist(hjo: tuple[World, Listing]) -> None:
    world, listing = hjo
    gun = inside(other_landlord(), "Gun", Role.MANAGER)
    form = {"people": people(world, "Anna"), **WHY}
    names = ("select", "choose", "put_first")
    asked = [gun.get(bench(name, listing)) for name in names] + [gun.post(bench(name, listing), form) for name in names]
    assert {answer.status_code for answer in asked} == {404}
    assert (world.offers(listing), "Åsgatan" in text(gun, DASHBOARD)) == ({}, False)


def test_in_a_draft_nobody_can_be_chosen(hjo: tuple[World, Listing]) -> None:
    world, _listing = hjo
    draft, eva = world.listing(number="A2", publish=None), inside(world)
    assert {eva.get(bench(name, draft)).status_code for name in ("select", "choose", "put_first")} == {404}
