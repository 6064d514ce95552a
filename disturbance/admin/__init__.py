"""The landlord's pages about the night: its reports, and homes where it happens again (NIGHT-8, NIGHT-11)."""

from disturbance.admin import cases, unread  # noqa: F401  (each registers itself)
