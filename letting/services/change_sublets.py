"""A sublet runs for its days, reminded of a month before, and no longer than its lease (LEASE-7)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import F

from letting.core.lease_changes import SUBLET_ENDS_SOON
from letting.models import ChangeState, LeaseChange
from letting.models.lease_change import LIVE
from letting.services.change_consents import end_change
from letting.services.change_ledger import note, write
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import at_hour, local_day, start_of
from tenants.landlords import rules_today
from tenants.rulesets.change_rules import ChangeKind

ONE_DAY = timedelta(days=1)


def lock_sublets(lease_ids: Iterable[int]) -> None:
    """Lock what is applied for, or granted, of subletting the homes of leases that may get a last day: before the
    leases, as the order of locks has it.
    """
    rows = LeaseChange.objects.select_for_update(no_key=True, of=("self",))
    list(rows.filter(lease__in=list(lease_ids), kind=ChangeKind.SUBLET, state__in=LIVE).order_by("pk"))


def shorten_sublets(lease_ids: Iterable[int], *, by: Actor, now: datetime) -> None:
    """Let sublets end with their leases, which have got a last day; all who take part are told.

    What was only applied for is shortened as well. One that would begin after its lease comes to nothing. Nothing makes
    it longer again: a notice that is undone leaves it as it is. The caller has locked them by `lock_sublets`.
    """
    rows = LeaseChange.objects.filter(lease__in=list(lease_ids), kind=ChangeKind.SUBLET, state__in=LIVE)
    late = rows.filter(until_on__gt=F("lease__ends_on")).select_related("lease__unit").defer("lease__pdf")
    for change in late.order_by("pk"):
        if change.lease.ends_on is not None:
            _shorten(change, change.lease.ends_on, by=by, now=now)


def _shorten(change: LeaseChange, ends_on: date, *, by: Actor, now: datetime) -> None:
    before, begins = change.until_on, change.from_on <= ends_on
    if begins:
        change.until_before, change.until_on = change.until_before or before, ends_on
        if change.state == ChangeState.GRANTED:
            soon = ends_on - SUBLET_ENDS_SOON <= local_day(now)  # then this letter is the reminder
            change.reminded_at = now if soon else change.reminded_at
            change.look_again_at = sublet_looked_at(change)
        change.save(update_fields=["until_on", "until_before", "reminded_at", "look_again_at"])
    else:
        end_change(change, ChangeState.LAPSED, now=now)
    note(change, "lease.sublet_shortened", {"until_on": ends_on, "before": before}, by=by, now=now)
    write(change, "sublet_shortened", to=change.people, now=now, until_on=ends_on, before=before, begins=begins)


def shortened_by_end(lease_id: int) -> list[LeaseChange]:
    """Return the sublets of a lease that were shortened and still run, or are waited for."""
    rows = LeaseChange.objects.filter(lease=lease_id, kind=ChangeKind.SUBLET, state__in=LIVE)
    return list(rows.filter(until_before__isnull=False).order_by("pk"))


def sublet_looked_at(change: LeaseChange) -> datetime | None:
    """Return when a granted sublet is next looked at: a month before its end, then the day after it."""
    if change.until_on is None:
        return None
    if change.reminded_at is None:
        return at_hour(change.until_on - SUBLET_ENDS_SOON, rules_today(change.until_on).calendar.letting_hour)
    return start_of(change.until_on + ONE_DAY)


def look_at_sublet(change: LeaseChange, now: datetime) -> None:
    """Remind the renter a month before her sublet ends; when its time is over it ends by itself (LEASE-7)."""
    today, until = local_day(now), change.until_on
    if until is None or today > until:
        end_change(change, ChangeState.DONE, now=now)
        note(change, "lease.sublet_ended", by=PORTAL, now=now)
        write(change, "sublet_ended", to=change.people, now=now, until_on=until)
        return
    if change.reminded_at is None and (due := sublet_looked_at(change)) is not None and due <= now:
        change.reminded_at = now
        change.save(update_fields=["reminded_at"])
        note(change, "lease.sublet_ends_soon", {"until_on": until}, by=PORTAL, now=now)
        write(change, "sublet_ends_soon", to=change.people, now=now, until_on=until)
    change.look_again_at = sublet_looked_at(change)
    change.save(update_fields=["look_again_at"])
