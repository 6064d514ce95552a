"""The control: what visitors mind is really noticed, or the other tests would prove nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.judging import Judged
from tests.browser.visitor import Visitor


@pytest.fixture
def judged(tmp_path: Path) -> Judged:
    """Nothing yet, whatever other tests have met."""
    return Judged(tmp_path)


def test_a_broken_policy_a_nameless_picture_and_a_wide_page_are_noticed(visit: Callable[..., Visitor]) -> None:
    def told(spoilt: str) -> str:
        ulla = visit("Ulla", width=360)
        ulla.goes_to("/lediga/")
        ulla.page.evaluate(spoilt)
        ulla.page.wait_for_timeout(100)
        with pytest.raises(AssertionError) as told:
            ulla.looks_around()
        return str(told.value)

    add = "document.querySelector('main').insertAdjacentHTML('beforeend', '%s')"
    assert "Content Security Policy" in told(add % '<p onclick="1" style="color: red">röd</p>')
    assert "image-alt" in told(add % '<img src="/static/kolapp/icon.svg">')
    assert "too wide" in told(add % f"<pre>{'bred' * 100}</pre>")
