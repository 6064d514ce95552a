"""The staff's workplace for letting: units, listings with their workbench, and what waits today."""

from letting.admin import dashboard, listings, on_person, rule_drafts, trying, units  # noqa: F401  (each registers itself)
