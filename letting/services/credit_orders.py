"""The worker's half of credit checks: claim a question, ask outside any transaction, write the outcome with a fence.

A service that is slow or away leaves the check open: staff can decide it themselves at any time, and it is asked
again with patience. What it answered is judged and forgotten; the outcome stays (CHECK-10, CHECK-20).
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from django.db import transaction
from django.db.models import F

from letting.checks.credit_service import Report, ServiceDown, ask
from letting.checks.providers import facts_of, known_of
from letting.core.answers import Answer, Result
from letting.core.credit import credit
from letting.core.security import liftable, with_security
from letting.models import Check, CreditOrder, CreditOutcome, Listing
from letting.services.checking import note_check
from letting.services.credit_outcomes import joined
from letting.services.ledger import Ledger
from letting.services.loading import lock_listing, rules_of, scheme_of
from letting.services.steps import settle_answer
from tenants.actors import PORTAL
from tenants.core.calendar import later, local_day
from tenants.models import Landlord, Person
from tenants.personal_number import unseal
from tenants.rulesets.requirement_rules import CreditRule
from tenants.scoping import scope

log = structlog.get_logger()

CLAIM = timedelta(minutes=2)  # longer than a batch may take
BATCH = 5
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
DOWN, NO_NUMBER = "credit_service_down", "no_number_to_ask_about"


@dataclass(frozen=True, slots=True)
class Question:
    """A claimed order, with what is asked about."""

    landlord: int
    order: int
    attempt: int
    digits: str | None
    reference: str


def ask_due(now: datetime) -> int:
    """Ask about everyone whose turn it is, at every landlord; return how many were answered. Never raises for one."""
    return sum(_ask_for(landlord.pk, now) for landlord in Landlord.objects.order_by("pk"))


def _ask_for(landlord: int, now: datetime) -> int:
    """Ask for one landlord, a batch at a time, until a batch was not answered whole: the rest has its turn later."""
    answered = 0
    while batch := _claim(landlord, now):
        done = sum(_answered(question, now) for question in batch)
        answered += done
        if done < len(batch):
            break
    return answered


def _claim(landlord: int, now: datetime) -> list[Question]:
    with scope(landlord):
        due = CreditOrder.objects.filter(look_again_at__lte=now).order_by("look_again_at", "pk")
        ids = [row.pk for row in due.select_for_update(skip_locked=True, of=("self",))[:BATCH]]
        CreditOrder.objects.filter(pk__in=ids).update(attempt=F("attempt") + 1, look_again_at=later(now, CLAIM))
        rows = CreditOrder.objects.filter(pk__in=ids).select_related("person").order_by("pk")
        return [Question(landlord, row.pk, row.attempt, _digits(row.person), f"{landlord}-{row.pk}") for row in rows]


def _digits(person: Person) -> str | None:
    return unseal(bytes(person.number_sealed)) if person.number_sealed is not None else None


def _answered(question: Question, now: datetime) -> bool:
    if question.digits is None:
        _leave_open(question, NO_NUMBER, again=None)
        return False
    try:
        report = ask(question.digits, reference=question.reference)
    except ServiceDown as error:
        log.warning("credit.not_answered", order=question.order, attempt=question.attempt, error=str(error))
        spent = question.attempt > len(BACK_OFF)
        _leave_open(question, DOWN, again=None if spent else later(now, BACK_OFF[question.attempt - 1]))
        return False
    with scope(question.landlord):
        return _write(question, report, now)


def _leave_open(question: Question, code: str, *, again: datetime | None) -> None:
    """Leave the check to staff, with the reason; ask again later unless patience is spent."""
    with scope(question.landlord):
        mine = CreditOrder.objects.filter(pk=question.order, attempt=question.attempt, answered_at=None)
        if mine.update(look_again_at=again, last_error=code):
            check = CreditOrder.objects.values_list("check_row", flat=True).get(pk=question.order)
            Check.objects.filter(pk=check, result=Result.REVIEW, decided_at=None).update(code=code)


@transaction.atomic
def _write(question: Question, report: Report, now: datetime) -> bool:
    """Judge an answer and keep its outcome; when all persons of the check are answered, settle the check."""
    order = CreditOrder.objects.select_related("check_row__offer", "person").get(pk=question.order)
    listing = lock_listing(order.check_row.offer.listing_id)
    mine = CreditOrder.objects.filter(pk=order.pk, attempt=question.attempt, answered_at=None)
    if not mine.update(answered_at=now, look_again_at=None, last_error=""):
        return False
    keep(listing, order, report, now)
    check = Check.objects.get(pk=order.check_row_id)
    unanswered = CreditOrder.objects.filter(check_row=check, answered_at=None).exists()
    if check.result == Result.REVIEW and check.decided_at is None and not unanswered:
        settle_check(listing, check, now)
    return True


def keep(listing: Listing, order: CreditOrder, report: Report, now: datetime) -> None:
    """Keep the outcome of one person's answer by the listing's rules; the answer itself is kept nowhere."""
    rules, ruleset = rules_of(listing), listing.ruleset
    assert ruleset is not None  # rules_of has seen it  # noqa: S101
    rule = credit_rule(listing)
    known = facts_of(order.person, provider=rules.checks.provider, today=local_day(now))
    facts = replace(known, debts=report.debts, remarks=report.remarks)
    answer = credit(rule, facts, listing.unit.home)
    if answer.result is Result.PASS and facts.leases:
        answer = Answer(Result.REVIEW, "internal_check")  # debts to the landlord itself are not the service's to know
    CreditOutcome.objects.create(
        person=order.person,
        made_on=local_day(now),
        result=answer.result,
        code=answer.code,
        liftable=liftable(rule, answer, facts, rules.checks),
        source="credit_service",
        ruleset_id=ruleset.pk,
    )


def settle_check(listing: Listing, check: Check, now: datetime) -> None:
    """Let the strictest outcome of those a check is about be its answer, and go on."""
    people = list(CreditOrder.objects.filter(check_row=check).values_list("person", flat=True))
    provider = rules_of(listing).checks.provider
    answer, check.liftable = joined([CreditOutcome.objects.filter(person=person).latest("pk") for person in people])
    secured = known_of(check.offer.person_id, provider=provider, today=local_day(now), subject="").secured
    answer = with_security(answer, may_lift=check.liftable, accepted=secured.accepted, offered=secured.offered)
    check.result, check.code, check.judged_at = answer.result, answer.code, now
    check.save(update_fields=["result", "code", "liftable", "judged_at"])
    ledger = Ledger(listing)
    note_check(ledger, check, check.offer.person_id)
    settle_answer(listing, ledger=ledger, by=PORTAL, now=now)


def credit_rule(listing: Listing) -> CreditRule:
    """Return the rule that a listing's credit checks are judged by."""
    requirements = rules_of(listing).requirements
    return next(rule for slug in scheme_of(listing).requirements if isinstance(rule := requirements[slug], CreditRule))
