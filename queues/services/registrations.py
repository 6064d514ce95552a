"""Registering in a queue, and coming back to it."""

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from queues.core.registering import reasons_not_to_register
from queues.models import Consent, Queue, Registration
from queues.services.activity import apply_lapse, reschedule
from queues.services.bonds import bonds_of
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.models import Identity, Person, Ruleset
from tenants.outbox import Letter, post
from tenants.outcome import Refused


@transaction.atomic
def register(
    person_id: int, queue_slug: str, *, consents: Mapping[str, str], held: Collection[str] = (), by: Actor,
    now: datetime,
) -> Registration | Refused:  # fmt: skip
    """Put a person in a queue from today on (QUEUE-1 to 4, QUEUE-19).

    `consents` gives the wording of each consent that was given now, `held` names those that the landlord has from
    before the portal. Refused: `already_registered`, `too_young`,
    `no_personal_number`, `elsewhere`, `consent_missing`.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    queue = Queue.objects.get(slug=queue_slug)
    today = local_day(now)
    rules = Ruleset.in_force(today).rules.queues[queue_slug]
    reasons = reasons_not_to_register(
        rules,
        born=person.born,
        has_personal_number=person.identity == Identity.PERSONAL_NUMBER
        or "personal_number" in bonds_of(person.pk, today, "").exempted,
        already=Registration.objects.filter(person=person, queue=queue).exists(),
        day=today,
    )
    live = set(Consent.objects.filter(person=person, withdrawn_at=None).values_list("kind", flat=True))
    if set(rules.consents) - live - set(held) - set(consents):
        reasons = (*reasons, "consent_missing")
    if reasons:
        return Refused(reasons)
    registration = Registration.objects.create(
        person=person, queue=queue, registered_at=now, points_from=today, renewed_on=today
    )
    subject = f"queues.registration:{registration.pk}"
    facts = [Fact("registration.made", subject, person.pk, {"queue": queue_slug, "points_from": today})]
    for kind, wording in consents.items():
        if kind not in live:
            Consent.objects.create(person=person, kind=kind, wording=wording, given_at=now)
            facts.append(Fact("consent.given", subject, person.pk, {"consent": kind}))
    record(facts, by=by, now=now)
    context = {"queue_sv": rules.name.sv, "queue_en": rules.name.en, "since": today.isoformat()}
    post([Letter("registered", f"registered:{registration.pk}", person.pk, context=context)], now=now)
    reschedule(registration, rules, now=now)
    return registration


@transaction.atomic
def renew(person_id: int, queue_slug: str, *, by: Actor, now: datetime) -> None | Refused:
    """Renew a registration, which keeps its points where the rules ask for it (QUEUE-7). Refused: `not_registered`."""
    registration = _mine(person_id, queue_slug)
    if registration is None:
        return Refused(("not_registered",))
    rules = Ruleset.in_force(local_day(now)).rules.queues[queue_slug]
    apply_lapse(registration, rules, now=now)
    registration.renewed_on = local_day(now)
    registration.save(update_fields=["renewed_on"])
    _log("registration.renewed", registration, queue_slug, by, now)
    reschedule(registration, rules, now=now)
    return None


@transaction.atomic
def reactivate(person_id: int, queue_slug: str, *, by: Actor, now: datetime) -> None | Refused:
    """Wake a registration that a lease put to rest, and show its points again (QUEUE-8, QUEUE-9).

    Refused: `not_registered`.
    """
    registration = _mine(person_id, queue_slug)
    if registration is None:
        return Refused(("not_registered",))
    registration.deactivated_at = registration.points_hidden_at = None
    registration.save(update_fields=["deactivated_at", "points_hidden_at"])
    _log("registration.reactivated", registration, queue_slug, by, now)
    return None


def _mine(person_id: int, queue_slug: str) -> Registration | None:
    rows = Registration.objects.select_related("person", "queue").select_for_update(of=("self",))
    return rows.filter(person=person_id, queue__slug=queue_slug).first()


def _log(kind: str, registration: Registration, queue_slug: str, by: Actor, now: datetime) -> None:
    subject = f"queues.registration:{registration.pk}"
    record([Fact(kind, subject, registration.person_id, {"queue": queue_slug})], by=by, now=now)
