"""Rulesets: what is wrong in a file is one sentence that names the key; what comes with the portal is right."""

from datetime import date

import pytest

from tenants.rulesets import BadRuleset, parse, presets
from tenants.rulesets.contrast import contrast

SOURCE = presets()["kopparstaden"].read_text(encoding="utf-8")


@pytest.mark.parametrize("slug", sorted(presets()))
def test_every_ruleset_that_comes_with_the_portal_can_be_read(slug: str) -> None:
    assert parse(presets()[slug].read_text(encoding="utf-8")).landlord.slug == slug


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'answering = "2 workdays"',
            'answering = "2 wokdays"',
            "schemes.ordinary.answering: a period is a whole number",
        ),
        ('queue = "housing"', 'queue = "hosing"', "schemes.ordinary.queue names 'hosing', which is none of the queues"),
        (
            "round_size = 10",
            "round_size = 0",
            "schemes.ordinary.round_size: Input should be greater than or equal to 1",
        ),
        ("round_size = 10", "rund_size = 10", "schemes.ordinary.rund_size: Extra inputs are not permitted"),
        ('advertising = "4 workdays"', "", "schemes.ordinary: a scheme in rounds needs advertising"),
        ('colour = "#8f2f1c"', 'colour = "#ffcc00"', "brand: colour #ffcc00 is too light for white text"),
        ('"age", "income"', '"age", "incme"', "schemes.ordinary.requirements names 'incme'"),
        ("letting_hour = 08:00:00", "letting_hour = 25:00:00", "not TOML"),
        ('"calendar",', '"calender",', "assumed names 'calender', which is no key of this file"),
        ("format = 1", "format = 2", "format: Input should be 1"),
        ('act = "login"', 'act = "dance"', "queues.housing.activity.act: Input should be 'login' or 'renewal'"),
    ],
)
def test_a_wrong_ruleset_is_refused_with_key_and_reason(old: str, new: str, sentence: str) -> None:
    assert old in SOURCE
    with pytest.raises(BadRuleset) as refused:
        parse(SOURCE.replace(old, new))
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_the_published_numbers_of_the_letting_journey_stand_in_the_ruleset() -> None:
    rules = parse(SOURCE)
    ordinary = rules.schemes["ordinary"]
    assert (str(ordinary.advertising), str(ordinary.viewing), str(ordinary.answering), ordinary.round_size) == (
        "4 workdays", "4 workdays", "2 workdays", 10,
    )  # fmt: skip
    assert rules.queues["housing"].max_ongoing_interests == 3
    assert rules.workdays.last_day_starting(date(2026, 5, 11), ordinary.advertising) == date(2026, 5, 15)


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54
