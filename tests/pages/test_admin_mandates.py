"""A power of attorney on paper: staff enter it for one without e-mail, and end it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tenants.models import Document, Mandate, MandateState, Person, Role
from tests.cast import Clock, World, number_in_series
from tests.pages.office import inside, letters, person_page, protect, queries, told, words
from tests.papers import named, pdf

BO = number_in_series("19900101", 989)


@pytest.fixture
def two(town: World, clock: Clock, tmp_path: Path, settings: Any) -> World:
    """Anna is eighty-six, has neither login nor e-mail, and has given her son Bo a paper."""
    settings.MEDIA_ROOT = tmp_path
    town.person("Anna", born="19400101", login=False)
    town.person("Bo", serial=989)
    return town


def add(world: World) -> str:
    return f"/admin/tenants/mandate/add/?person={world.people['Anna'].pk}"


def enter(client: Client, world: World, **sent: Any) -> Any:
    form = {"number": BO, "extent": "act", "paper": pdf("fullmakt.pdf")} | sent
    return client.post(add(world), {name: value for name, value in form.items() if value is not None})


def test_staff_enter_a_paper_and_both_are_told(two: World) -> None:
    answer = enter(inside(two), two, may_sign="on", ends_on="2027-05-01")
    assert (answer.status_code, answer.headers["Location"]) == (303, person_page(two.people["Anna"]))
    with two.scope():
        row, paper = Mandate.objects.select_related("person", "agent").get(), Document.objects.get()
    assert (row.person.given_name, row.agent and row.agent.given_name, row.state, row.may_sign, str(row.ends_on)) == (
        "Anna", "Bo", MandateState.ACCEPTED, True, "2027-05-01",
    )  # fmt: skip
    assert (paper.subject, paper.person_id, row.entered_by[:6]) == (row.subject, row.person_id, "staff:")
    assert (letters(two, "Anna"), letters(two, "Bo")) == (["mandate_entered"], ["mandate_given"])
    assert told(two, "mandate") == [("mandate.entered", {"extent": "act"})]
    bo = Client(headers={"host": two.host})
    bo.force_login(two.users["Bo"], backend="django.contrib.auth.backends.ModelBackend")
    assert bo.post(f"/mina-sidor/ombud/{row.pk}/foretrad/").status_code == 303
    assert "<b>Du företräder Anna Test</b>" in words(bo.get("/mina-sidor/"))


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"number": "19870704-9996"}, "Personnumret stämmer inte"),
        ({"number": number_in_series("19700101")}, "Ingen person här har det numret."),
        ({"number": number_in_series("19400101")}, "inte vara ditt eget ombud"),
        ({"extent": "read", "may_sign": "on"}, "Den som bara får läsa kan inte skriva under avtal."),
        ({"ends_on": "2020-01-01"}, "Den sista dagen måste vara i dag eller senare"),
        ({"paper": None}, "Välj filen med den underskrivna fullmakten."),
        ({"paper": named(pdf(), "fullmakt.exe")}, "Filen är inte av den sort som namnet säger."),
    ],
)
def test_what_cannot_be_entered_is_said_and_nothing_is_kept(two: World, sent: dict[str, Any], sentence: str) -> None:
    answer = enter(inside(two), two, **sent)
    assert (answer.status_code, sentence in words(answer)) == (422, True), words(answer)
    with two.scope():
        assert (Mandate.objects.count(), Document.objects.count()) == (0, 0)


def test_staff_end_it_and_see_it_on_both_pages(two: World) -> None:
    eva = inside(two)
    enter(eva, two)
    with two.scope():
        row = Mandate.objects.get()
    assert "Bo Test" in words(eva.get(person_page(two.people["Anna"])))
    assert "ombud för Anna Test" in words(eva.get(person_page(two.people["Bo"])))
    page = f"/admin/tenants/mandate/{row.pk}/change/"
    assert "Inskriven på papper" in words(eva.get(page))
    assert eva.post(page).status_code == 303
    with two.scope():
        assert Mandate.objects.get().state == MandateState.ENDED


def test_a_reader_sees_and_does_nothing(two: World) -> None:
    enter(inside(two), two)
    rolf = inside(two, "Rolf", Role.READER)
    with two.scope():
        page = f"/admin/tenants/mandate/{Mandate.objects.get().pk}/change/"
    assert rolf.get(page).status_code == 200
    assert (rolf.post(page).status_code, rolf.get(add(two)).status_code) == (403, 403)


def test_a_protected_ombud_is_found_by_nobody_else(two: World) -> None:
    protect(two, "Bo")
    assert "Ingen person här har det numret." in words(enter(inside(two), two))


def test_the_list_asks_the_same_for_one_and_three(two: World) -> None:
    eva = inside(two)
    enter(eva, two)
    one = queries(eva, "/admin/tenants/mandate/")
    with two.scope():
        for n in range(2):
            two.person(f"Cecilia{n}", serial=990 + n)
            row = Mandate.objects.get(agent=two.people["Bo"])
            row.pk, row.agent, row.key_hash = None, Person.objects.get(given_name=f"Cecilia{n}"), f"{n}"
            row.save()
    three = queries(eva, "/admin/tenants/mandate/")
    assert len(one) == len(three) <= 12
