"""The candidate and her checks: judged at once where the facts are known, else by staff, with a reason."""

from datetime import datetime

from letting.checks.ordering import order_credit
from letting.checks.parties import known_of_party
from letting.core.answers import NOT_KNOWN, Result
from letting.core.eligibility import judge
from letting.core.security import liftable, with_security
from letting.core.states import ClosedBecause, OfferState
from letting.models import Check, CreditOutcome, Listing, Offer
from letting.services.closing import close_offer
from letting.services.credit_outcomes import joined, keep_outcome, outcomes_to_reuse
from letting.services.ledger import Ledger
from letting.services.loading import rules_of, scheme_of
from queues.models import BlockReason
from queues.services.blocks import start_blocks
from tenants.actors import PORTAL
from tenants.core.calendar import local_day
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import CreditRule, DeclarationRule, RequirementRules

CREDIT = "credit"


def checked_rules(listing: Listing) -> list[RequirementRules]:
    """Return the requirements that are judged before the award; what is undertaken when signing is not among them."""
    return checked_in(rules_of(listing), listing.scheme)


def checked_in(rules: Rules, scheme: str) -> list[RequirementRules]:
    """Return the requirements of a scheme that are judged before the award."""
    wanted = (rules.requirements[slug] for slug in rules.schemes[scheme].requirements)
    return [rule for rule in wanted if not isinstance(rule, DeclarationRule)]


def name_candidate(listing: Listing, offer_id: int, *, ledger: Ledger, now: datetime) -> None:
    """Tell the first yes that she is next in line, and judge her requirements (JOUR-13, CHECK-20)."""
    offer = Offer.objects.select_related("person", "interest").get(pk=offer_id)
    offer.state = OfferState.CANDIDATE
    offer.save(update_fields=["state"])
    listing.next_round_at = None
    ledger.note("candidate.named", offer.person_id, rank=offer.rank)
    ledger.letter("candidate_named", offer.person_id, str(offer.pk), offer=offer.pk)
    rules, today = rules_of(listing), local_day(now)
    queue = rules.queues[scheme_of(listing).queue]
    provider = rules.checks.provider
    party = known_of_party(
        offer.person_id,
        made_at=offer.interest.made_at,
        provider=provider,
        today=today,
        child_is_checked=queue.parent_signs == "adult_child",
    )
    facts, secured = party.facts, party.secured
    checks, kept = [], dict[int, CreditOutcome]()
    for position, rule in enumerate(checked_rules(listing), 1):
        if isinstance(rule, CreditRule):
            kept.update(outcomes_to_reuse(rule, party.people, today))
        if isinstance(rule, CreditRule) and len(kept) == len(party.people):
            answer, lifts = joined(kept.values())
        else:
            answer = judge(rule, facts, listing.unit.home, rules)
            lifts = liftable(rule, answer, facts, rules.checks)
            if isinstance(rule, CreditRule):
                keep_outcome(listing, party.people, answer, lifts=lifts, source=provider, now=now)
        answer = with_security(answer, may_lift=lifts, accepted=secured.accepted, offered=secured.offered)
        checks.append(
            Check(
                landlord_id=listing.landlord_id,
                offer=offer,
                position=position,
                kind=rule.kind,
                result=answer.result,
                code=answer.code,
                liftable=lifts,
                needed=answer.needed,
                found=answer.found,
                judged_at=now,
            )
        )
    Check.objects.bulk_create(checks)
    for check in checks:
        note_check(ledger, check, offer.person_id)
        if check.kind == CREDIT and check.code == NOT_KNOWN.code and provider == "credit_service":
            order_credit(check, party.people, known=kept, now=now)


def note_check(ledger: Ledger, check: Check, person_id: int) -> None:
    """Note how a check came out; the figures behind it stay with the check."""
    said = {Result.PASS: "check.passed", Result.FAIL: "check.failed", Result.REVIEW: "check.review"}[
        Result(check.result)
    ]
    code = {} if check.result == Result.PASS else {"code": check.code}
    ledger.note(said, person_id, check=check.kind, **code)


def fail_candidate(listing: Listing, offer_id: int, *, ledger: Ledger, now: datetime) -> None:
    """Close the candidate's interest: a check failed, and the next yes is asked (JOUR-15); QUEUE-13: a block."""
    offer = Offer.objects.get(pk=offer_id)
    failed = dict(Check.objects.filter(offer=offer, result=Result.FAIL).values_list("kind", "code"))
    close_offer(offer, OfferState.FAILED, ClosedBecause.CHECK_FAILED, ledger=ledger, now=now)
    ledger.letter("check_failed", offer.person_id, str(offer.pk), offer=offer.pk, codes=list(failed.values()))
    period = rules_of(listing).queues[scheme_of(listing).queue].credit_block
    if CREDIT in failed and period is not None:
        ledger.write(by=PORTAL, now=now)  # what led here stands before it in the log
        start_blocks([offer.person_id], BlockReason.CREDIT_FAILED, period, by=PORTAL, now=now)
