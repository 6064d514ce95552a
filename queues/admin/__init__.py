"""Queues, registrations and claims for priority in the admin."""

from queues.admin import dashboard, on_person, priorities, queues, registrations  # noqa: F401  (each registers itself)
