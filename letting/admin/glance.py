"""Requirements at a glance: for a page of applicants at once, by the same functions that decide."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from letting.admin.words import REQUIREMENTS, RESULTS
from letting.checks.providers import read_facts
from letting.core.eligibility import Result, judge
from letting.core.facts import Facts, PresentLease
from letting.models import ApplicantFacts, Check, Interest, Lease, Listing
from letting.services.checking import checked_rules
from tenants.rulesets import Rules


@dataclass(frozen=True, slots=True)
class Sign:
    """One requirement of one applicant: what it is, and how it stands."""

    name: str
    word: str
    kind: str


def glances(listing: Listing, rules: Rules, rows: list[Interest], today: date) -> dict[int, list[Sign]]:
    """Return each interest's requirements: as they were judged for a candidate, else as they would be today.

    Three queries at most, however many rows.
    """
    people = [row.person_id for row in rows]
    known = _known(people) if rules.checks.provider == "given" else {}
    leases = _leases(people, today)
    judged = _judged(listing, people)
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


def _leases(people: Iterable[int], today: date) -> dict[int, tuple[PresentLease, ...]]:
    found: dict[int, tuple[PresentLease, ...]] = defaultdict(tuple)
    signed = Lease.objects.filter(person__in=people, signed_at__isnull=False, unit__kind="apartment")
    for lease in signed.select_related("unit").defer("pdf", "terms"):
        if lease.ends_on is None or lease.ends_on >= today:
            present = PresentLease(
                lease.unit.number, lease.starts_on, lease.rent, notice_given=lease.notice_on is not None
            )
            found[lease.person_id] = (*found[lease.person_id], present)
    return found


def _judged(listing: Listing, people: Iterable[int]) -> dict[int, list[Check]]:
    found: dict[int, list[Check]] = defaultdict(list)
    checks = Check.objects.filter(offer__listing=listing, offer__cycle=listing.cycle, offer__person__in=people)
    for check in checks.select_related("offer").order_by("position"):
        found[check.offer.person_id].append(check)
    return found
