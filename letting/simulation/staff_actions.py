"""What staff can do in a story: each action is one of the portal's services."""

from datetime import datetime
from typing import TYPE_CHECKING

from letting.models import HomeClaim, Notice
from letting.models.check import PROFILE
from letting.services.direct_offers import offer_directly
from letting.services.excepting import except_applicant
from letting.services.home_claims import grant_claim, refuse_claim
from letting.services.loading import RANKING
from letting.services.notice import confirm_notice
from letting.services.publishing import publish_listing, withdraw_listing
from letting.services.reviews import record_check
from letting.services.securities_on_paper import accept_security
from letting.services.selecting import choose_candidate, select_applicants
from letting.simulation.forms import Action, Arguments, listing_of
from queues.core.priority import Cause
from queues.models import Misconduct
from queues.services.blocks import block_for_misconduct
from queues.services.priority import enter_priority
from tenants.actors import staff_actor
from tenants.outcome import Refused

if TYPE_CHECKING:
    from letting.simulation.world import World

STAFF = staff_actor(0)
CAUSE = "other"  # stories give reasons in words
# What a rule may be called in a story.
RULES = {
    "QUEUE-4": "personal_number", "no_personal_number": "personal_number", "QUEUE-16": "residents_only",
    "CHECK-19": RANKING, "rank": RANKING, "JOUR-5": RANKING,
}  # fmt: skip


def _publish(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return publish_listing(world.listings[arguments["listing"]], by=STAFF, now=now)


def _withdraw(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return withdraw_listing(world.listings[arguments["listing"]], reason=arguments["reason"], by=STAFF, now=now)


def _record_check(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    passed = arguments["outcome"] == "pass"
    return _decide(world, arguments, arguments["check"], passed=passed, now=now)


def _approve_profile(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return _decide(world, arguments, PROFILE, passed=True, now=now)


def _reject_profile(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    return _decide(world, arguments, PROFILE, passed=False, now=now)


def _decide(world: "World", arguments: Arguments, check: str, *, passed: bool, now: datetime) -> object:
    person = world.persons[arguments["applicant"]]
    listing = listing_of(world, arguments, person)
    if not listing:
        return Refused(("not_open",))
    return record_check(listing, person, check, passed=passed, reason=_reason(arguments), by=STAFF, now=now)


def _select(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    people = [world.persons[key] for key in arguments["applicants"]]
    listing = world.listings[arguments["listing"]]
    return select_applicants(listing, people, cause=CAUSE, reason=_reason(arguments), by=STAFF, now=now)


def _choose(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[arguments["applicant"]]
    listing = world.listings[arguments["listing"]]
    return choose_candidate(listing, person, cause=CAUSE, reason=_reason(arguments), by=STAFF, now=now)


def _offer_directly(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    people = [world.persons[key] for key in arguments["applicants"]]
    listing = world.listings[arguments["listing"]]
    return offer_directly(listing, people, cause=CAUSE, reason=_reason(arguments), by=STAFF, now=now)


def _except(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[arguments["applicant"]]
    listing = listing_of(world, arguments, person) or None
    rule = str(RULES.get(arguments["rule"], arguments["rule"]))
    about = listing if rule == RANKING or "listing" in arguments else None
    return except_applicant(person, rule, listing_id=about, cause=CAUSE, reason=_reason(arguments), by=STAFF, now=now)


def _confirm_notice(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[arguments["applicant"]]
    notice = Notice.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first()
    return confirm_notice(notice, accepts_reason=True, by=STAFF, now=now) if notice else Refused(("not_open",))


def _grant_claim(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    claim = _claim_of(world, arguments)
    return grant_claim(claim, by=STAFF, now=now) if claim else Refused(("not_open",))


def _refuse_claim(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    claim = _claim_of(world, arguments)
    return refuse_claim(claim, reason=_reason(arguments), by=STAFF, now=now) if claim else Refused(("not_open",))


def _claim_of(world: "World", arguments: Arguments) -> int | None:
    person = world.persons[arguments["applicant"]]
    return HomeClaim.objects.filter(person=person).order_by("-pk").values_list("pk", flat=True).first()


def _block(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    said = arguments["reason"]
    cause = said if said in Misconduct.values else Misconduct.SERIOUS_DISTURBANCE
    return block_for_misconduct(world.persons[arguments["applicant"]], cause, by=STAFF, now=now)


def _grant_priority(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person, said = world.persons[arguments["applicant"]], arguments["ground"]
    grounds = world.rules.priority.grounds if world.rules.priority else {}
    ground = next((slug for slug in grounds if said in slug or slug in said), said)
    return enter_priority(person, ground, cause=Cause.MEETS_GROUND, reason=_reason(arguments), by=STAFF, now=now)


def _accept_security(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[arguments["applicant"]]
    return accept_security(person, arguments["kind"], reason=_reason(arguments), by=STAFF, now=now)


def _reason(arguments: Arguments) -> str:
    return str(arguments.get("reason", "-"))


ONE = ("listing", "applicant")
SEVERAL = ("listing", "applicants")
STAFF_ACTIONS: dict[str, Action] = {
    "publish": Action(_publish, ("listing",), by_staff=True),
    "withdraw": Action(_withdraw, ("listing", "reason"), by_staff=True),
    "select": Action(_select, (*SEVERAL, "reason"), ("reason",), by_staff=True),
    "choose": Action(_choose, (*ONE, "reason"), ("reason",), by_staff=True),
    "record_check": Action(_record_check, (*ONE, "check", "outcome", "reason"), ("listing", "reason"), by_staff=True),
    "approve_profile": Action(_approve_profile, (*ONE, "reason"), ("listing", "reason"), by_staff=True),
    "reject_profile": Action(_reject_profile, (*ONE, "reason"), ("listing", "reason"), by_staff=True),
    "except": Action(_except, (*ONE, "rule", "reason"), ("listing", "reason"), by_staff=True),
    "block": Action(_block, ("applicant", "reason"), by_staff=True),
    "grant_priority": Action(_grant_priority, (*ONE, "ground", "reason"), ("listing", "reason"), by_staff=True),
    "offer_directly": Action(_offer_directly, (*SEVERAL, "reason"), ("reason",), by_staff=True),
    "confirm_notice": Action(_confirm_notice, ("applicant",), by_staff=True),
    "grant_claim": Action(_grant_claim, ("applicant",), by_staff=True),
    "refuse_claim": Action(_refuse_claim, ("applicant", "reason"), ("reason",), by_staff=True),
    "accept_security": Action(_accept_security, (*ONE, "kind", "reason"), ("listing", "reason"), by_staff=True),
}
