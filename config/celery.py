"""The timetable: all that time sets off.

Two entries, and no task is ever sent with a delay. The database's `look_again_at` says what is due; the tick looks.
A tick that is late, doubled or missed changes nothing but the minute: what is due and not done is done.
"""

import os
import warnings

from celery import Celery
from celery.exceptions import SecurityWarning
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# The demo may run as root, and is scolded for it at each start; the containers never do.
warnings.filterwarnings("ignore", category=SecurityWarning)

app = Celery("kolapp")
app.add_defaults(lambda: settings.CELERY)  # read when first needed, not while the settings themselves load
app.autodiscover_tasks()
app.conf.beat_schedule = {
    # `expires`: after an hour without workers one tick is enough, not sixty.
    "tick": {"task": "tenants.tasks.tick", "schedule": 60.0, "options": {"expires": 55}},
    "send mail": {"task": "tenants.tasks.send_mail", "schedule": 60.0, "options": {"expires": 55}},
}
