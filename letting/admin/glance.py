"""Requirements at a glance: for a page of applicants at once, by the same functions that decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from letting.admin.words import REQUIREMENTS, RESULTS
from letting.checks.providers import read_facts, running_leases
from letting.core.eligibility import Result, judge
from letting.core.facts import Facts
from letting.models import ApplicantFacts, Check, Interest, Listing
from letting.services.checking import checked_rules
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
    people = [row.person_id for row in rows]
    known = _known(people) if rules.checks.provider == "given" else {}
    leases = running_leases(people, today)
    judged: dict[int, list[Check]] = defaultdict(list)
    for check in checks:
        judged[check.offer.person_id].append(check)
    requirements = checked_rules(listing)
    glance: dict[int, list[Sign]] = {}
    for row in rows:
        if row.person_id in judged:
            glance[row.pk] = [_sign(check.kind, check.result) for check in judged[row.person_id]]
            continue
        facts = Facts(
            born=row.person.born, today=today, leases=leases[row.person_id], **read_facts(known.get(row.person_id, {}))
        )
        answers = ((rule.kind, judge(rule, facts, listing.unit.home, rules.normal_amounts)) for rule in requirements)
        glance[row.pk] = [_sign(kind, answer.result) for kind, answer in answers]
    return glance


def _sign(kind: str, result: str) -> Sign:
    word, sign = RESULTS[Result(result)]
    return Sign(str(REQUIREMENTS.get(kind, kind)), str(word), sign)


def _known(people: Iterable[int]) -> dict[int, dict[str, object]]:
    return dict(ApplicantFacts.objects.filter(person__in=people).values_list("person", "data"))
