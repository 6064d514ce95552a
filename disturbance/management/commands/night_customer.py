"""`manage.py night_customer SERVICE LANDLORD`: let a night service work for a landlord, or end that it does."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any, NoReturn

from django.core.management.base import BaseCommand

from disturbance.models import NightService
from disturbance.services.customers import begin_custom, end_custom
from tenants import clock
from tenants.core.calendar import local_day
from tenants.models import Landlord
from tenants.outcome import Refused

WHY = {
    "already_a_customer": "the landlord has a night service already; end that first, with --until",
    "no_customer": "the landlord is no customer of this night service",
    "until_before_since": "the last day is before the first",
}


class Command(BaseCommand):
    """As a landlord is, so a customer is added by the platform: what may be seen of it is no page's to give away.

    What is refused is one sentence on standard error and exit status 2; nothing is changed.
    """

    help = "Let a night service work for a landlord; --until ends it after a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the two by their short names, and the first or the last day."""
        parser.add_argument("service", help="the night service's short name")
        parser.add_argument("landlord", help="the landlord's short name")
        days = parser.add_mutually_exclusive_group()
        days.add_argument("--since", type=date.fromisoformat, help="first day, default today")
        days.add_argument("--until", type=date.fromisoformat, help="last day")

    def handle(self, *args: Any, service: str, landlord: str, **options: Any) -> None:
        """Begin, or end."""
        now = clock.now()
        who = NightService.objects.filter(slug=service).first()
        whose = Landlord.objects.filter(slug=landlord).first()
        if who is None or whose is None:
            self._refuse(f"there is no night service {service}" if who is None else f"there is no landlord {landlord}")
        if until := options["until"]:
            outcome = end_custom(who, whose, until=until, now=now)
        else:
            outcome = begin_custom(who, whose, since=options["since"] or local_day(now), now=now)
        if isinstance(outcome, Refused):
            self._refuse(WHY[outcome.code])
        self.stdout.write(f"{who.slug}: {whose.slug} from {outcome.since} until {outcome.until or 'further notice'}")

    def _refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(2)
