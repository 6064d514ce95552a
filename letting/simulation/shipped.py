"""The stories that come with the portal: they fit any landlord, any way of letting, and begin on any day."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Template

from letting.core.states import ListingState
from letting.core.timeline import Dates, StepKey, timeline
from letting.simulation.story import Story, parse_story
from tenants.core.calendar import ONE_DAY
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method

FOLDER = Path(__file__).parent / "stories"
GROWN_UP = 40


@dataclass(frozen=True, slots=True)
class Moments:
    """The days on which the people of a story act."""

    published: date
    answer: date
    last_answer: date


@lru_cache(maxsize=1)
def shipped() -> dict[str, str]:
    """Return the stories' texts, with what is filled in marked by `$`, by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.toml"))}


def advertised(rules: Rules) -> list[str]:
    """Return the ways of letting that a story can be told of: those that are advertised."""
    return [slug for slug, scheme in rules.schemes.items() if scheme.advertising is not None]


def moments(rules: Rules, scheme: str, day: date) -> Moments:
    """Return when people act in a letting that is published on a day, under the rules they know."""
    chosen, workdays = rules.schemes[scheme], rules.workdays
    if chosen.method is Method.FIRST_COME or chosen.advertising is None:
        return Moments(day, day, workdays.last_day_after(day, chosen.answering))
    dates = Dates(day, workdays.last_day_starting(day, chosen.advertising))
    steps = {step.key: step for step in timeline(ListingState.ADVERTISED, dates, chosen, workdays)}
    answer = steps[StepKey.ANSWER]
    assert answer.first is not None and answer.last is not None  # noqa: PT018, S101  (a coming step has its days)
    return Moments(day, answer.first, answer.last)


def fill(name: str, rules: Rules, scheme: str, when: Moments) -> Story:
    """Return a story told of a way of letting under some rules."""
    chosen = rules.schemes[scheme]
    queue = rules.queues[chosen.queue]
    born = when.published.replace(year=when.published.year - max(GROWN_UP, queue.apply_age + 5), month=1, day=1)
    text = Template(shipped()[name]).substitute(
        landlord=rules.landlord.slug,
        scheme=scheme,
        queue=chosen.queue,
        kind=chosen.kinds[0],
        born=born.isoformat(),
        published=when.published.isoformat(),
        answer=when.answer.isoformat(),
        last_answer=when.last_answer.isoformat(),
        too_late=(when.last_answer + ONE_DAY).isoformat(),
    )
    return parse_story(text)


def title_of(name: str) -> str:
    """Return what a story is called."""
    return next(line.partition('"')[2].rstrip('"') for line in shipped()[name].splitlines() if line[:5] == "title")
