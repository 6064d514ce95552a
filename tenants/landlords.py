"""Landlords and their rules: made from a ruleset, and given the next version of it."""

import hashlib
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.models import Domain, Landlord, Ruleset
from tenants.rulesets import Rules, parse
from tenants.scoping import forget_kept, scope

# Told of each new version, in its transaction: how `queues` keeps a row per queue without being imported here.
on_new_rules: list[Callable[[Ruleset, datetime], None]] = []


@transaction.atomic
def import_ruleset(source: str, *, valid_from: date, by: Actor, now: datetime) -> Ruleset:
    """Write a ruleset as its landlord's next immutable version; make the landlord if it is new.

    The same text as the version in force then is that version, not a new one. Raises BadRuleset for a text that
    is no ruleset.
    """
    rules = parse(source)
    landlord, _ = Landlord.objects.get_or_create(
        slug=rules.landlord.slug, defaults={"name": rules.landlord.name, "created_at": now}
    )
    landlord = Landlord.objects.select_for_update().get(pk=landlord.pk)
    with scope(landlord.pk):
        latest = Ruleset.objects.order_by("-version").first()
        if latest is not None and latest.sha256 == _checksum(source) and latest.valid_from <= valid_from:
            return latest
        return write_version(source, valid_from=valid_from, by=by, now=now)


def write_version(source: str, *, valid_from: date, by: Actor, now: datetime) -> Ruleset:
    """Write a ruleset as the next version of the landlord in scope, and tell those who follow it."""
    version = (Ruleset.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    ruleset = Ruleset.objects.create(
        version=version, valid_from=valid_from, source=source, sha256=_checksum(source), made_at=now, made_by=str(by)
    )
    forget_kept()
    subject = f"tenants.landlord:{ruleset.landlord_id}"
    record([Fact("ruleset.imported", subject, data={"version": version, "valid_from": valid_from})], by=by, now=now)
    for told in on_new_rules:
        told(ruleset, now)
    return ruleset


def _checksum(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def give_host(landlord: Landlord, host: str) -> Domain:
    """Give a landlord its primary host name; others that it has still lead to it. The same again changes nothing."""
    with scope(landlord.pk):
        Domain.objects.filter(landlord=landlord).exclude(host=host).update(is_primary=False)
        domain, _ = Domain.objects.update_or_create(host=host, defaults={"landlord": landlord, "is_primary": True})
    return domain


def rules_today(today: date) -> Rules:
    """Return the rules in force for the landlord in scope."""
    return Ruleset.in_force(today).rules
