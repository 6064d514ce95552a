"""Every story of this folder runs, and what it expects holds."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from letting.models import Listing
from letting.simulation.expecting import unmet
from letting.simulation.player import play
from letting.simulation.story import read_story
from tenants.models import Event, Landlord
from tenants.rulesets import presets

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.toml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_a_story_ends_as_it_expects(path: Path, db: None) -> None:
    story = read_story(path)
    played = play(story, presets()[story.landlord].read_text(encoding="utf-8"))
    assert story.expect, "a story without expectations shows nothing"
    assert unmet(story.expect, played.events) == []


def simulate(path: Path, *arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("simulate", str(path), *arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_simulate_prints_one_json_object_and_keeps_nothing(db: None) -> None:
    status, out, err = simulate(STORIES[0], "--json")
    told: dict[str, Any] = json.loads(out)
    assert (status, err, set(told)) == (0, "", {"events", "final"})
    assert Landlord.objects.count() == 0
    assert Event._base_manager.count() == 0
    assert Listing._base_manager.count() == 0


def test_simulate_prints_a_timeline_by_day(db: None) -> None:
    status, out, _ = simulate(HERE / "kopparstaden-first-yes.toml")
    assert status == 0
    assert "Monday 18 May 2026" in out
    assert "08:00:00  round.opened" in out


def test_an_expectation_that_does_not_hold_is_named_with_exit_status_1(db: None, tmp_path: Path) -> None:
    text = (HERE / "kopparstaden-first-yes.toml").read_text(encoding="utf-8").replace("rank = 1\n", "rank = 2\n")
    changed = tmp_path / "changed.toml"
    changed.write_text(text, encoding="utf-8")
    status, _, err = simulate(changed)
    assert (status, "expect[4]: did not happen: event offer.sent, applicant a01, rank 2" in err) == (1, True)


STORY = """
title = "x"
landlord = "kopparstaden"
start = 2026-05-11T07:00:00
[applicants.anna]
born = 1990-03-01
queues = { housing = 2016-05-11 }
[units.A1]
size = 58.0
rent = 7200
[listings.L1]
unit = "A1"
publish = 2026-05-11T09:00:00
[[do]]
at = 2026-05-12T10:00:00
who = "anna"
action = "express_interest"
listing = "L1"
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "x"', 'titel = "x"', "titel: Extra inputs are not permitted"),
        ('landlord = "kopparstaden"', 'landlord = "nobody"', "landlord: there is no landlord 'nobody'"),
        ('action = "express_interest"', 'action = "dance"', "do[1].action: there is no action 'dance'"),
        ('action = "express_interest"', 'action = "give_notice"', "do[1].listing: 'give_notice' takes no such key"),
        (
            'who = "anna"\naction = "express_interest"\nlisting = "L1"',
            'who = "staff"\naction = "record_check"\napplicant = "anna"\ncheck = "horoscope"\noutcome = "pass"',
            "do[1].check: there is no check 'horoscope'",
        ),
        ('who = "anna"', 'who = "bo"', "do[1].who: there is no applicant 'bo'"),
        ('who = "anna"', 'who = "staff"', "do[1].who: there is no applicant 'staff'"),
        ('listing = "L1"', 'listing = "L2"', "do[1].listing: there is no listing 'L2'"),
        ('listing = "L1"', "", "do[1].listing: is missing for 'express_interest'"),
        ('listing = "L1"', 'listing = "L1"\nreason = "x"', "do[1].reason: 'express_interest' takes no such key"),
        ('unit = "A1"', 'unit = "A2"', "listings.L1.unit: there is no unit 'A2'"),
        ('unit = "A1"', 'unit = "A1"\nscheme = "waltz"', "listings.L1.scheme: kopparstaden has no scheme 'waltz'"),
        ("housing = 2016", "hosing = 2016", "applicants.anna.queues: kopparstaden has no queue 'hosing'"),
        ("2026-05-12T10:00:00", "2026-05-10T10:00:00", "do[1].at: is before start"),
        ("2026-05-12T10:00:00", "2026-05-12T10:00:00Z", "do[1].at: a local date and time without offset is wanted"),
        ("born = 1990-03-01", "born = 1990-02-31", "Invalid"),
        ("born = 1990-03-01", "born = 2027-03-01", "applicants.anna.born: is after start"),
        ("rent = 7200", "rent = -1", "units.A1.rent: Input should be greater than or equal to 0"),
        ("rent = 7200", 'rent = "much"', "units.A1.rent: Input should be a valid integer"),
        ('title = "x"', "end = 2026-05-01T00:00:00", "end: is before start"),
    ],
)
def test_a_wrong_story_is_one_sentence_and_exit_status_2(
    db: None, tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    assert old in STORY
    path = tmp_path / "wrong.toml"
    path.write_text(STORY.replace(old, new, 1), encoding="utf-8")
    status, out, err = simulate(path)
    assert (status, out, len(err.strip().splitlines())) == (2, "", 1)
    assert sentence in err
    assert err.startswith(str(path))


def test_a_story_file_that_is_not_there_is_said_so(db: None, tmp_path: Path) -> None:
    status, _, err = simulate(tmp_path / "none.toml")
    assert (status, "No such file" in err) == (2, True)
