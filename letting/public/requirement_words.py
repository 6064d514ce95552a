"""Requirements in plain words, written from the ruleset; and how one person meets them (section 3 of the rules)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.core.answers import Result
from letting.core.eligibility import judge
from letting.core.facts import Facts, Home
from letting.public.credit_sentences import credit
from letting.public.household_sentences import household, household_table
from letting.public.income_sentences import income, income_kinds
from letting.public.next_words import Next, what_to_do
from letting.public.renter_sentences import conduct, declaration, moved_in, one_lease, references
from letting.public.saying import Line, Said, is_assumed
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import (
    AgeRule,
    ConductRule,
    CreditRule,
    DeclarationRule,
    HouseholdRule,
    IncomeRule,
    MovedInRule,
    OneLeaseRule,
    ReferencesRule,
    RequirementRules,
)

TITLES: dict[str, Any] = {
    "age": gettext_lazy("Ålder"),
    "income": gettext_lazy("Inkomst"),
    "credit": gettext_lazy("Skulder och anmärkningar"),
    "household": gettext_lazy("Antal boende"),
    "one_lease": gettext_lazy("Ett avtal i taget"),
    "references": gettext_lazy("Referenser"),
    "conduct": gettext_lazy("Skötsamhet"),
    "moved_in": gettext_lazy("Byta bostad hos oss"),
    "residence": gettext_lazy("Folkbokföring"),
    "insurance": gettext_lazy("Hemförsäkring"),
    "identity": gettext_lazy("Legitimation"),
}
STATUS: dict[str, tuple[Any, str]] = {
    Result.PASS: (gettext_lazy("Uppfyllt"), "good"),
    Result.FAIL: (gettext_lazy("Inte uppfyllt"), "bad"),
    Result.REVIEW: (gettext_lazy("Kontrolleras av oss"), "info"),
    "later": (gettext_lazy("När du skriver under"), "plain"),
}
AT_ONCE = 2  # sentences of a requirement that a flat's page shows unasked


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its sentences, how it is met (label and kind of a status tag), and what one can do."""

    title: str
    lines: list[Said]
    more: list[Said] = field(default_factory=list)
    label: Any = ""
    kind: str = ""
    todo: Next | None = None
    applies_to: str = ""

    @property
    def text(self) -> str:
        """Return what matters first, as one text."""
        return " ".join(line.text for line in self.lines[:AT_ONCE])

    @property
    def rest(self) -> str:
        """Return the other sentences as one text."""
        return " ".join(line.text for line in self.lines[AT_ONCE:])

    @property
    def assumed(self) -> bool:
        """Say whether the landlord has published nothing of it: one mark is enough then."""
        return all(line.assumed for line in (*self.lines, *self.more))

    @property
    def met(self) -> bool:
        """Say whether it is met as far as the portal knows."""
        return self.kind == "good"


def requirements(slugs: Sequence[str], rules: Rules, home: Home, facts: Facts | None, day: date) -> list[Requirement]:
    """Return requirements in words for a flat as of a day, judged for a person if `facts` are given."""
    found = []
    for slug in slugs:
        rule = rules.requirements[slug]
        label, kind, todo = _status(rule, rules, home, facts)
        said = _said(slug, lines(rule, rules, home, day), rules)
        found.append(Requirement(str(TITLES[rule.kind]), said, label=label, kind=kind, todo=todo))
    return found


def all_requirements(rules: Rules, day: date) -> list[Requirement]:
    """Return what is asked by any way of letting, each once, with whom it is asked of where not by all."""
    found = []
    for slug, rule in rules.requirements.items():
        asking = [scheme for scheme in rules.schemes.values() if slug in scheme.requirements]
        if not asking:
            continue
        names = ", ".join(words.said(scheme.name) for scheme in asking)
        found.append(
            Requirement(
                str(TITLES[rule.kind]),
                _said(slug, lines(rule, rules, None, day), rules),
                _said(slug, more(rule), rules),
                applies_to="" if len(asking) == len(rules.schemes) else names,
            )
        )
    return found


def _said(slug: str, found: list[Line], rules: Rules) -> list[Said]:
    return [Said(line.text, is_assumed(rules, f"requirements.{slug}", line.key)) for line in found]


def _status(rule: RequirementRules, rules: Rules, home: Home, facts: Facts | None) -> tuple[Any, str, Next | None]:
    if facts is None:
        return "", "", None
    if isinstance(rule, DeclarationRule):
        return *STATUS["later"], None
    answer = judge(rule, facts, home, rules)
    return *STATUS[answer.result], what_to_do(rule, answer, facts, rules)


def lines(rule: RequirementRules, rules: Rules, home: Home | None, day: date) -> list[Line]:
    """Return a requirement as sentences, with its figures; for a flat if `home` is given."""
    match rule:
        case AgeRule():
            return [Line(_("Du ska ha fyllt %(years)s år när du skriver under.") % {"years": rule.minimum}, "minimum")]
        case IncomeRule():
            return income(rule, rules, home, day)
        case CreditRule():
            return credit(rule, rules)
        case HouseholdRule():
            return household(rule, home)
        case OneLeaseRule():
            return one_lease()
        case ReferencesRule():
            return references(rule)
        case MovedInRule():
            return moved_in(rule)
        case ConductRule():
            return conduct(rule)
        case DeclarationRule():
            return declaration(rule)
        case _:
            assert_never(rule)


def more(rule: RequirementRules) -> list[Line]:
    """Return what the rules page tells beside a requirement's sentences: kinds of income, sizes of flats."""
    match rule:
        case IncomeRule():
            return income_kinds(rule)
        case HouseholdRule():
            return household_table(rule)
        case _:
            return []
