"""A patrol's telephone, where the net comes and goes: what is pressed is never lost, and never there twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from django.contrib.sessions.models import Session
from PIL import Image
from playwright.sync_api import Browser, FilePayload, expect

from disturbance.core.categories import Category, Danger
from disturbance.models import Case, CasePhoto, Entry, Patrol, RegisterHome
from disturbance.services.dispatch import send
from disturbance.services.intake import Intake, open_case
from tenants import clock
from tests.browser.judging import Judged
from tests.browser.night_portal import PHRASE, Hands, night_at, staff_of
from tests.browser.portal import Portal
from tests.night import Night

# The net lets a request through, and loses its answer.
BREAKS = """() => {
    const whole = window.fetch;
    window.mended = () => { window.fetch = whole; };
    window.fetch = async (...asked) => {
        const answer = await whole(...asked);
        if (String(asked[0]).endsWith("/patrull/in/")) throw new TypeError("the answer is lost");
        return answer;
    };
}"""
TAKES_40_MB = """() => {
    const taken = new DataTransfer();
    taken.items.add(new File([new Uint8Array(40 * 1024 * 1024)], "stor.jpg", { type: "image/jpeg" }));
    document.getElementById("photo").files = taken.files;
}"""
PLACE = {"latitude": 60.6, "longitude": 15.6}


@pytest.fixture
def night(portal: Portal) -> Night:
    return night_at(portal)


@pytest.fixture
def comes(night: Night, chromium: Browser, judged: Judged) -> Iterator[Callable[..., Hands]]:
    yield from staff_of(night, chromium, judged)


@pytest.fixture
def petra(comes: Callable[..., Hands]) -> Hands:
    """Petra's telephone, which may tell where it is."""
    petra = comes("Petra", 360, geolocation=PLACE, permissions=["geolocation"], has_touch=True)
    petra.page.set_viewport_size({"width": 360, "height": 740})
    return petra


def goes_on_duty(petra: Hands) -> None:
    petra.goes_to("/")
    petra.writes(callsign="Patrull 1")
    petra.page.locator("#other").select_option(label="Pelle")
    petra.presses("Gå i tjänst")
    petra.sees("Ni är i tjänst.", "Inget ärende")


def sent_to(night: Night, portal: Portal, *, dangers: frozenset[Danger] = frozenset()) -> Case:
    """Let Anna Lind call about Bo Åkesson, and the patrol be sent."""
    now, olga = clock.now(), night.workers["Olga"]
    with night.duty(now):
        known = {"door": "Portkod 1234. Hissen är trasig.", "floor": "2", "phone": "070-174 06 12"}
        RegisterHome.objects.filter(flat="1201").update(**known)
        home, caller = (RegisterHome.objects.get(flat=flat) for flat in ("1201", "1101"))
        told = "Hög musik sedan tio. Någon skriker i trapphuset."
        call = Intake(portal.world.pk, Category.MUSIC, told, home=home.pk, caller_home=caller.pk, dangers=dangers)
        case = open_case(call, by=olga, now=now)
        assert isinstance(case, Case)
        assert send(case.pk, Patrol.objects.get().pk, by=olga, now=now) is None
        return case


def looks_around_without_a_net(petra: Hands) -> None:
    """Mind what the page should be; the browser itself complains of what it cannot load."""
    petra.faults[:] = [one for one in petra.faults if "ERR_INTERNET_DISCONNECTED" not in one]
    petra.looks_around()


def entries(night: Night) -> list[tuple[str, str, str]]:
    with night.duty(clock.now()):
        rows = Entry.objects.exclude(step__in=["opened", "sent"]).order_by("pk")
        return list(rows.values_list("step", "heard_from", "text"))


def photograph() -> bytes:
    drawn = BytesIO()
    Image.effect_noise((3000, 2000), 60).convert("RGB").save(drawn, "JPEG")
    return drawn.getvalue()


def test_night_4_what_is_pressed_without_a_net_is_sent_once_and_in_its_order(
    night: Night, portal: Portal, petra: Hands
) -> None:
    goes_on_duty(petra)
    page = petra.page
    case = sent_to(night, portal, dangers=frozenset({Danger.WEAPON}))
    expect(page.locator("#live-part")).to_contain_text("Åsgatan 14, 1201", timeout=15_000)
    petra.looks_around()
    petra.follows("Åsgatan 14")
    petra.sees("Ring 112 först", "Portkod 1234", "våning 2", "Hög musik sedan tio.")
    page.evaluate("navigator.serviceWorker.ready")
    page.get_by_role("button", name="På väg", exact=True).click()
    expect(page.locator(".log")).to_contain_text("På väg")
    expect(page.locator("#waits")).to_be_hidden()
    petra.looks_around()

    page.wait_for_function("caches.match(location.href).then(Boolean)")
    page.context.set_offline(True)
    expect(page.locator("#net")).to_contain_text("Inget nät.")
    page.get_by_role("button", name="Framme", exact=True).click()
    page.get_by_text("Störning hördes …", exact=True).click()
    page.get_by_role("button", name="Störning hördes från trapphuset").click()
    page.get_by_text("Talade med den som stör …").click()
    page.locator("#text-spoke").fill("Bo Åkesson lovade sänka.")
    page.get_by_role("button", name="Spara samtalet").click()
    page.get_by_text("Anteckning eller foto …").click()
    page.locator("#photo").set_input_files(FilePayload(name="foto.jpg", mimeType="image/jpeg", buffer=photograph()))
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.locator("#waits li")).to_have_count(4)
    expect(page.locator("#net")).to_contain_text("Ej skickade: 4")
    looks_around_without_a_net(petra)
    assert [one[0] for one in entries(night)] == ["on_the_way"]

    page.reload()
    petra.sees("Portkod 1234", "Bo Åkesson lovade sänka.")
    expect(page.locator("#waits li")).to_have_count(4)
    page.get_by_role("button", name="Tyst", exact=True).click()
    expect(page.locator("#waits li")).to_have_count(5)

    once = [("on_the_way", "", ""), ("arrived", "", ""), ("heard", "stairwell", ""),
            ("spoke", "", "Bo Åkesson lovade sänka."), ("note", "", ""), ("quiet", "", "")]  # fmt: skip
    for _again in range(2):
        page.context.set_offline(False)
        expect(page.locator("#waits")).to_be_hidden(timeout=20_000)
        expect(page.locator("#net")).not_to_contain_text("Inget nät.")
        expect(page.locator(".log")).to_contain_text("Tyst")
        assert entries(night) == once
        page.context.set_offline(True)
        expect(page.locator("#net")).to_contain_text("Inget nät.")
    page.context.set_offline(False)
    with night.duty(clock.now()):
        assert CasePhoto.objects.count() == 1
        patrol = Patrol.objects.get()
        assert (patrol.latitude, patrol.longitude) == (60.6, 15.6)
    assert case.pk


def test_night_4_what_came_but_was_not_answered_is_not_entered_twice(
    night: Night, portal: Portal, petra: Hands
) -> None:
    """The net breaks after the night service has written, before the telephone has heard of it."""
    goes_on_duty(petra)
    case, page = sent_to(night, portal), petra.page
    petra.goes_to(f"/patrull/{case.pk}/")
    page.evaluate(BREAKS)
    page.get_by_role("button", name="Framme", exact=True).click()
    expect(page.locator("#waits")).to_contain_text("Framme")
    page.wait_for_timeout(1000)
    assert entries(night) == [("arrived", "", "")]
    page.evaluate("window.mended()")
    page.get_by_role("button", name="Tyst", exact=True).click()
    expect(page.locator("#waits")).to_be_hidden(timeout=20_000)
    assert entries(night) == [("arrived", "", ""), ("quiet", "", "")]


def test_what_is_refused_stays_with_its_reason_and_a_photograph_too_large_is_told_at_once(
    night: Night, portal: Portal, petra: Hands
) -> None:
    goes_on_duty(petra)
    case, page = sent_to(night, portal), petra.page
    petra.goes_to(f"/patrull/{case.pk}/")
    page.get_by_text("Anteckning eller foto …").click()
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.locator("#net")).to_contain_text("Skriv först vad som sades eller hände.")
    page.locator("#text-note").fill("Dörren.")
    page.evaluate(TAKES_40_MB)
    page.get_by_role("button", name="Spara anteckningen").click()
    expect(page.locator("#net")).to_contain_text("Bilden är större än 10 MB.")
    expect(page.locator("#text-note")).to_have_value("Dörren.")
    page.locator(".ago label").last.click()
    page.get_by_role("button", name="Framme", exact=True).click()
    expect(page.locator("#waits")).to_contain_text("togs inte emot. Tiden kan inte stämma.")
    expect(page.locator("#net")).to_contain_text("Framme togs inte emot. Se längst ner.")
    expect(page.locator("[value=arrived]")).not_to_have_class("press-btn--done")
    petra.looks_around()
    page.get_by_role("button", name="Ta bort").click()
    expect(page.locator("#waits")).to_be_hidden()
    page.get_by_text("Avsluta ärendet …").click()
    page.get_by_label("störningen har upphört").check()
    page.get_by_role("button", name="Avsluta ärendet").click()
    expect(page.locator("#live-part")).to_contain_text("Avslutat: störningen har upphört")
    expect(page.locator("#presses")).to_be_hidden()
    petra.looks_around()
    page.get_by_role("button", name="Allt väl").click()
    expect(page.locator("#net")).to_contain_text("Sparat.")
    assert [one[0] for one in entries(night)] == ["closed"]


def test_off_duty_nothing_is_left_on_the_telephone(night: Night, portal: Portal, petra: Hands) -> None:
    goes_on_duty(petra)
    page = petra.page
    page.evaluate("navigator.serviceWorker.ready")
    page.get_by_text("Gå ur tjänst", exact=True).click()
    petra.looks_around()
    petra.presses("Gå ur tjänst nu")
    petra.sees("Läget är glömt.", "Gå i tjänst")
    kept = "caches.open('patrol').then((one) => one.keys()).then((all) => all.map((one) => one.url))"
    assert [url for url in page.evaluate(kept) if "/patrull/" in url and "offline" not in url] in (
        [], [f"http://{night.service.host}/patrull/"],
    )  # fmt: skip


def test_night_5_without_a_script_the_same_buttons_are_forms(
    night: Night, portal: Portal, comes: Callable[..., Hands]
) -> None:
    petra = comes("Petra", 360, javascript=False)
    goes_on_duty(petra)
    case = sent_to(night, portal)
    petra.goes_to(f"/patrull/{case.pk}/")
    petra.presses("Framme")
    petra.sees("Sparat.")
    petra.page.locator(".press summary").nth(0).click()
    petra.presses("Störning hördes från gården")
    assert entries(night) == [("arrived", "", ""), ("heard", "yard", "")]


def test_one_who_is_logged_out_is_told_and_what_she_pressed_waits_for_her(
    night: Night, portal: Portal, petra: Hands
) -> None:
    goes_on_duty(petra)
    case, page = sent_to(night, portal), petra.page
    petra.goes_to(f"/patrull/{case.pk}/")
    Session.objects.all().delete()
    page.get_by_role("button", name="Framme", exact=True).click()
    expect(page.locator("#net")).to_contain_text("Du är utloggad. Logga in igen, inget är förlorat.")
    page.locator("#net a").click()
    page.wait_for_url("**/konto/login/**")
    petra.logs_in(night.users["Petra"].email, PHRASE)
    petra.goes_to(f"/patrull/{case.pk}/")
    expect(page.locator(".log")).to_contain_text("Framme")
    expect(page.locator("#waits")).to_be_hidden()
    assert entries(night) == [("arrived", "", "")]
