"""What keeps points and what takes them: logins, lapses, reminders, leases."""

from datetime import date, datetime

from django.db import transaction

from queues.core.points import Reset, look, points_date, safe_until
from queues.models import Registration
from tenants.actors import PORTAL, Actor
from tenants.core.calendar import ONE_DAY, local_day
from tenants.events import Fact, record
from tenants.models import Person, Ruleset
from tenants.outbox import Letter, post
from tenants.rulesets.queue_rules import PointsTakenBy, QueueRules


@transaction.atomic
def look_at(registration: Registration, now: datetime) -> None:
    """Do what is due for a registration: lapse its points, send its reminder, look again later (QUEUE-6, 7, 11)."""
    slug = registration.queue.slug
    ruleset = Ruleset.in_force(local_day(now)).rules
    rules = ruleset.queues.get(slug)
    if rules is None:
        Registration.objects.filter(pk=registration.pk).update(look_again_at=None)
        return
    apply_lapse(registration, rules, now=now)
    seen = look(
        registration.standing(rules),
        reminder_days=rules.reminder_days,
        reminded_at=registration.reminded_at,
        hour=ruleset.calendar.letting_hour,
        now=now,
    )
    if seen.remind_days_left is not None:
        _remind(registration, rules, seen.remind_days_left, now)
    registration.look_again_at = seen.look_again_at
    registration.save(update_fields=["look_again_at", "reminded_at"])


def person_was_active(person: Person, now: datetime) -> None:
    """Keep the points of all of a person's queues here (QUEUE-6): what had lapsed before this login has lapsed."""
    rules = Ruleset.in_force(local_day(now)).rules
    rows = (
        Registration.objects.select_related("queue")
        .select_for_update(of=("self",))
        .filter(person=person)
        .order_by("pk")
    )
    registrations = [row for row in rows if row.queue.slug in rules.queues]
    for registration in registrations:
        registration.person = person
        apply_lapse(registration, rules.queues[registration.queue.slug], now=now)
    person.last_login_on = local_day(now)
    for registration in registrations:
        reschedule(registration, rules.queues[registration.queue.slug], now=now)


def apply_lapse(registration: Registration, rules: QueueRules, *, now: datetime) -> None:
    """Write down a lapse that has happened, with event and message; the caller has locked the row (QUEUE-6, 7)."""
    standing = registration.standing(rules)
    since = points_date(standing, local_day(now))
    if since == standing.points_from:
        return
    reason = Reset.INACTIVE if rules.activity and rules.activity.act == "login" else Reset.NOT_RENEWED
    _reset(registration, rules, since=since, reason=reason, by=PORTAL, now=now)
    context = {"queue_sv": rules.name.sv, "queue_en": rules.name.en, "since": since.isoformat(), "reason": reason}
    post(
        [Letter("points_lapsed", f"points_lapsed:{registration.pk}:{since}", registration.person_id, context=context)],
        now=now,
    )


@transaction.atomic
def reset_points(registration: Registration, *, reason: Reset, by: Actor, now: datetime) -> None:
    """Let points begin anew today, and after a lease put the place to rest where the rules say so (QUEUE-8 to 10)."""
    rules = Ruleset.in_force(local_day(now)).rules.queues[registration.queue.slug]
    if reason == Reset.LEASE and rules.reset_deactivates:
        registration.deactivated_at = now
    if reason == Reset.LEASE and rules.points_hidden_until_reactivated:
        registration.points_hidden_at = now
    registration.save(update_fields=["deactivated_at", "points_hidden_at"])
    _reset(registration, rules, since=local_day(now), reason=reason, by=by, now=now)
    reschedule(registration, rules, now=now)


@transaction.atomic
def take_points_for(person_id: int, cause: PointsTakenBy, *, by: Actor, now: datetime) -> list[Registration]:
    """Let points begin anew in every queue whose rules say that this takes them (QUEUE-10); return those places.

    `cause` is what the person has done or been given: notice, a direct swap, being added to a lease, a transfer. What
    the rules do not name keeps the points.
    """
    queues = Ruleset.in_force(local_day(now)).rules.queues
    rows = Registration.objects.select_related("person", "queue").select_for_update(of=("self",)).order_by("pk")
    taken = [
        row
        for row in rows.filter(person=person_id)
        if (rules := queues.get(row.queue.slug)) is not None and cause in rules.points_reset_by
    ]
    for row in taken:
        reset_points(row, reason=REASONS[cause], by=by, now=now)
    return taken


# What the log calls each cause: both transfers are one to it.
REASONS: dict[PointsTakenBy, Reset] = {
    "notice": Reset.NOTICE, "swap": Reset.SWAP, "added": Reset.ADDED,
    "separation": Reset.TRANSFER, "death": Reset.TRANSFER,
}  # fmt: skip


def reschedule(registration: Registration, rules: QueueRules, *, now: datetime) -> None:
    """Set when a registration is to be looked at next."""
    ruleset = Ruleset.in_force(local_day(now)).rules
    seen = look(
        registration.standing(rules),
        reminder_days=rules.reminder_days,
        reminded_at=registration.reminded_at,
        hour=ruleset.calendar.letting_hour,
        now=now,
    )
    registration.look_again_at = now if seen.remind_days_left is not None else seen.look_again_at
    registration.save(update_fields=["look_again_at"])


def _reset(
    registration: Registration, rules: QueueRules, *, since: date, reason: Reset, by: Actor, now: datetime
) -> None:
    registration.points_from = since
    registration.reminded_at = None
    registration.save(update_fields=["points_from", "reminded_at"])
    fact = {"queue": registration.queue.slug, "reason": reason, "since": since}
    record(
        [Fact("points.reset", f"queues.registration:{registration.pk}", registration.person_id, fact)], by=by, now=now
    )


def _remind(registration: Registration, rules: QueueRules, days_left: int, now: datetime) -> None:
    last_day = safe_until(registration.standing(rules))
    if last_day is None:
        return
    registration.reminded_at = now
    data = {"kind": "points_lapse", "days_left": days_left, "queue": registration.queue.slug}
    record(
        [Fact("reminder.sent", f"queues.registration:{registration.pk}", registration.person_id, data)],
        by=PORTAL,
        now=now,
    )
    context = {
        "queue_sv": rules.name.sv,
        "queue_en": rules.name.en,
        "last_day": last_day.isoformat(),
        "days_left": days_left,
        "act": rules.activity.act if rules.activity else "",
        "points": (local_day(now) - registration.points_from).days,
        "lapses_on": (last_day + ONE_DAY).isoformat(),
    }
    key = f"points_lapse:{registration.pk}:{last_day}:{days_left}"
    post([Letter("points_lapse", key, registration.person_id, context=context)], now=now)
