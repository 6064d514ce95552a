"""What every template can read. Nothing here asks the database before a template uses it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from tenants import clock
from tenants.core.calendar import local_day
from tenants.models import Message, Person, Ruleset
from tenants.rulesets import Rules


def portal(request: HttpRequest) -> dict[str, Any]:
    """Return landlord, its rules and facts, who visits, and the clock; brand is None until logos exist."""
    landlord = getattr(request, "landlord", None)
    rules = SimpleLazyObject(_rules)
    return {
        "landlord": landlord,
        "rules_of_landlord": rules if landlord else None,
        "facts_of_landlord": SimpleLazyObject(lambda: rules.landlord) if landlord else None,
        "brand": None,
        "person": getattr(request, "person", None),
        "mandate": getattr(request, "mandate", None),
        "membership": getattr(request, "membership", None),
        "unread_count": SimpleLazyObject(lambda: unread(getattr(request, "person", None))),
        "demo": settings.DEMO,
        "clock": SimpleLazyObject(clock.now),
    }


def unread(person: Person | None) -> int:
    """Return how many messages a person has not read; 0 for nobody."""
    return Message.objects.filter(person=person.pk, read_at=None).count() if person else 0


def _rules() -> Rules:
    return Ruleset.in_force(local_day(clock.now())).rules
