"""Queues, registrations, companions, blocks and claims for priority in the admin."""

from queues.admin import (  # noqa: F401  (each registers itself)
    blocks,
    companions,
    company_on_person,
    dashboard,
    exports,
    on_person,
    priorities,
    queues,
    registrations,
)
