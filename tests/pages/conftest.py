"""The portal's clock as the tests of pages set it."""

import pytest

from tests.cast import Clock, at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the portal's clock on Tuesday forenoon; a test moves it by setting `now`."""
    stopped = Clock(at("05-12 10:00"))
    monkeypatch.setattr("tenants.clock.now", lambda: stopped.now)
    return stopped
