"""A night at twenty past midnight: Petra and Pelle on duty, and Anna who has called about Bo."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from disturbance.models import Case
from tests.cast import World
from tests.disturbance.patrol.pressing import (
    NOW,
    sent_to,
)
from tests.night import Night


@pytest.fixture
def night(night: Night, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Night:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("tenants.clock.now", lambda: NOW)
    return night


@pytest.fixture
def petra(night: Night) -> Client:
    return night.inside("Petra")


@pytest.fixture
def case(night: Night, town: World) -> Case:
    """Anna calls about Bo; Petra and Pelle are sent."""
    home = night.home(town, flat="1201", renter="Bo Åkesson", phone="070-174 06 12", door="Portkod 1234", floor="2")
    return sent_to(night, town, home=home.pk, dangers=frozenset({"weapon"}))
