"""What a report says first, and what it leaves out for the one who disturbs: tables (NIGHT-6, NIGHT-8)."""

from __future__ import annotations

from typing import Any

import pytest

from disturbance.core.reports import HIDDEN, facts_of, masked


def entry(pk: int, step: str, at: str = "23:50", *, text: str = "", corrects: int | None = None) -> dict[str, Any]:
    moment = f"2026-05-22T{at}:00+02:00"
    return {"pk": pk, "step": step, "text": text, "happened_at": moment, "corrects": corrects, "photos": [7]}


HEARD, QUIET = entry(1, "heard", "23:50"), entry(2, "quiet", "23:59")


@pytest.mark.parametrize(
    ("entries", "confirmed", "quiet"),
    [
        ([], False, ""),
        ([entry(1, "told", text="Jag hör musik.")], False, ""),
        ([entry(1, "not_heard")], False, ""),
        ([HEARD], True, ""),
        ([HEARD, QUIET], True, "23:59"),
        ([QUIET, entry(3, "heard", "23:59"), entry(4, "heard", "23:58")], True, "23:59"),
        ([QUIET, entry(3, "heard", "00:30")], True, "23:59"),
        ([HEARD, entry(2, "correction", text="Fel knapp.", corrects=1)], False, ""),
        ([HEARD, entry(2, "correction", text="Fel plan.", corrects=1), entry(3, "heard", "23:51")], True, ""),
    ],
)
def test_night_6_what_staff_heard_themselves_confirms_and_nothing_else(
    entries: list[dict[str, Any]], confirmed: bool, quiet: str
) -> None:
    facts = facts_of(entries)
    assert (facts["confirmed"], facts["quiet_at"][11:16]) == (confirmed, quiet)


def test_night_6_it_is_not_quiet_when_it_began_again() -> None:
    assert facts_of([HEARD, QUIET, entry(3, "heard", "23:59")])["quiet_at"][11:16] == "23:59"
    late = {**entry(3, "heard"), "happened_at": "2026-05-23T00:30:00+02:00"}
    assert facts_of([HEARD, QUIET, late])["quiet_at"] == ""


CALLER = {"name": "Anna Lind", "phone": "070-174 06 05", "address": "Åsgatan 14, 1101", "unknown": ""}


@pytest.mark.parametrize(
    ("step", "text", "left"),
    [
        ("opened", "Jag bor under och hör allt.", HIDDEN),
        ("called", "Hon är rädd.", HIDDEN),
        ("note", "", ""),
        ("note", "Anna Lind öppnade.", f"{HIDDEN} {HIDDEN} öppnade."),
        ("note", "ANNAS dörr", f"{HIDDEN} dörr"),
        ("note", "Ring 0701740605 eller 070 174 06 05.", f"Ring {HIDDEN} eller {HIDDEN}."),
        ("spoke", "Han på 1201 vet att 1101 klagar.", f"Han på 1201 vet att {HIDDEN} klagar."),
        ("note", "Åsgatan 14, 1101.", f"{HIDDEN}."),
        ("note", "Musik på Åsgatan 14.", "Musik på Åsgatan 14."),
        ("note", "Johanna och Lindgren", "Johanna och Lindgren"),
    ],
)
def test_night_8_who_called_is_not_in_the_masked_report(step: str, text: str, left: str) -> None:
    report = {"callers": [CALLER], "street": "Åsgatan 14", "entries": [entry(1, step, text=text)], "number": 1}
    assert masked(report) == {
        "callers": [], "photos": [], "street": "Åsgatan 14", "number": 1,
        "entries": [{**entry(1, step, text=left), "photos": []}],
    }  # fmt: skip


def test_night_8_a_caller_from_another_house_has_her_street_hidden_too() -> None:
    report = {"callers": [CALLER], "street": "Åsgatan 16", "entries": [entry(1, "note", text="Hörs på Åsgatan 14.")]}
    assert masked(report)["entries"][0]["text"] == f"Hörs på {HIDDEN}."


@pytest.mark.parametrize("caller", [{**CALLER, "name": "", "phone": "", "address": "", "unknown": "Ville inte."}])
def test_night_8_an_unknown_caller_leaves_nothing_to_hide(caller: dict[str, str]) -> None:
    report = {"callers": [caller], "street": "Åsgatan 14", "entries": [entry(1, "note", text="Tyst nu.")]}
    assert masked(report)["entries"][0]["text"] == "Tyst nu."
