"""A case on the telephone: what it shows, what is pressed, what was kept without a net (NIGHT-4, NIGHT-5)."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.test import Client

from disturbance.models import Case, NightRole
from tenants.models import Event
from tests.cast import World
from tests.disturbance.patrol.pressing import (
    NOW,
    OUT,
    entries,
    file,
    jpeg,
    press,
    sends,
    sent_to,
)
from tests.night import Night
from tests.pages.office import queries, text, words


def test_night_4_the_page_has_dangers_doors_and_telephones(
    night: Night, town: World, petra: Client, case: Case
) -> None:
    page = text(petra, f"/patrull/{case.pk}/")
    said = ("Ring 112 först", "vapen", "Åsgatan 14, 1201", "Bo Åkesson", "våning 2", "Portkod 1234", "Hög musik.",
            "tel:070-174 06 05", "tel:070-174 06 12", "tel:010-000 00 00")  # fmt: skip
    assert [one for one in said if one not in page] == []
    with town.scope():
        reading = Event.objects.get(kind="case.read")
        assert (reading.actor, reading.subject) == (f"night:{night.workers['Petra'].pk}", case.subject)


def test_night_10_a_case_of_another_patrol_is_not_there(night: Night, town: World, case: Case) -> None:
    night.worker("Nils", NightRole.PATROL)
    nils = night.inside("Nils")
    night.patrol("Patrull 2", "Nils", "Magda")
    assert [nils.get(path).status_code for path in (f"/patrull/{case.pk}/", f"/patrull/{case.pk}/nu/")] == [404] * 2
    assert nils.post(f"/patrull/{case.pk}/tryck/", press(case, "arrived")).status_code == 404
    assert sends(nils, press(case, "arrived"))[0][1].startswith("Er patrull är inte på det ärendet.")
    assert entries(night) == []


def test_night_5_each_button_is_a_timed_entry_without_a_script(night: Night, petra: Client, case: Case) -> None:
    url = f"/patrull/{case.pk}/tryck/"
    pressed = [
        ("on_the_way", 600, {}), ("arrived", 300, {}), ("heard:stairwell", 120, {}),
        ("spoke", 60, {"text-spoke": "Bo sänker.", "text-note": "annat"}), ("quiet", 0, {}),
        ("note", 0, {"text-note": "Lugnt."}), ("left", 0, {}), ("close", 0, {"ending": "quiet"}),
    ]  # fmt: skip
    for button, ago, more in pressed:
        answer = petra.post(url, {"key": str(uuid4()), "press": button, "ago": ago, **more})
        assert (answer.status_code, answer["Location"]) == (303, f"/patrull/{case.pk}/")
    assert entries(night) == [
        ("on_the_way", "", "", 10), ("arrived", "", "", 5), ("heard", "stairwell", "", 2),
        ("spoke", "", "Bo sänker.", 1), ("quiet", "", "", 0), ("note", "", "Lugnt.", 0), ("left", "", "", 0),
        ("closed", "", "", 0),
    ]  # fmt: skip
    with night.duty():
        case.refresh_from_db()
        assert (case.state, case.ending, case.closed_at) == ("closed", "quiet", NOW)


@pytest.mark.parametrize(
    ("button", "more", "sentence"),
    [
        ("spoke", {}, "Det finns ingen text."), ("note", {"text-note": " "}, "Det finns ingen text."),
        ("close", {"text-close": "Klart."}, "Så kan ärendet inte avslutas."), ("heard", {}, "Det gick inte att läsa."),
        ("dance", {}, "Det gick inte att läsa."), ("arrived", {"ago": "1e9"}, "Det gick inte att läsa."),
        ("arrived", {"ago": "3600"}, "Tiden kan inte stämma."), ("arrived", {"key": "x"}, "Det gick inte att läsa."),
        ("note", {"text-note": "x" * 4001}, "Texten är för lång."),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_is_told_and_what_was_typed_stays(
    night: Night, petra: Client, case: Case, button: str, more: dict[str, str], sentence: str
) -> None:
    sent = {"key": str(uuid4()), "press": button, "text-spoke": "", "text-note": "", "text-close": "Kvar."} | more
    answer = petra.post(f"/patrull/{case.pk}/tryck/", sent)
    assert (answer.status_code, sentence in words(answer), sent["text-close"] in words(answer)) == (422, True, True)
    assert entries(night) == []


def test_night_4_what_was_kept_without_a_net_is_entered_once_and_in_its_order(
    night: Night, petra: Client, case: Case
) -> None:
    kept = [press(case, "on_the_way", 900), press(case, "arrived", 600), press(case, "heard:at_the_door", 540),
            press(case, "spoke", 300, text="Bo sänker."), press(case, "close", 60, ending="quiet")]  # fmt: skip
    once = [("on_the_way", "", "", 15), ("arrived", "", "", 10), ("heard", "at_the_door", "", 9),
            ("spoke", "", "Bo sänker.", 5), ("closed", "", "", 1)]  # fmt: skip
    for _again in range(2):
        assert sends(petra, *kept) == [(True, "")] * 5
        assert entries(night) == once


def test_night_4_what_is_refused_says_why_and_keeps_back_nothing_else(night: Night, petra: Client, case: Case) -> None:
    answers = sends(petra, press(case, "arrived"), press(case, "spoke"), {"key": None}, press(case, "quiet"),
                    press(case, "note", text="halva tecknet \ud800"), {"case": [1], "press": {"a": 1}})  # fmt: skip
    assert [taken for taken, _why in answers] == [True, False, False, True, False, False]
    assert answers[1][1] == "Det finns ingen text. Skriv vad som har hänt."
    assert [one[0] for one in entries(night)] == ["arrived", "quiet"]


def test_night_4_a_case_closed_meanwhile_still_takes_what_happened_before(
    night: Night, town: World, petra: Client, case: Case
) -> None:
    olga = night.inside("Olga")
    assert olga.post(f"/arende/{case.pk}/avsluta/", {"ending": "quiet"}).status_code == 303
    answers = sends(petra, press(case, "quiet", 120), press(case, "close", 0, ending="quiet"))
    assert answers == [
        (True, ""),
        (False, "Ärendet är redan avslutat. Läs vad som har hänt, och gör en rättelse om det är fel."),
    ]
    assert "Avslutat" in text(petra, f"/patrull/{case.pk}/")


@pytest.mark.parametrize("sent", ["", "{}", "[1]", "[" * 100_000, json.dumps([{}] * 51)])
def test_what_is_no_list_of_presses_is_refused_whole(night: Night, petra: Client, case: Case, sent: str) -> None:
    answer = petra.post(OUT, {"entries": sent})
    assert (answer.status_code, answer.json()["why"]) == (
        400,
        "Det gick inte att läsa. Ladda om sidan, och gör om det.",
    )


def test_the_pages_are_light_however_much_there_is(night: Night, town: World, petra: Client, case: Case) -> None:
    sends(petra, press(case, "arrived"))
    paths = ("/patrull/", "/patrull/nu/", f"/patrull/{case.pk}/", f"/patrull/{case.pk}/nu/")
    few = {path: len(queries(petra, path)) for path in paths}
    for _one in range(3):
        sent_to(night, town)
        kept = press(case, "note", text="Foto.")
        sends(petra, kept, **{kept["key"]: file(jpeg())})
    assert {path: len(queries(petra, path)) for path in paths} == few
    assert max(few.values()) <= 12, few
    assert max(len(petra.get(path).content) for path in paths) < 30_000


def test_what_is_shown_already_is_not_sent_again(night: Night, petra: Client, case: Case) -> None:
    for path in ("/patrull/nu/", f"/patrull/{case.pk}/nu/"):
        tag = words(petra.get(path)).partition('data-tag="')[2].partition('"')[0]
        assert petra.get(path, headers={"if-none-match": tag}).status_code == 304
        sends(petra, press(case, "quiet"))
        assert petra.get(f"/patrull/{case.pk}/nu/", headers={"if-none-match": tag}).status_code == 200
