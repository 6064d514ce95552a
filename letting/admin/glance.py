"""Requirements at a glance: for a page of applicants at once, by the same functions that decide."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from letting.admin.words import REQUIREMENTS, RESULTS
from letting.checks.providers import known_of_all
from letting.core.answers import Result
from letting.core.eligibility import judge
from letting.models import Check, Interest, Listing
from letting.services.checking import checked_rules
from tenants.models import Person
from tenants.rulesets import Rules


@dataclass(frozen=True, slots=True)
class Sign:
    """One requirement of one applicant: what it is, and how it stands."""

    name: str
    word: str
    kind: str


def glances(
    listing: Listing, rules: Rules, rows: list[Interest], checks: list[Check], today: date
) -> dict[int, list[Sign]]:
    """Return each interest's requirements: as they were judged for a candidate, else as they would be today.

    `checks` are all that were judged in this advert. Two queries at most, however many rows.
    """
    known = known_of_all(
        Person.objects.filter(pk__in=[row.person_id for row in rows]), provider=rules.checks.provider, today=today
    )
    judged: dict[int, list[Check]] = defaultdict(list)
    for check in checks:
        judged[check.offer.person_id].append(check)
    requirements = checked_rules(listing)
    glance: dict[int, list[Sign]] = {}
    for row in rows:
        if row.person_id in judged:
            glance[row.pk] = [_sign(check.kind, check.result) for check in judged[row.person_id]]
            continue
        answers = (
            (rule.kind, judge(rule, known[row.person_id].facts, listing.unit.home, rules)) for rule in requirements
        )
        glance[row.pk] = [_sign(kind, answer.result) for kind, answer in answers]
    return glance


def _sign(kind: str, result: str) -> Sign:
    word, sign = RESULTS[Result(result)]
    return Sign(str(REQUIREMENTS.get(kind, kind)), str(word), sign)
