"""A story's world: a landlord of its own with the rules under trial, and the story's people, units and drafts."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import tomli_w

from letting.models import ApplicantFacts, Lease, Listing, Unit, ViewingSlot
from letting.simulation.story import Applicant, Story
from queues.models import Companion, CompanionRole, CompanionState, Queue, Registration
from queues.services.activity import reschedule
from queues.services.wishes import choose_area
from tenants.actors import PORTAL
from tenants.core.calendar import start_of
from tenants.landlords import write_version
from tenants.models import Identity, Landlord, Person
from tenants.rulesets import Rules, parse
from tenants.scoping import scope


@dataclass(slots=True)
class World:
    """The rows of a story by its keys."""

    story: Story
    landlord: int
    rules: Rules
    persons: dict[str, int] = field(default_factory=dict)
    listings: dict[str, int] = field(default_factory=dict)


def given_facts(source: str) -> str:
    """Return a ruleset whose checks read the facts that the story gives; all else is as it was."""
    data = parse(source).model_dump(mode="json", exclude_none=True)
    data["checks"] = {**data["checks"], "provider": "given"}
    return tomli_w.dumps(data)


def make_world(story: Story, source: str) -> World:
    """Make the story's rows. The caller rolls them back."""
    source, now = given_facts(source), story.start
    landlord = Landlord.objects.create(slug=f"story-{secrets.token_hex(8)}", name="Story", created_at=now)
    world = World(story, landlord.pk, parse(source))
    with scope(landlord.pk):
        write_version(source, valid_from=date.min.replace(year=1900), by=PORTAL, now=now)
        queues = {queue.slug: queue for queue in Queue.objects.all()}
        units = {
            key: Unit.objects.create(number=key, street=key, **part.model_dump()) for key, part in story.units.items()
        }
        for key, applicant in story.applicants.items():
            world.persons[key] = _person(key, applicant, world, queues, units, now).pk
        for key, applicant in story.applicants.items():
            if applicant.co_applicant is not None and _takes_co_applicants(world.rules):
                _stand_together(world.persons[key], world.persons[applicant.co_applicant], now)
            for area in applicant.areas:
                choose_area(world.persons[key], area, by=PORTAL, now=now)
        for key, part in story.listings.items():
            listing = Listing.objects.create(
                unit=units[part.unit],
                scheme=part.scheme,
                shown_by=part.shown_by,
                wanted_last_day=part.last_day,
                move_in=part.move_in,
            )
            world.listings[key] = listing.pk
            for slot in part.viewing_slots:
                ViewingSlot.objects.create(listing=listing, at=slot.at, capacity=slot.capacity)
    return world


def _person(
    key: str, applicant: Applicant, world: World, queues: dict[str, Queue], units: dict[str, Unit], now: datetime
) -> Person:
    today = now.date()
    person = Person.objects.create(
        given_name=key,
        family_name="",
        born=applicant.born,
        created_at=now,
        last_login_on=applicant.last_login or today,
        identity=Identity.PERSONAL_NUMBER if applicant.personal_number else Identity.NONE,
    )
    ApplicantFacts.objects.create(person=person, stated_at=now, data=_facts(applicant))
    for slug, since in applicant.queues.items():
        registration = Registration.objects.create(
            person=person,
            queue=queues[slug],
            registered_at=start_of(since),
            points_from=since,
            renewed_on=applicant.last_renewal or max(since, today),
        )
        reschedule(registration, world.rules.queues[slug], now=now)
    if applicant.lease is not None:
        unit = units.get(applicant.lease.unit) or Unit.objects.create(
            number=applicant.lease.unit, street=applicant.lease.unit, rooms=1, size=30, rent=5000
        )
        units[applicant.lease.unit] = unit
        Lease.objects.create(
            unit=unit,
            person=person,
            starts_on=applicant.lease.since,
            rent=unit.rent,
            made_at=now,
            signed_at=start_of(applicant.lease.since),
        )
    return person


def _takes_co_applicants(rules: Rules) -> bool:
    """Say whether one may stand with another here at all (QUEUE-18)."""
    return any(queue.co_applicants for queue in rules.queues.values())


def _stand_together(person: int, other: int, now: datetime) -> None:
    """Let two stand together from before the story: invited, and said yes."""
    Companion.objects.create(
        person_id=person,
        other_id=other,
        role=CompanionRole.CO_APPLICANT,
        relation="cohabitant",
        invited_email="",
        key_hash=secrets.token_hex(32),
        invited_at=now,
        answer_last_day=now.date(),
        state=CompanionState.ACCEPTED,
        answered_at=now,
        consent_wording="story",
    )


def _facts(applicant: Applicant) -> dict[str, Any]:
    wanted = {"household", "income", "debts", "remarks", "references"}
    since = applicant.references_since or applicant.born
    return applicant.model_dump(mode="json", include=wanted) | {"references_since": since.isoformat()}
