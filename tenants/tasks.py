"""What Celery runs for `tenants`: the minute's tick, and the mail. Arguments are ids, results are dropped."""

from celery import shared_task

from tenants import clock, mailing, ticking


@shared_task(name="tenants.tick")
def tick() -> None:
    """Advance everything that is due."""
    ticking.tick(clock.now())


@shared_task(name="tenants.send_mail")
def send_mail() -> None:
    """Send the mails that are due."""
    mailing.send_due(clock.now())
