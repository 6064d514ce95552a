"""`manage.py tick`: one round of the minute's work, from cron or by hand, with or without a broker."""

from typing import Any

from django.core.management.base import BaseCommand

from tenants import clock, mailing, ticking


class Command(BaseCommand):
    """Advances what is due and sends the mail that is due."""

    help = "Advance everything that is due, and send the mail that is due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run one tick."""
        now = clock.now()
        taken, failed = ticking.tick(now)
        for errand in ticking.errands:
            errand(now)
        sent = mailing.send_due(now)
        self.stdout.write(f"{taken} rows taken, {failed} failed, {sent} mails sent")
