"""Calendar files (iCalendar): events with names that stay the same, so that a file taken anew moves what has moved."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpResponse
from icalendar import Alarm, Calendar, Event

from tenants.core.calendar import ONE_DAY

MORNING = timedelta(hours=8)


def timed(name: str, landlord: int, summary: str, at: datetime, length: timedelta, *, now: datetime) -> Event:
    """Return an event at a moment; `name` tells it from all others at its landlord."""
    event = _event(name, landlord, summary, now)
    event.add("dtstart", at)
    event.add("dtend", at + length)
    return event


def whole_days(
    name: str, landlord: int, summary: str, first: date, last: date, *, now: datetime, alarm: str = ""
) -> Event:
    """Return an event of whole days, both counted, which takes no time from others; an alarm rings on the morning."""
    event = _event(name, landlord, summary, now)
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    if alarm:
        rings = Alarm()
        rings.add("action", "DISPLAY")
        rings.add("description", alarm)
        rings.add("trigger", MORNING)
        event.add_component(rings)
    return event


def calendar_file(name: str, events: Iterable[Event]) -> HttpResponse:
    """Return events as a file to be kept, with the name given."""
    calendar = Calendar()
    calendar.add("prodid", "-//Kolapp//Kolapp//SV")
    calendar.add("version", "2.0")
    for event in events:
        calendar.add_component(event)
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8", headers=headers)


def _event(name: str, landlord: int, summary: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}.{landlord}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", now)
    event.add("summary", summary)
    return event
