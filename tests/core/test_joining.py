"""Whether a proved identity may be joined: each case once, as a row."""

from __future__ import annotations

import pytest

from tenants.core.joining import REFUSALS, Dweller, Holder, Way, way_for

ANNA, BO = 1, 2  # logins
FREE, HERS, HIS = Holder(10, None, False), Holder(10, ANNA, False), Holder(10, BO, False)
HIDDEN, HIDDEN_HERS = Holder(10, None, True), Holder(10, ANNA, True)


@pytest.mark.parametrize(
    ("visitor", "owner", "holder", "dweller", "way"),
    [
        (None, None, None, None, Way.SIGN_UP),
        (None, None, FREE, None, Way.SIGN_UP),
        (None, None, HERS, None, Way.PROVE_LOGIN),
        (None, None, HIDDEN, None, Way.PROTECTED),
        (None, None, HIDDEN_HERS, None, Way.PROTECTED),
        (None, ANNA, None, None, Way.LOG_IN),
        (None, ANNA, FREE, None, Way.LOG_IN),
        (None, ANNA, HERS, Dweller(10, True), Way.LOG_IN),
        (None, ANNA, HIDDEN_HERS, Dweller(10, True), Way.LOG_IN),
        (None, ANNA, HIDDEN, None, Way.PROTECTED),
        (None, ANNA, HIS, None, Way.NUMBER_TAKEN),
        (None, ANNA, FREE, Dweller(11, False), Way.NUMBER_DIFFERS),
        (None, ANNA, None, Dweller(11, False), Way.NUMBER_DIFFERS),
        (None, ANNA, None, Dweller(11, True), Way.LOG_IN),
        (ANNA, None, None, None, Way.CONNECT),
        (ANNA, None, FREE, None, Way.CONNECT),
        (ANNA, None, HERS, Dweller(10, True), Way.CONNECT),
        (ANNA, None, HIS, None, Way.NUMBER_TAKEN),
        (ANNA, None, HIDDEN, None, Way.PROTECTED),
        (ANNA, None, FREE, Dweller(11, True), Way.NUMBER_DIFFERS),
        (ANNA, ANNA, HERS, Dweller(10, True), Way.LOG_IN),
        (BO, ANNA, HERS, Dweller(10, True), Way.OTHER_LOGIN),
        (BO, ANNA, None, None, Way.OTHER_LOGIN),
    ],
)
def test_who_is_joined_with_whom(
    visitor: int | None, owner: int | None, holder: Holder | None, dweller: Dweller | None, way: Way
) -> None:
    assert way_for(visitor=visitor, owner=owner, holder=holder, dweller=dweller) is way


def test_no_person_with_a_login_is_ever_joined_with_another() -> None:
    for visitor in (None, ANNA, BO):
        for owner in (None, ANNA, BO):
            for holder in (HERS, HIS):
                way = way_for(visitor=visitor, owner=owner, holder=holder, dweller=None)
                login = owner or visitor
                if login is not None and login != holder.login:
                    assert way in REFUSALS, (visitor, owner, holder)
