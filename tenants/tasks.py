"""What Celery runs for `tenants`: the minute's tick, and the mail. Arguments are ids, results are dropped."""

from celery import shared_task

from tenants import clock, host_mail, mailing, ticking


@shared_task
def tick() -> None:
    """Advance everything that is due."""
    ticking.tick(clock.now())


@shared_task
def send_mail() -> None:
    """Send the mails that are due: those that someone waits for at a page first."""
    host_mail.send_due(clock.now())
    mailing.send_due(clock.now())
