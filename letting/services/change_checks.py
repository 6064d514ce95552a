"""What those must meet who come to a lease by a change of it: the same requirements and engine (LEASE-7 to 10)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from letting.checks.parties import known_of_party
from letting.checks.providers import Secured, known_of_all
from letting.core.answers import NOT_KNOWN, PASSED, Answer, Result, verdict
from letting.core.eligibility import judge
from letting.core.facts import Facts, Home, together
from letting.core.lease_changes import registered
from letting.core.security import liftable, with_security
from letting.models import LeaseChange
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
    """Judge the requirements of a complete application as of now: of each who comes to a home, for that home.

    Two who come to it together have their economies added, as two who apply together have (QUEUE-18). One statement.
    """
    if change.other_id is None:
        return []
    today = local_day(now)
    rules = rules_today(today)
    ruled = rules.change(ChangeKind(change.kind))
    coming = [(change.lease, ("other", "co_other"))]
    if change.other_lease is not None:
        coming.append((change.other_lease, ("person", "co_person")))
    people = Person.objects.filter(pk__in=change.people)
    known = known_of_all(people, provider=rules.checks.provider, today=today)
    found = []
    for lease, roles in coming:
        home = Home(lease.unit.rooms, float(lease.unit.size), lease.rent)
        two = [change.parts[role] for role in roles if role in change.parts]
        for one in two:
            facts = reduce(together, (known[other].facts for other in two if other != one), known[one].facts)
            found += _judged(one, facts, known[one].secured, ruled.requirements, home, rules)
    ground = ruled.grounds.get(ChangeReason(change.reason), ChangeGround())
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
