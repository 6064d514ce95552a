"""Every rule is carried by data, obeyed, and shown: no id without a test, no test of an id that does not exist."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from letting.management.rule_catalogue import WORDS, catalogue, ids_in_head, ids_in_name, sightings
from letting.management.rule_table import rule_table
from letting.management.rule_values import carried, cell, is_assumed, of_rule
from tenants.rulesets import BadRuleset, parse, presets

ROOT = Path(__file__).parents[2]
RULES = catalogue(ROOT)
LANDLORDS = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}
LAST = {"TIME": 8, "JOUR": 23, "QUEUE": 21, "CHECK": 20, "SCHEME": 10, "LEASE": 13, "NIGHT": 11}
NUMBERS = {word: [*range(1, last + 1)] for word, last in LAST.items()}


def test_the_catalogue_has_every_number_of_every_word_once_and_in_order() -> None:
    assert list(RULES) == [f"{word}-{number}" for word in WORDS for number in NUMBERS[word]]


def test_every_rule_is_shown_by_a_test_or_a_story() -> None:
    assert set(RULES) - {one.rule for one in sightings(ROOT)} == set()


def test_no_test_and_no_story_names_a_rule_that_does_not_exist() -> None:
    unknown = [f"{one.path.name}: {one.name}: {one.rule}" for one in sightings(ROOT) if one.rule not in RULES]
    assert unknown == []


def test_every_story_says_which_rules_it_shows() -> None:
    stories = sorted((ROOT / "tests" / "scenarios").glob("*.toml"))
    assert [path.name for path in stories if not ids_in_head(path.read_text(encoding="utf-8").partition("\n")[0])] == []


def test_every_id_that_a_key_of_the_schema_names_is_a_rule() -> None:
    named = {rule for rules in LANDLORDS.values() for one in carried(rules) for rule in one.ids}
    assert named - set(RULES) == set()


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_the_same_for_all_or_carried_by_a_key_that_is_there(rule: str) -> None:
    entry = RULES[rule]
    found = [one for rules in LANDLORDS.values() for one in of_rule(rule, entry, rules)]
    assert entry.same != bool(found)
    patterns = {one.pattern for rules in LANDLORDS.values() for one in carried(rules)}
    assert {key.partition("=")[0] for key in entry.keys} - patterns == set()


@pytest.mark.parametrize("slug", LANDLORDS)
def test_every_key_that_a_landlord_has_not_published_is_one_that_carries_a_rule(slug: str) -> None:
    rules = LANDLORDS[slug]
    carrying = [one.path for rule, entry in RULES.items() for one in of_rule(rule, entry, rules)]
    forgotten = [key for key in rules.assumed if not any(f"{path}.".startswith(f"{key}.") for path in carrying)]
    assert forgotten == []


@pytest.mark.parametrize("slug", LANDLORDS)
def test_a_landlord_cannot_mark_a_key_that_is_gone(slug: str) -> None:
    source = presets()[slug].read_text(encoding="utf-8")
    marked = next(key for key in LANDLORDS[slug].assumed if key.startswith("schemes."))
    gone = source.replace(f'"{marked}"', f'"{marked}_of_old"', 1)
    with pytest.raises(BadRuleset, match="is no key of this file"):
        parse(gone)


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("test_queue_12_three_unanswered_offers", ("QUEUE-12",)),
        ("test_what_is_reviewed_check_6", ("CHECK-6",)),
        ("test_it_is_over_jour_10_and_11", ("JOUR-10", "JOUR-11")),
        ("test_really_sent_jour_4_time_7", ("JOUR-4", "TIME-7")),
        ("test_the_first_yes_signs_jour_13_18_19", ("JOUR-13", "JOUR-18", "JOUR-19")),
        ("test_queue_21_and_check_11_who_binds_herself", ("QUEUE-21", "CHECK-11")),
        ("test_the_queue_of_12_and_a_check", ()),
        ("test_overtime_3_and_recheck_4", ()),
    ],
)
def test_ids_are_read_from_the_names_of_tests(name: str, ids: tuple[str, ...]) -> None:
    assert ids_in_name(name) == ids


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("# JOUR-1..3, 18; TIME-2. The example", ("JOUR-1", "JOUR-2", "JOUR-3", "JOUR-18", "TIME-2")),
        ("# CHECK-2, 3, JOUR-13: a yes in 3 days", ("CHECK-2", "CHECK-3", "JOUR-13")),
        ("# TIME-6, TIME-7: two days. See JOUR-9.", ("TIME-6", "TIME-7")),
        ('title = "CHECK of 3"', ()),
    ],
)
def test_ids_are_read_from_the_first_lines_of_stories(line: str, ids: tuple[str, ...]) -> None:
    assert ids_in_head(line) == ids


def test_a_cell_tells_each_value_once_with_those_that_have_it_and_a_star_for_what_is_assumed() -> None:
    told = {slug: cell("JOUR-3", RULES["JOUR-3"], rules) for slug, rules in LANDLORDS.items()}
    assert told["kopparstaden"] == (
        "advertising: 4 workdays (ordinary, senior); 4 workdays* (direct)<br>staff_set_last_day: no"
    )
    assert cell("QUEUE-12", RULES["QUEUE-12"], LANDLORDS["flen"]) == "–"
    assert (
        cell("JOUR-4", RULES["JOUR-4"], LANDLORDS["wennergrens"])
        == "round_size: – (ordinary, ronnen); 10* (direct_offer)"
    )
    assert is_assumed("requirements.credit.recent", LANDLORDS["kopparstaden"])
    assert not is_assumed("requirements.credit.recent", LANDLORDS["tunabyggen"])


def test_the_page_has_a_row_for_every_rule_and_nothing_left_open() -> None:
    rows = [line.split(" | ") for line in rule_table(ROOT) if line.startswith("| ") and "-" in line.split(" | ")[0]]
    rows = [row for row in rows if not row[0].startswith("| ---")]
    assert [row[0].removeprefix("| ") for row in rows] == list(RULES)
    assert Counter(len(row) for row in rows) == {7: len(RULES)}
    assert [row[0] for row in rows if not row[-1].strip(" |")] == []
