"""Queue rows follow the ruleset."""

from datetime import datetime

from queues.models import Queue
from tenants.models import Ruleset
from tenants.rulesets import Rules


def follow_rules(ruleset: Ruleset, now: datetime) -> None:
    """Make or rename the rows of a ruleset's queues (QUEUE-1). A queue that the rules drop stays, with its points."""
    Queue.objects.bulk_create(
        [
            Queue(landlord_id=ruleset.landlord_id, slug=slug, name=rules.name.sv, name_en=rules.name.en)
            for slug, rules in ruleset.rules.queues.items()
        ],
        update_conflicts=True,
        unique_fields=["landlord", "slug"],
        update_fields=["name", "name_en"],
    )


def queues_still_needed(rules: Rules, before: Rules) -> str | None:
    """Object to rules that drop a queue in which somebody stands: her points would have no rules to follow."""
    dropped = [slug for slug in before.queues if slug not in rules.queues]
    needed = Queue.objects.filter(slug__in=dropped, registrations__isnull=False)
    return "queue_in_use" if needed.exists() else None
