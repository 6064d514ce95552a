"""The staff's workplace for letting: units, listings, complaints, and what waits today."""

from letting.admin import (  # noqa: F401  (each registers itself)
    complaint_board,
    complaints,
    dashboard,
    listings,
    on_person,
    profile_on_person,
    securities,
    units,
)
