"""Requirements at a glance: for a page of applicants at once, by the same functions that decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.admin.words import REQUIREMENTS, RESULTS
from letting.checks.providers import Known, known_of_all
from letting.core.answers import Result
from letting.core.eligibility import judge
from letting.models import Check, Listing
from letting.services.checking import checked_in
from letting.services.loading import RANKING
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import RequirementRules

REVIEWED = RESULTS[Result.REVIEW][1]


@dataclass(frozen=True, slots=True)
class Sign:
    """One requirement of one applicant: what it is, and how it stands."""

    name: str
    word: str
    kind: str


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of one applicant, her requirements, and from which rules she is excepted here, in words."""

    known: Known
    signs: list[Sign] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)


def glances(
    listing: Listing, rules: Rules, people: Iterable[int], checks: list[Check], today: date
) -> dict[int, Glance]:
    """Return each person's requirements: as they were judged for a candidate, else as they would be today.

    `checks` are all that were judged in this advert. One query, however many persons.
    """
    known = known_of_all(
        Person.objects.filter(pk__in=list(people)), provider=rules.checks.provider, today=today, subject=listing.subject
    )
    judged: dict[int, list[Check]] = defaultdict(list)
    for check in checks:
        judged[check.offer.person_id].append(check)
    requirements = checked_in(rules, listing.scheme)
    return {
        pk: Glance(one, _signs(one, judged[pk], requirements, listing, rules), _excepted(one, listing, rules))
        for pk, one in known.items()
    }


def in_short(signs: list[Sign]) -> list[Sign]:
    """Return signs for a list to choose in: what is met and what is not by name, what is to be tried as a number."""
    tried = sum(sign.kind == REVIEWED for sign in signs)
    said = [sign for sign in signs if sign.kind != REVIEWED]
    if tried:
        said.append(Sign(ngettext("%(n)s prövas", "%(n)s prövas", tried) % {"n": tried}, "", REVIEWED))
    return said


def _signs(
    known: Known, judged: list[Check], requirements: list[RequirementRules], listing: Listing, rules: Rules
) -> list[Sign]:
    if judged:
        return [_sign(check.kind, check.result) for check in judged]
    answers = ((rule.kind, judge(rule, known.facts, listing.unit.home, rules)) for rule in requirements)
    return [_sign(kind, answer.result) for kind, answer in answers]


def _excepted(known: Known, listing: Listing, rules: Rules) -> list[str]:
    queue = rules.queues[rules.schemes[listing.scheme].queue]
    words = (
        (RANKING, True, _("undantag från turordningen")),
        ("residents_only", queue.residents_only, _("undantag: hyr inte här")),
        ("personal_number", queue.personal_number, _("undantag: personnummer")),
    )
    return [word for rule, matters, word in words if matters and rule in known.bonds.exempted]


def _sign(kind: str, result: str) -> Sign:
    word, sign = RESULTS[Result(result)]
    return Sign(str(REQUIREMENTS.get(kind, kind)), str(word), sign)
