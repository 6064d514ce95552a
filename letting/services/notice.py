"""Notice of a lease: given, confirmed, and withdrawn with the landlord's consent (LEASE-2 to 4, QUEUE-10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from letting.core.notice import Term, ordinary, term
from letting.models import Lease, Notice, NoticeState, UnitKind
from letting.services.change_ledger import moving
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
from tenants.rulesets.tenancy_rules import NoticeReason, NoticeRules


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

    Refused with the codes of `letting.core.notice.term`. A lease with an end of its own never runs longer for it.
    """
    rules = rules_of_notice(now)
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
    contact: str = "", by: Actor, now: datetime,
) -> Notice | Refused:  # fmt: skip
    """Give notice of one's lease, received at once (LEASE-2). The renter gets a receipt; parking may go with it.

    Refused: `lease_over` (no signed lease of hers that runs), `already_given`, `changes_hands` (a change of it is
    granted), and the codes of `ends_of`.
    """
    lock_places(person_id)
    lease = lock_lease(lease_id)
    if lease is None or lease.person_id != person_id or not runs(lease, local_day(now)):
        return refused("lease_over")
    if lease.notice_on is not None:
        return refused("already_given")
    if moving([lease.pk]):
        return refused("changes_hands")
    ends = ends_of(lease, reason, died_on=died_on, now=now)
    if isinstance(ends, Refused):
        return ends
    notice = Notice.objects.create(
        lease=lease, person_id=person_id, reason=reason, died_on=died_on, contact=contact, given_at=now,
        given_by=str(by), months=ends.now.months, ends_on=ends.ends_on,
        asked_ends_on=ends.asked.ends_on if ends.waits else None, shows_home=shows_home,
    )  # fmt: skip
    others = _parking_of(person_id, local_day(now)) if _takes_parking(lease, now) else []
    for row in (lease, *others):
        _end(row, notice, local_day(now))
    if lease.unit.kind == UnitKind.APARTMENT:
        take_points_for(person_id, "notice", by=by, now=now)
    _note(notice, "lease.notice_given", {"reason": reason.value, "ends_on": notice.ends_on}, by=by, now=now)
    _write(notice, "notice_received", by=by, now=now)
    return notice


@transaction.atomic
def confirm_notice(notice_id: int, *, accepts_reason: bool, by: Actor, now: datetime) -> Notice | Refused:
    """Confirm a notice for the landlord; say whether the reason that it was given for makes it shorter.

    The home gets a draft of its next advert. Refused: `already_decided` (confirmed or withdrawn).
    """
    notice = _lock(notice_id)
    if notice.state != NoticeState.GIVEN:
        return refused("already_decided")
    if accepts_reason and notice.asked_ends_on is not None:
        rules = rules_of_notice(notice.given_at)
        asked = term(rules, NoticeReason(notice.reason), local_day(notice.given_at), died_on=notice.died_on)
        notice.ends_on = min(notice.ends_on, notice.asked_ends_on)
        notice.months = asked.months if isinstance(asked, Term) else notice.months
        Lease.objects.filter(ended_with=notice, ends_on__gt=notice.ends_on).update(ends_on=notice.ends_on)
    notice.state, notice.confirmed_at, notice.confirmed_by = NoticeState.CONFIRMED, now, str(by)
    notice.listing = draft_of(notice, now=now)
    notice.save()
    _note(notice, "lease.notice_confirmed", {"ends_on": notice.ends_on}, by=by, now=now)
    _write(notice, "notice_confirmed", by=by, now=now)
    return notice


@transaction.atomic
def ask_to_withdraw(notice_id: int, person_id: int, *, by: Actor, now: datetime) -> Notice | Refused:
    """Ask the landlord to let a notice be undone; nothing changes until it consents.

    Refused: `lease_over` (not hers, withdrawn, or the lease has ended), `already_asked`.
    """
    notice = _lock(notice_id)
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

    Refused: `lease_over`, `home_taken` (the home is advertised or let to someone).
    """
    notice = _lock(notice_id)
    if notice.state == NoticeState.WITHDRAWN or notice.ends_on < local_day(now):
        return refused("lease_over")
    if not take_draft_back(notice, by=by, now=now):
        return refused("home_taken")
    notice.state, notice.withdrawn_at, notice.withdrawn_by = NoticeState.WITHDRAWN, now, str(by)
    notice.save()
    for row in Lease.objects.select_for_update(of=("self",)).filter(ended_with=notice).order_by("pk"):
        row.notice_on = row.ended_with = None
        row.ends_on = _own_end(row)
        row.save(update_fields=["notice_on", "ended_with", "ends_on"])
    _note(notice, "lease.notice_withdrawn", {}, by=by, now=now)
    _write(notice, "notice_withdrawn", by=by, now=now)
    return notice


@transaction.atomic
def refuse_withdrawal(notice_id: int, *, by: Actor, now: datetime) -> Notice | Refused:
    """Say no to undoing a notice. Refused: `already_decided` (nobody asks any more)."""
    notice = _lock(notice_id)
    if notice.withdrawal_asked_at is None or notice.state == NoticeState.WITHDRAWN:
        return refused("already_decided")
    notice.withdrawal_asked_at = None
    notice.save(update_fields=["withdrawal_asked_at"])
    _note(notice, "lease.notice_stands", {}, by=by, now=now)
    _write(notice, "notice_stands", by=by, now=now)
    return notice


def lock_places(person_id: int) -> None:
    """Lock a person's places in line, whose points a notice may take: before the lease, as the locks have it."""
    list(Registration.objects.select_for_update(no_key=True, of=("self",)).filter(person=person_id).order_by("pk"))


def lock_lease(lease_id: int) -> Lease | None:
    """Lock a lease: whatever is done to it or to its notice is done by one at a time."""
    return Lease.objects.select_for_update(of=("self",)).select_related("unit").filter(pk=lease_id).first()


def runs(lease: Lease, day: date) -> bool:
    """Say whether a lease is signed and not over on a day."""
    over = lease.ends_on is not None and lease.ends_on < day
    return lease.signed_at is not None and lease.annulled_at is None and not over


def _takes_parking(lease: Lease, now: datetime) -> bool:
    """Say whether parking goes with this lease: it does with the renter's only home (LEASE-2)."""
    if lease.unit.kind != UnitKind.APARTMENT or not rules_of_notice(now).takes_parking:
        return False
    return not [row for row in _running(lease.person_id, UnitKind.APARTMENT, local_day(now)) if row.pk != lease.pk]


def _parking_of(person_id: int, day: date) -> list[Lease]:
    return [row for row in _running(person_id, UnitKind.VEHICLE_SPACE, day) if row.notice_on is None]


def _running(person_id: int, kind: UnitKind, day: date) -> list[Lease]:
    rows = Lease.objects.select_for_update(of=("self",)).filter(person=person_id, unit__kind=kind).order_by("pk")
    return [row for row in rows.defer("pdf", "terms") if runs(row, day)]


def _end(lease: Lease, notice: Notice, given_on: date) -> None:
    lease.notice_on, lease.ended_with = given_on, notice
    lease.ends_on = min(filter(None, (notice.ends_on, lease.ends_on)))
    lease.save(update_fields=["notice_on", "ended_with", "ends_on"])


def _own_end(lease: Lease) -> date | None:
    """Return the end that a lease was made with, as its terms have it."""
    ends_on = lease.terms.get("ends_on")
    return date.fromisoformat(ends_on) if ends_on else None


def _lock(notice_id: int) -> Notice:
    """Lock what is let of the home, then the notice's lease, as the order of locks has it; then read the notice."""
    lease, unit = Notice.objects.values_list("lease", "lease__unit").get(pk=notice_id)
    lock_listings(sorted(live_listings_of(unit).values_list("pk", flat=True)))
    lock_lease(lease)
    return Notice.objects.select_related("lease__unit", "listing").get(pk=notice_id)


def _note(notice: Notice, kind: str, data: dict[str, Any], *, by: Actor, now: datetime) -> None:
    record([Fact(kind, f"letting.lease:{notice.lease_id}", notice.person_id, data)], by=by, now=now)


def _write(notice: Notice, kind: str, *, by: Actor, now: datetime) -> None:
    """Write to the renter; about a death to nobody, for she is the one who has died: staff write to the estate."""
    if notice.reason == NoticeReason.ESTATE:
        return
    context = {"street": notice.lease.unit.street, "ends_on": notice.ends_on.isoformat(), "lease": notice.lease_id}
    post([Letter(kind, f"{notice.pk}:{now.timestamp()}", notice.person_id, context=context)], now=now)
