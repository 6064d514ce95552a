"""The forms of the rules follow the schema, whatever it comes to hold: here one that holds a bit of everything."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from pydantic import Field, model_validator

from tenants.admin.ruleset_editor.form import PlaceForm
from tenants.draft_checks import check_place
from tenants.drafting import Place, Section, has_key, plain, put, with_assumed
from tenants.rulesets.base import Part, PeriodText, Slug, Words
from tenants.rulesets.shape import Group, Raw, Variants, group_of, without_tags
from tests.pages.ruleset_scenes import Form


class Weather(StrEnum):
    SUN = "sun"
    RAIN = "rain"


class Umbrella(Part):
    kind: Literal["umbrella"] = "umbrella"
    colour: Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Boots(Part):
    kind: Literal["boots", "wellies"]
    sizes: tuple[int, ...] = ()


Gear = Annotated[Umbrella | Boots, Field(discriminator="kind")]


class Slot(Part):
    day: date
    at: time = time(9)
    weather: Weather | None = None


class Odd(Part):
    """A bit of everything."""

    title: Words | None = None
    note: str = ""
    free: bool | None = None
    ratio: Annotated[float, Field(gt=0, le=1)] = 0.5
    pauses: tuple[PeriodText, ...] = ()
    days: tuple[date, ...] = ()
    names: tuple[Slug, ...] = ()
    weathers: tuple[Weather, ...] = ()
    slots: tuple[Slot, ...] = Field(default=(), description="SLOT-1, SLOT-2: when it is open")
    fees: dict[str, int] = {}
    waits: dict[Slug, PeriodText] = {}
    by_weather: dict[Weather, Words] = {}
    gear: tuple[Gear, ...] = ()
    either: PeriodText | Literal["never"] = "never"
    inner: Slot | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.free and self.fees:
            raise ValueError("fees cannot be taken where free is true")
        return self


class Holder(Part):
    odd: Odd
    gear: dict[Slug, Gear] = {}


ODD = Place(Section("odd", (group_of(Holder).entries[0],)))
FULL: dict[str, Any] = {
    "title": {"sv": "Allt möjligt", "en": "All sorts"},
    "note": "två\nrader",
    "free": False,
    "ratio": 0.25,
    "pauses": ["2 workdays", "3 months"],
    "days": [date(2026, 12, 24)],
    "names": ["one", "two-2"],
    "weathers": ["rain", "sun"],
    "slots": [{"day": date(2026, 5, 1), "at": time(8, 30), "weather": "sun"}, {"day": date(2026, 5, 2), "at": time(9)}],
    "fees": {"small": 10, "large": 25_000},
    "waits": {"quick": "1 days"},
    "by_weather": {"sun": {"sv": "Sol", "en": "Sun"}},
    "gear": [{"kind": "umbrella", "colour": "#112233"}, {"kind": "boots", "sizes": [38, 39]}],
    "either": "never",
    "inner": {"day": date(2026, 1, 1), "at": time(7)},
}
SLUGS = "Skriv med små bokstäver a–z, siffror, - och _, och börja med en bokstav."
LEAST = plain(Odd())


def shown(form: PlaceForm) -> QueryDict:
    """Return what a browser would send of a form."""
    nodes = "".join(
        render_to_string("admin/kolapp/rules/node.html", {"node": node}) for node in form.root.nodes.values()
    )
    fields = Form(f'<form><input name="_seen">{nodes}</form>', "_seen").fields
    posted = QueryDict(mutable=True)
    for name, values in fields.items():
        posted.setlist(name, values)
    return posted


def sent(value: dict[str, Any], **changed: Any) -> PlaceForm:
    posted = shown(PlaceForm(ODD, {"odd": value}, value))
    for name, new in changed.items():
        posted[name.replace("__", ".")] = new
    form = PlaceForm(ODD, {"odd": value}, value, posted=posted)
    form.is_valid()
    return form


@pytest.mark.parametrize("value", [FULL, LEAST], ids=["full", "least"])
def test_every_shape_goes_through_its_form_unchanged(value: dict[str, Any]) -> None:
    form = sent(value)
    assert [refusal.sentence for refusal in form.refusals] == []
    assert form.value == plain(Odd.model_validate(value))


@pytest.mark.parametrize(
    ("changed", "title", "sentence"),
    [
        ({"ratio": "1,5"}, "Ratio", "Talet får vara högst 1."),
        ({"ratio": "inf"}, "Ratio", "Skriv ett tal, till exempel 49 eller 49,5."),
        ({"ratio": " "}, "Ratio", "Fyll i fältet."),
        ({"pauses__0_0": "-4"}, "Pauses 1", "Skriv ett heltal från 1."),
        ({"pauses__0_0": "²"}, "Pauses 1", "Skriv ett heltal från 1."),
        ({"pauses__1_0": "999999"}, "Pauses 2", "Perioden är för lång. Längden får vara högst 1200."),
        ({"days": "2026-12-24\n24/12"}, "Days", "Rad 2: Skriv ett datum, till exempel 2026-12-23."),
        ({"names": "One Two"}, "Names", f"Rad 1: {SLUGS}"),
        ({"weathers": "snow"}, "Weathers", "Välj bland alternativen."),
        ({"slots__1__day": ""}, "Slots 2, day", "Fyll i fältet."),
        ({"slots__2__weather": "rain"}, "Slots 3, day", "Fyll i fältet."),
        ({"fees__0__": "x"} | {"fees__0": "12 kr"}, "Fees 1", "Skriv ett heltal."),
        ({"fees__1___key": "small"}, "Fees 2, kortnamn", "Namnet står redan på en annan rad."),
        ({"free": "True"}, "Fees", "Uppgifterna går inte ihop (fees cannot be taken where free is true)."),
        ({"either": '"sometimes"'}, "Either", "Skriv ett heltal från 1 och välj dagar, arbetsdagar eller månader."),
        ({"either": "{"}, "Either", "Texten går inte att läsa. Skriv den i formatet JSON."),
        ({"gear__0": '{"kind": "hat"}'}, "Gear 1", "Slaget finns inte."),
        ({"note": "a\x00b"}, "Note", "Texten innehåller tecken som inte kan visas. Skriv om den."),
        ({"note": "a" * 6000}, "Note", "Texten är för lång. Den får ha högst 5 000 tecken."),
        ({"inner__at": "åtta"}, "Inner, at", "Skriv ett klockslag, till exempel 08:00."),
        ({"title__sv": ""}, "Title, på svenska", "Fyll i fältet."),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_at_its_field_in_swedish(changed: dict[str, str], title: str, sentence: str) -> None:
    form = sent(FULL, **changed)
    assert [(refusal.title, refusal.sentence) for refusal in form.refusals] == [(title, sentence)]
    again = shown(form)
    for name, typed in changed.items():
        field = name.replace("__", ".")
        if field in form.fields and field != "weathers":
            assert again[field].splitlines() == typed.splitlines()


def test_rows_are_emptied_added_and_ticked_to_go() -> None:
    form = sent(
        FULL, slots__0___gone="on", slots__2__day="2026-06-06", pauses__0_0="", pauses__0_1="", fees__0___key=""
    )
    assert [refusal.sentence for refusal in form.refusals] == ["Fyll i fältet."]  # a fee without a name
    form = sent(FULL, slots__0___gone="on", slots__2__day="2026-06-06", pauses__0_0="", pauses__0_1="")
    assert form.refusals == []
    assert (form.value["pauses"], [slot["day"] for slot in form.value["slots"]]) == (
        ["3 months"],
        [date(2026, 5, 2), date(2026, 6, 6)],
    )


def test_a_part_that_is_not_ticked_is_left_out_and_what_is_typed_without_it_is_asked_about() -> None:
    posted = shown(PlaceForm(ODD, {"odd": FULL}, FULL))
    del posted["inner._on"]
    form = PlaceForm(ODD, {"odd": FULL}, FULL, posted=posted)
    assert (form.is_valid(), "inner" in form.value) == (True, False)
    assert [refusal.title for refusal in sent(LEAST, title__sv="Ny").refusals] == ["Title används"]


def test_a_form_names_its_rules_and_reads_unknown_keys_as_words() -> None:
    root = PlaceForm(ODD, {"odd": FULL}, FULL).root
    assert (list(root.nodes["slots"].rules), root.nodes["by_weather"].label) == (["SLOT-1", "SLOT-2"], "By weather")


def test_a_posted_key_or_row_that_the_form_does_not_have_is_nothing() -> None:
    form = sent(FULL, nonsense="1", slots__9999__day="2026-01-01", _assumed="odd.nonsense")
    assert form.is_valid()
    assert form.value == plain(Odd.model_validate(FULL))


def test_the_shape_of_unions_and_the_way_past_their_tags() -> None:
    gear = group_of(Holder).entries[1].shape
    variants = gear.value
    assert isinstance(variants, Variants)
    assert (variants.tag, list(variants.groups)) == ("kind", ["umbrella", "boots", "wellies"])
    assert without_tags(group_of(Holder), ("gear", "mine", "boots", "sizes", 1)) == ("gear", "mine", "sizes", 1)
    odd = group_of(Odd)
    assert isinstance(odd, Group)
    either = odd.entry("either")
    assert (either is not None and either.shape == Raw(), group_of(Odd) is odd) == (True, True)


def test_marks_of_keys_that_are_gone_fall_off_with_them() -> None:
    data = {"odd": FULL, "assumed": ["odd.title", "odd.inner.day", "landlord"]}
    assert has_key(group_of(Holder), data, ["odd", "fees", "small"])
    assert not has_key(group_of(Holder), data, ["odd", "fees", "none"])
    assert put(data, ODD, LEAST)["odd"] == LEAST
    kept = with_assumed(data, ODD, [])
    assert kept["assumed"] == ["landlord"]


def test_a_place_is_checked_with_every_problem_of_it() -> None:
    _value, problems = check_place(ODD, {**FULL, "ratio": 2, "days": ["nej"], "extra": 1})
    assert sorted(problem.where for problem in problems) == [("days", 0), ("extra",), ("ratio",)]
