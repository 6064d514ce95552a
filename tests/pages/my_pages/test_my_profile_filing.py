"""Filing the profile that a yes needs: what is missing, filed in time, too late, and staff who approve it. CHECK-2."""

from pathlib import Path
from typing import Any

import pytest

from letting.models import Check, Listing
from tenants.models import Role
from tests.cast import Clock, World, at, make_world, other_landlord
from tests.pages.my_pages.awards import offer_of, said_yes
from tests.pages.my_pages.conftest import Visitor, words
from tests.pages.my_pages.scenes import Visit
from tests.pages.office import bench, inside, protect, text
from tests.papers import pdf

TOLD = {"adults": "1", "children": "", "landlord": "no", "kind_0": "permanent", "net_0": "24000", "months_0": ""}
PROFILE = "/mina-sidor/sokandeprofil/"
LACKS = (
    "Hur många som ska bo i bostaden",
    "Dina inkomster, eller att du inte har någon",
    "Om vi kan fråga en hyresvärd",
)


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Any) -> World:
    settings.MEDIA_ROOT = tmp_path
    town = make_world("tunabyggen")
    town.person("Anna", since="2010-01-01")
    return town


@pytest.fixture
def yes(world: World, clock: Clock) -> Listing:
    clock.now = at("05-12 11:00")
    return said_yes(world)


def filing(world: World) -> str:
    return f"/mina-sidor/erbjudanden/{offer_of(world).pk}/sokandeprofil/"


def complete(anna: Visitor) -> None:
    """Anna tells of herself, and shows proof of her income."""
    assert anna.post(PROFILE, **TOLD).status_code == 303
    assert anna.post(f"{PROFILE}handlingar/", papers=pdf("lönespec.pdf")).status_code == 303


def profile_checks(world: World) -> list[tuple[str, str]]:
    with world.scope():
        return list(Check.objects.filter(kind="profile").values_list("result", "code"))


def test_check_2_the_overview_says_by_when_and_leads_to_what_is_missing(
    world: World, yes: Listing, visit: Visit
) -> None:
    anna = visit("Anna")
    page = anna.text("/mina-sidor/")
    assert "Lämna in din sökandeprofil för Åsgatan 14" in page
    assert "Lämna in senast måndag 18 maj kl. 24" in page
    assert f'href="{filing(world)}"' in page
    page = anna.text(filing(world))
    assert all(lack in page for lack in (*LACKS, "Det här saknas innan du kan lämna in:", "Senast måndag 18 maj"))


def test_check_2_what_is_missing_is_named_and_nothing_is_filed(world: World, yes: Listing, visit: Visit) -> None:
    anna = visit("Anna")
    refused = anna.post(filing(world))
    page = words(refused)
    assert (refused.status_code, 'role="alert"' in page, all(lack in page for lack in LACKS)) == (422, True, True)
    anna.post(PROFILE, **TOLD)
    refused = anna.post(filing(world), reason="x\x00", papers="<b>")
    page = words(refused)
    assert (refused.status_code, "Intyg på dina inkomster" in page) == (422, True)
    assert [lack in page for lack in LACKS] == [False, False, False]
    assert profile_checks(world) == []


def test_check_2_a_complete_profile_is_filed_once_and_staff_read_it_and_approve(
    world: World, yes: Listing, visit: Visit, clock: Clock
) -> None:
    anna, eva, rolf = visit("Anna"), inside(world), inside(world, "Rolf", Role.READER)
    complete(anna)
    page = anna.text(filing(world))
    assert ("lönespec.pdf" in page, "Det här saknas" in page, "24 000 kr" in page) == (True, False, True)
    assert "Sökandeprofiler att granska" not in text(eva, "/admin/")
    filed = anna.post(filing(world))
    assert (filed.status_code, filed["Location"]) == (303, f"/mina-sidor/erbjudanden/{offer_of(world).pk}/")
    assert "Sökandeprofilen är inlämnad." in anna.text(filed["Location"])
    assert profile_checks(world) == [("review", "profile_filed")]
    assert anna.get(filing(world)).status_code == 303
    assert (anna.post(filing(world)).status_code, len(profile_checks(world))) == (303, 1)

    clock.now = at("05-13 09:00")
    start = text(eva, "/admin/")
    assert ("Sökandeprofiler att granska" in start, "1 profil" in start) == (True, True)
    shown = text(eva, bench("workbench", yes))
    assert "lönespec.pdf" in shown
    link = shown.split('class="papers"')[1].split('href="')[1].split('"')[0]
    assert (eva.get(link).status_code, rolf.get(link).status_code) == (200, 403)
    assert "lönespec.pdf" not in text(rolf, bench("workbench", yes))
    with world.scope():
        check = Check.objects.get(kind="profile").pk
    eva.post(bench("decide", yes, check), {f"c{check}-reason": "Stämmer.", f"c{check}-answer": "pass"})
    assert world.offers(yes) == {"Anna": "candidate"}
    assert "Sökandeprofiler att granska" not in text(eva, "/admin/")


def test_check_2_a_protected_persons_documents_are_not_linked_for_others_than_her_handlers(
    world: World, yes: Listing, visit: Visit
) -> None:
    anna = visit("Anna")
    complete(anna)
    anna.post(filing(world))
    protect(world, "Anna")
    eva, maria = inside(world), inside(world, "Maria", Role.MANAGER)
    assert ["lönespec.pdf" in text(who, bench("workbench", yes)) for who in (eva, maria)] == [False, True]


def test_check_2_the_last_day_ends_at_midnight(world: World, yes: Listing, visit: Visit, clock: Clock) -> None:
    anna = visit("Anna")
    complete(anna)
    clock.now = at("05-19 00:00")
    late = anna.post(filing(world))
    assert (late.status_code, profile_checks(world)) == (303, [])
    assert "Svarstiden är slut" in anna.text(late["Location"])
    assert anna.get(filing(world)).status_code == 303
    clock.now = at("05-18 23:59:59")
    assert anna.post(filing(world)).status_code == 303
    assert profile_checks(world) == [("review", "profile_filed")]


def test_check_2_without_a_profile_in_time_the_interest_is_closed(
    world: World, yes: Listing, visit: Visit, clock: Clock
) -> None:
    anna = visit("Anna")
    world.tick(at("05-19 08:00"))
    clock.now = at("05-19 09:00")
    assert world.offers(yes) == {"Anna": "failed"}
    assert anna.post(filing(world)).status_code == 303
    assert profile_checks(world) == []


def test_check_2_another_persons_offer_is_not_found(world: World, yes: Listing, visit: Visit) -> None:
    world.person("Bo", serial=989)
    path = filing(world)
    for stranger in (visit("Bo"), visit("Fredrik", other_landlord())):
        assert (stranger.get(path).status_code, stranger.post(path).status_code) == (404, 404)


def test_check_2_the_page_asks_few_questions_and_changes_nothing(world: World, yes: Listing, visit: Visit) -> None:
    anna = visit("Anna")
    complete(anna)
    anna.text("/mina-sidor/")
    assert len(anna.queries(filing(world))) <= 12
    assert profile_checks(world) == []
