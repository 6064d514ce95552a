"""`manage.py verify_log`: follow every chain of the log and name the events that do not fit."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from tenants.events import broken_links
from tenants.models import Event, Landlord
from tenants.scoping import scope


class Command(BaseCommand):
    """Exit status 1 when a row was changed or is missing."""

    help = "Check the hash chains of the event log."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check every landlord's log."""
        broken = 0
        for landlord in Landlord.objects.order_by("pk"):
            with scope(landlord.pk):
                rows = Event.objects.order_by("subject", "person_id", "chain").iterator(chunk_size=2000)
                for event in broken_links(rows):
                    broken += 1
                    self.stderr.write(f"{landlord.slug}: event {event.pk} ({event.kind}) does not fit its chain")
        self.stdout.write("the log is whole" if not broken else f"{broken} events do not fit")
        if broken:
            sys.exit(1)
