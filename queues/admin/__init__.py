"""Queues and registrations in the admin."""

from queues.admin import companions, company_on_person, on_person, queues, registrations  # noqa: F401  (each registers itself)
