"""Letting's part of the start page: decisions, signatures, failed steps, adverts that end, flats nobody wants."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.core.answers import Result
from letting.core.states import OPEN, InterestState, ListingState, OfferState
from letting.models import Check, Interest, Listing, Unit
from tenants.admin.dashboard import SHOWN, Board, Figure, Row, Waiting, parts
from tenants.admin.rights import Act, may
from tenants.models import Ruleset
from tenants.words import deadline, kronor


def letting_board(board: Board) -> None:
    """Add what waits in the lettings: six queries, however many there are."""
    if not may(board.request, Act.SEE_LISTINGS):
        return
    board.groups[:0] = [
        _reviews(),
        _unsigned(board.today),
        _failed(),
        _ending(board.today),
        _unwanted(board.today),
    ]
    counts = Listing.objects.aggregate(
        live=Count("pk", filter=Q(state__in=list(OPEN))), drafts=Count("pk", filter=Q(state=ListingState.DRAFT))
    )
    interests = Interest.objects.filter(state=InterestState.ONGOING).count()
    listings = reverse("admin:letting_listing_changelist")
    board.figures += [
        Figure(counts["live"], _("pågående uthyrningar"), f"{listings}?lage=pagar"),
        Figure(counts["drafts"], _("utkast"), f"{listings}?lage=draft"),
        Figure(interests, _("pågående intressen")),
        Figure(Unit.objects.count(), _("objekt"), reverse("admin:letting_unit_changelist")),
    ]


def _bench(pk: int) -> str:
    return reverse("admin:letting_listing_workbench", args=[pk])


def _listings(**wanted: Any) -> Any:
    return Listing.objects.filter(**wanted).select_related("unit")


def _reviews() -> Waiting:
    rows = Check.objects.filter(
        result=Result.REVIEW, offer__state=OfferState.CANDIDATE, offer__listing__state=ListingState.CHECKING
    )
    found = rows.values("offer__listing", "offer__listing__unit__street", "offer__listing__unit__number")
    counted = found.annotate(n=Count("pk")).order_by("offer__listing")[:SHOWN]
    return Waiting(
        _("Kontroller att avgöra"),
        "pen",
        [
            Row(
                title=f"{row['offer__listing__unit__street']}, {row['offer__listing__unit__number']}",
                url=_bench(row["offer__listing"]) + "#kontroller",
                status=ngettext("%d kontroll", "%d kontroller", row["n"]) % row["n"],
                kind="wait",
            )
            for row in counted
        ],
        urgent=True,
    )


def _unsigned(today: date) -> Waiting:
    calendar = Ruleset.in_force(today).rules.workdays
    rows = []
    for listing in _listings(state=ListingState.AWARDED).order_by("sign_last_day")[:SHOWN]:
        left = calendar.workdays_left(today, listing.sign_last_day) if listing.sign_last_day else 0
        words = ngettext("%d arbetsdag kvar", "%d arbetsdagar kvar", left) % left
        hint = _("Skrivs under senast %(day)s") % {"day": deadline(listing.sign_last_day)}
        rows.append(Row(str(listing), _bench(listing.pk), hint, words, "wait"))
    return Waiting(_("Väntar på underskrift"), "document", rows)


def _failed() -> Waiting:
    rows = (
        _listings().filter(~Q(last_error="") | Q(failed_steps__gt=0)).filter(Q(state__in=list(OPEN)) | Q(state="draft"))
    )
    return Waiting(
        _("Steg som misslyckades"),
        "warning",
        [
            Row(
                str(listing),
                _bench(listing.pk),
                status=ngettext("%d försök", "%d försök", listing.failed_steps) % listing.failed_steps,
                kind="bad",
            )
            for listing in rows.order_by("-failed_steps", "pk")[:SHOWN]
        ],
        urgent=True,
    )


def _ending(today: date) -> Waiting:
    rows = _listings(state=ListingState.ADVERTISED, advert_last_day=today).order_by("pk")[:SHOWN]
    hint = _("Sista anmälningsdag är i dag, till kl. 24")
    return Waiting(_("Annonser som slutar i dag"), "clock", [Row(str(row), _bench(row.pk), hint) for row in rows])


def _unwanted(today: date) -> Waiting:
    live = Interest.objects.filter(listing=OuterRef("pk"), cycle=OuterRef("cycle"), state=InterestState.ONGOING)
    rows = _listings(state=ListingState.ADVERTISED).filter(~Exists(live)).order_by("advert_last_day", "pk")[:SHOWN]
    return Waiting(
        _("Annonser utan intresse"),
        "home",
        [
            Row(
                str(row),
                _bench(row.pk),
                _("Hyra %(rent)s, sista dag %(day)s")
                % {"rent": kronor(row.unit.rent), "day": deadline(row.advert_last_day)},
            )
            for row in rows
        ],
    )


parts.insert(0, letting_board)
