"""What one does about a viewing: book a time, say that one has been there, take the times into a calendar."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from letting.calendar_files import calendar_file, timed, whole_days
from letting.my.offers import offer_context, view_of
from letting.my.words import with_move_in
from letting.refusals import SENTENCES
from letting.services.offers import book_viewing, confirm_viewing
from tenants import clock, words
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused

LENGTH = timedelta(minutes=30)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def book(request: Visit, pk: int) -> HttpResponse:
    """Book one of the landlord's times (JOUR-8). A refusal shows the page again, with the times as they are now."""
    now = clock.now()
    view = view_of(request, pk, now)
    if request.method != "POST":  # the address of a refusal, asked for again
        return see_other("my:offer", pk)
    chosen = request.POST.get("slot", "")
    if not chosen.isdecimal():
        error = gettext("Välj en av tiderna.")
    else:
        outcome = book_viewing(view.listing.pk, request.person.pk, int(chosen), by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            messages.success(
                request, gettext("Din visning är bokad. Du kan byta tid så länge det finns lediga platser.")
            )
            return see_other("my:offer", pk)
        error = told(outcome.codes, SENTENCES)
    fresh = view_of(request, pk, now)
    if not fresh.can_book:
        messages.error(request, error)
        return see_other("my:offer", pk)
    return render(request, "my/offer.html", offer_context(fresh, chosen=chosen, error=error), status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def confirm(request: Visit, pk: int) -> HttpResponse:
    """Press "Jag har varit på visning": what it does to the last day is shown first (JOUR-9, JOUR-10)."""
    now = clock.now()
    view = view_of(request, pk, now)
    if request.method != "POST":
        if not view.can_confirm:
            return see_other("my:offer", pk)
        context = {"view": view, "offer": view.offer, "unit": view.listing.unit, "facts": with_move_in(view.listing)}
        return render(request, "my/offer_confirm.html", context)
    outcome = (
        confirm_viewing(view.listing.pk, request.person.pk, by=actor_of(request), now=now)
        if view.current
        else Refused(("not_open",))
    )
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, SENTENCES))
    else:
        said = gettext("Tack! Nu kan du svara ja eller nej, senast %(day)s.")
        messages.success(request, said % {"day": words.deadline(outcome)})
    return see_other("my:offer", pk)


@require_safe
@my_page
def viewing_file(request: Visit, pk: int) -> HttpResponse:
    """Send the booked viewing as a calendar file."""
    now = clock.now()
    view = view_of(request, pk, now)
    if view.booking is None:
        raise Http404
    slot, street = view.booking.slot, view.listing.unit.street
    summary = gettext("Visning: %(street)s") % {"street": street}
    event = timed(f"visning-{pk}", request.landlord.pk, summary, slot.at, LENGTH, now=now)
    event.add("location", ", ".join(part for part in (street, slot.place) if part))
    event.add("url", request.build_absolute_uri(reverse("my:offer", args=[pk])))
    return calendar_file("visning", [event])


@require_safe
@my_page
def deadline_file(request: Visit, pk: int) -> HttpResponse:
    """Send the last day to answer as a calendar file, with an alarm on its morning."""
    now = clock.now()
    view = view_of(request, pk, now)
    summary = gettext("Sista dag att svara: %(street)s") % {"street": view.listing.unit.street}
    last_day, alarm = view.answer_by, gettext("Svara senast i kväll kl. 24.")
    event = whole_days(f"svar-{pk}", request.landlord.pk, summary, last_day, last_day, now=now, alarm=alarm)
    event.add("url", request.build_absolute_uri(reverse("my:offer", args=[pk])))
    return calendar_file("sista-svarsdag", [event])
