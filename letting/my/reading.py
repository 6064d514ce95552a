"""What the pages read: one statement each, everything that they show read along."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext, ngettext

from letting.core.states import InterestState
from letting.models import Interest, Lease, Notice, NoticeState, Offer, Signature, ViewingSlot
from letting.my.standing import OfferView
from letting.my.words import hour
from tenants import words
from tenants.my.frame import Visit


def offers_of(person_id: int) -> QuerySet[Offer]:
    """Return a person's offers with listing, unit, rules and booking, the latest first."""
    along = ("listing__unit", "listing__ruleset", "booking__slot", "interest")
    return Offer.objects.filter(person=person_id).select_related(*along).order_by("-sent_at", "-pk")


def interests_of(person_id: int) -> QuerySet[Interest]:
    """Return a person's interests with listing, unit, rules, offer and booking, the latest first."""
    along = ("listing__unit", "listing__ruleset", "offer__booking__slot", "offer__lease", "registration__queue")
    signed = Signature.objects.filter(lease__offer=OuterRef("offer"), lease__annulled_at=None, person=person_id)
    rows = Interest.objects.filter(person=person_id).select_related(*along).annotate(has_signed=Exists(signed))
    return rows.defer("offer__lease__pdf", "offer__lease__terms").order_by("-made_at", "-pk")


def ongoing_interests(person_id: int) -> QuerySet[Interest]:
    """Return the interests that still count."""
    return interests_of(person_id).filter(state=InterestState.ONGOING)


def offer_in(interest: Interest) -> Offer | None:
    """Return the offer that an interest was read along with, knowing its listing."""
    offer: Offer | None = getattr(interest, "offer", None)
    if offer is not None:
        offer.listing = interest.listing
    return offer


def leases_of(person_id: int) -> QuerySet[Lease]:
    """Return the leases that a person rents by, alone or as one of two, without the bytes of their PDFs, the latest
    first; `has_signed` says whether she has signed one that two sign.
    """
    made = Lease.objects.filter(pk=OuterRef("pk"), pdf__isnull=False)
    hers = Signature.objects.filter(lease=OuterRef("pk"), person=person_id)
    rows = Lease.objects.filter(Lease.rented_by(person_id)).select_related(
        "unit", "listing", "offer", "person", "co_renter"
    )
    rows = rows.defer("pdf")
    return rows.annotate(has_pdf=Exists(made), has_signed=Exists(hers)).order_by("-made_at", "-pk")


def notice_of(request: Visit, lease_id: int, *, own: bool = False) -> Notice:
    """Return the notice of a lease of hers; with `own`, only one that she gave herself."""
    person = request.person.pk
    hers = Q(person=person) if own else Q(lease__person=person) | Q(lease__co_renter=person)
    rows = Notice.objects.filter(hers, lease=lease_id).exclude(state=NoticeState.WITHDRAWN)
    row = rows.select_related("lease__unit").defer("lease__pdf").first()
    if row is None:
        raise Http404
    return row


def slots_of(view: OfferView, chosen: str = "") -> list[dict[str, object]]:
    """Return the landlord's times as radio cards; full ones cannot be chosen, past ones are left out (JOUR-8)."""
    booked = view.booking.slot.pk if view.booking else None
    rows = ViewingSlot.objects.filter(listing=view.listing.pk).annotate(taken=Count("bookings")).order_by("at")
    shown = [row for row in rows if row.at > view.now or row.pk == booked]
    return [_slot(row, row.capacity - row.taken, booked, chosen, past=row.at <= view.now) for row in shown]


def _slot(row: ViewingSlot, left: int, booked: int | None, chosen: str, *, past: bool) -> dict[str, object]:
    mine = row.pk == booked
    if mine:
        room = gettext("din bokade tid")
    elif left <= 0:
        room = gettext("fullbokad")
    else:
        room = ngettext("%(n)s plats kvar", "%(n)s platser kvar", left) % {"n": left}
    parts = (words.day(row.at), row.place, room)
    return {
        "value": row.pk,
        "mine": mine,
        "label": hour(row.at),
        "detail": " · ".join(part for part in parts if part),
        "checked": chosen == str(row.pk) if chosen else mine,
        "disabled": past or (left <= 0 and not mine),
    }
