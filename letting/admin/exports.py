"""Exports of a letting: its log with third parties masked, and its ranked list. Protected persons are in neither."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.admin.words import CLOSED, INTEREST, OFFER
from letting.core.states import ClosedBecause, InterestState, OfferState
from letting.models import Interest, Listing, Offer
from tenants.admin.exports import Offer as Offered
from tenants.admin.exports import offers
from tenants.admin.rights import Act
from tenants.core.calendar import local_day
from tenants.events import names_in, sentence
from tenants.exporting import Kind, declare
from tenants.landlords import rules_today
from tenants.models import Event, Export
from tenants.table_files import Table
from tenants.words import as_moment, day, moment

LOG, RANKED = "listing_log", "ranked_list"
SUBJECT = "letting.listing:"
CHUNK = 2000


def _pk(subject: str) -> int:
    """Return the listing that a subject names; 0, which is none, for anything else."""
    digits = subject.removeprefix(SUBJECT) if subject.startswith(SUBJECT) else ""
    return int(digits) if digits.isdecimal() and len(digits) < 19 else 0


def _found(subject: str) -> Listing | None:
    return Listing.objects.select_related("unit").filter(pk=_pk(subject), published_at__isnull=False).first()


def _about(request: HttpRequest, subject: str) -> str | None:
    listing = _found(subject)
    return str(listing) if listing else None


def _back(subject: str) -> str:
    return reverse("admin:letting_listing_workbench", args=[_pk(subject)])


# ---- the log, as anyone may ask to read it


def _events(export: Export) -> QuerySet[Event]:
    return Event.objects.filter(subject=export.subject)


def listing_log(export: Export, now: datetime) -> Table:
    """Return what happened in a letting: applicants as numbers in the order of the ranking, no names, no numbers."""
    listing = Listing.objects.select_related("unit").get(pk=_pk(export.subject))
    people = Interest.objects.filter(listing=listing).order_by("cycle", "rank", "made_at", "pk")
    numbers = {pk: number for number, pk in enumerate(dict.fromkeys(people.values_list("person", flat=True)), 1)}
    hidden = _events(export).filter(person__protected=True).count()
    notes: tuple[str, ...] = (_("Varje sökande står som ett nummer, i annonsens turordning."),)
    if hidden:
        left_out = ngettext(
            "%(n)s händelse om personer med skyddade personuppgifter är utelämnad.",
            "%(n)s händelser om personer med skyddade personuppgifter är utelämnade.",
            hidden,
        )
        notes = (*notes, left_out % {"n": hidden})
    heads = (_("Tidpunkt"), _("Händelse"), _("Gäller"), _("Av"))
    title = _("Logg för uthyrningen av %(listing)s") % {"listing": listing}
    return Table(title, heads, _log_rows(export, numbers, now), notes)


def _log_rows(export: Export, numbers: dict[int, int], now: datetime) -> Iterator[tuple[object, ...]]:
    names = names_in(rules_today(local_day(now)))
    rows = _events(export).exclude(person__protected=True).order_by("pk")
    for event in rows.iterator(chunk_size=CHUNK):
        about = _masked(event.person_id, numbers) if event.person_id else ""
        yield (
            f"{as_moment(event.occurred_at):%Y-%m-%d %H:%M}",
            sentence(event, names=names),
            about,
            _by(event.actor, numbers),
        )


def _masked(person: int, numbers: dict[int, int]) -> str:
    return _("Sökande %(n)s") % {"n": numbers[person]} if person in numbers else _("en annan person")


def _by(actor: str, numbers: dict[int, int]) -> str:
    kind, _colon, pk = actor.partition(":")
    match kind:
        case "person":
            return _masked(int(pk), numbers)
        case "staff":
            return _("en medarbetare")
        case "representative":
            return _("ett ombud")
        case _:
            return _("portalen")


# ---- the ranked list


def _ranked(export: Export) -> QuerySet[Interest]:
    listing = Listing.objects.get(pk=_pk(export.subject))
    rows = Interest.objects.filter(listing=listing, cycle=listing.cycle).exclude(person__protected=True)
    return rows.select_related("person", "registration", "offer").order_by("rank", "made_at", "pk")


def ranked_list(export: Export, now: datetime) -> Table:
    """Return who stands where in a letting's present advert, with points and how it goes; no personal numbers."""
    listing = Listing.objects.select_related("unit").get(pk=_pk(export.subject))
    heads = (_("Plats"), _("Sökande"), _("Köpoäng"), _("I kö sedan"), _("Intresse anmält"), _("Läge"))
    rows = (_place(row) for row in _ranked(export).iterator(chunk_size=CHUNK))
    notes = (_("Personer med skyddade personuppgifter är utelämnade."),)
    return Table(_("Turordning för %(listing)s") % {"listing": listing}, heads, rows, notes)


def _place(row: Interest) -> tuple[object, ...]:
    offer: Offer | None = getattr(row, "offer", None)
    word: Any = OFFER[OfferState(offer.state)][0] if offer else INTEREST[InterestState(row.state)][0]
    if row.closed_because and offer is None:
        word = f"{word}: {CLOSED[ClosedBecause(row.closed_because)]}"
    since = day(row.registration.registered_at, year=True, weekday=False)
    return row.rank, row.person.full_name, row.points, since, moment(row.made_at), str(word)


declare(LOG, Kind(gettext_lazy("Logg för en uthyrning"), lambda row: _events(row).count(), listing_log))
declare(RANKED, Kind(gettext_lazy("Turordningslista"), lambda row: _ranked(row).count(), ranked_list))
offers[LOG] = Offered(
    Act.EXPORT,
    _about,
    _back,
    gettext_lazy("Loggen kan lämnas ut. Den har varken namn eller personnummer: varje sökande står som ett nummer."),
)
offers[RANKED] = Offered(
    Act.EXPORT,
    _about,
    _back,
    gettext_lazy("Listan innehåller namn. Den är bara till för ert eget arbete och får inte lämnas ut."),
)
