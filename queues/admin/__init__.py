"""Queues and registrations in the admin."""

from queues.admin import on_person, queues, registrations  # noqa: F401  (each registers itself)
