"""Identity numbers: any notation in, encrypted at rest, masked on the way out. QUEUE-4, official test numbers only."""

from datetime import date

import pytest
from django.conf import settings

from tenants.models import Identity, Person
from tenants.personal_number import BadNumber, index, mask, read, seal, unseal
from tests.cast import World, at

TODAY = date(2026, 5, 11)


@pytest.mark.parametrize(
    "text", ["19821105-9954", "198211059954", "821105-9954", "8211059954", " 19821105-9954 ", "19821105 9954"]
)
def test_a_number_is_read_in_any_notation(text: str) -> None:
    number = read(text, today=TODAY)
    assert (number.digits, number.born, number.identity, number.masked) == (
        "198211059954", date(1982, 11, 5), Identity.PERSONAL_NUMBER, "19821105-****",
    )  # fmt: skip


def test_a_coordination_number_is_told_apart() -> None:
    number = read("19570574-9959", today=TODAY)
    assert (number.born, number.identity) == (date(1957, 5, 14), Identity.COORDINATION_NUMBER)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "form"), ("hej", "form"), ("19870704-9996", "form"), ("19821305-9954", "form"), ("1982110599540", "form"),
        ("20990101-9886", "unborn"), ("19821105-9954; DROP TABLE", "form"),
        ("١٩٨٢١١٠٥٩٩٥٤", "form"), ("0" * 5000, "form"),
    ],
)  # fmt: skip
def test_a_wrong_number_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(BadNumber) as refused:
        read(text, today=TODAY)
    assert refused.value.code == code


def test_in_demo_mode_only_the_official_test_series_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    assert read("19821105-9954", today=TODAY).digits
    with pytest.raises(BadNumber) as refused:
        read("19121212-1212", today=TODAY)
    assert refused.value.code == "not_test_series"


def test_a_number_is_sealed_anew_each_time_and_opened_with_any_live_key(monkeypatch: pytest.MonkeyPatch) -> None:
    old = settings.FIELD_KEYS[0]
    sealed = seal("198211059954")
    assert sealed != seal("198211059954")
    assert b"198211059954" not in sealed
    monkeypatch.setattr(settings, "FIELD_KEYS", [bytes(32), old])
    assert unseal(sealed) == "198211059954"
    monkeypatch.setattr(settings, "FIELD_KEYS", [bytes(32)])
    with pytest.raises(KeyError):
        unseal(sealed)


def test_the_index_finds_a_number_at_one_landlord_only() -> None:
    assert index("198211059954", 1) == index("198211059954", 1) != index("198211059954", 2)


def test_no_row_of_a_person_holds_her_number_in_clear(town: World) -> None:
    town.person("Anna", born="19821105")
    with town.scope():
        row = Person.objects.values().get()
    assert "9880" not in str({name: value for name, value in row.items() if name != "number_sealed"})
    assert unseal(bytes(row["number_sealed"])).startswith("19821105988")
    assert mask("198211059954") == "19821105-****"
    assert at("05-01 12:00") == row["created_at"]
