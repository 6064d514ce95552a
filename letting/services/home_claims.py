"""One of two claims the home that the other has given notice of: tried, granted or refused, and signed (LEASE-6, 9)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from letting.checks.providers import facts_of
from letting.core.answers import Answer, Result
from letting.core.eligibility import judge
from letting.core.notice import leaves_on
from letting.models import HomeClaim, HomeClaimState, Lease, Notice, NoticeState, UnitKind
from letting.services.change_sublets import shorten_sublets
from letting.services.checking import checked_in
from letting.services.inspections import call_inspections_off
from letting.services.lease_terms import Renters, checksum, following_terms
from letting.services.leaving_home import KEPT, draft_of, is_taken, scheme_of_home, take_draft_back
from letting.services.notice import lock_notice, own_end, run_on, two_on_lease
from letting.services.sign_reminders import next_look, remind_to_sign
from queues.services.activity import take_points_for
from tenants import waking
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import ONE_DAY, local_day, start_of
from tenants.events import Fact, record
from tenants.models import Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets.requirement_rules import MovedInRule, RequirementRules
from tenants.rulesets.tenancy_rules import NoticeReason


@dataclass(frozen=True, slots=True)
class Tried:
    """One of the landlord's requirements, and how the one who wants to stay meets it alone."""

    rule: RequirementRules
    answer: Answer


def try_claim(claim: HomeClaim, now: datetime) -> list[Tried]:
    """Judge the requirements for the home by the same functions that judge an applicant (CHECK-20).

    That she has not lived here for long is not held against her, for she does not move.
    """
    today, unit = local_day(now), claim.notice.lease.unit
    rules = Ruleset.in_force(today).rules
    facts = facts_of(claim.person, provider=rules.checks.provider, today=today)
    wanted = [r for r in checked_in(rules, scheme_of_home(unit, now)) if not isinstance(r, MovedInRule)]
    return [Tried(rule, judge(rule, facts, unit.home, rules)) for rule in wanted]


def may_claim(notice: Notice, person_id: int, now: datetime, *, claimed: bool | None = None) -> str | None:
    """Return why a person cannot claim a home; None where she can. See `claim_home` for the codes.

    `claimed` says whether it is claimed already, where a page knows; else the database is asked.
    """
    if person_id not in notice.lease.renters or person_id == notice.person_id or notice.by_both:
        return "not_yours"
    if two_on_lease(now) is None:
        return "no_claims"
    if notice.state == NoticeState.WITHDRAWN or notice.ends_on < local_day(now):
        return "lease_over"
    if notice.claims.exists() if claimed is None else claimed:
        return "already_claimed"
    return "home_taken" if is_taken(notice) else None


@transaction.atomic
def claim_home(notice_id: int, person_id: int, *, by: Actor, now: datetime) -> HomeClaim | Refused:
    """Say that one wants to stay when the other of two has given notice (LEASE-6).

    Refused: `not_yours` (not the other of two, or both gave notice), `no_claims` (the rules know none), `lease_over`
    (the notice is undone, or the lease has ended), `already_claimed`, `home_taken` (the home is advertised or let).
    """
    notice = lock_notice(notice_id)
    if code := may_claim(notice, person_id, now):
        return refused(code)
    claim = HomeClaim.objects.create(notice=notice, person_id=person_id, made_at=now)
    _note(claim, "home_claim.made", {}, by=by, now=now)
    _write(claim, "home_claim_received", person_id, now=now)
    _write_to_leaver(claim, "home_claimed_by_other", now=now)
    return claim


@transaction.atomic
def grant_claim(claim_id: int, *, by: Actor, now: datetime) -> HomeClaim | Refused:
    """Let her stay: she gets a lease of her own, to be signed in time; it begins when the other has left (LEASE-9).

    Refused: `already_decided`, `confirm_first` (the notice is not confirmed, so its last day may change),
    `lease_over`, `home_taken`.
    """
    claim = _lock(claim_id)
    notice, today = claim.notice, local_day(now)
    rules, two = Ruleset.in_force(today), two_on_lease(now)
    if claim.state != HomeClaimState.ASKED or two is None:
        return refused("already_decided")
    if notice.state == NoticeState.GIVEN:
        return refused("confirm_first")
    if notice.ends_on < today:
        return refused("lease_over")
    if is_taken(notice) or not take_draft_back(notice, why=KEPT, by=by, now=now):
        return refused("home_taken")
    tried = try_claim(claim, now)
    starts_on = leaves_on(two, NoticeReason(notice.reason), local_day(notice.given_at), notice.ends_on) + ONE_DAY
    last_day = min(rules.rules.workdays.last_day_after(today, two.signing), notice.ends_on)
    claim.lease = _lease_of_her_own(claim, starts_on, last_day, rules, now)
    claim.state, claim.decided_at, claim.decided_by = HomeClaimState.GRANTED, now, str(by)
    claim.look_again_at = next_look(last_day, now)
    claim.save()
    data = {"starts_on": starts_on, "sign_last_day": last_day, **_in_short(tried)}
    _note(claim, "home_claim.granted", data, by=by, now=now)
    _write(
        claim, "home_claim_granted", claim.person_id, now=now, lease=claim.lease.pk, starts_on=starts_on,
        last_day=last_day,
    )  # fmt: skip
    return claim


def _lease_of_her_own(claim: HomeClaim, starts_on: date, last_day: date, rules: Ruleset, now: datetime) -> Lease:
    old = claim.notice.lease
    asked = rules.rules.schemes[scheme_of_home(old.unit, now)].requirements
    terms = following_terms(
        old, Renters(claim.person), asked, starts_on=starts_on, ends_on=own_end(old), rules=rules.rules,
        version=rules.version,
    )  # fmt: skip
    waking.after_commit(waking.TICK)
    return Lease.objects.create(
        unit=old.unit, person=claim.person, starts_on=starts_on, home_since=old.home_since or old.starts_on,
        ends_on=own_end(old), rent=old.rent, terms=terms, sha256=checksum(terms), made_at=now, sign_last_day=last_day,
        look_again_at=now,
    )  # fmt: skip


@transaction.atomic
def refuse_claim(claim_id: int, *, reason: str, by: Actor, now: datetime) -> HomeClaim | Refused:
    """Say no, with a reason that she reads: the notice stands for both.

    Refused: `already_decided`, `reason_missing`.
    """
    claim = _lock(claim_id)
    if claim.state != HomeClaimState.ASKED:
        return refused("already_decided")
    if not reason.strip():
        return refused("reason_missing")
    claim.state, claim.reason = HomeClaimState.REFUSED, reason.strip()
    claim.decided_at, claim.decided_by = now, str(by)
    claim.save()
    _home_is_free(claim, now)
    _note(claim, "home_claim.refused", _in_short(try_claim(claim, now)), by=by, now=now)
    _write(claim, "home_claim_refused", claim.person_id, now=now, reason=claim.reason)
    return claim


@transaction.atomic
def sign_own_lease(lease_id: int, person_id: int, *, by: Actor, now: datetime) -> Lease | Refused:
    """Sign the lease that one got by a claim: she stays, and the other leaves on the day before it begins (LEASE-9).

    Her points begin anew, for a lease was taken over (QUEUE-10). Refused: `not_offered` (no such lease of hers),
    `already_answered`, `too_late`.
    """
    found = HomeClaim.objects.filter(lease=lease_id, person=person_id).values_list("pk", flat=True).first()
    if found is None:
        return refused("not_offered")
    claim = _lock(found)
    lease = Lease.objects.select_for_update(of=("self",)).get(pk=lease_id)
    if lease.signed_at is not None:
        return refused("already_answered")
    if lease.annulled_at is not None or lease.sign_last_day is None or local_day(now) > lease.sign_last_day:
        return refused("too_late")
    lease.signed_at, lease.look_again_at, lease.pdf = now, now, None
    lease.save(update_fields=["signed_at", "look_again_at", "pdf"])
    waking.after_commit(waking.TICK)
    claim.look_again_at = None
    claim.save(update_fields=["look_again_at"])
    notice, old = claim.notice, claim.notice.lease
    notice.ends_on = old.ends_on = lease.starts_on - ONE_DAY
    notice.save(update_fields=["ends_on"])
    old.save(update_fields=["ends_on"])
    shorten_sublets([old.pk], by=by, now=now)
    run_on(notice.ended_leases.filter(person=person_id, co_renter=None, unit__kind=UnitKind.VEHICLE_SPACE))
    call_inspections_off(notice, by=by, now=now)  # nobody leaves the home
    fact = Fact("lease.signed", f"letting.lease:{lease.pk}", person_id, {"sha256": lease.sha256})
    record([fact], by=by, now=now)
    died = notice.reason == NoticeReason.ESTATE
    take_points_for(person_id, "death" if died else "separation", by=PORTAL, now=now)
    _write(claim, "own_lease_signed", person_id, now=now, lease=lease.pk, starts_on=lease.starts_on)
    _write_to_leaver(claim, "home_kept_by_other", now=now)
    return lease


@transaction.atomic
def look_at(claim: HomeClaim, now: datetime) -> None:
    """Remind of the lease that a granted claim gave; let a claim lapse that was not signed in time: the tick's step.

    The notice then stands for both.
    """
    claim = _lock(claim.pk)
    lease = claim.lease
    if claim.state != HomeClaimState.GRANTED or lease is None or lease.signed_at is not None:
        claim.look_again_at = None
        claim.save(update_fields=["look_again_at"])
        return
    if lease.sign_last_day is not None and local_day(now) <= lease.sign_last_day:
        if claim.reminded_at is None:
            claim.reminded_at = now
            remind_to_sign({claim.person_id: lease}, f"letting.lease:{lease.pk}", now=now)
        claim.look_again_at = start_of(lease.sign_last_day + ONE_DAY)
        claim.save(update_fields=["reminded_at", "look_again_at"])
        return
    Lease.objects.filter(pk=lease.pk).update(annulled_at=now, look_again_at=None)
    claim.state, claim.look_again_at = HomeClaimState.LAPSED, None
    claim.save()
    _home_is_free(claim, now)
    _note(claim, "home_claim.lapsed", {}, by=PORTAL, now=now)
    _write(claim, "home_claim_lapsed", claim.person_id, now=now)


def _home_is_free(claim: HomeClaim, now: datetime) -> None:
    """Give the home the draft of its next advert, if the notice is confirmed."""
    notice = claim.notice
    if notice.state == NoticeState.CONFIRMED:
        notice.listing = draft_of(notice, now=now)
        notice.save(update_fields=["listing"])


def _lock(claim_id: int) -> HomeClaim:
    """Lock a claim and all that it is about, as `lock_notice` has it, with the places of the one who wants to stay."""
    notice_id, person_id = HomeClaim.objects.values_list("notice", "person").get(pk=claim_id)
    notice = lock_notice(notice_id, places_of=[person_id])
    claim = HomeClaim.objects.select_related("person", "lease__unit").get(pk=claim_id)
    claim.notice = notice
    return claim


def _in_short(tried: list[Tried]) -> dict[str, Any]:
    """Return how many requirements were not met and how many were not known, and which, as the log keeps them."""
    failed = [one.rule.kind for one in tried if one.answer.result == Result.FAIL]
    unknown = [one.rule.kind for one in tried if one.answer.result == Result.REVIEW]
    return {"failed": len(failed), "unknown": len(unknown), "kinds": [*failed, *unknown]}


def _note(claim: HomeClaim, kind: str, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"letting.lease:{claim.notice.lease_id}", claim.person_id, data)], by=by, now=now)


def _write_to_leaver(claim: HomeClaim, kind: str, *, now: datetime) -> None:
    """Write to the one who gave notice; not about one who has died."""
    if claim.notice.reason != NoticeReason.ESTATE:
        _write(claim, kind, claim.notice.person_id, now=now)


def _write(claim: HomeClaim, kind: str, person_id: int, *, now: datetime, **more: Any) -> None:
    notice = claim.notice
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in more.items()}
    context = {
        "street": notice.lease.unit.street, "ends_on": notice.ends_on.isoformat(), "lease": notice.lease_id, **plain,
    }  # fmt: skip
    post([Letter(kind, f"{kind}:{claim.pk}", person_id, context=context)], now=now)
