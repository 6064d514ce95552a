"""One story under several landlords' rules: what came of each home, and where the outcomes part. SCHEME-1."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from letting.models import Listing
from tenants.models import Landlord
from tests.scenarios.test_stories import HERE, simulate

STORY = HERE / "the-same-home-at-four-landlords.toml"
FOUR = ("--compare", "tunabyggen", "--compare", "flen", "--compare", "wennergrens")


def test_scheme_1_four_landlords_let_the_same_home_each_by_its_own_rules(db: None) -> None:
    status, out, err = simulate(STORY, *FOUR)
    table, _, parting = out.partition("\n\n")
    assert (status, err, table.splitlines()) == (
        0,
        "",
        [
            "listing  landlord      goes to  advertised until  offered           signed",
            "L1       kopparstaden  cecilia  2026-05-07        2026-05-08 08:00  2026-05-12 12:00",
            "L1       tunabyggen    anna     2026-05-08        2026-05-11 08:00  2026-05-12 12:00",
            "L1       flen          david    2026-05-10        2026-05-11 08:00  2026-05-12 15:00",
            "L1       wennergrens   cecilia  2026-05-10        2026-05-11 10:00  2026-05-12 15:30",
        ],
    )
    lines = parting.splitlines()
    assert lines[:2] == [
        "They part at 2026-05-04 09:00:00:",
        "2026-05-04 09:00:00  kopparstaden                    listing.published    L1 last_day=2026-05-07",
    ]
    assert not [line for line in lines if "interest.made" in line], "what all have in common is left out"
    refused = [line.split("  ")[1].strip() for line in lines if "action=select" in line]
    assert refused == ["kopparstaden, tunabyggen, flen"], "no error, where staff have nothing to choose"
    assert (Landlord.objects.count(), Listing._base_manager.count()) == (0, 0)


def test_staff_who_take_the_first_by_rank_let_a_story_be_played_without_their_acts(db: None, tmp_path: Path) -> None:
    text = STORY.read_text(encoding="utf-8")
    first, *acts = text.split("[[do]]")
    left = [act for act in acts if 'who = "staff"' not in act.partition("[[expect]]")[0]]
    path = tmp_path / "without.toml"
    path.write_text("[[do]]".join([first, *left]), encoding="utf-8")
    table = [line.split()[1:3] for line in simulate(path, *FOUR)[1].splitlines()[1:5]]
    assert table == [
        ["kopparstaden", "cecilia"], ["tunabyggen", "anna"], ["flen", "nobody"], ["wennergrens", "nobody"],
    ]  # fmt: skip
    chosen = [line.split()[1:3] for line in simulate(path, *FOUR, "--choose", "first")[1].splitlines()[1:5]]
    assert chosen == [
        ["kopparstaden", "cecilia"], ["tunabyggen", "anna"], ["flen", "anna"], ["wennergrens", "anna"],
    ]  # fmt: skip


def test_a_comparison_of_a_ruleset_with_itself_finds_nothing(db: None) -> None:
    status, out, _ = simulate(HERE / "kopparstaden-first-yes.toml", "--compare", "kopparstaden")
    assert (status, out.splitlines()) == (
        0,
        [
            "listing  landlord      goes to  advertised until  offered           signed",
            "L1       kopparstaden  a03      2026-05-15        2026-05-18 08:00  2026-05-27 09:00",
            "",
            "The outcomes are the same.",
        ],
    )


def test_a_home_that_is_advertised_again_has_the_last_adverts_day_and_counts_its_rounds(db: None) -> None:
    _, out, _ = simulate(HERE / "nobody-answers-and-it-is-advertised-again.toml", "--compare", "kopparstaden")
    assert re.split(r" {2,}", out.splitlines()[1]) == [
        "L1", "kopparstaden", "nobody (advertised)", "2026-06-18", "2026-05-18 08:00 and 1 more", "–",
    ]  # fmt: skip


def test_as_json_the_compared_stand_beside_the_storys_own(db: None) -> None:
    status, out, _ = simulate(STORY, "--json", "--compare", "flen")
    said: dict[str, Any] = json.loads(out)
    assert (status, set(said), set(said["compared"])) == (0, {"events", "final", "compared"}, {"flen"})
    assert said["compared"]["flen"]["final"]["listings"]["L1"]["tenant"] == "david"


def test_the_exit_status_of_a_comparison_is_that_of_the_storys_own_landlord(db: None, tmp_path: Path) -> None:
    text = STORY.read_text(encoding="utf-8").replace("at = 2026-05-12T12:00:00", "at = 2026-05-12T12:00:01")
    path = tmp_path / "changed.toml"
    path.write_text(text, encoding="utf-8")
    status, out, err = simulate(path, "--compare", "flen")
    assert (status, "expect[6]: did not happen" in err, out.startswith("listing  landlord")) == (1, True, True)
    assert simulate(path, "--landlord", "flen", "--compare", "tunabyggen")[0] == 0


def test_a_landlord_that_is_not_there_or_lacks_a_queue_is_one_sentence_and_exit_status_2(db: None) -> None:
    status, out, err = simulate(STORY, "--compare", "flen", "--compare", "nobody")
    assert (status, out, "--compare: there is no landlord 'nobody'" in err) == (2, "", True)
    status, out, err = simulate(HERE / "senior-home.toml", "--compare", "flen")
    assert (status, out, "flen has no queue 'senior'" in err) == (2, "", True)
