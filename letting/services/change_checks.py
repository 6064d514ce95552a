"""What those must meet who come to a lease by a change of it: the same requirements and engine (LEASE-7 to 10)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from letting.checks.parties import known_of_party
from letting.checks.providers import Secured, known_of_all
from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result, verdict
from letting.core.eligibility import judge
from letting.core.facts import Facts, Home, together
from letting.core.lease_changes import registered
from letting.core.security import liftable, with_security
from letting.models import Lease, LeaseChange
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.rulesets.change_rules import ChangeGround, ChangeKind, ChangeReason
from tenants.rulesets.requirement_rules import DeclarationRule, Verdict

REGISTERED, DEBTS = "registered", "debts"


@dataclass(frozen=True, slots=True)
class Checked:
    """How one requirement came out for someone, with the figures of its sentence."""

    person: int
    check: str
    result: str
    code: str = ""
    needed: int | None = None
    found: int | None = None

    def as_data(self) -> dict[str, Any]:
        """Return it as it is kept with the decision; the figures go when it is made."""
        return {key: value for key, value in asdict(self).items() if key in ("person", "check", "result", "code")}


def judged(change: LeaseChange, *, now: datetime) -> list[Checked]:
    """Judge the requirements of a complete application as of now: of each who comes to a home, for that home; two who
    come to it together have their economies added, as two who apply together have.
    """
    if change.other_id is None:
        return []
    rules = rules_today(local_day(now))
    found = _of(change, change.other_id, change.co_other_id, change.lease, rules, now=now)
    if change.other_lease is not None:
        found += _of(change, change.person_id, change.co_person_id, change.other_lease, rules, now=now)
    ground = rules.tenancy.change(ChangeKind(change.kind)).grounds.get(ChangeReason(change.reason), ChangeGround())
    if ground.at_least is not None and change.kind in (ChangeKind.TRANSFER, ChangeKind.ADDITION):
        answer = registered(ground, change.since_on, local_day(change.made_at))
        found.insert(0, Checked(change.other_id, REGISTERED, answer.result, answer.code))
    return found


def failed(results: list[Checked]) -> bool:
    """Say whether a requirement is not met: then the landlord cannot grant it."""
    return any(one.result == Result.FAIL for one in results)


def judged_of(
    person_id: int, slugs: Iterable[str], home: Home, rules: Rules, *, debts: Verdict = "pass", now: datetime
) -> list[Checked]:
    """Judge requirements of someone for a home as of now; first whether she owes the landlord, where that counts."""
    party = known_of_party(
        person_id, made_at=now, provider=rules.checks.provider, today=local_day(now), child_is_checked=False
    )
    found = []
    if debts != "pass":
        owes = _owes(party.facts, debts)
        found.append(Checked(person_id, DEBTS, owes.result, owes.code))
    return found + _judged(person_id, party.facts, party.secured, slugs, home, rules)


def _judged(
    person_id: int, facts: Facts, secured: Secured, slugs: Iterable[str], home: Home, rules: Rules
) -> list[Checked]:
    found = []
    for slug in slugs:
        rule = rules.requirements[slug]
        if isinstance(rule, DeclarationRule):
            continue  # undertaken with the signature
        answer = judge(rule, facts, home, rules)
        lifts = liftable(rule, answer, facts, rules.checks)
        answer = with_security(answer, may_lift=lifts, accepted=secured.accepted, offered=secured.offered)
        found.append(Checked(person_id, rule.kind, answer.result, answer.code, answer.needed, answer.found))
    return found


def _owes(facts: Facts, debts: Verdict) -> Answer:
    if facts.landlord_debt:
        return verdict(debts, DEBTS)
    return PASSED if facts.debts is not None else NOT_KNOWN


def _of(
    change: LeaseChange, person_id: int, fellow_id: int | None, lease: Lease, rules: Rules, *, now: datetime
) -> list[Checked]:
    home = Home(lease.unit.rooms, float(lease.unit.size), lease.rent)
    slugs = rules.tenancy.change(ChangeKind(change.kind)).requirements
    if fellow_id is None:
        return judged_of(person_id, slugs, home, rules, now=now)
    people = Person.objects.filter(pk__in=(person_id, fellow_id))
    known = known_of_all(people, provider=rules.checks.provider, today=local_day(now))
    found = []
    for one, other in ((person_id, fellow_id), (fellow_id, person_id)):
        facts = together(known[one].facts, known[other].facts)
        found += _judged(one, facts, known[one].secured, slugs, home, rules)
    return found
