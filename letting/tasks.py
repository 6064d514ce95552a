"""What the timetable calls in `letting`."""

from celery import shared_task

from letting.services.credit_orders import ask_due
from tenants import clock


@shared_task(name="letting.tasks.ask_credit_service")
def ask_credit_service() -> None:
    """Ask the credit service about those whose checks wait for it (CHECK-20)."""
    ask_due(clock.now())
