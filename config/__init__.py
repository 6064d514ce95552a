"""The composition root: settings, addresses, timetable, and the services of the demo. Imported by no app."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
