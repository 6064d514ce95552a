"""What is read once in a scope: the rules in force, until a new version is written there."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.actors import PORTAL
from tenants.landlords import write_version
from tenants.models import Ruleset
from tenants.scoping import once_in_scope
from tests.cast import EARLIER, World, other_landlord

DAY = date(2026, 5, 20)


def test_the_rules_in_force_are_read_once_in_a_scope_and_anew_in_the_next(town: World) -> None:
    for _scope in range(2):
        with town.scope(), CaptureQueriesContext(connection) as asked:
            assert {Ruleset.in_force(DAY).version for _ in range(5)} == {1}
        assert sum("tenants_ruleset" in row["sql"] for row in asked.captured_queries) == 1


def test_a_version_that_is_written_is_in_force_at_once_in_the_scopes_around_it_too(town: World) -> None:
    with town.scope():
        first = Ruleset.in_force(DAY)
        with town.scope():
            assert Ruleset.in_force(DAY) == first
            second = write_version(first.source + "\n", valid_from=DAY, by=PORTAL, now=EARLIER)
            assert Ruleset.in_force(DAY) == second
        assert Ruleset.in_force(DAY) == second


def test_another_landlords_scope_knows_nothing_of_it(town: World) -> None:
    neighbour = other_landlord()
    with town.scope():
        ours = Ruleset.in_force(DAY)
        with neighbour.scope():
            assert Ruleset.in_force(DAY).landlord_id == neighbour.pk
        assert Ruleset.in_force(DAY) == ours


def test_outside_any_scope_nothing_is_kept() -> None:
    made: list[int] = []
    for _time in range(2):
        once_in_scope("a key", lambda: made.append(1))
    assert len(made) == 2
