"""What a schema cannot say of a story: names that nobody has, dates out of order, actions without their arguments."""

from collections.abc import Iterator
from typing import Any, get_args

from letting.models.check import PROFILE
from letting.simulation.actions import ACTIONS, ARGUMENTS
from letting.simulation.story import Applicant, BadStory, Do, ListingPart, Story
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import RequirementRules

# Every kind of check that a landlord may have; deciding one that this landlord has not is refused as it is played.
CHECKS = {
    PROFILE,
    *(
        kind
        for rule in get_args(get_args(RequirementRules)[0])
        for kind in get_args(rule.model_fields["kind"].annotation)
    ),
}


def check_story(story: Story, rules: Rules) -> None:
    """Raise BadStory for the first name, action, argument or date that the story or the rules do not have."""
    for problem in _problems(story, rules):
        raise BadStory(problem)


def _problems(story: Story, rules: Rules) -> Iterator[str]:
    if story.end is not None and story.end < story.start:
        yield "end: is before start"
    for number, outage in enumerate(story.outages, 1):
        if outage.ends <= outage.begins:
            yield f"outages[{number}]: ends before it begins"
    for key, applicant in story.applicants.items():
        yield from _applicant_problems(key, applicant, story, rules)
    for key, listing in story.listings.items():
        yield from _listing_problems(f"listings.{key}", listing, story, rules)
    for number, do in enumerate(story.do, 1):
        yield from _do_problems(f"do[{number}]", do, story, rules)
    for number, expect in enumerate(story.expect, 1):
        yield from _expect_problems(f"expect[{number}]", expect, story)


def _listing_problems(where: str, listing: ListingPart, story: Story, rules: Rules) -> Iterator[str]:
    if listing.unit not in story.units:
        yield f"{where}.unit: there is no unit {listing.unit!r}"
    if listing.scheme not in rules.schemes:
        yield f"{where}.scheme: {rules.landlord.slug} has no scheme {listing.scheme!r}"
    if listing.publish is not None and listing.publish < story.start:
        yield f"{where}.publish: is before start"
    for number, slot in enumerate(listing.viewing_slots, 1):
        if slot.at < story.start:
            yield f"{where}.viewing_slots[{number}].at: is before start"


def _applicant_problems(key: str, applicant: Applicant, story: Story, rules: Rules) -> Iterator[str]:
    if key == "staff":
        yield "applicants.staff: staff is the landlord's own, take another key"
    if applicant.born > story.start.date():
        yield f"applicants.{key}.born: is after start"
    for queue, since in applicant.queues.items():
        if queue not in rules.queues:
            yield f"applicants.{key}.queues: {rules.landlord.slug} has no queue {queue!r}"
        if since > story.start.date():
            yield f"applicants.{key}.queues.{queue}: is after start: use a register action"
    if applicant.co_applicant is not None:
        if applicant.co_applicant not in story.applicants:
            yield f"applicants.{key}.co_applicant: there is no applicant {applicant.co_applicant!r}"
        elif applicant.co_applicant == key:
            yield f"applicants.{key}.co_applicant: is herself"


def _do_problems(where: str, do: Do, story: Story, rules: Rules) -> Iterator[str]:
    if do.at < story.start:
        yield f"{where}.at: is before start"
    if story.end is not None and do.at > story.end:
        yield f"{where}.at: is after end"
    if do.action not in ACTIONS:
        yield f"{where}.action: there is no action {do.action!r}"
        return
    for who in do.actors:
        yield from _who_problems(where, who, do.action, story)
    yield from _argument_problems(where, do, story, rules)


def _who_problems(where: str, who: str, action: str, story: Story) -> Iterator[str]:
    if ACTIONS[action].by_staff and who != "staff":
        yield f"{where}.who: {action!r} is an action of staff"
    if not ACTIONS[action].by_staff and who not in story.applicants:
        yield f"{where}.who: there is no applicant {who!r}"


def _argument_problems(where: str, do: Do, story: Story, rules: Rules) -> Iterator[str]:
    action = ACTIONS[do.action]
    for name in action.arguments:
        if name not in do.arguments and name not in action.optional:
            yield f"{where}.{name}: is missing for {do.action!r}"
    for name, value in do.arguments.items():
        if name not in action.arguments:
            yield f"{where}.{name}: {do.action!r} takes no such key"
        elif not isinstance(value, ARGUMENTS[name]):
            yield f"{where}.{name}: has the wrong form"
        elif problem := _argument_problem(name, value, story, rules):
            yield f"{where}.{name}: {problem}"


def _argument_problem(name: str, value: Any, story: Story, rules: Rules) -> str | None:
    match name:
        case "listing" if value not in story.listings:
            return f"there is no listing {value!r}"
        case "applicant" | "other" if value not in story.applicants:
            return f"there is no applicant {value!r}"
        case "queue" if value not in rules.queues:
            return f"{rules.landlord.slug} has no queue {value!r}"
        case "outcome" if value not in ("pass", "fail"):
            return 'is "pass" or "fail"'
        case "applicants" if unknown := [key for key in value if key not in story.applicants]:
            return f"there is no applicant {unknown[0]!r}"
        case "check" if value not in CHECKS:
            return f"there is no check {value!r}"
    return None


def _expect_problems(where: str, expect: dict[str, Any], story: Story) -> Iterator[str]:
    if not isinstance(expect.get("event"), str):
        yield f"{where}.event: is missing"
    if "listing" in expect and expect["listing"] not in story.listings:
        yield f"{where}.listing: there is no listing {expect['listing']!r}"
    if "applicant" in expect and expect["applicant"] not in story.applicants:
        yield f"{where}.applicant: there is no applicant {expect['applicant']!r}"
    if not isinstance(expect.get("never", False), bool):
        yield f"{where}.never: is true or false"
