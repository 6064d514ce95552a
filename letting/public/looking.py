"""Finding what anyone may look at."""

from django.shortcuts import get_object_or_404

from letting.core.states import ListingState
from letting.models import Listing


def published(pk: int) -> Listing:
    """Return a listing that has been published, or raise 404."""
    rows = Listing.objects.select_related("unit", "ruleset").filter(published_at__isnull=False, ruleset__isnull=False)
    return get_object_or_404(rows.exclude(state=ListingState.DRAFT), pk=pk)
