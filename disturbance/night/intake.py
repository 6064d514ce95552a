"""A call is taken down, on one page and by keyboard alone (NIGHT-1).

All that the page shows while one types is made by the server from the same form: with a script it comes by itself,
without one by the buttons that say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from disturbance.core.categories import Category, Danger, Priority, priority_of
from disturbance.models import Case, Customer, RegisterHome
from disturbance.night.acting import UNPROCESSABLE, NightRequest, customers, me, old_registers, see_other
from disturbance.night.call_form import KEYS, LETTERS, CallForm
from disturbance.night.doors import OPERATOR, staff
from disturbance.night.showing import only_for
from disturbance.services.intake import earlier_cases, open_at
from disturbance.services.operating import take_call
from disturbance.services.registers import find_homes
from disturbance.words import CATEGORIES, DANGERS, PRIORITIES
from tenants import clock
from tenants.outcome import Refused

SEEN_EARLIER = 5


@dataclass(frozen=True)
class Place:
    """What is known of the place as soon as it is named; `calls_out` is none before the category is known."""

    customer: Customer | None
    street: str
    flat: str
    earlier: list[Case]
    open: list[Case]
    calls_out: bool | None
    suggested: Priority | None


@staff(OPERATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: NightRequest) -> HttpResponse:
    """Take a call down; a POST with `save` opens the case, one without shows what is known so far."""
    known = customers(request)
    if request.method != "POST":
        return _page(request, CallForm(None, known.values()), known)
    form = CallForm(request.POST, known.values())
    if "save" not in request.POST:
        form.is_valid()
        form.errors.clear()
        return _page(request, form, known)
    if form.is_valid():
        outcome = take_call(
            form.call(_landlord(form.cleaned_data, known)), join_to=form.cleaned_data["join"],
            close_at_once=form.cleaned_data["close_now"], by=me(request), now=clock.now(),
        )  # fmt: skip
        if not isinstance(outcome, Refused):
            _told(request, form, outcome)
            return see_other(reverse("night:case", args=[outcome.pk]))
        form.is_refused(outcome)
    return _page(request, form, known, status=UNPROCESSABLE)


@staff(OPERATOR)
@require_POST
def find(request: NightRequest) -> HttpResponse:
    """Show the homes that a text finds, while one types it. Two statements at most."""
    name = "home" if request.POST.get("find") == "home" else "caller_home"
    form = _so_far(request, {})
    return render(request, "night/homes.html", {"name": name, "homes": _found(form.cleaned_data, name)})


@staff(OPERATOR)
@require_POST
def look(request: NightRequest) -> HttpResponse:
    """Show what is known of the place, and what the landlord wants done."""
    known = customers(request)
    form = _so_far(request, known)
    return render(request, "night/place.html", _panel(form, known))


def _so_far(request: NightRequest, known: dict[int, Customer]) -> CallForm:
    form = CallForm(request.POST, known.values())
    form.is_valid()
    return form


def _told(request: NightRequest, form: CallForm, case: Case) -> None:
    if form.cleaned_data["join"]:
        messages.success(request, _("Samtalet hör nu till ärende %(number)s.") % {"number": case.number})
    elif form.cleaned_data["close_now"]:
        messages.success(request, _("Ärendet är avslutat utan utryckning."))


def _page(request: NightRequest, form: CallForm, known: dict[int, Customer], status: int = 200) -> HttpResponse:
    said = getattr(form, "cleaned_data", {})
    chosen = set(said.get("dangers", []))
    return render(
        request,
        "night/intake.html",
        {
            "form": form,
            "old": old_registers(known),
            "callers": _found(said, "caller_home"),
            "homes": _found(said, "home"),
            "categories": [
                (code.value, word, KEYS[code], said.get("category") == code.value) for code, word in CATEGORIES.items()
            ],
            "dangers": [(code.value, word, LETTERS[code], code.value in chosen) for code, word in DANGERS.items()],
            **_panel(form, known),
        },
        status=status,
    )


def _found(said: dict[str, Any], name: str) -> list[tuple[RegisterHome, bool]]:
    """Return the chosen home, and those that the text beside it finds; of who disturbs, at the caller's landlord."""
    chosen = _home(said.get(name))
    at = _home(said.get("caller_home")) if name == "home" else None
    search = said.get("home_search" if name == "home" else "caller_search", "")
    found = find_homes(search, at.landlord_id if at else None)
    rest = [(home, False) for home in found if chosen is None or home.pk != chosen.pk]
    return [(chosen, True), *rest] if chosen else rest


def _home(pk: int | None) -> RegisterHome | None:
    return RegisterHome.objects.select_related("landlord").filter(pk=pk).first() if pk else None


def _landlord(said: dict[str, Any], known: dict[int, Customer]) -> int | None:
    home = _home(said.get("home")) or _home(said.get("caller_home"))
    if home is not None:
        return home.landlord_id
    return said.get("landlord") or (next(iter(known)) if len(known) == 1 else None)


def _panel(form: CallForm, known: dict[int, Customer]) -> dict[str, Any]:
    said = getattr(form, "cleaned_data", {})
    place = _place(said, known)
    default = place.calls_out is False and not place.open
    was = form.data.get("close_was")
    keeps = was == ("1" if default else "0")  # the operator's own choice stands until what it was about is another
    return {
        "place": place,
        "close_default": default,
        "close_now": bool(said.get("close_now")) if keeps else default,
        "join": said.get("join"),
        "priorities": [(code.value, word, said.get("priority") == code.value) for code, word in PRIORITIES.items()],
        "suggested": PRIORITIES[place.suggested] if place.suggested else "",
        "only_for": only_for(place.customer),
    }


def _place(said: dict[str, Any], known: dict[int, Customer]) -> Place:
    home, category = _home(said.get("home")), said.get("category") or ""
    dangers = frozenset(map(Danger, said.get("dangers", [])))
    urgent = priority_of(Category(category), dangers) if category else None
    landlord = _landlord(said, known)
    street = home.street if home else said.get("street", "")
    flat = home.flat if home else said.get("flat", "")
    there = landlord is not None and bool(street.strip())
    customer = known.get(landlord) if landlord else None
    return Place(
        customer=customer,
        street=street,
        flat=flat,
        earlier=list(earlier_cases(landlord, street, flat)[:SEEN_EARLIER]) if there and landlord else [],
        open=list(open_at(landlord, street)) if there and landlord else [],
        calls_out=customer.sends_for(category) if customer and category else None,
        suggested=urgent,
    )


__all__ = ["find", "intake", "look"]
