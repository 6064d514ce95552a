"""The staff's workplace for letting: units, listings, exceptions, complaints, rules tried out, and what waits today."""

from letting.admin import (  # noqa: F401  (each registers itself)
    changes_on_person,
    complaint_board,
    complaints,
    dashboard,
    exceptions,
    exceptions_on_person,
    exports,
    lease_changes,
    listings,
    notices,
    on_person,
    profile_on_person,
    rule_drafts,
    search,
    securities,
    strikes_on_person,
    trying,
    units,
)
