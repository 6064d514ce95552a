"""Letting's part of the start page: what waits for staff in the lettings, and how many there are."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, IntegerField, Model, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.admin import board_groups as groups
from letting.admin.awaited import with_what_waits
from letting.admin.board_groups import Seen
from letting.core.states import OPEN, InterestState, ListingState
from letting.models import Interest, Listing, Unit
from letting.services.identity import identity_asked
from tenants.admin.dashboard import Board, Figure, parts
from tenants.admin.rights import Act, may
from tenants.models import Landlord, Ruleset
from tenants.rulesets import Rules

LOOKED_AT = 500  # lettings that go on; the most urgent of them are shown


def letting_board(board: Board) -> None:
    """Add what waits in the lettings: four queries, however many there are."""
    if not may(board.request, Act.SEE_LISTINGS):
        return
    today = Ruleset.in_force(board.today)
    seen = Seen(board, _listings(today.rules), {})
    seen.rules.update(_rules_of(seen.listings, today))
    board.groups[:0] = [
        groups.reviews(seen),
        groups.profiles(seen),
        *groups.staffs_own(seen),
        groups.unsigned(seen),
        groups.failed(seen),
        groups.ending(seen),
        groups.coming(seen),
        groups.unwanted(seen),
    ]
    counts = _counts(board.request.landlord.pk, board.today)  # type: ignore[attr-defined]  # set by the middleware
    listings = reverse("admin:letting_listing_changelist")
    board.figures += [
        Figure(
            counts["live"],
            ngettext("pågående uthyrning", "pågående uthyrningar", counts["live"]),
            f"{listings}?lage=pagar",
        ),
        Figure(
            counts["drafts"],
            ngettext("opublicerat utkast", "opublicerade utkast", counts["drafts"]),
            f"{listings}?lage=draft",
        ),
        Figure(
            counts["interests"],
            ngettext("pågående intresseanmälan", "pågående intresseanmälningar", counts["interests"]),
        ),
        Figure(counts["units"], _("objekt"), reverse("admin:letting_unit_changelist")),
        Figure(counts["rent"], _("kr i månaden i pågående uthyrningar"), f"{listings}?lage=pagar"),
        Figure(counts["empty"], _("kr i månaden i hyra för det som står tomt i dag")),
    ]


def _listings(today: Rules) -> list[Any]:
    """Return the lettings that go on, drafts whose step failed, and what is let but its renter not identified.

    Those that no step of the portal's moves come first: they wait for staff.
    """
    failed = Q(state=ListingState.DRAFT) & (~Q(last_error="") | Q(failed_steps__gt=0))
    asking = [slug for slug in today.schemes if identity_asked(today, slug)]
    wanted = Q(state__in=list(OPEN)) | failed | Q(state=ListingState.LET, scheme__in=asking, unseen=True)
    rows = with_what_waits(Listing.objects.select_related("unit")).filter(wanted)
    return list(rows.order_by(F("look_again_at").asc(nulls_first=True), "pk")[:LOOKED_AT])


def _rules_of(listings: Iterable[Any], today: Ruleset) -> dict[int, Rules]:
    """Return the rules that listings follow, by their id: one query where some follow older ones."""
    older = {row.ruleset_id for row in listings if row.ruleset_id not in (None, today.pk)}
    rows = Ruleset.objects.filter(pk__in=older) if older else ()
    return {row.pk: row.rules for row in (today, *rows)}


def _counts(landlord: int, today: date) -> dict[str, Any]:
    """Return what there is, in one statement.

    Rent that does not come in: of all that is being let, and of that what stands empty, its moving-in day passed.
    """
    listings = Listing.objects.all()
    going_on = listings.filter(state__in=list(OPEN))
    counted = {
        "live": _number(listings.filter(state__in=list(OPEN))),
        "drafts": _number(listings.filter(state=ListingState.DRAFT)),
        "interests": _number(Interest.objects.filter(state=InterestState.ONGOING)),
        "units": _number(Unit.objects.all()),
        "rent": _rent(going_on),
        "empty": _rent(going_on.filter(move_in__lt=today)),
    }
    return {**Landlord.objects.filter(pk=landlord).values(**counted).get()}


def _rent(rows: QuerySet[Listing, Listing]) -> Coalesce:
    """Return the rents of listings' units together, kronor a month."""
    summed = rows.order_by().values("landlord").annotate(n=Sum("unit__rent")).values("n")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def _number(rows: QuerySet[Any, Model]) -> Coalesce:
    counted = rows.order_by().values("landlord").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


parts.insert(0, letting_board)
