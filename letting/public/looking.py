"""Finding what anyone may look at."""

from django.db.models import Exists, OuterRef, Value
from django.shortcuts import get_object_or_404

from letting.core.states import ListingState
from letting.models import Favourite, Listing


def published(pk: int, *, looked_at_by: int | None = None) -> Listing:
    """Return a listing that has been published, or raise 404; `marked` on it says whether a person has marked it."""
    rows = Listing.objects.select_related("unit", "ruleset").filter(published_at__isnull=False, ruleset__isnull=False)
    marks = Favourite.objects.filter(listing=OuterRef("pk"), person=looked_at_by)
    mark = Exists(marks) if looked_at_by else Value(False)
    return get_object_or_404(rows.exclude(state=ListingState.DRAFT).annotate(marked=mark), pk=pk)
