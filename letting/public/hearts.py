"""Whose hearts are shown on cards."""

from collections.abc import Sequence

from letting.models import Listing
from letting.services.favourites import marked
from tenants.requests import LandlordRequest


def marked_by(request: LandlordRequest, shown: Sequence[Listing]) -> frozenset[int]:
    """Return which of some listings whoever is looking has marked; nobody known, nothing asked."""
    return marked(request.person.pk, (row.pk for row in shown)) if request.person else frozenset()
