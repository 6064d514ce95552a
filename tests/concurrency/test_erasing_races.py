"""One who makes an interest in the second in which she is erased: nothing is left ongoing. With its control."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from letting.models import Interest
from letting.services import interests
from letting.services.interests import express_interest
from tenants import erasing
from tenants.actors import person_actor
from tenants.models import Erasure, Person
from tests.cast import World, at
from tests.concurrency.meeting import in_scope
from tests.concurrency.test_races import at_once

MIDNIGHT = "06-02 00:00"


def meet(town: World, monkeypatch: pytest.MonkeyPatch) -> tuple[str, bool]:
    """Let Anna's interest be judged, then her erasure run; return the interest's state, and whether she is erased.

    The interest waits to be written until her interests have been ended, or for a second if that waits for it.
    """
    anna = town.person("Anna", since="2010-01-01").pk
    listing = town.listing(publish=at("06-01 09:00"))
    with town.scope():
        erasing.ask_to_be_erased(anna, by=person_actor(anna), now=at("05-18 09:00"))
    judged, ended = threading.Event(), threading.Event()
    judge, endings = interests.reasons_to_refuse, list(erasing.endings)

    def judge_slowly(*arguments: Any, **more: Any) -> Any:
        reasons = judge(*arguments, **more)
        judged.set()
        ended.wait(1)
        return reasons

    def telling(end: Any) -> Any:
        def end_and_tell(*arguments: Any) -> None:
            end(*arguments)
            if end.__name__ == "end_interests":
                ended.set()

        return end_and_tell

    def erase() -> None:
        judged.wait(5)
        rows = Erasure.objects.select_for_update(of=("self",)).select_related("person")
        erasing.look_at(rows.get(), at(MIDNIGHT))

    monkeypatch.setattr(interests, "reasons_to_refuse", judge_slowly)
    monkeypatch.setattr(erasing, "endings", [telling(end) for end in endings])
    at_once(lambda: town.does("Anna", express_interest, listing, at(MIDNIGHT)), in_scope(town, erase))
    with town.scope():
        return Interest.objects.get().state, Person.objects.get(pk=anna).erased_at is not None


def test_an_interest_in_the_second_of_the_erasure_is_ended_with_it(
    real_town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert meet(real_town, monkeypatch) == ("withdrawn", True)


def test_control_were_interests_ended_before_places_in_line_one_would_be_left(
    real_town: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "endings", list(reversed(erasing.endings)))
    assert meet(real_town, monkeypatch) == ("ongoing", True)
