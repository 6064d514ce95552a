"""Extras: asked for by the renter, judged as a change of her lease is, then granted or refused (LEASE-12).

A requirement that is not met is a no at once; what is not known, and a home that two rent, is for staff. They may make
an exception from all of it, with a reason.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from letting.core.facts import Home
from letting.models import Extra, ExtraState, Lease, UnitKind
from letting.services.change_checks import Checked, failed, judged_of
from letting.services.change_ledger import against_lease
from letting.services.lease_locks import lock_lease
from tenants.actors import APPLICANTS, PORTAL, Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.outbox import Letter, post
from tenants.outcome import Refused, refused
from tenants.rulesets.extra_rules import ExtraRules

LIVE = (ExtraState.ASKED, ExtraState.GRANTED)
ASKED_A_DAY = 5
A_DAY = timedelta(days=1)


def is_home_that_runs(lease: Lease, now: datetime) -> bool:
    """Say whether a lease is of a home and runs: then what the rules offer can be chosen for it."""
    return not against_lease(lease, local_day(now)) and lease.unit.kind == UnitKind.APARTMENT


def offered(lease: Lease, now: datetime) -> ExtraRules | None:
    """Return what can be chosen for the home of a lease that runs; None where that is nothing."""
    if not is_home_that_runs(lease, now):
        return None
    rules = rules_today(local_day(now)).tenancy.extras
    return rules if rules.items else None


def costs(lease: Lease, extras: Iterable[Extra]) -> list[tuple[date, int]]:
    """Return what a home costs a month with what has been granted, from each day on which that changes.

    The lease that was signed says the rent; additions stand beside it and are never written into it.
    """
    added: dict[date, int] = {}
    for row in extras:
        if row.from_on is not None:
            added[row.from_on] = added.get(row.from_on, 0) + row.rent
    rent, found = lease.rent, []
    for day in sorted(added):
        rent += added[day]
        found.append((day, rent))
    return found


@transaction.atomic
def ask_for_extra(lease_id: int, person_id: int, item: str, *, by: Actor, now: datetime) -> Extra | Refused:
    """Ask for something: refused at once where a requirement is not met, else for staff to decide.

    Refused: `lease_over` (hers or not), `under_notice`, `not_offered`, `already_asked`, `too_many` (not for staff, who
    enter what they are told).
    """
    lease = lock_lease(lease_id)
    if lease is None or person_id not in (lease.person_id, lease.co_renter_id):
        return refused("lease_over")
    if code := against_lease(lease, local_day(now)):
        return refused(code)
    rules = offered(lease, now)
    if rules is None or item not in rules.items:
        return refused("not_offered")
    if _has_live(lease_id, item):
        return refused("already_asked")
    of_late = Extra.objects.filter(lease=lease_id, made_at__gt=now - A_DAY).count()
    if of_late >= ASKED_A_DAY and by.kind in APPLICANTS:
        return refused("too_many")
    wanted = rules.items[item]
    extra: Extra = Extra.objects.create(
        lease=lease, person_id=person_id, item=item, name=wanted.name.sv, name_en=wanted.name.en, rent=wanted.rent,
        made_at=now,
    )  # fmt: skip
    _note(extra, "extra.asked", {"rent": extra.rent}, by=by, now=now)
    results = judged(extra, now=now)
    if failed(results) and lease.co_renter_id is None:
        _decide(extra, ExtraState.REFUSED, "", results, by=PORTAL, now=now)
    else:
        _write(extra, "extra_received", now=now)
    return extra


@transaction.atomic
def grant_extra(extra_id: int, *, reason: str, by: Actor, now: datetime) -> Extra | Refused:
    """Grant what was asked for, or make an exception from a refusal.

    Refused: `already_decided`, `reason_missing`, `lease_over`, `under_notice`, `already_asked` (for it anew).
    """
    extra = _lock(extra_id)
    if extra.state not in (ExtraState.ASKED, ExtraState.REFUSED):
        return refused("already_decided")
    if not reason.strip():
        return refused("reason_missing")
    if code := against_lease(extra.lease, local_day(now)):
        return refused(code)
    if extra.state == ExtraState.REFUSED and _has_live(extra.lease_id, extra.item):
        return refused("already_asked")
    _decide(extra, ExtraState.GRANTED, reason, judged(extra, now=now), by=by, now=now)
    return extra


@transaction.atomic
def refuse_extra(extra_id: int, *, reason: str, by: Actor, now: datetime) -> Extra | Refused:
    """Refuse what was asked for. Refused: `already_decided`, `reason_missing`."""
    extra = _lock(extra_id)
    if extra.state != ExtraState.ASKED:
        return refused("already_decided")
    if not reason.strip():
        return refused("reason_missing")
    _decide(extra, ExtraState.REFUSED, reason, judged(extra, now=now), by=by, now=now)
    return extra


@transaction.atomic
def withdraw_extra(extra_id: int, person_id: int, *, by: Actor, now: datetime) -> Extra | Refused:
    """Take an application back that is not decided yet, by the one who made it. Refused: `not_open`."""
    extra = _lock(extra_id)
    if extra.person_id != person_id or extra.state != ExtraState.ASKED:
        return refused("not_open")
    extra.state = ExtraState.WITHDRAWN
    extra.save(update_fields=["state"])
    _note(extra, "extra.withdrawn", by=by, now=now)
    return extra


def judged(extra: Extra, *, now: datetime) -> list[Checked]:
    """Judge the requirements as of now, of each who rents the home, at the rent with all additions."""
    lease, rules = extra.lease, rules_today(local_day(now))
    asked = rules.tenancy.extras
    others = Extra.objects.filter(lease=lease, state=ExtraState.GRANTED).exclude(pk=extra.pk)
    rent = lease.rent + extra.rent + sum(others.values_list("rent", flat=True))
    home = Home(lease.unit.rooms, float(lease.unit.size), rent)
    people = [pk for pk in (lease.person_id, lease.co_renter_id) if pk is not None]
    found = [judged_of(pk, asked.requirements, home, rules, debts=asked.owing, now=now) for pk in people]
    return [one for each in found for one in each]


def _lock(extra_id: int) -> Extra:
    """Lock the lease, then the application; a foreign id raises DoesNotExist."""
    lease = lock_lease(Extra.objects.values_list("lease_id", flat=True).get(pk=extra_id))
    extra: Extra = Extra.objects.select_for_update(no_key=True).get(pk=extra_id)
    if lease is not None:
        extra.lease = lease
    return extra


def _has_live(lease_id: int, item: str) -> bool:
    return Extra.objects.filter(lease=lease_id, item=item, state__in=LIVE).exists()


def _decide(extra: Extra, state: ExtraState, reason: str, results: list[Checked], *, by: Actor, now: datetime) -> None:
    extra.state, extra.decided_at, extra.decided_by, extra.decision = state, now, str(by), reason.strip()
    extra.results = [one.as_data() for one in results]
    extra.save()
    granted = state == ExtraState.GRANTED
    said: dict[str, object] | None = {"from_on": extra.from_on, "rent": extra.rent} if granted else None
    _note(extra, "extra.granted" if granted else "extra.refused", said, by=by, now=now)
    why = [one.code for one in results if one.result == "fail"] if by == PORTAL else []
    kind = "extra_granted" if granted else "extra_refused"
    _write(extra, kind, now=now, reason=extra.decision, why=list(dict.fromkeys(why)))


def _note(extra: Extra, kind: str, said: dict[str, object] | None = None, *, by: Actor, now: datetime) -> None:
    record([Fact(kind, extra.subject, extra.person_id, said or {})], by=by, now=now)


def _write(extra: Extra, kind: str, *, now: datetime, **said: object) -> None:
    context = {
        "extra": extra.pk,
        "from_on": extra.from_on.isoformat() if extra.from_on else "",
        "lease": extra.lease_id,
        "street": extra.lease.unit.street,
        "names": extra.names,
        "rent": extra.rent,
        **said,
    }
    post([Letter(kind, f"{kind}:{extra.pk}:{now.timestamp()}", extra.person_id, context=context)], now=now)
