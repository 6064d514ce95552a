"""BankID's stand-in and the town, for the tests of logging in."""

import pytest

from tests.cast import Clock, World
from tests.pages.login.bankid import broker as broker
from tests.pages.login.bankid import keys as keys


@pytest.fixture
def two(town: World, clock: Clock) -> World:
    """Anna has waited long; Bo is her son."""
    town.person("Anna", since="2010-01-01", born="19400101")
    town.person("Bo", since="2020-01-01", serial=989)
    return town
