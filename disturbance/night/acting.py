"""What the operators' and managers' pages have in common: who acts, whose customers, and how an act is answered."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from disturbance.core.register_rows import is_old
from disturbance.middleware import NightRequest
from disturbance.models import Customer, NightWorker
from disturbance.night.refusals import in_sentences
from disturbance.services.registers import read_in_on
from tenants import clock
from tenants.core.calendar import local_day
from tenants.outcome import Refused
from tenants.words import language

SEE_OTHER, NOT_MODIFIED, UNPROCESSABLE = 303, 304, 422


def me(request: HttpRequest) -> NightWorker:
    """Return who acts; the door has let her in."""
    worker: NightWorker = request.night_worker  # type: ignore[attr-defined]  # ours, see NightRequest
    return worker


def customers(request: HttpRequest) -> dict[int, Customer]:
    """Return today's customers by landlord, in the order of their names."""
    known: dict[int, Customer] = request.night_customers  # type: ignore[attr-defined]  # ours, see NightRequest
    return known


def old_registers(among: dict[int, Customer]) -> list[Customer]:
    """Return the customers whose register is older than 35 days, or was never read in (NIGHT-2)."""
    read, today = read_in_on(tuple(among)), local_day(clock.now())
    return [customer for pk, customer in among.items() if is_old(read.get(pk), today)]


def tag_of(said: object) -> str:
    """Return a name for all that a part of a page shows, in the visitor's language: the same for the same."""
    return hashlib.sha256(repr((said, language())).encode()).hexdigest()[:24]


def see_other(url: str) -> HttpResponse:
    """Return the redirect that follows a POST."""
    return HttpResponseRedirect(url, status=SEE_OTHER)


def tell(request: HttpRequest, outcome: object, done: str = "") -> bool:
    """Tell what came of an act: the refusal's sentences, or `done` if there is one. Return whether it was done."""
    if isinstance(outcome, Refused):
        for sentence in in_sentences(outcome):
            messages.error(request, sentence)
        return False
    if done:
        messages.success(request, done)
    return True


def number_in(text: str | None) -> int | None:
    """Return a positive number that someone has sent; none for what is no such number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else None


def key_in(text: str | None) -> UUID:
    """Return the key that a page has made; a new one for what is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return uuid4()


__all__ = [
    "NOT_MODIFIED", "UNPROCESSABLE", "NightRequest", "customers", "key_in", "me", "number_in", "old_registers",
    "see_other", "tag_of", "tell",
]  # fmt: skip
