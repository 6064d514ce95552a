"""Scenes that several tests begin with: answers given, checks decided."""

from letting.models import Listing
from letting.services.offers import accept, decline
from letting.services.reviews import record_check
from tests.cast import STAFF, World, at

ALL_CHECKS = ("income", "credit", "household", "references")


def approve(town: World, listing: Listing, name: str, now: str, *, failing: str | None = None) -> None:
    """Let staff decide all of a candidate's reviews."""
    with town.scope():
        person = town.people[name].pk
        for kind in ALL_CHECKS:
            passed = kind != failing
            outcome = record_check(listing.pk, person, kind, passed=passed, reason="Sett", by=STAFF, now=at(now))
            assert outcome is None
            if not passed:
                return


def answered(town: World, listing: Listing) -> None:
    """Anna and Bo say yes, Cecilia no, when the viewing is over."""
    town.tick(at("05-22 08:00"))
    assert town.does("Anna", accept, listing, at("05-22 09:00")) is None
    assert town.does("Bo", accept, listing, at("05-22 09:30")) is None
    assert town.does("Cecilia", decline, listing, at("05-22 10:00")) is None
