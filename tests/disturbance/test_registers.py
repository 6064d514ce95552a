"""A landlord's register: read in from a file, all or nothing, and searched while one types (NIGHT-1, NIGHT-2)."""

from __future__ import annotations

from datetime import date

import pytest

from disturbance.core.register_rows import is_old, words_of
from disturbance.models import RegisterHome
from disturbance.services.registers import REGISTERS, find_homes, read_in_on
from tenants.actors import staff_actor
from tenants.models import FileImport
from tenants.outcome import Refused
from tests.cast import World, at, other_landlord
from tests.night import Night

EVA = staff_actor(1)
HEADS = "Adress;Lägenhet;Våning;Hyresgäst;Telefon;Portkod;Skyddad"
HOMES = (
    "Åsgatan 14;1101;1;Anna Lind;070-174 06 05;Kod 1234;nej",
    "Åsgatan 14;1201;2;Bo Åkesson;070-174 06 06;;nej",
    "Storgatan 2;1001;;Cecilia Ek;070-174 06 07;;nej",
    "Storgatan 2;1002;;David Dold;070-174 06 08;;ja",
)


def upload(town: World, *rows: str, now: str = "05-22 10:00") -> FileImport:
    data = "\r\n".join([HEADS, *rows]).encode("cp1252")
    with town.scope():
        return REGISTERS.upload(data, "register.csv", by=EVA, now=at(now))


def read_in(town: World, *rows: str, sure: bool = False) -> None | Refused:
    row = upload(town, *rows)
    with town.scope():
        return REGISTERS.confirm(row.pk, sure=sure, by=EVA, now=at("05-22 10:05"))


def found(night: Night, text: str) -> list[str]:
    with night.duty():
        return [f"{home.street}, {home.flat}" for home in find_homes(text)]


def test_night_2_a_file_is_shown_as_a_difference_before_anything_changes(night: Night, town: World) -> None:
    assert read_in(town, *HOMES) is None
    row = upload(town, HOMES[0].replace("Anna Lind", "Anna Berg"), *HOMES[1:], "Storgatan 4;1001;;Eva Nord;;;nej")
    assert row.result["counts"] == {"added": 1, "changed": 1, "same": 3, "there": 4, "missing": 0}
    with town.scope():
        assert RegisterHome.objects.get(flat="1101").renter == "Anna Lind"


def test_night_2_homes_that_the_file_does_not_name_are_gone(night: Night, town: World) -> None:
    read_in(town, *HOMES)
    assert read_in(town, *HOMES[:3]) == Refused(("fewer_rows",))  # one in four: half a list, perhaps
    assert read_in(town, *HOMES[:3], sure=True) is None
    assert found(night, "storgatan") == ["Storgatan 2, 1001"]


def test_night_2_one_landlords_file_leaves_the_others_register_alone(night: Night, town: World) -> None:
    read_in(night.worlds["tunabyggen"], "Åsgatan 14;1101;1;Rut Ros;;;nej")
    read_in(town, *HOMES)
    assert found(night, "åsgatan 1101") == ["Åsgatan 14, 1101", "Åsgatan 14, 1101"]


@pytest.mark.parametrize(
    ("typed", "homes"),
    [
        ("ås", ["Åsgatan 14, 1101", "Åsgatan 14, 1201"]),
        ("ÅSGATAN 14 12", ["Åsgatan 14, 1201"]),
        ("lind", ["Åsgatan 14, 1101"]),
        ("0606", ["Åsgatan 14, 1201"]),
        ("070174 0607", ["Storgatan 2, 1001"]),
        ("070174 1111", []),
        ("0701740607", ["Storgatan 2, 1001"]),
        ("gatan", []),
        ("", []),
        ("%' OR 1=1 --", []),
        ("dold", []),
        ("1002", ["Storgatan 2, 1002"]),
    ],
)
def test_night_1_a_home_is_found_by_the_beginnings_of_its_words(
    night: Night, town: World, typed: str, homes: list[str]
) -> None:
    read_in(town, *HOMES)
    assert found(night, typed) == homes


def test_of_whom_data_are_protected_neither_name_nor_number_is_kept(night: Night, town: World) -> None:
    read_in(town, *HOMES)
    with town.scope():
        assert list(RegisterHome.objects.filter(flat="1002").values_list("renter", "phone")) == [("", "")]


def test_night_10_a_search_finds_nothing_of_a_landlord_that_is_no_customer(night: Night) -> None:
    read_in(other_landlord(), *HOMES)
    assert found(night, "åsgatan") == []


@pytest.mark.parametrize(("day", "old"), [("2026-06-26", False), ("2026-06-27", True)])
def test_night_2_a_register_is_old_after_35_days(night: Night, town: World, day: str, old: bool) -> None:
    read_in(town, *HOMES)
    with night.duty():
        days = read_in_on((town.pk,))
    assert days == {town.pk: date(2026, 5, 22)}
    assert is_old(days[town.pk], date.fromisoformat(day)) is old
    assert is_old(None, date.fromisoformat(day))


def test_words_are_few_and_the_longest_first() -> None:
    assert words_of("a bb ccc dddd eeeee ffffff bb") == ("ffffff", "eeeee", "dddd", "ccc", "bb")
