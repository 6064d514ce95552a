"""A call taken down by keyboard alone: how many keys it takes, and that each of them does what it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, FilePayload, expect

from disturbance.core.categories import Category
from disturbance.core.steps import Step
from disturbance.models import Case, Entry, Patrol
from disturbance.services.entries import Said, enter
from disturbance.services.intake import Intake, open_case
from tenants import clock
from tests.browser.judging import Judged
from tests.browser.night_portal import Hands, night_at, staff_of
from tests.browser.portal import Portal
from tests.night import Night

MOST_KEYS = 60  # practised hands press four a second, and the rest of the 30 seconds is for the caller to talk


@pytest.fixture
def night(portal: Portal) -> Night:
    """Nattjouren, and who lives at Åsgatan 14."""
    return night_at(portal)


@pytest.fixture
def comes(night: Night, chromium: Browser, judged: Judged) -> Iterator[Callable[..., Hands]]:
    yield from staff_of(night, chromium, judged)


@pytest.fixture
def olga(comes: Callable[..., Hands]) -> Hands:
    return comes("Olga")


def test_a_call_is_a_case_with_a_patrol_sent_by_keyboard_alone(night: Night, olga: Hands) -> None:
    now = clock.now()
    with night.duty(now):
        crew = {"first": night.workers["Petra"], "second": night.workers["Pelle"]}
        Patrol.objects.create(callsign="Patrull 1", on_at=now - timedelta(hours=1), **crew)
    olga.goes_to("/")
    olga.follows("Nytt samtal")
    page = olga.page
    olga.types("lind")
    olga.hits("Enter")
    expect(page.locator("#home_search")).to_be_focused()
    expect(page.locator("#homes")).to_contain_text("Bo Åkesson")
    olga.types("12")
    olga.hits("Enter")
    expect(page.locator("#category")).to_be_focused()
    olga.hits("2")
    expect(page.locator("#told")).to_be_focused()
    expect(page.locator("#place")).to_contain_text("Inget tidigare ärende.")
    expect(page.locator("#place")).to_contain_text("Föreslagen: i tur")
    olga.types("Fest, hög bas sedan 22.")
    olga.looks_around()
    with page.expect_navigation():
        olga.hits("Control+Enter")
    olga.looks_around()
    with page.expect_navigation():
        olga.hits("Enter")  # the nearest patrol's button is where one stands
    olga.sees("Patrullen är skickad.", "Anna Lind", "Bo Åkesson")
    olga.looks_around()
    assert olga.keys <= MOST_KEYS
    assert olga.keys == 34, olga.keys
    with night.duty(clock.now()):
        assert list(Entry.objects.order_by("pk").values_list("step", flat=True)) == ["opened", "sent"]


def test_what_is_typed_before_the_register_answers_comes_where_it_was_meant(night: Night, olga: Hands) -> None:
    olga.goes_to("/arende/nytt/")
    olga.page.route("**/sok/", lambda route: (olga.page.wait_for_timeout(400), route.continue_()))
    for words, key in (("lind", "Enter"), ("12", "Enter"), ("2Fest, hög bas.", "")):
        olga.types(words)
        if key:
            olga.hits(key)
    expect(olga.page.locator("#told")).to_have_value("Fest, hög bas.")
    expect(olga.page.locator("#home_search")).to_have_value("Åsgatan 14 12")
    expect(olga.page.locator("#caller_search")).to_have_value("lind")
    with olga.page.expect_navigation():
        olga.hits("Control+Enter")
    olga.sees("Anna Lind", "Bo Åkesson", "fest")


def test_danger_is_by_a_key_and_says_112_at_once_and_arrows_choose(night: Night, olga: Hands) -> None:
    olga.goes_to("/arende/nytt/")
    page = olga.page
    olga.types("åsg")
    expect(page.locator("#callers .found")).to_have_count(2)
    olga.hits("ArrowDown")
    olga.hits("ArrowDown")
    expect(page.locator("#callers input:checked ~ span")).to_contain_text("Bo Åkesson")
    olga.hits("Enter")
    page.locator("#category").focus()
    olga.hits("v")
    expect(page.locator(".police")).to_be_visible()
    olga.hits("9")
    expect(page.locator("#place")).to_contain_text("Föreslagen: genast")
    olga.looks_around()
    with page.expect_navigation():
        olga.hits("Control+Enter")
    olga.sees("Det står inte var det stör.", "Ring 112 först", "Bo Åkesson")
    olga.looks_around()


def test_an_open_case_renews_itself_and_keeps_what_is_being_typed(night: Night, olga: Hands, portal: Portal) -> None:
    magda, now = night.workers["Magda"], clock.now()
    with night.duty(now):
        call = Intake(portal.world.pk, Category.MUSIC, "Hög musik.", street="Åsgatan 14", caller_name="Anna Lind")
        case = open_case(call, by=magda, now=now)
        assert isinstance(case, Case)
    olga.goes_to(f"/arende/{case.pk}/")
    shown = olga.page.locator("#case-live")
    shown.get_by_text("Rätta").click()
    shown.locator("textarea").fill("Det var på 13:an")
    with night.duty(now):
        assert isinstance(enter(case.pk, Said(uuid4(), Step.NOTE, text="Polisen vet."), by=magda, now=now), Entry)
    expect(shown).to_contain_text("Polisen vet.", timeout=15_000)
    expect(shown.locator("textarea").first).to_have_value("Det var på 13:an")
    olga.looks_around()
    olga.presses("Spara rättelsen")
    olga.sees("Rättelse", "Det var på 13:an")


def test_the_manager_finds_her_way_on_a_telephone(night: Night, comes: Callable[..., Hands]) -> None:
    magda, here = comes("Magda", 360), night.worlds["here"].pk
    for path, word in (
        ("/", "Pågående ärenden"), ("/arende/nytt/", "Vem ringer?"), ("/patruller/", "Sätt en patrull i tjänst"),
        ("/kunder/", "Utryckning bara för"), (f"/kunder/{here}/", "Skicka patrull bara för"),
        ("/medarbetare/", "Lägg till en medarbetare"), ("/pass/", "Lägg in ett pass"), ("/register/", "saknas"),
        (f"/register/{here}/", "Fil med bostäder"),
    ):  # fmt: skip
        magda.goes_to(path)
        magda.sees(word)
    file = FilePayload(name="register.csv", mimeType="text/csv", buffer=b"Adress;Port;Telefon\nStorgatan 1;A;070")
    magda.page.locator("#file").set_input_files(file)
    magda.presses("Jämför filen")
    magda.sees("1 fel i filen.", "kolumnen saknas")


def test_without_a_script_a_call_is_taken_down_by_buttons(night: Night, comes: Callable[..., Hands]) -> None:
    olga = comes("Olga", javascript=False)
    olga.goes_to("/arende/nytt/")
    olga.writes(caller_search="lind", home_search="1201", told="Fest.")
    olga.page.locator("main [name=category][value=party]").check()
    olga.page.locator("main [name=search]").first.click()
    for name in ("caller_home", "home"):
        olga.page.locator(f"main [name={name}]").first.check()
    olga.page.locator("main [data-save]").click()
    olga.sees("Ärende 1", "Anna Lind", "Bo Åkesson", "Ingen patrull är i tjänst.")


def someone_calls(night: Night, portal: Portal) -> None:
    with night.duty(clock.now()):
        call = Intake(portal.world.pk, Category.MUSIC, "Hög musik.", street="Åsgatan 14", caller_name="Anna Lind")
        assert isinstance(open_case(call, by=night.workers["Olga"], now=clock.now()), Case)


def test_the_board_is_told_by_its_stream(night: Night, olga: Hands, portal: Portal) -> None:
    """Told, since it cannot ask: its clock stands still."""
    olga.page.add_init_script("window.setInterval = () => 0")
    for _again in range(40):  # the ears of boards that were closed just now are heard of a little later
        with olga.page.expect_response("**/nu/strom/") as answer:
            olga.goes_to("/")
        if answer.value.status == 200:
            break
        olga.page.wait_for_timeout(500)
    assert answer.value.status == 200
    olga.sees("Inget ärende pågår")
    olga.page.wait_for_timeout(1500)  # the ear is there, and what came before it has been asked for
    someone_calls(night, portal)
    expect(olga.page.locator("#board")).to_contain_text("Åsgatan 14", timeout=15_000)
    olga.looks_around()


def test_where_no_stream_is_free_the_board_asks_for_itself(night: Night, olga: Hands, portal: Portal) -> None:
    olga.page.route("**/nu/strom/", lambda route: route.fulfill(status=204))
    olga.goes_to("/")
    olga.sees("Inget ärende pågår")
    someone_calls(night, portal)
    board = olga.page.locator("#board")
    expect(board).to_contain_text("Åsgatan 14", timeout=15_000)
    with olga.page.expect_response("**/nu/") as again:
        pass
    assert again.value.status == 304
    expect(board).to_contain_text("Åsgatan 14")
    olga.looks_around()


def test_a_board_that_found_no_place_tries_again(night: Night, olga: Hands, portal: Portal) -> None:
    """After half a minute; here a second stands for it."""
    olga.page.add_init_script(
        "const real = setTimeout; window.setTimeout = (f, ms) => real(f, ms === 30000 ? 1000 : ms)"
    )
    olga.page.route("**/nu/strom/", lambda route: route.fulfill(status=204), times=1)
    with olga.page.expect_response(lambda answer: answer.url.endswith("/nu/strom/") and answer.status == 200):
        olga.goes_to("/")
    olga.sees("Inget ärende pågår")
    someone_calls(night, portal)
    expect(olga.page.locator("#board")).to_contain_text("Åsgatan 14")
