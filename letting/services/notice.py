"""Notice of a lease: given, confirmed, and withdrawn with the landlord's consent (LEASE-2 to 4, QUEUE-10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from letting.core.notice import Term, ordinary, term
from letting.models import HomeClaim, HomeClaimState, Lease, Notice, NoticeState, UnitKind
from letting.services.change_ledger import moving
from letting.services.change_sublets import lock_sublets, shorten_sublets
from letting.services.inspections import call_inspections_off, move_inspections, open_inspections
from letting.services.lease_locks import lock_lease as lock_lease
from letting.services.lease_locks import runs as runs
from letting.services.leaving_home import draft_of, live_listings_of, take_draft_back
from letting.services.loading import lock_listings
from queues.models import Registration
from queues.services.activity import take_points_for
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets.tenancy_rules import NoticeReason, NoticeRules, TwoOnLease


@dataclass(frozen=True, slots=True)
class Ends:
    """When a lease would end by a notice given now: what holds at once, and what the reason gives in the end."""

    now: Term
    asked: Term
    ends_on: date

    @property
    def waits(self) -> bool:
        """Say whether staff look at the reason before the shorter notice holds."""
        return self.asked.is_conditional


def ends_of(lease: Lease, reason: NoticeReason, *, died_on: date | None = None, now: datetime) -> Ends | Refused:
    """Work out when a lease would end; the same for the page that shows it and for the notice itself.

    Refused: `not_begun` (a reason that makes it shorter, of a lease that has not begun), and the codes of
    `letting.core.notice.term`. A lease with an end of its own never runs longer for it.
    """
    rules = rules_of_notice(now)
    if reason is not NoticeReason.MOVE_OUT and lease.starts_on > local_day(now):
        return refused("not_begun")
    asked = term(rules, reason, local_day(now), died_on=died_on)
    if isinstance(asked, str):
        return refused(asked)
    holds = ordinary(rules, local_day(now)) if asked.is_conditional else asked
    return Ends(holds, asked, min(filter(None, (holds.ends_on, lease.ends_on))))


def rules_of_notice(now: datetime) -> NoticeRules:
    """Return the rules for notices in force."""
    return Ruleset.in_force(local_day(now)).rules.tenancy.notice


@transaction.atomic
def give_notice(
    lease_id: int, person_id: int, *, reason: NoticeReason, shows_home: bool = False, died_on: date | None = None,
    contact: str = "", by_both: bool = False, by: Actor, now: datetime,
) -> Notice | Refused:  # fmt: skip
    """Give notice of one's lease, received at once (LEASE-2). The renter gets a receipt; parking may go with it.

    One of two ends the whole lease, and the other is told at once, where the rules have it so (LEASE-6); `by_both`:
    staff have it from both. Refused: `lease_over` (no signed lease of hers that runs), `already_given`, `both_must`
    (one of two alone does not end it here), `changes_hands` (a change of it is granted), and the codes of `ends_of`.
    """
    lock_sublets([lease_id])
    lock_places(renters_of(lease_id))
    lease = lock_lease(lease_id)
    if lease is None or person_id not in lease.renters or not runs(lease, local_day(now)):
        return refused("lease_over")
    if lease.notice_on is not None:
        return refused("already_given")
    if lease.co_renter_id is not None and not by_both and two_on_lease(now) is None:
        return refused("both_must")
    if moving([lease.pk]):
        return refused("changes_hands")
    by_both = by_both and lease.co_renter_id is not None
    ends = ends_of(lease, reason, died_on=died_on, now=now)
    if isinstance(ends, Refused):
        return ends
    notice = Notice.objects.create(
        lease=lease, person_id=person_id, reason=reason, died_on=died_on, contact=contact, given_at=now,
        given_by=str(by), months=ends.now.months, ends_on=ends.ends_on,
        asked_ends_on=ends.asked.ends_on if ends.waits else None, shows_home=shows_home, by_both=by_both,
    )  # fmt: skip
    _end(lease, notice, local_day(now))
    for renter in lease.renters:
        end_parking(notice, renter, now=now)
    shorten_sublets([lease.pk], by=by, now=now)
    if lease.unit.kind == UnitKind.APARTMENT:
        for leaver in lease.renters if by_both else (person_id,):
            take_points_for(leaver, "notice", by=by, now=now)
    open_inspections(notice, by=by, now=now)
    _note(notice, "lease.notice_given", {"reason": reason.value, "ends_on": notice.ends_on}, by=by, now=now)
    _write(notice, "notice_received", now=now)
    return notice


@transaction.atomic
def confirm_notice(notice_id: int, *, accepts_reason: bool, by: Actor, now: datetime) -> Notice | Refused:
    """Confirm a notice for the landlord; say whether the reason that it was given for makes it shorter.

    The home gets a draft of its next advert. Refused: `already_decided` (confirmed or withdrawn).
    """
    notice = lock_notice(notice_id)
    if notice.state != NoticeState.GIVEN:
        return refused("already_decided")
    before = notice.ends_on
    if accepts_reason and notice.asked_ends_on is not None:
        rules = rules_of_notice(notice.given_at)
        asked = term(rules, NoticeReason(notice.reason), local_day(notice.given_at), died_on=notice.died_on)
        notice.ends_on = min(notice.ends_on, notice.asked_ends_on)
        notice.months = asked.months if isinstance(asked, Term) else notice.months
        Lease.objects.filter(ended_with=notice, ends_on__gt=notice.ends_on).update(ends_on=notice.ends_on)
        shorten_sublets([notice.lease_id], by=by, now=now)
    notice.state, notice.confirmed_at, notice.confirmed_by = NoticeState.CONFIRMED, now, str(by)
    notice.listing = draft_of(notice, now=now)
    notice.save()
    move_inspections(notice, by=by, now=now)
    _note(notice, "lease.notice_confirmed", {"ends_on": notice.ends_on}, by=by, now=now)
    _write(notice, "notice_confirmed", now=now, tells_other=notice.by_both or notice.ends_on != before)
    return notice


@transaction.atomic
def ask_to_withdraw(notice_id: int, person_id: int, *, by: Actor, now: datetime) -> Notice | Refused:
    """Ask the landlord to let a notice be undone; nothing changes until it consents.

    Refused: `lease_over` (not hers, withdrawn, or the lease has ended), `already_asked`.
    """
    notice = lock_notice(notice_id)
    ended = notice.ends_on < local_day(now)
    if notice.person_id != person_id or notice.state == NoticeState.WITHDRAWN or ended:
        return refused("lease_over")
    if notice.withdrawal_asked_at is not None:
        return refused("already_asked")
    notice.withdrawal_asked_at = now
    notice.save(update_fields=["withdrawal_asked_at"])
    _note(notice, "lease.notice_asked_back", {}, by=by, now=now)
    return notice


@transaction.atomic
def let_withdraw(notice_id: int, *, by: Actor, now: datetime) -> Notice | Refused:
    """Undo a notice with the landlord's consent: the lease runs on, and parking with it. Points stay as they are.

    Refused: `lease_over`, `home_claimed` (the other of two stays), `home_taken` (the home is advertised or let to
    someone).
    """
    notice = lock_notice(notice_id)
    claims = HomeClaim.objects.filter(notice=notice)
    if claims.filter(state=HomeClaimState.GRANTED).exists():
        return refused("home_claimed")
    if notice.state == NoticeState.WITHDRAWN or notice.ends_on < local_day(now):
        return refused("lease_over")
    if not take_draft_back(notice, by=by, now=now):
        return refused("home_taken")
    notice.state, notice.withdrawn_at, notice.withdrawn_by = NoticeState.WITHDRAWN, now, str(by)
    notice.save()
    run_on(Lease.objects.filter(ended_with=notice))
    claims.filter(state=HomeClaimState.ASKED).update(
        state=HomeClaimState.DROPPED, decided_at=now, decided_by=str(by)
    )  # fmt: skip
    call_inspections_off(notice, by=by, now=now)
    _note(notice, "lease.notice_withdrawn", {}, by=by, now=now)
    _write(notice, "notice_withdrawn", now=now)
    return notice


@transaction.atomic
def refuse_withdrawal(notice_id: int, *, by: Actor, now: datetime) -> Notice | Refused:
    """Say no to undoing a notice. Refused: `already_decided` (nobody asks any more)."""
    notice = lock_notice(notice_id)
    if notice.withdrawal_asked_at is None or notice.state == NoticeState.WITHDRAWN:
        return refused("already_decided")
    notice.withdrawal_asked_at = None
    notice.save(update_fields=["withdrawal_asked_at"])
    _note(notice, "lease.notice_stands", {}, by=by, now=now)
    _write(notice, "notice_stands", now=now, tells_other=notice.by_both)
    return notice


def two_on_lease(now: datetime) -> TwoOnLease | None:
    """Return the rules in force for notice by one of two; None where both give notice."""
    return Ruleset.in_force(local_day(now)).rules.tenancy.two_on_lease


def renters_of(lease_id: int) -> list[int]:
    """Return who rent by a lease; they do not change once it is signed. None for no lease."""
    lease = Lease.objects.only("person", "co_renter").filter(pk=lease_id).first()
    return [*lease.renters] if lease else []


def lock_places(people: list[int]) -> None:
    """Lock persons' places in line, whose points a notice may take: before the lease, as the locks have it."""
    list(Registration.objects.select_for_update(no_key=True, of=("self",)).filter(person__in=people).order_by("pk"))


def run_on(leases: QuerySet[Lease]) -> None:
    """Let leases that were to end with a notice run on, each to the end that it was made with, if any."""
    for row in leases.select_for_update(of=("self",)).order_by("pk"):
        row.notice_on = row.ended_with = None
        row.ends_on = own_end(row)
        row.save(update_fields=["notice_on", "ended_with", "ends_on"])


def end_parking(notice: Notice, renter: int, *, now: datetime) -> None:
    """Let the parking spaces that go with a renter's home end with its notice (LEASE-2)."""
    for row in _parking_with(notice.lease, renter, now):
        _end(row, notice, local_day(now))


def _parking_with(lease: Lease, renter: int, now: datetime) -> list[Lease]:
    """Return the parking spaces that end with a renter's home: with her only one, where the rules say so (LEASE-2)."""
    if lease.unit.kind != UnitKind.APARTMENT or not rules_of_notice(now).takes_parking:
        return []
    if [row for row in _running(renter, UnitKind.APARTMENT, local_day(now)) if row.pk != lease.pk]:
        return []
    return [row for row in _running(renter, UnitKind.VEHICLE_SPACE, local_day(now)) if row.notice_on is None]


def _running(person_id: int, kind: UnitKind, day: date) -> list[Lease]:
    rows = Lease.objects.select_for_update(of=("self",)).filter(Lease.rented_by(person_id), unit__kind=kind)
    return [row for row in rows.order_by("pk").defer("pdf", "terms") if runs(row, day)]


def _end(lease: Lease, notice: Notice, given_on: date) -> None:
    lease.notice_on, lease.ended_with = given_on, notice
    lease.ends_on = min(filter(None, (notice.ends_on, lease.ends_on)))
    lease.save(update_fields=["notice_on", "ended_with", "ends_on"])


def own_end(lease: Lease) -> date | None:
    """Return the end that a lease was made with, as its terms have it."""
    ends_on = lease.terms.get("ends_on")
    return date.fromisoformat(ends_on) if ends_on else None


def lock_notice(notice_id: int, *, places_of: list[int] | None = None) -> Notice:
    """Lock the sublets of and the claims on a home, what is let of it, places in line and its lease, in this order;
    read the notice.
    """
    lease, unit = Notice.objects.values_list("lease", "lease__unit").get(pk=notice_id)
    lock_sublets([lease])
    list(HomeClaim.objects.select_for_update(of=("self",)).filter(notice=notice_id))
    lock_listings(sorted(live_listings_of(unit).values_list("pk", flat=True)))
    if places_of:
        lock_places(places_of)
    lock_lease(lease)
    return Notice.objects.select_related("lease__unit", "listing").get(pk=notice_id)


def _note(notice: Notice, kind: str, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"letting.lease:{notice.lease_id}", notice.person_id, data)], by=by, now=now)


def _write(notice: Notice, kind: str, *, now: datetime, tells_other: bool = True) -> None:
    """Write to the renter, and to the one she rents with; about a death to the latter alone, for the former has died.

    One who did not give notice herself is told that the other has, and of what she can do (LEASE-6).
    """
    lease = notice.lease
    letters = [] if notice.reason == NoticeReason.ESTATE else [(kind, notice.person_id)]
    others = [pk for pk in lease.renters if pk != notice.person_id] if tells_other else []
    as_other = kind if notice.by_both or kind == "notice_withdrawn" else "notice_by_other"
    letters += [(as_other, pk) for pk in others]
    giver = lease.person if lease.person_id == notice.person_id else lease.co_renter
    context = {
        "street": lease.unit.street, "ends_on": notice.ends_on.isoformat(), "lease": notice.lease_id,
        "can_claim": not notice.by_both, "other": "" if giver is None or giver.protected else giver.full_name,
    }  # fmt: skip
    key = f"{notice.pk}:{now.timestamp()}"
    post(
        [
            Letter(one, f"{key}:{pk}" if pk in others else key, pk, context=context | {"to_other": pk in others})
            for one, pk in letters
        ],
        now=now,
    )
