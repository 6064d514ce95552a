"""What staff can do on a workbench now, beside deciding checks: buttons that lead to pages of their own."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.awaited import Awaited, awaited
from letting.admin.words import LISTING
from letting.core.states import ListingState
from letting.services.loading import RANKING
from letting.services.selecting import TAKES_ROUNDS
from tenants.admin.rights import Act, may
from tenants.rulesets import Rules

# What is waited for: the button's word, the page, whose work it is.
PAGES = {
    Awaited.SELECTION: (gettext_lazy("Välj vilka som får se bostaden"), "select", Act.CHOOSE),
    Awaited.CHOICE: (gettext_lazy("Välj vem som får bostaden"), "choose", Act.CHOOSE),
    Awaited.DIRECT_OFFER: (gettext_lazy("Erbjud till nästa"), "offer", Act.PUBLISH),
    Awaited.IDENTITY: (gettext_lazy("Notera att legitimation har visats"), "identity", Act.ACT_FOR_APPLICANT),
}


# How a letting stands while it waits for staff, where its state alone would not say so.
STANDS = {
    Awaited.SELECTION: gettext_lazy("Väntar på urval till visning"),
    Awaited.CHOICE: gettext_lazy("Väntar på val av hyresgäst"),
    Awaited.DIRECT_OFFER: gettext_lazy("Väntar på nästa erbjudande"),
}


@dataclass(frozen=True, slots=True)
class BenchAct:
    """A button: its word, where it leads, whether the letting waits for it, and whether it posts."""

    word: str
    url: str
    waited_for: bool = False
    posts: bool = False


def bench_acts(request: HttpRequest, listing: Any, rules: Rules) -> list[BenchAct]:
    """Return the buttons of a workbench; `listing` was read with what it waits for."""
    found: list[BenchAct] = []
    waits_for = awaited(listing, rules)
    if waits_for is not None:
        word, name, act = PAGES[waits_for]
        if may(request, act):
            found.append(BenchAct(str(word), _url(name, listing), True, waits_for is Awaited.IDENTITY))
    if RANKING in rules.exceptions and ListingState(listing.state) in TAKES_ROUNDS and may(request, Act.EXCEPT):
        found.append(BenchAct(_("Gör undantag från turordningen"), _url("put_first", listing)))
    return found


def stands(listing: Any, rules: Rules | None) -> tuple[Any, str]:
    """Return how a letting stands, as a word and a sign; `listing` was read with what it waits for."""
    waits_for = awaited(listing, rules) if rules else None
    return (STANDS[waits_for], "wait") if waits_for in STANDS else LISTING[ListingState(listing.state)]


def _url(name: str, listing: Any) -> str:
    return reverse(f"admin:letting_listing_{name}", args=[listing.pk])
