"""The timetable: all that time sets off.

Two entries, and no task is ever sent with a delay. The database's `look_again_at` says what is due; the tick looks.
A tick that is late, doubled or missed changes nothing but the minute: what is due and not done is done.
"""

import os
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import SecurityWarning
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# The demo may run as root, and is scolded for it at each start; the containers never do.
warnings.filterwarnings("ignore", category=SecurityWarning)


# Nothing here gives "exactly once": tasks are safe to repeat and the tick finds what was lost. See docs/architecture.
def _settings() -> dict[str, Any]:
    return {
        "broker_url": settings.REDIS_URL,
        "timezone": "UTC",
        "enable_utc": True,
        "task_ignore_result": True,
        "result_backend": None,
        "task_serializer": "json",
        "accept_content": ["json"],
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "worker_prefetch_multiplier": 1,
        "task_time_limit": 120,
        "task_soft_time_limit": 90,
        "worker_cancel_long_running_tasks_on_connection_loss": True,
        "worker_soft_shutdown_timeout": 30,
        "worker_max_tasks_per_child": 500,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {
            "visibility_timeout": 600,  # longer than every task_time_limit, and no task is sent with an ETA
            "unacked_restore_interval": 10,
            "unacked_restore_throttle": 1,
            "socket_timeout": 2 if settings.PROCESS == "web" else 5,  # so long a page may wait to hurry a task up
            "socket_connect_timeout": 2,
            "health_check_interval": 25,
            "max_retries": 1,
        },
        "task_publish_retry_policy": {"max_retries": 1, "interval_start": 0, "interval_step": 0.2, "interval_max": 0.2},
        "worker_hijack_root_logger": False,
        "task_default_queue": "steps",
        "task_routes": {"tenants.tasks.send_mail": {"queue": "mail"}},
        "beat_schedule_filename": str(settings.VAR / "beat-schedule"),
    }


app = Celery("kolapp")
app.add_defaults(_settings)  # read when first needed, not while the settings themselves load
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # `expires`: after an hour without workers one tick is enough, not sixty.
    "tick": {"task": "tenants.tasks.tick", "schedule": 60.0, "options": {"expires": 55}},
    "ask credit service": {"task": "letting.tasks.ask_credit_service", "schedule": 60.0, "options": {"expires": 55}},
    "send mail": {"task": "tenants.tasks.send_mail", "schedule": 60.0, "options": {"expires": 55}},
}
