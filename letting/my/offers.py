"""Erbjudanden: the list, and one offer with its viewing, its answer and what happens next."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from letting.models import Lease
from letting.my.places import places
from letting.my.reading import leases_of, offers_of
from letting.my.standing import OfferView, Stage
from letting.my.tickets import offer_ticket
from letting.my.viewing import viewing_context
from letting.my.words import facts_line, why_ended, with_move_in
from letting.my.yes_words import after_yes, asked_alone, may_change, waits_for
from letting.refusals import SENTENCES
from letting.services.offers import accept, decline
from letting.way import way
from tenants import clock
from tenants.my.frame import Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused

PER_PAGE = 20


@require_safe
@my_page
def offers(request: Visit) -> HttpResponse:
    """List her offers, the latest first."""
    now = clock.now()
    page_obj = Paginator(offers_of(request.person.pk), PER_PAGE).get_page(request.GET.get("page"))
    rows = [
        {"pk": row.pk, "title": row.listing.unit.street, "facts": facts_line(row.listing.unit), "sent_at": row.sent_at,
         "status": OfferView(row, now).status}
        for row in page_obj
    ]  # fmt: skip
    return render(request, "my/offers.html", {"rows": rows, "page_obj": page_obj})


def view_of(request: Visit, pk: int, now: datetime) -> OfferView:
    """Return one of her own offers; another's, or another landlord's, is a 404."""
    return OfferView(get_object_or_404(offers_of(request.person.pk), pk=pk), now)


@require_safe
@my_page
def offer(request: Visit, pk: int) -> HttpResponse:
    """Show one offer."""
    view = view_of(request, pk, clock.now())
    return render(request, "my/offer.html", offer_context(view))


def offer_context(view: OfferView, *, chosen: str = "", error: str = "") -> dict[str, Any]:
    """Return what the page of one offer shows."""
    view.offer.interest.listing = view.listing
    lease = lease_of(view)
    place = places([view.offer.interest])[view.offer.interest.pk] if view.offer.interest.rank else None
    ended = view.offer.interest.state != "ongoing"
    return {
        "view": view,
        "offer": view.offer,
        "listing": view.listing,
        "unit": view.listing.unit,
        "facts": with_move_in(view.listing),
        "ticket": offer_ticket(
            view, place, lease, linked=False, has_signed=lease is not None and getattr(lease, "has_signed", False)
        ),
        "steps": [] if ended else way(view.listing, view.offer),
        "why": why_ended(view.offer.interest, view.offer) if ended else "",
        "waits_for": waits_for(view),
        "may_change": may_change(view),
        "lease": lease,
        **viewing_context(view, chosen=chosen, error=error),
    }


def lease_of(view: OfferView) -> Lease | None:
    """Return the live lease of an offer that has one."""
    if view.stage not in (Stage.SIGN, Stage.SIGNED):
        return None
    return leases_of(view.offer.person_id).filter(offer=view.offer.pk, annulled_at=None).first()


Answer = Callable[..., None | Refused]


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def say_yes(request: Visit, pk: int) -> HttpResponse:
    """Say yes: a page that tells what it means, then one button (JOUR-9, JOUR-10)."""
    return _answer(request, pk, accept, "my/offer_accept.html", possible=lambda view: view.can_accept)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def say_no(request: Visit, pk: int) -> HttpResponse:
    """Say no: a page that tells what it means, then one button (JOUR-9, JOUR-15)."""
    return _answer(request, pk, decline, "my/offer_decline.html", possible=lambda view: view.can_decline)


def _answer(
    request: Visit, pk: int, service: Answer, template: str, *, possible: Callable[[OfferView], bool]
) -> HttpResponse:
    now = clock.now()
    view = view_of(request, pk, now)
    if request.method != "POST":
        if not possible(view):
            return see_other("my:offer", pk)
        context = {
            "view": view, "offer": view.offer, "unit": view.listing.unit, "facts": with_move_in(view.listing),
            "after_yes": after_yes(view.scheme), "alone": asked_alone(view.scheme),
        }  # fmt: skip
        return render(request, template, context)
    outcome: None | Refused = Refused(("not_open",))
    if view.current:
        outcome = service(view.listing.pk, request.person.pk, by=actor_of(request), now=now)
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
        return see_other("my:offer", pk)
    return see_other("my:offer_done", pk)


@require_safe
@my_page
def done(request: Visit, pk: int) -> HttpResponse:
    """Confirm an answer by how things stand: what was said, what happens next and when."""
    view = view_of(request, pk, clock.now())
    if view.stage in (Stage.VIEWING, Stage.ANSWER, Stage.LATE, Stage.ENDED):
        return see_other("my:offer", pk)
    context = {
        "view": view,
        "offer": view.offer,
        "unit": view.listing.unit,
        "steps": way(view.listing, view.offer),
        "waits_for": waits_for(view),
        "may_change": may_change(view),
        "lease": lease_of(view),
    }
    return render(request, "my/offer_done.html", context)
