"""`manage.py remove_old_cases`: remove what has been kept for ninety days, now; `--dry-run` only tells what."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from disturbance.models import Case
from disturbance.services.removing import remove, to_remove
from tenants import clock
from tenants.models import Landlord
from tenants.scoping import scope


class Command(BaseCommand):
    """The tick does this by itself. Exit status 1 when something could not be removed."""

    help = "Remove the night service's cases that are more than 90 days old."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take `--dry-run`."""
        parser.add_argument("--dry-run", action="store_true", help="tell what would be removed, and remove nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through every landlord; each case is a transaction of its own."""
        failed = 0
        for landlord in Landlord.objects.order_by("pk"):
            with scope(landlord.pk):
                found = list(to_remove(clock.now()).values_list("pk", "number", "night"))
            for pk, number, night in found:
                self.stdout.write(f"{landlord.slug}: case {number} of the night of {night}")
                failed += not (options["dry_run"] or self._remove(landlord, pk))
        if failed:
            self.stderr.write(f"{failed} cases could not be removed")
            sys.exit(1)

    def _remove(self, landlord: Landlord, pk: int) -> bool:
        try:
            with scope(landlord.pk):
                remove(Case.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk), clock.now())
        except Exception as error:  # noqa: BLE001  (one that cannot be removed never stops the others)
            self.stderr.write(f"{type(error).__name__}: {error}")
            return False
        return True
