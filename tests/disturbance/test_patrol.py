"""The patrol's telephone at its front door: on duty, its case, what it presses, what it kept, and photographs."""

from __future__ import annotations

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from disturbance.core.categories import Category
from disturbance.core.safety import EVERY, asked_by, minutes_overdue
from disturbance.models import Case, CasePhoto, Entry, NightRole, Patrol
from disturbance.services.dispatch import send
from disturbance.services.intake import Intake, open_case
from tenants.models import Event
from tests.cast import World
from tests.night import EVENING, Night, make_night
from tests.pages.office import queries, text, words

NOW = EVENING + timedelta(minutes=20)
OUT, ON, OFF, WELL, PLACE = (
    "/patrull/in/",
    "/patrull/i-tjanst/",
    "/patrull/ur-tjanst/",
    "/patrull/allt-val/",
    "/patrull/plats/",
)


@pytest.fixture
def night(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Night:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("tenants.clock.now", lambda: NOW)
    return make_night()


@pytest.fixture
def town(night: Night) -> World:
    return night.worlds["kopparstaden"]


@pytest.fixture
def petra(night: Night) -> Client:
    return night.inside("Petra")


@pytest.fixture
def case(night: Night, town: World) -> Case:
    """Anna calls about Bo; Petra and Pelle are sent."""
    home = night.home(town, flat="1201", renter="Bo Åkesson", phone="070-174 06 12", door="Portkod 1234", floor="2")
    return sent_to(night, town, home=home.pk, dangers=frozenset({"weapon"}))


def sent_to(night: Night, town: World, **more: Any) -> Case:
    told = {"told": "Hög musik.", "caller_name": "Anna Lind", "caller_phone": "070-174 06 05", "street": "Åsgatan 14"}
    with night.duty():
        patrol = Patrol.objects.filter(off_at=None).first() or night.patrol()
        call = Intake(town.pk, Category.MUSIC, **(told | more))
        case = open_case(call, by=night.workers["Olga"], now=EVENING)
        assert isinstance(case, Case)
        assert send(case.pk, patrol.pk, by=night.workers["Olga"], now=EVENING) is None
        return case


def press(case: Case, button: str, ago: int = 0, **more: Any) -> dict[str, Any]:
    """Return what the telephone keeps of a press."""
    return {"key": str(uuid4()), "case": case.pk, "press": button, "ago": ago} | more


def sends(client: Client, *presses: Any, **photos: SimpleUploadedFile) -> list[tuple[bool, str]]:
    """Send what a telephone kept; return what each was answered."""
    answer = client.post(OUT, {"entries": json.dumps(presses), **photos})
    assert answer.status_code == 200, words(answer)
    assert [one["key"] for one in answer.json()["answers"]] == [one.get("key") for one in presses]
    return [(one["taken"], one["why"]) for one in answer.json()["answers"]]


def entries(night: Night, *, since: int = 2) -> list[tuple[str, str, str, int]]:
    """Return what the patrol entered, in its order: step, place, text, minutes ago."""
    with night.duty():
        return [
            (row.step, row.heard_from, row.text, int((NOW - row.happened_at).total_seconds() // 60))
            for row in Entry.objects.order_by("pk")[since:]
        ]


def crew(night: Night) -> Patrol:
    with night.duty():
        return Patrol.objects.get()


def jpeg(size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a photograph in whose notes stands where it was taken."""
    drawn, notes = BytesIO(), Image.Exif()
    notes[0x010F] = "KAMERAN"
    Image.new("RGB", size, "navy").save(drawn, "JPEG", exif=notes)
    return drawn.getvalue()


def file(content: bytes, name: str = "foto.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


# ---- on duty, and off it -------------------------------------------------------------------------------------------


def test_two_go_on_duty_and_off_it_and_where_they_were_is_forgotten(night: Night, petra: Client) -> None:
    assert "Gå i tjänst" in text(petra, "/patrull/")
    answer = petra.post(ON, {"callsign": "Patrull 1", "other": night.workers["Pelle"].pk}, follow=True)
    assert ("Ni är i tjänst." in words(answer), "Inget ärende" in words(answer)) == (True, True)
    assert petra.post(PLACE, {"latitude": "60.6", "longitude": "15.6"}).status_code == 204
    assert (crew(night).latitude, crew(night).placed_at) == (60.6, NOW)
    assert "Läget är glömt." in words(petra.post(OFF, follow=True))
    assert (crew(night).off_at, crew(night).latitude, crew(night).placed_at) == (NOW, None, None)
    assert petra.post(PLACE, {"latitude": "60.6", "longitude": "15.6"}).status_code == 422


def test_the_other_of_the_crew_has_the_same_pages(night: Night, case: Case) -> None:
    assert "Åsgatan 14, 1201" in text(night.inside("Pelle"), "/patrull/")


@pytest.mark.parametrize(
    ("callsign", "other", "sentence"),
    [
        ("", "Pelle", "Patrullen har inget anrop."), ("Patrull 1", "", "En patrull är två."),
        ("Patrull 1", "Petra", "En patrull är två."), ("Patrull 1", "Olga", "Medarbetaren finns inte."),
        ("Patrull 1", "Magda", "En av dem är redan i tjänst på en patrull."),
        ("patrull 9", "Pelle", "Det anropet är redan i tjänst."),
    ],
)  # fmt: skip
def test_who_cannot_go_on_duty_is_told_why_and_what_she_wrote_stays(
    night: Night, petra: Client, callsign: str, other: str, sentence: str
) -> None:
    night.worker("Nils", NightRole.PATROL)
    night.patrol("Patrull 9", "Magda", "Nils")
    number = night.workers[other].pk if other else ""
    answer = petra.post(ON, {"callsign": callsign, "other": number})
    assert (answer.status_code, sentence in words(answer), f'value="{callsign}"' in words(answer)) == (422, True, True)


def test_on_a_case_one_does_not_go_off_duty(night: Night, petra: Client, case: Case) -> None:
    assert "Patrullen är på ett ärende." in words(petra.post(OFF, follow=True))


def test_a_patrol_that_has_logged_in_is_led_to_its_own_page(night: Night, petra: Client) -> None:
    assert petra.get("/")["Location"] == "/patrull/"


@pytest.mark.parametrize(("latitude", "status"), [("91", 422), ("nan", 422), ("inf", 422), ("norr", 404), ("", 404)])
def test_a_place_that_is_nowhere_is_not_kept(night: Night, petra: Client, latitude: str, status: int) -> None:
    night.patrol()
    assert petra.post(PLACE, {"latitude": latitude, "longitude": "15"}).status_code == status
    assert crew(night).latitude is None


# ---- the case ------------------------------------------------------------------------------------------------------


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


# ---- what the telephone kept ---------------------------------------------------------------------------------------


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


# ---- photographs ---------------------------------------------------------------------------------------------------


def test_a_photograph_goes_with_its_entry_once_and_tells_nothing_of_its_camera(
    night: Night, petra: Client, case: Case
) -> None:
    kept = press(case, "note", text="Dörren.")
    for _again in range(2):
        assert sends(petra, kept, **{kept["key"]: file(jpeg((3000, 2000)))}) == [(True, "")]
    with night.duty():
        photo = CasePhoto.objects.get()
        stored = Path(photo.image.path).read_bytes()
    with Image.open(BytesIO(stored)) as image:
        assert (image.format, image.size, dict(image.getexif())) == ("JPEG", (1600, 1067), {})
    assert b"KAMERAN" not in stored
    url = f"/arende/{case.pk}/bild/{photo.pk}/"
    for who in ("Petra", "Olga"):
        answer = night.inside(who).get(url)
        assert (answer["Content-Type"], answer["Cache-Control"], answer.content) == ("image/jpeg", "no-store", stored)
        assert url in text(night.inside(who), f"/{'patrull' if who == 'Petra' else 'arende'}/{case.pk}/")


def test_night_10_a_photograph_is_not_there_for_another_patrol_or_service(
    night: Night, petra: Client, case: Case
) -> None:
    petra.post(f"/patrull/{case.pk}/tryck/", {"key": str(uuid4()), "press": "note", "photo": file(jpeg())})
    with night.duty():
        photo = CasePhoto.objects.get()
    night.worker("Nils", NightRole.PATROL)
    assert night.inside("Nils").get(f"/arende/{case.pk}/bild/{photo.pk}/").status_code == 404
    assert night.inside("Olga").get(f"/arende/{case.pk + 1}/bild/{photo.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("photo", "sentence"),
    [
        (file(b"\xff\xd8\xff" + b"0" * 40 * 1024 * 1024), "Bilden är för stor: högst 10 MB och 40 megapixel."),
        (file(b""), "Bilden är tom."), (file(jpeg()[:200]), "Bilden är trasig eller kom inte fram hel."),
        (file(b"%PDF-1.7\n%%EOF", "a.pdf", "application/pdf"), "Bilden går inte att använda."),
        (file(b"GIF89a", "a.gif", "image/gif"), "Bilden går inte att använda."),
        (file(b"MZ", "a.jpg"), "Filen är inte den sorts bild som namnet säger."),
    ],
    ids=["40 MB", "nothing", "half", "pdf", "gif", "a program"],
)  # fmt: skip
def test_a_photograph_that_cannot_be_taken_is_told_and_the_words_stay(
    night: Night, petra: Client, case: Case, photo: SimpleUploadedFile, sentence: str
) -> None:
    sent = {"key": str(uuid4()), "press": "note", "text-note": "Dörren är trasig.", "photo": photo}
    answer = petra.post(f"/patrull/{case.pk}/tryck/", sent)
    assert (answer.status_code, sentence in words(answer), "Dörren är trasig." in words(answer)) == (422, True, True)
    photo.seek(0)
    kept = press(case, "note", text="Dörren är trasig.")
    taken, why = sends(petra, kept, press(case, "quiet"), **{kept["key"]: photo})
    assert (taken[0], why[0], sentence in taken[1]) == (False, True, True)
    assert [one[0] for one in entries(night)] == ["quiet"]


# ---- the crew's own safety -----------------------------------------------------------------------------------------


def test_a_crew_on_a_case_is_asked_and_every_press_answers(night: Night, petra: Client, case: Case) -> None:
    assert crew(night).check_in_by == EVENING + EVERY
    assert "Har inte hört av sig, 5 min sen" in text(night.inside("Olga"), "/")
    assert petra.post(WELL, follow=True).status_code == 200
    assert crew(night).check_in_by == NOW + EVERY
    assert "Har inte hört av sig" not in text(night.inside("Olga"), "/")
    sends(petra, press(case, "arrived", 600))
    assert crew(night).check_in_by == NOW + EVERY
    sends(petra, press(case, "close", ending="quiet"))
    assert crew(night).check_in_by is None


def test_an_old_press_that_comes_late_does_not_say_that_all_is_well_now(
    night: Night, petra: Client, case: Case
) -> None:
    sends(petra, press(case, "arrived", 1000))
    assert crew(night).check_in_by == NOW - timedelta(seconds=1000) + EVERY
    assert "Har inte hört av sig" in text(night.inside("Olga"), "/")


def test_a_crew_with_another_case_left_is_still_asked(night: Night, town: World, petra: Client, case: Case) -> None:
    other = sent_to(night, town)
    sends(petra, press(case, "close", ending="quiet"))
    assert crew(night).check_in_by == EVENING + EVERY
    sends(petra, press(other, "close", ending="quiet"))
    assert crew(night).check_in_by is None


def test_who_is_off_duty_is_told_so(night: Night, petra: Client) -> None:
    assert "Du är inte i tjänst." in words(petra.post(WELL, follow=True))
    assert petra.post(WELL, headers={"accept": "application/json"}).status_code == 422


def test_when_a_crew_is_asked_and_when_it_is_late() -> None:
    assert [asked_by(None, NOW), asked_by(NOW + EVERY * 2, NOW)] == [NOW + EVERY, NOW + EVERY * 2]
    asked = [minutes_overdue(by, NOW) for by in (None, NOW, NOW - timedelta(seconds=1), NOW - timedelta(minutes=7))]
    assert asked == [None, None, 0, 7]


# ---- light ---------------------------------------------------------------------------------------------------------


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
