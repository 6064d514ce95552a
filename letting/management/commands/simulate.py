"""`manage.py simulate FILE.toml`: play a letting story and print what happened."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from letting.simulation.comparing import comparison
from letting.simulation.expecting import unmet
from letting.simulation.player import Played, play
from letting.simulation.printing import timeline
from letting.simulation.staff_turns import FIRST
from letting.simulation.story import BadStory, Story, read_story
from tenants.models import Landlord, Ruleset
from tenants.rulesets import presets
from tenants.scoping import scope


class Command(BaseCommand):
    """Exit status 0 when the story ran, 1 when something it expects does not hold, 2 when the file is wrong."""

    help = "Play a letting story under a landlord's ruleset, on a simulated clock; nothing is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, and under whose rules it is played."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument("--landlord", help="play under another landlord's ruleset")
        parser.add_argument(
            "--compare",
            action="append",
            default=[],
            metavar="LANDLORD",
            help="play under this landlord's ruleset too, and print where the outcomes part; can be given again",
        )
        parser.add_argument(
            "--choose",
            choices=[FIRST],
            help="where the rules leave it to staff whom to ask and whom to let to, they take the first by rank",
        )

    def handle(
        self, *args: Any, file: Path, json: bool, landlord: str | None, compare: list[str], choose: str | None,
        **options: Any,
    ) -> None:  # fmt: skip
        """Play the story."""
        try:
            story = read_story(file)
            slug = landlord or story.landlord
            played = play(story, _rules(slug, story, "landlord"), choose=choose)
            others = {name: play(story, _rules(name, story, "--compare"), choose=choose) for name in compare}
        except BadStory as error:
            self.stderr.write(f"{file}: {error}")
            sys.exit(2)
        failures = unmet(story.expect, played.events) if landlord in (None, story.landlord) else []
        if json:
            self.stdout.write(_as_json(played, others))
        elif others:
            self._print(comparison(list(({slug: played} | others).items())))
        else:
            self._print(timeline(story.title or file.stem, played, colour=self.stdout.isatty()))
        for failure in failures:
            self.stderr.write(failure)
        if failures:
            sys.exit(1)

    def _print(self, lines: Any) -> None:
        for line in lines:
            self.stdout.write(line)


def _as_json(played: Played, others: Mapping[str, Played]) -> str:
    said: dict[str, Any] = _plain(played)
    if others:
        said["compared"] = {name: _plain(other) for name, other in others.items()}
    return json.dumps(said, ensure_ascii=False)


def _plain(played: Played) -> dict[str, Any]:
    return {"events": played.events, "final": played.final}


def _rules(slug: str, story: Story, key: str) -> str:
    """Return the text of a landlord's rules: those in force here, else those that come with the portal."""
    landlord = Landlord.objects.filter(slug=slug).first()
    if landlord is not None:
        with scope(landlord.pk):
            return Ruleset.in_force(story.start.date()).source
    if slug not in presets():
        raise BadStory(f"{key}: there is no landlord {slug!r}")
    return presets()[slug].read_text(encoding="utf-8")
