"""The ranked list of a workbench: who stands where, how it goes for each, and why one goes before the others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from letting.admin.acting import can_be_said
from letting.admin.applicants import ahead
from letting.admin.glance import Glance, Sign, glances
from letting.admin.words import CAUSES, CLOSED, INTEREST, OFFER
from letting.core.states import ClosedBecause, InterestState, OfferState
from letting.models import Check, Interest, Listing, Offer
from letting.services.adverts import standing
from queues.core.points import points_on
from tenants.admin.protected import name_for
from tenants.admin.rights import Act, may
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Ranking

PER_PAGE = 25
ORDER = {
    Ranking.POINTS: ("registration__points_from", "registration__registered_at", "made_at", "pk"),
    Ranking.REGISTRATION: ("registration__registered_at", "made_at", "pk"),
    Ranking.INTEREST: ("made_at", "pk"),
    Ranking.LOTTERY: ("made_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the ranked list. `marks` say why she goes first or may want the flat at all, `chosen` why she was."""

    place: int
    name: str
    person_url: str
    points: int
    registered: datetime
    state: str
    kind: str
    hint: str
    answer_last_day: date | None
    signs: list[Sign]
    act_url: str
    marks: list[str]
    chosen: str


class CountedPaginator(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, rows: Any, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self._count = count

    @cached_property
    def count(self) -> int:
        """Return what was told."""
        return self._count


def page_of(request: HttpRequest, listing: Listing, rules: Rules) -> Any:
    """Return the page of interests that is asked for: by rank once the advert has ended, else as they stand now."""
    everyone = Interest.objects.filter(listing=listing, cycle=listing.cycle)
    by_rank = listing.advert_ended_at is not None
    if not by_rank:
        everyone = everyone.exclude(state=InterestState.WITHDRAWN)
    order = ("rank", "made_at", "pk") if by_rank else ORDER[rules.schemes[listing.scheme].ranking]
    rows = everyone.select_related("person", "registration", "offer").order_by(*order)
    return CountedPaginator(rows, PER_PAGE, everyone.count()).get_page(request.GET.get("page"))


def places_of(
    request: HttpRequest, listing: Listing, rules: Rules, page: Any, checks: list[Check], today: date
) -> list[Place]:
    """Return the rows of a page in words."""
    rows: list[Interest] = list(page.object_list)
    seen = glances(listing, rules, [row.person_id for row in rows], checks, today)
    return [
        _place(request, listing, rules, row, number, seen[row.person_id], today)
        for number, row in enumerate(rows, page.start_index())
    ]


def _place(
    request: HttpRequest, listing: Listing, rules: Rules, row: Interest, number: int, seen: Glance, today: date
) -> Place:
    hidden = row.person.protected and not may(request, Act.SEE_PROTECTED)
    offer: Offer | None = getattr(row, "offer", None)
    word, kind = OFFER[OfferState(offer.state)] if offer else INTEREST[InterestState(row.state)]
    act_url = ""
    if offer is not None and not hidden and may(request, Act.ACT_FOR_APPLICANT) and can_be_said(listing, offer):
        act_url = reverse("admin:letting_listing_act", args=[listing.pk, offer.pk])
    return Place(
        place=row.rank or number,
        name=name_for(row.person, see_protected=not hidden),
        person_url="" if hidden else reverse("admin:tenants_person_change", args=[row.person_id]),
        points=_points(row, rules, listing, today),
        registered=row.registration.registered_at,
        state=str(word),
        kind=kind,
        hint=str(CLOSED.get(ClosedBecause(row.closed_because), "")) if row.closed_because and not offer else "",
        answer_last_day=offer.answer_last_day or offer.viewing_last_day if offer else None,
        signs=seen.signs,
        act_url=act_url,
        marks=_marks(row, seen),
        chosen=_chosen(offer, hidden=hidden),
    )


def _points(row: Interest, rules: Rules, listing: Listing, today: date) -> int:
    if row.points is not None:
        return row.points
    queue, where = rules.queues[rules.schemes[listing.scheme].queue], row.registration
    held = standing(queue, where.points_from, where.renewed_on, row.person.last_login_on)
    return points_on(held, listing.advert_last_day or today)


def _marks(row: Interest, seen: Glance) -> list[str]:
    return list(dict.fromkeys([*ahead(row), *seen.excepted]))


def _chosen(offer: Offer | None, *, hidden: bool) -> str:
    if offer is None or not offer.chosen_because:
        return ""
    cause = str(CAUSES.get(offer.chosen_because, offer.chosen_because))
    words = cause if hidden else f"{cause}. {offer.chosen_reason}"
    return _("Vald: %(why)s") % {"why": words}
