"""Landlords that give priority, each in its own way, and a folder for what is shown to them."""

from pathlib import Path
from typing import Any

import pytest

from tenants.rulesets import presets
from tests.cast import World, make_world, world_from


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def borlange(db: None) -> World:
    """First place, no appeal, a job 100 km away."""
    return make_world("tunabyggen")


@pytest.fixture
def hjo(db: None) -> World:
    """Consideration for those who have rented here for a year, among other grounds."""
    return make_world("wennergrens")


@pytest.fixture
def of_two(db: None) -> World:
    """As at the first, but two persons decide and a refusal can be complained about."""
    source = presets()["tunabyggen"].read_text(encoding="utf-8")
    source = source.replace("offers = 1\nappeal = false", "offers = 2\nappeal = true\nneeds_two = true")
    return world_from(source, "tunabyggen.localhost:8000")
