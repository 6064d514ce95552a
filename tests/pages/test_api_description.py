"""The API keeps what its description promises: asked all that it allows, and much that it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from letting.models import Listing
from letting.public.filtering import SPANS
from tests.cast import Clock, World, at, make_world
from tests.pages.let_before import let_before

EACH = 20  # questions of each kind to each address
WITH_CHOICES, WITHOUT = ["listings", "listings/{id}", "statistics"], ["areas", "schemes"]
ASKED = [
    *((address, mode) for address in WITH_CHOICES for mode in GenerationMode),
    *((address, GenerationMode.POSITIVE) for address in WITHOUT),  # where nothing can be asked nothing is wrong to ask
]


# What may be answered to a question that is as described: that there is no such listing, or no longer.
ACCEPTED = SchemathesisConfig.from_dict(
    {"checks": {"positive_data_acceptance": {"expected-statuses": ["200", "404", "410"]}}}
)


@pytest.fixture
def world(db: None, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    clock.now = at("05-12 12:00")
    monkeypatch.setattr("letting.api.front.RATE", "100000/m")
    world = make_world()
    for number in range(3):
        world.listing(world.unit(f"A{number}", area=("Norr", "Söder", "")[number], rooms=number + 1))
    let_before(world, 100, 200, 300, 400, 500)
    # As Django's own test client does: a question must not close the connection that the test's transaction is in.
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield world
    for signal in signals:
        signal.connect(close_old_connections)


def contrary(query: dict[str, Any]) -> bool:
    """Say whether two ends leave nothing between them, which a description by OpenAPI cannot rule out."""
    ends = [(query.get(low), query.get(high)) for low, high in SPANS]
    return any(low is not None and high is not None and low > high for low, high in ends)


def operation(world: World, address: str) -> Any:
    """Return an address as the portal describes it."""
    portal = WSGIHandler()

    def app(environ: dict[str, Any], start: Any) -> Any:
        return portal(environ | {"HTTP_HOST": world.host, "REMOTE_ADDR": "192.0.2.1"}, start)

    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=ACCEPTED)
    return schema[f"/api/v1/{address}"]["GET"]


@pytest.mark.parametrize(("address", "mode"), ASKED, ids=str)
def test_each_address_answers_as_it_is_described(world: World, address: str, mode: GenerationMode) -> None:
    asked = operation(world, address)

    @settings(
        max_examples=EACH, derandomize=True, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=asked.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if mode is GenerationMode.NEGATIVE or not contrary(case.query or {}):
            case.call_and_validate()

    ask()


def test_what_is_free_and_what_was_are_answered_as_described(world: World) -> None:
    asked = operation(world, "listings/{id}")
    with world.scope():
        ids = list(Listing.objects.order_by("pk").values_list("pk", flat=True))
    answers = [asked.Case(path_parameters={"id": pk}).call_and_validate().status_code for pk in ids]
    assert answers == [200, 200, 200, 410, 410, 410, 410, 410]
