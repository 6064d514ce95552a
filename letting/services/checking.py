"""The candidate and her checks: judged at once where the facts are known, else by staff, with a reason."""

from datetime import datetime

from letting.checks.providers import facts_of
from letting.core.eligibility import Result, judge
from letting.core.states import ClosedBecause, OfferState
from letting.models import Check, Listing, Offer
from letting.services.closing import close_offer
from letting.services.ledger import Ledger
from letting.services.loading import rules_of, scheme_of
from tenants.core.calendar import local_day
from tenants.rulesets.requirement_rules import DeclarationRule, RequirementRules


def checked_rules(listing: Listing) -> list[RequirementRules]:
    """Return the requirements that are judged before the award; what is undertaken when signing is not among them."""
    requirements = rules_of(listing).requirements
    rules = [requirements[slug] for slug in scheme_of(listing).requirements]
    return [rule for rule in rules if not isinstance(rule, DeclarationRule)]


def name_candidate(listing: Listing, offer_id: int, *, ledger: Ledger, now: datetime) -> None:
    """Tell the first yes that she is next in line, and judge her requirements (JOUR-13, CHECK-20)."""
    offer = Offer.objects.select_related("person").get(pk=offer_id)
    offer.state = OfferState.CANDIDATE
    offer.save(update_fields=["state"])
    listing.next_round_at = None
    ledger.note("candidate.named", offer.person_id, rank=offer.rank)
    ledger.letter("candidate_named", offer.person_id, str(offer.pk), offer=offer.pk)
    rules = rules_of(listing)
    facts = facts_of(offer.person, provider=rules.checks.provider, today=local_day(now))
    checks = []
    for position, rule in enumerate(checked_rules(listing)):
        answer = judge(rule, facts, listing.unit.home, rules.normal_amounts)
        checks.append(
            Check(
                landlord_id=listing.landlord_id,
                offer=offer,
                position=position,
                kind=rule.kind,
                result=answer.result,
                code=answer.code,
                needed=answer.needed,
                found=answer.found,
                judged_at=now,
            )
        )
    Check.objects.bulk_create(checks)
    for check in checks:
        note_check(ledger, check, offer.person_id)


def note_check(ledger: Ledger, check: Check, person_id: int) -> None:
    """Note how a check came out; the figures behind it stay with the check."""
    said = {Result.PASS: "check.passed", Result.FAIL: "check.failed", Result.REVIEW: "check.review"}[
        Result(check.result)
    ]
    code = {} if check.result == Result.PASS else {"code": check.code}
    ledger.note(said, person_id, check=check.kind, **code)


def fail_candidate(listing: Listing, offer_id: int, *, ledger: Ledger, now: datetime) -> None:
    """Close the candidate's interest: a check failed, and the next yes is asked (JOUR-15)."""
    offer = Offer.objects.get(pk=offer_id)
    codes = list(Check.objects.filter(offer=offer, result=Result.FAIL).values_list("code", flat=True))
    close_offer(offer, OfferState.FAILED, ClosedBecause.CHECK_FAILED, ledger=ledger, now=now)
    ledger.letter("check_failed", offer.person_id, str(offer.pk), offer=offer.pk, codes=codes)
