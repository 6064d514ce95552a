"""A person's copy of all that is kept of her: asked for, made by a worker, and gone after a week."""

from datetime import datetime

from django.db import transaction
from django.utils import translation

from tenants.actors import PORTAL, Actor
from tenants.core.calendar import local_day
from tenants.events import Fact, record
from tenants.landlords import rules_today
from tenants.models import Extract, Person
from tenants.models.extract import KEPT_FOR
from tenants.outbox import Letter, post
from tenants.personal_number import mask, unseal
from tenants.telling import all_of, on_paper


@transaction.atomic
def ask_for_extract(person_id: int, *, by: Actor, now: datetime) -> Extract:
    """Ask for a copy; where one waits or is there already, that one is returned."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    live = Extract.objects.defer("pdf").filter(person=person, gone_at=None).first()
    if live is not None:
        return live
    extract = Extract.objects.create(person=person, asked_at=now, look_again_at=now)
    record([Fact("extract.asked", extract.subject, person.pk)], by=by, now=now)
    return extract


def look_at(extract: Extract, now: datetime) -> None:
    """Make the copy that a locked row waits for, or remove one whose week is over: the tick's step."""
    if extract.made_at is None:
        _make(extract, now)
    else:
        extract.pdf, extract.gone_at, extract.look_again_at = None, now, None
        extract.save(update_fields=["pdf", "gone_at", "look_again_at"])


def _make(extract: Extract, now: datetime) -> None:
    from tenants.pdf import render_pdf  # noqa: PLC0415  (a second of start-up that only the worker need pay)

    person = extract.person
    with translation.override("sv"):  # as every paper of the portal
        sections = on_paper(all_of(person))
    number = mask(unseal(bytes(person.number_sealed))) if person.number_sealed is not None else ""
    facts = rules_today(local_day(now)).landlord
    context = {"person": person, "number": number, "facts": facts, "sections": sections, "now": now}
    extract.pdf, _sha256 = render_pdf("extract", context)
    extract.made_at, extract.look_again_at = now, now + KEPT_FOR
    extract.save(update_fields=["pdf", "made_at", "look_again_at"])
    record([Fact("extract.made", extract.subject, person.pk)], by=PORTAL, now=now)
    key = f"extract_ready:{extract.pk}"
    until = {"until": local_day(extract.look_again_at).isoformat()}
    post([Letter("extract_ready", key, person_id=person.pk, context=until)], now=now)
