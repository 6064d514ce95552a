"""The manager's pages: registers from files, customers' wishes, staff, shifts, patrols on and off duty."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from disturbance.models import Customer, NightRole, NightWorker, Patrol, RegisterHome, Shift
from tenants.models import Event
from tests.cast import World, at, other_landlord
from tests.night import EVENING, Night
from tests.pages.office import queries, text, words

HEADS = "Adress;Lägenhet;Hyresgäst;Telefon"
ROWS = [f"Åsgatan {n};1001;Rut Ros;070-174 06 {n:02}" for n in range(1, 13)]


@pytest.fixture
def night(night: Night, monkeypatch: pytest.MonkeyPatch) -> Night:
    monkeypatch.setattr("tenants.clock.now", lambda: EVENING)
    return night


@pytest.fixture
def magda(night: Night) -> Client:
    return night.inside("Magda")


def uploads(magda: Client, town: World, *rows: str, heads: str = HEADS, name: str = "register.csv") -> str:
    """Upload a file; return the page of what it would do."""
    data = "\r\n".join([heads, *rows]).encode("cp1252")
    answer = magda.post(f"/register/{town.pk}/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def reads_in(magda: Client, page: str, **more: str) -> str:
    return words(magda.post(f"{page}ja/", more, follow=True))


def homes(night: Night) -> int:
    with night.duty():
        return RegisterHome.objects.count()


def test_night_2_a_register_is_shown_as_a_difference_and_read_in(night: Night, town: World, magda: Client) -> None:
    page = uploads(magda, town, *ROWS)
    shown = text(magda, page)
    assert ("12 nya" in shown, "Åsgatan 12, 1001" in shown, homes(night)) == (True, True, 0)
    assert "Registret är inläst." in reads_in(magda, page)
    assert homes(night) == 12
    assert "aktuellt" in text(magda, "/register/")
    page = uploads(magda, town, ROWS[0].replace("Rut", "Ruth"), *ROWS[1:])
    assert "Hyresgäst: Rut Ros → Ruth Ros" in text(magda, page)
    with town.scope():
        kinds = Event.objects.filter(kind__startswith="register.").order_by("pk").values_list("kind", "actor")
        actor = f"night:{night.workers['Magda'].pk}"
        assert list(kinds) == [(f"register.{kind}", actor) for kind in ("uploaded", "imported", "uploaded")]


@pytest.mark.parametrize("rows", [ROWS[:10], [row.replace("Åsgatan", "Annangatan") for row in ROWS]])
def test_night_2_where_more_than_a_tenth_goes_a_second_yes_is_asked(
    night: Night, town: World, magda: Client, rows: list[str]
) -> None:
    """Half a list, or as long a list of another landlord's."""
    reads_in(magda, uploads(magda, town, *ROWS))
    page = uploads(magda, town, *rows)
    assert "av 12 bostäder försvinner." in text(magda, page)
    assert "Mer än en tiondel av bostäderna försvinner." in reads_in(magda, page)
    assert "Registret är inläst." in reads_in(magda, page, sure="on")
    assert homes(night) == len(rows)


@pytest.mark.parametrize(
    ("rows", "more", "sentence"),
    [
        (["Åsgatan 1;;Rut Ros;"], {}, "får inte vara tom"),
        (["Åsgatan 1;1001"], {}, "Se efter att filen är hel."),
        ([], {}, "Filen har rubriker men inga rader."),
        (ROWS, {"name": "register.xlsx"}, "Filens namn och innehåll stämmer inte överens."),
        (ROWS, {"name": "register.pdf"}, "Välj en fil som slutar på .csv eller .xlsx."),
    ],
)
def test_night_2_a_bad_file_is_told_of_by_row_and_changes_nothing(
    night: Night, town: World, magda: Client, rows: list[str], more: dict[str, str], sentence: str
) -> None:
    page = uploads(magda, town, *rows, **more)
    assert sentence in text(magda, page)
    assert "Filen väntar inte på något ja." in reads_in(magda, page)
    assert "Filen är kastad." in words(magda.post(f"{page}kasta/", follow=True))
    assert homes(night) == 0


def test_night_2_a_formula_in_a_file_is_told_of_by_row(night: Night, town: World, magda: Client) -> None:
    page = uploads(magda, town, "Åsgatan 1;1001;=cmd|' /C calc'!A0;")
    assert "är en formel. Kopiera kolumnen, klistra in den som värden" in text(magda, page)
    assert homes(night) == 0


def test_night_2_errors_stand_in_the_order_of_the_rows(night: Night, town: World, magda: Client) -> None:
    page = text(magda, uploads(magda, town, ROWS[0], ROWS[0], ";1001;;"))
    assert page.index("står redan på rad 2") < page.index("får inte vara tom")


def test_night_2_of_many_that_go_it_is_said_how_many_are_shown(night: Night, town: World, magda: Client) -> None:
    for n in range(60):
        night.home(town, flat=f"{n + 1000}")
    assert "Tas bort: de första 50 av 60 visas" in text(magda, uploads(magda, town, "Åsgatan 77;1001;Rut Ros;"))


def test_a_file_is_asked_for(night: Night, town: World, magda: Client) -> None:
    answer = magda.post(f"/register/{town.pk}/", {})
    assert (answer.status_code, "Välj en fil." in words(answer)) == (422, True)


def test_night_10_another_landlords_register_is_not_there(night: Night, town: World, magda: Client) -> None:
    page = uploads(magda, town, *ROWS)
    foreign, neighbour = other_landlord().pk, night.worlds["tunabyggen"].pk
    mixed = page.replace(f"/{town.pk}/", f"/{neighbour}/", 1)
    assert [magda.get(path).status_code for path in (f"/register/{foreign}/", f"/kunder/{foreign}/", mixed)] == [
        404
    ] * 3


def test_night_1_what_a_customer_wants_is_kept_and_logged(night: Night, town: World, magda: Client) -> None:
    magda.post(f"/kunder/{town.pk}/", {"only_for": ["party", "dragon"], "instructions": " Ring Eva. "})
    with night.duty():
        row = Customer.objects.get(landlord=town.pk)
    assert (row.call_out_only_for, row.instructions) == (["party"], "Ring Eva.")
    assert "fest" in text(magda, "/kunder/")
    with town.scope():
        assert Event.objects.filter(kind="customer.instructed").count() == 1


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "Per", "email": "per@jour.example.se", "role": "patrol"}, "Medarbetaren är tillagd."),
        ({"name": " ", "email": "per@jour.example.se"}, "Namnet saknas."),
        ({"name": "Per", "email": "per"}, "E-postadressen går inte att använda."),
        ({"name": "Olga", "email": "OLGA@jour.example.se"}, "Den adressen har redan en medarbetare här."),
    ],
)
def test_staff_are_added(night: Night, magda: Client, sent: dict[str, str], sentence: str) -> None:
    assert sentence in words(magda.post("/medarbetare/", sent, follow=True))


def test_one_who_has_left_comes_in_no_more_and_nobody_locks_herself_out(night: Night, magda: Client) -> None:
    olga, me = night.workers["Olga"].pk, night.workers["Magda"].pk
    magda.post(f"/medarbetare/{olga}/", {"name": "Olga", "role": "operator", "left": "on"})
    assert night.inside("Olga").get("/").status_code == 403
    told = words(magda.post(f"/medarbetare/{me}/", {"name": "Magda", "role": "patrol"}))
    assert "Du kan inte ändra din egen roll" in told
    with night.duty():
        assert NightWorker.objects.get(pk=me).role == NightRole.MANAGER


def test_who_drives_now_cannot_leave(night: Night, magda: Client) -> None:
    night.patrol()
    petra = night.workers["Petra"].pk
    told = words(magda.post(f"/medarbetare/{petra}/", {"name": "Petra", "role": "patrol", "left": "on"}))
    assert "Hon är i tjänst på en patrull." in told


def test_a_shift_runs_into_the_morning(night: Night, magda: Client) -> None:
    said = {"worker": night.workers["Petra"].pk, "day": "2026-05-23", "starts": "20:00", "ends": "04:00"}
    assert "Passet är inlagt." in words(magda.post("/pass/", said, follow=True))
    assert "Hon arbetar redan då." in words(magda.post("/pass/", said))
    assert "Tiderna kan inte stämma." in words(magda.post("/pass/", said | {"ends": "sent"}))
    assert "Medarbetaren finns inte." in words(magda.post("/pass/", said | {"worker": "999"}))
    with night.duty():
        shift = Shift.objects.get()
    assert (shift.starts_at, shift.ends_at) == (at("05-23 20:00"), at("05-24 04:00"))
    magda.post(f"/pass/{shift.pk}/ta-bort/")
    assert "Inga kommande pass." in text(magda, "/pass/")


def test_a_patrol_of_two_is_put_on_duty_and_taken_off(night: Night) -> None:
    olga = night.inside("Olga")
    petra, pelle = night.workers["Petra"].pk, night.workers["Pelle"].pk

    def puts(**said: Any) -> str:
        sent = {"callsign": "Patrull 1", "first": petra, "second": pelle} | said
        return words(olga.post("/patruller/", sent, follow=True))

    assert "En patrull är två." in puts(second=petra)
    assert "Patrullen har inget anrop." in puts(callsign=" ")
    assert "Medarbetaren finns inte." in puts(second=night.workers["Olga"].pk)
    assert "Patrullen är i tjänst." in puts()
    assert "Det anropet är redan i tjänst." in puts()
    assert "En av dem är redan i tjänst" in puts(callsign="Patrull 2", first=pelle, second=night.workers["Magda"].pk)
    with night.duty():
        Patrol.objects.update(latitude=60.6, longitude=15.6, placed_at=EVENING, check_in_by=EVENING)
        patrol = Patrol.objects.get().pk
    assert "Patrullen är ur tjänst." in words(olga.post(f"/patruller/{patrol}/ur-tjanst/", follow=True))
    with night.duty():
        row = Patrol.objects.get()
    assert (row.off_at, row.latitude, row.longitude, row.check_in_by) == (EVENING, None, None, None)


def test_lists_ask_the_same_however_many_there_are(night: Night, town: World, magda: Client) -> None:
    uploads(magda, town, *ROWS)
    night.patrol(off_at=EVENING)
    paths = ("/patruller/", "/medarbetare/", "/pass/", "/kunder/", "/register/", f"/register/{town.pk}/")
    few = {path: len(queries(magda, path)) for path in paths}
    for n in range(2):
        uploads(magda, town, *ROWS)
        night.worker(f"Per{n}", NightRole.PATROL)
        night.patrol(f"Patrull {n + 2}", off_at=EVENING)
    assert {path: len(queries(magda, path)) for path in paths} == few
    assert max(few.values()) <= 12
