"""Översikt: what must I do now, and by when? Then what goes on by itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letting.models import Interest
from letting.my.application import application_of
from letting.my.change_tickets import change_ticket, waiting_changes
from letting.my.leaving_tickets import leaving_ticket, waiting_inspections
from letting.my.places import Place, places
from letting.my.reading import offer_in, ongoing_interests
from letting.my.restrictions import restrictions_of
from letting.my.rows import interest_row, limit
from letting.my.saved import kept_by
from letting.my.standing import OfferView
from letting.my.tickets import Ticket, lease_tickets, offer_ticket
from queues.my.standings import cards, hers, registration_rows
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.frame import Visit, my_page
from tenants.my.inbox import row_of, with_unread
from tenants.reading import read_together

SHOWN_MESSAGES = 3


@require_safe
@my_page
def overview(request: Visit) -> HttpResponse:
    """Show tickets first, then interests, points and the latest messages."""
    now, person = clock.now(), request.person
    interests = list(ongoing_interests(person.pk))
    standing = places(interests)
    rules = rules_today(local_day(now))
    in_line, waiting, asked = read_together(
        registration_rows(person), waiting_inspections(person.pk, now), waiting_changes(person.pk)
    )
    registrations = hers(person, in_line)
    application = application_of(person.pk, local_day(now)) if registrations else None
    kept = application.kept if application else kept_by(person.pk)
    latest = with_unread(person)[:SHOWN_MESSAGES]
    context = {
        "tickets": by_day(
            [
                *tickets_of(interests, standing, now),
                *lease_tickets(kept.to_sign, local_day(now)),
                *map(leaving_ticket, waiting),
                *map(change_ticket, asked),
            ]
        ),
        "interests": [interest_row(row, standing.get(row.pk), now) for row in interests],
        "held": restrictions_of(person.pk, rules, local_day(now)),
        "limit": limit(interests, rules),
        "cards": cards(registrations, rules, local_day(now)),
        "application": application,
        "kept": kept,
        "rules_of_landlord": rules,  # read already: the frame need not ask again
        "unread_count": latest[0].unread if latest else 0,
        "inbox": [row_of(message, person.email) for message in latest],
    }
    return render(request, "my/overview.html", context)


def tickets_of(interests: list[Interest], standing: Mapping[int, Place], now: datetime) -> list[Ticket]:
    """Return what waits for an act of hers about homes that she wants."""
    views = [(row, OfferView(offer, now)) for row in interests if (offer := offer_in(row))]
    made = (
        offer_ticket(
            view, standing.get(row.pk), getattr(view.offer, "lease", None), has_signed=getattr(row, "has_signed", False)
        )
        for row, view in views
    )
    return by_day(ticket for ticket in made if ticket)


def by_day(tickets: Iterable[Ticket]) -> list[Ticket]:
    """Return tickets, the nearest last day first."""
    return sorted(tickets, key=lambda ticket: ticket.last_day)
