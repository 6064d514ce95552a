"""The night service, made once for a file; what a test does there is taken back."""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.cast import World
from tests.night import Night, make_night


@pytest.fixture(scope="module")
def kept_night(lasting_db: None) -> Night:
    """Return the night service as all tests of a file find it; a file where more has happened makes its own."""
    return make_night()


@pytest.fixture
def night(kept_night: Night, db: None) -> Night:
    return deepcopy(kept_night)


@pytest.fixture
def town(night: Night) -> World:
    return night.worlds["kopparstaden"]
