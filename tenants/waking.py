"""Waking a worker after a commit, so that nobody waits for the minute. A courtesy: the tick finds the rows anyway."""

from functools import partial
from time import monotonic

import structlog
from celery import current_app
from django.db import transaction

log = structlog.get_logger()

# By name: the tasks stand above those who wish them done.
SEND_MAIL, TICK = "tenants.tasks.send_mail", "tenants.tasks.tick"
LEFT_ALONE = 30.0  # seconds
_asleep_until = 0.0


def after_commit(task: str) -> None:
    """Ask for a task once this transaction is made; nothing that the broker does can fail it."""
    transaction.on_commit(partial(_wake, task), robust=True)


def _wake(task: str) -> None:
    """Ask a worker. A broker that does not answer is left alone for a while, so that no page waits for it twice."""
    global _asleep_until  # noqa: PLW0603  (one broker, one memory of it)
    if monotonic() < _asleep_until:
        return
    try:
        current_app.send_task(task, retry=False)
    except Exception as error:  # noqa: BLE001  (whatever the broker does, the transaction has been made)
        _asleep_until = monotonic() + LEFT_ALONE
        log.warning("worker.not_woken", task=task, error=type(error).__name__)
