"""The alarm centre at its front door: a call taken down, the board, and a case that two operators have open."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from disturbance.models import Case, Customer, Entry, NightRole, Patrol, RegisterHome
from tenants.models import Event
from tests.cast import World, at, other_landlord
from tests.night import EVENING, Night
from tests.pages.office import queries, text, words

NEW, SEND = "/arende/nytt/", "/arende/{}/skicka/"


@pytest.fixture
def night(night: Night, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("tenants.clock.now", lambda: EVENING)
    return night


@pytest.fixture
def olga(night: Night) -> Client:
    return night.inside("Olga")


@pytest.fixture
def homes(night: Night, town: World) -> tuple[RegisterHome, RegisterHome]:
    """Anna calls about Bo upstairs."""
    anna = night.home(town, flat="1101", renter="Anna Lind", phone="070-174 06 05")
    return anna, night.home(town, flat="1201", renter="Bo Åkesson", latitude=60.6, longitude=15.6)


def asks(town: World, **more: Any) -> dict[str, Any]:
    said = {"street": "Åsgatan 14", "flat": "1201", "caller_name": "Anna Lind", "told": "Hög musik."}
    return said | {"landlord": town.pk, "category": "music", "key": str(uuid4()), "save": "1"} | more


def takes(olga: Client, town: World, **more: Any) -> int:
    """Take a call down; return its case."""
    answer = olga.post(NEW, asks(town, **more))
    assert answer.status_code == 303, words(answer)
    return int(answer["Location"].split("/")[2])


def cases(night: Night) -> list[tuple[Any, ...]]:
    with night.duty():
        return list(Case.objects.order_by("number").values_list("number", "state", "ending", "priority"))


def entries(night: Night, case: int) -> list[tuple[str, str]]:
    with night.duty():
        return list(Entry.objects.filter(case=case).order_by("pk").values_list("step", "text"))


def test_night_1_a_call_from_the_register_is_a_case(
    night: Night, town: World, olga: Client, homes: tuple[RegisterHome, RegisterHome]
) -> None:
    anna, bo = homes
    case = takes(olga, town, caller_home=anna.pk, caller_name="", home=bo.pk, street="", flat="", landlord="")
    assert cases(night) == [(1, "open", "", 3)]
    page = text(olga, f"/arende/{case}/")
    for said in ("Ärende 1", "Anna Lind", "070-174 06 05", "Bo Åkesson", "Hög musik.", "Ingen patrull är i tjänst."):
        assert said in page


def test_night_1_homes_are_found_while_one_types_and_at_the_callers_landlord_only(
    night: Night, town: World, olga: Client, homes: tuple[RegisterHome, RegisterHome]
) -> None:
    night.home(night.worlds["tunabyggen"], flat="1301", renter="Rut Ros")
    found = words(olga.post(f"{NEW}sok/", {"caller_search": "åsg 14"}))
    assert [name in found for name in ("Anna Lind", "Bo Åkesson", "Rut Ros")] == [True, True, True]
    found = words(olga.post(f"{NEW}sok/", {"find": "home", "home_search": "åsg 14", "caller_home": homes[0].pk}))
    assert [name in found for name in ("Anna Lind", "Bo Åkesson", "Rut Ros")] == [True, True, False]
    assert "Ingen träff" in words(olga.post(f"{NEW}sok/", {"caller_search": "%' OR 1=1"}))


def test_night_1_without_a_script_the_buttons_do_the_same(
    night: Night, town: World, olga: Client, homes: tuple[RegisterHome, RegisterHome]
) -> None:
    takes(olga, town)
    page = words(olga.post(NEW, {"caller_search": "lind", "home": homes[1].pk, "told": "Hög m", "search": "1"}))
    assert [said in page for said in ("Anna Lind", "Hör till ärende 1", "Hög m", "Något behöver rättas")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert len(cases(night)) == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"told": ""}, "Det står inte vad uppringaren berättar."),
        ({"street": ""}, "Det står inte var det stör."),
        ({"caller_name": ""}, "Det står inte vem som ringer."),
        ({"category": ""}, "Det står inte vad det är."),
        ({"landlord": ""}, "Det står inte hos vilken hyresvärd det är."),
        ({"home": "999"}, "Bostaden finns inte i hyresvärdens register."),
        ({"join": "999"}, "Ärendena kan inte höra ihop."),
        ({"home": "x' OR 1=1"}, "Något behöver rättas"),
        ({"dangers": ["dragon"]}, "Något behöver rättas"),
    ],
)
def test_night_1_what_is_missing_is_told_and_what_was_typed_stays(
    night: Night, town: World, olga: Client, more: dict[str, Any], sentence: str
) -> None:
    answer = olga.post(NEW, asks(town, **more) | {"caller_phone": "070-174 06 99", "home_search": "Åsg"})
    assert (answer.status_code, sentence in words(answer), "070-174 06 99" in words(answer)) == (422, True, True)
    assert ("Ingen träff" in words(answer), cases(night)) == (True, [])


def test_night_1_what_is_sent_twice_is_one_case(night: Night, town: World, olga: Client) -> None:
    call = asks(town)
    assert olga.post(NEW, call)["Location"] == olga.post(NEW, call)["Location"]
    assert len(cases(night)) == 1


def test_night_10_another_landlord_is_not_taken_calls_for(night: Night, town: World, olga: Client) -> None:
    assert olga.post(NEW, asks(town, landlord=other_landlord().pk)).status_code == 422


def test_night_1_a_call_about_the_same_is_joined(night: Night, town: World, olga: Client) -> None:
    first = takes(olga, town)
    looked = words(olga.post(f"{NEW}platsen/", {"street": "åsgatan 14", "landlord": town.pk}))
    assert "Hör till ärende 1" in looked
    assert takes(olga, town, join=first, caller_name="Cecilia Ek") == first
    assert cases(night) == [(1, "open", "", 3), (2, "closed", "joined", 3)]
    assert entries(night, first) == [("opened", "Hög musik."), ("joined", "2")]


def test_night_1_where_nobody_is_sent_for_it_closing_is_what_is_suggested(
    night: Night, town: World, olga: Client
) -> None:
    with night.duty():
        Customer.objects.filter(landlord=town.pk).update(
            call_out_only_for=["party", "threat"], instructions="Ring Eva."
        )
    looked = words(olga.post(f"{NEW}platsen/", asks(town)))
    for said in ("Utryckning bara för:", "fest, hot", "Ring Eva.", 'id="close_now" checked'):
        assert said in looked
    assert 'id="close_now" checked' not in words(olga.post(f"{NEW}platsen/", asks(town, close_was="1")))
    assert 'id="close_now" checked' not in words(olga.post(f"{NEW}platsen/", asks(town, category="party")))
    takes(olga, town, close_now="on")
    assert cases(night) == [(1, "closed", "no_call_out", 3)]


def test_night_1_of_a_danger_the_page_says_112_and_the_case_is_first_on_the_board(
    night: Night, town: World, olga: Client
) -> None:
    takes(olga, town)
    case = takes(olga, town, dangers=["weapon", "dog"], street="Storgatan 2")
    assert "Ring 112 först" in text(olga, f"/arende/{case}/")
    board = text(olga, "/")
    assert board.index("Storgatan 2") < board.index("Åsgatan 14")
    assert "112 först" in board


def test_night_3_patrols_are_shown_with_the_reason_and_one_is_sent(night: Night, town: World, olga: Client) -> None:
    case = takes(olga, town)
    patrol = night.patrol(latitude=60.6, longitude=15.6, placed_at=at("05-22 23:36"))
    assert "ledig, läget för 4 min sedan" in text(olga, f"/arende/{case}/")
    answer = olga.post(SEND.format(case), {"patrol": patrol.pk, "seen": ""}, follow=True)
    assert "Patrullen är skickad." in words(answer)
    assert entries(night, case)[-1] == ("sent", "Patrull 1")


def test_night_3_the_nearest_free_patrol_comes_first(
    night: Night, town: World, olga: Client, homes: tuple[RegisterHome, RegisterHome]
) -> None:
    case = takes(olga, town, home=homes[1].pk)
    known = {"placed_at": at("05-22 23:39"), "longitude": 15.6}
    night.patrol(latitude=60.7, **known)
    night.worker("Per", NightRole.PATROL)
    night.worker("Pia", NightRole.PATROL)
    night.patrol("Patrull 2", "Per", "Pia", latitude=60.61, **known)
    page = text(olga, f"/arende/{case}/")
    near, far = (page.index(f"ledig, {km} km bort, läget för 1 min sedan") for km in ("1,1", "11,1"))
    assert near < far


def test_night_3_the_second_of_two_operators_is_told(night: Night, town: World, olga: Client) -> None:
    case, one = takes(olga, town), night.patrol()
    night.worker("Per", NightRole.PATROL)
    night.worker("Pia", NightRole.PATROL)
    two = night.patrol("Patrull 2", "Per", "Pia")
    olga.post(SEND.format(case), {"patrol": one.pk, "seen": ""})
    told = words(olga.post(SEND.format(case), {"patrol": two.pk, "seen": ""}, follow=True))
    assert "En annan operatör har just skickat en patrull." in told
    assert "Skicka i stället" in told
    olga.post(SEND.format(case), {"patrol": two.pk, "seen": one.pk})
    assert entries(night, case)[1:] == [("sent", "Patrull 1"), ("sent", "Patrull 1 → Patrull 2")]


def test_night_6_what_is_wrong_is_corrected_and_both_stand(night: Night, town: World, olga: Client) -> None:
    case = takes(olga, town)
    with night.duty():
        entry = Entry.objects.get()
    olga.post(f"/arende/{case}/ratta/", {"entry": entry.pk, "key": str(uuid4()), "text": "Det var fest."})
    page = text(olga, f"/arende/{case}/")
    assert [said in page for said in ("Hög musik.", "Det var fest.", "(rättad, se nedan)")] == [True, True, True]


def test_a_refused_entry_is_still_there_to_send_again(
    night: Night, town: World, olga: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = takes(olga, town)
    key = str(uuid4())
    assert olga.post(f"/arende/{case}/avsluta/", {"ending": "quiet", "text": "Tyst.", "key": key}).status_code == 303
    monkeypatch.setattr("tenants.clock.now", lambda: at("05-23 00:10"))
    answer = olga.post(f"/arende/{case}/anteckna/", {"step": "note", "text": "Ringde Eva.", "key": str(uuid4())})
    said = words(answer)
    assert (answer.status_code, "redan avslutat" in said, "Ringde Eva." in said) == (422, True, True)
    assert entries(night, case)[1:] == [("closed", "Tyst.")]


@pytest.mark.parametrize(
    ("path", "data"),
    [("anteckna", {"step": "heard"}), ("ratta", {"entry": "999"}), ("ratta", {"entry": "x"}), ("anteckna", {})],
)
def test_what_no_page_offers_is_not_there(
    night: Night, town: World, olga: Client, path: str, data: dict[str, str]
) -> None:
    assert olga.post(f"/arende/{takes(olga, town)}/{path}/", data | {"text": "x"}).status_code == 404


def test_night_10_a_case_of_another_landlord_is_not_there(night: Night, town: World, olga: Client) -> None:
    assert [olga.get("/arende/999/").status_code, olga.post("/arende/999/skicka/").status_code] == [404, 404]


def test_the_board_sends_only_what_is_new(night: Night, town: World, olga: Client) -> None:
    first = olga.get("/nu/")
    tag = first.context["tag"]
    assert f'"If-None-Match": "{tag}"' in first.content.decode()
    assert olga.get("/nu/", headers={"If-None-Match": tag}).status_code == 304
    takes(olga, town)
    again = olga.get("/nu/", headers={"If-None-Match": tag})
    assert (again.status_code, "Åsgatan 14" in words(again)) == (200, True)


def test_the_board_tells_of_a_patrol_that_has_not_checked_in(night: Night, olga: Client) -> None:
    night.patrol(check_in_by=at("05-22 23:30"))
    assert "Har inte hört av sig, 10 min sen" in text(olga, "/")


def test_night_2_an_old_register_is_told_of(night: Night, olga: Client) -> None:
    for path in ("/", NEW):
        assert "Registret är äldre än 35 dagar eller saknas:" in text(olga, path)


def test_pages_ask_the_database_little_however_many_there_are(night: Night, town: World, olga: Client) -> None:
    case = takes(olga, town)
    night.patrol()
    few = {path: len(queries(olga, path)) for path in ("/", "/nu/", NEW, f"/arende/{case}/")}
    for _one in range(2):
        takes(olga, town)
        olga.post(f"/arende/{case}/anteckna/", {"step": "note", "text": "Mer.", "key": str(uuid4())})
    many = {path: len(queries(olga, path)) for path in few}
    assert (many, max(few.values()) <= 12) == (few, True), few


def test_a_patrol_off_duty_is_told_of(night: Night, town: World, olga: Client) -> None:
    case, patrol = takes(olga, town), night.patrol()
    with night.duty():
        Patrol.objects.update(off_at=EVENING)
    told = words(olga.post(SEND.format(case), {"patrol": patrol.pk, "seen": ""}, follow=True))
    assert "Patrullen är inte längre i tjänst." in told


def test_a_case_renews_itself_and_leaves_the_buttons_as_they_were(night: Night, town: World, olga: Client) -> None:
    case, patrol = takes(olga, town), night.patrol()
    shown = text(olga, f"/arende/{case}/")
    tag = shown.partition('"If-None-Match": "')[2].partition('"')[0]
    live = f"/arende/{case}/nu/?seen="
    assert olga.get(live, headers={"if-none-match": tag}).status_code == 304
    night.inside("Magda").post(SEND.format(case), {"patrol": patrol.pk, "seen": ""})
    renewed = words(olga.get(live, headers={"if-none-match": tag}))
    for said in ("Patrull 1 är på ärendet nu.", "Patrull skickad", 'hx-swap-oob="true"', "patrull skickad"):
        assert said in renewed
    assert "Skicka i stället" not in renewed
    assert "är på ärendet nu" not in words(olga.get(f"{live}{patrol.pk}"))
    assert len(queries(olga, live)) <= 9


def test_that_staff_read_a_case_is_logged_once_and_its_renewal_is_not(night: Night, town: World, olga: Client) -> None:
    case = takes(olga, town)
    for path in (f"/arende/{case}/", f"/arende/{case}/nu/"):
        text(olga, path)
    olga.head(f"/arende/{case}/")
    with town.scope():
        rows = Event.objects.filter(kind="case.read").values_list("actor", "subject")
        assert list(rows) == [(f"night:{night.workers['Olga'].pk}", f"disturbance.case:{case}")]
