"""How it works, and the rules: written from the ruleset in force, never by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letting.models import UnitKind
from letting.public.changing_words import changing
from letting.public.extra_lines import extras
from letting.public.journey import JourneyStep, journey
from letting.public.office_words import checks, complaints, exceptions, priority
from letting.public.queue_words import how_to_join, queue_facts
from letting.public.requirement_words import TITLES, all_requirements
from letting.public.saying import RuleFact, in_a_sentence
from letting.public.scheme_words import scheme_facts
from letting.public.tenancy_words import house_rules, leaving, notice
from letting.services.areas import areas_with_homes
from queues.core.wishes import area_key
from tenants import clock, words
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Ruleset
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import NormalAmount

# What one asks of a queue first: may I stand in it, what keeps my points, what can I lose.
FIRST = frozenset(
    {
        "area", "register_age", "apply_age", "residents_only", "children_at_home", "max_ongoing_interests", "activity",
        "strikes",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """A way of letting with its journey; `like` names an earlier one that goes in just the same way."""

    slug: str
    name: str
    queue: str
    join: str
    steps: list[JourneyStep]
    like: str = ""

    @property
    def in_sentence(self) -> str:
        """Return the name as it stands within a sentence."""
        return in_a_sentence(self.name)


@dataclass(frozen=True, slots=True)
class QueueTold:
    """A queue's facts: those that one asks for first, and the rest; `like` names an earlier queue with the same."""

    name: str
    facts: list[RuleFact]
    like: str = ""

    @property
    def first(self) -> list[RuleFact]:
        """Return what one asks for first."""
        return [fact for fact in self.facts if fact.key in FIRST or fact.href]

    @property
    def rest(self) -> list[RuleFact]:
        """Return what is good to know beside it."""
        return [fact for fact in self.facts if fact.key not in FIRST and not fact.href]


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Show the journey of each way of letting, and how the queues work."""
    today = local_day(clock.now())
    rules = rules_today(today)
    return render(request, "public/how.html", {"ways": ways(rules, area_names()), **_told(rules, today)})


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show every figure of the ruleset in force; what the landlord has not published is marked."""
    today = local_day(clock.now())
    ruleset = Ruleset.in_force(today)
    return render(request, "public/rules.html", {"ruleset": ruleset, **rules_context(ruleset.rules, today)})


def rules_context(rules: Rules, today: date) -> dict[str, Any]:
    """Return all that the rules page says."""
    schemes = [
        {
            "slug": slug,
            "name": words.said(scheme.name),
            "facts": scheme_facts(slug, rules),
            "asked": [TITLES[rules.requirements[one].kind] for one in scheme.requirements],
            "asked_assumed": f"schemes.{slug}.requirements" in rules.assumed,
        }
        for slug, scheme in rules.schemes.items()
    ]
    tables: tuple[tuple[str, Mapping[str, NormalAmount]], ...] = (
        ("normal", rules.normal_amounts),
        ("reserved", rules.reserved_amounts),
    )
    amounts = [(name, sorted(table.items(), reverse=True)) for name, table in tables if table]
    return {
        **_told(rules, today),
        "schemes": schemes,
        "checks": checks(rules),
        "exceptions": exceptions(rules),
        "notice": notice(rules),
        "leaving": leaving(rules),
        "changing": changing(rules),
        "extras": extras(rules),
        "house_rules": house_rules(rules),
        "amounts": amounts,
        "calendar_assumed": "calendar" in rules.assumed,
    }


def _told(rules: Rules, today: date) -> dict[str, Any]:
    """Return what both pages tell."""
    return {
        "rules": rules,
        "only_homes": only_homes(rules),
        "queues": queues(rules, area_names()),
        "requirements": all_requirements(rules, today),
        "priority": priority(rules),
        "complaints": complaints(rules),
    }


def ways(rules: Rules, areas: Mapping[str, str]) -> list[Way]:
    """Return the ways of letting, those that go like an earlier one told by its name."""
    found: list[Way] = []
    for slug, scheme in rules.schemes.items():
        queue, steps = rules.queues[scheme.queue], journey(scheme, rules)
        like = next((way.name for way in found if way.steps == steps), "")
        name, of = words.said(scheme.name), words.said(queue.name)
        found.append(Way(slug, name, in_a_sentence(of), how_to_join(queue, areas), steps, in_a_sentence(like)))
    return found


def queues(rules: Rules, areas: Mapping[str, str]) -> list[QueueTold]:
    """Return the queues, those with just the same rules as an earlier one told by its name."""
    found: list[QueueTold] = []
    for slug, queue in rules.queues.items():
        facts = queue_facts(slug, rules, areas)
        values = [(fact.name, fact.value, fact.href) for fact in facts]
        same = (one.name for one in found if [(fact.name, fact.value, fact.href) for fact in one.facts] == values)
        found.append(QueueTold(words.said(queue.name), facts, in_a_sentence(next(same, ""))))
    return found


def only_homes(rules: Rules) -> bool:
    """Say whether homes are all that the landlord lets: "bostäder", not "bostäder och platser"."""
    return all(set(scheme.kinds) == {UnitKind.APARTMENT} for scheme in rules.schemes.values())


def area_names() -> dict[str, str]:
    """Return the names of the areas that the landlord has homes in, by their keys. One statement."""
    return {area_key(name): name for name in areas_with_homes()}
