"""The portal's clock: real, or moved forward in demo mode.

Only views, tasks and commands read it; everything below is handed `now`.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """Return the portal's present moment, aware, in Stockholm's time.

    In demo mode the clock can be ahead of real time: see `tenants.demo.clock`.
    """
    real = datetime.now(UTC)
    if settings.DEMO:
        from tenants.models import DemoClock  # noqa: PLC0415  (models are not ready at import time)

        offset = DemoClock.objects.values_list("offset", flat=True).first() or timedelta()
        real += offset
    return real.astimezone(STOCKHOLM)
