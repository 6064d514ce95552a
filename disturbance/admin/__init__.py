"""The landlord's pages about the night: its reports, and homes where it happens again (NIGHT-8, NIGHT-11)."""

from disturbance.admin import cases  # noqa: F401  (registers itself)
