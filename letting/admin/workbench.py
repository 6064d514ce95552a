"""The workbench: one page for one letting, the same number of queries for three applicants and for ten thousand."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from letting.admin.acting import can_be_said
from letting.admin.bench_acts import bench_acts
from letting.admin.glance import Sign, glances
from letting.admin.publishing import find
from letting.admin.reviewing import ReviewForm, judged, reviews_of
from letting.admin.way import way_of
from letting.admin.words import CLOSED, FAILURES, INTEREST, LISTING, OFFER
from letting.core.states import OPEN, ClosedBecause, InterestState, ListingState, OfferState
from letting.models import Check, Interest, Listing, Offer
from letting.services.adverts import standing
from letting.services.reviews import record_check
from queues.core.points import points_on
from tenants import clock
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.models import Event
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Ranking

PER_PAGE = 25
LOG_LINES = 40
ORDER = {
    Ranking.POINTS: ("registration__points_from", "registration__registered_at", "made_at", "pk"),
    Ranking.REGISTRATION: ("registration__registered_at", "made_at", "pk"),
    Ranking.INTEREST: ("made_at", "pk"),
    Ranking.LOTTERY: ("made_at", "pk"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the ranked list."""

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


class CountedPaginator(Paginator):
    """A paginator that was told how many there are."""

    def __init__(self, rows: Any, per_page: int, count: int) -> None:
        super().__init__(rows, per_page)
        self._count = count

    @cached_property
    def count(self) -> int:
        """Return what was told."""
        return self._count


@require_safe
def workbench(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Show a letting whole: its way, who stands where, what is to be decided, and the log."""
    must(request, Act.SEE_LISTINGS)
    listing = find(pk)
    if listing.state == ListingState.DRAFT:
        name = "publish" if may(request, Act.PUBLISH) else "change"
        return see_other(reverse(f"admin:letting_listing_{name}", args=[pk]))
    if listing.ruleset is None:
        return _show(request, listing, None, model_admin)
    return _show(request, listing, listing.ruleset.rules, model_admin)


@require_POST
def decide(request: HttpRequest, pk: int, check: int, model_admin: Any) -> HttpResponse:
    """Decide a review with a reason (CHECK-20); a decision that has been made stands."""
    must(request, Act.DECIDE_CHECKS)
    listing = find(pk)
    row = Check.objects.select_related("offer__person").filter(pk=check, offer__listing=listing).first()
    if row is None or (row.offer.person.protected and not may(request, Act.SEE_PROTECTED)):
        raise Http404
    form = ReviewForm(request.POST, prefix=f"c{check}")
    rules = listing.ruleset.rules if listing.ruleset else None
    if not form.is_valid():
        return _show(request, listing, rules, model_admin, bound={check: form})
    passed = form.cleaned_data["answer"] == "pass"
    outcome = record_check(
        pk, row.offer.person_id, row.kind, passed=passed, reason=form.cleaned_data["reason"], by=actor_of(request),
        now=clock.now(),
    )  # fmt: skip
    if isinstance(outcome, Refused) and row.decided_at is not None:
        outcome = Refused(("already_answered",))
    if isinstance(outcome, Refused):
        for sentence in sentences(outcome):
            messages.error(request, sentence)
    else:
        tell(request, outcome, _("Beslutet är sparat."))
    return see_other(reverse("admin:letting_listing_workbench", args=[pk]))


def _show(
    request: HttpRequest,
    listing: Listing,
    rules: Rules | None,
    model_admin: Any,
    bound: dict[int, ReviewForm] | None = None,
) -> HttpResponse:
    now = clock.now()
    state = ListingState(listing.state)
    word, kind = LISTING[state]
    page = _page(request, listing, rules) if rules else None
    events = list(Event.objects.filter(subject=listing.subject).select_related("person").order_by("-pk")[:LOG_LINES])
    seen = may(request, Act.SEE_PROTECTED)
    checks = judged(listing)
    reviews = reviews_of(listing, rules, checks, now=now, bound=bound or {}, see_protected=seen) if rules else []
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "workbench",
        title=str(listing),
        subtitle=_("Arbetsbänk"),
        status=422 if bound else 200,
        listing=listing,
        unit=listing.unit,
        state=word,
        kind=kind,
        scheme=rules.schemes[listing.scheme].name.sv if rules else "",
        way=way_of(listing, rules) if rules else [],
        page_obj=page,
        rows=_places(request, listing, rules, page, checks, local_day(now)) if rules and page else [],
        ranked=listing.advert_ended_at is not None,
        reviews=sorted(reviews, key=lambda review: review.form is None),
        to_decide=[review for review in reviews if review.form],
        slots=_slots(listing),
        lines=lines(events, about=True),
        is_open=state in OPEN,
        bench_acts=bench_acts(request, listing, rules) if rules else [],
        failed=bool(listing.failed_steps or listing.last_error),
        failure=FAILURES.get(listing.last_error, listing.last_error),
        urls={
            name: reverse(f"admin:letting_listing_{name}", args=[listing.pk])
            for name in ("withdraw", "retry", "change")
        },
        log_url=f"{reverse('admin:tenants_event_changelist')}?q={listing.subject}",
    )


def _page(request: HttpRequest, listing: Listing, rules: Rules) -> Any:
    everyone = Interest.objects.filter(listing=listing, cycle=listing.cycle)
    by_rank = listing.advert_ended_at is not None
    if not by_rank:
        everyone = everyone.exclude(state=InterestState.WITHDRAWN)
    order = ("rank", "made_at", "pk") if by_rank else ORDER[rules.schemes[listing.scheme].ranking]
    rows = everyone.select_related("person", "registration", "offer").order_by(*order)
    return CountedPaginator(rows, PER_PAGE, everyone.count()).get_page(request.GET.get("page"))


def _places(
    request: HttpRequest, listing: Listing, rules: Rules, page: Any, checks: list[Check], today: date
) -> list[Place]:
    rows: list[Interest] = list(page.object_list)
    signs = glances(listing, rules, rows, checks, today)
    queue = rules.queues[rules.schemes[listing.scheme].queue]
    last_day = listing.advert_last_day or today
    seen, acts = may(request, Act.SEE_PROTECTED), may(request, Act.ACT_FOR_APPLICANT)
    places = []
    for number, row in enumerate(rows, page.start_index()):
        hidden = row.person.protected and not seen
        offer: Offer | None = getattr(row, "offer", None)
        word, kind = OFFER[OfferState(offer.state)] if offer else INTEREST[InterestState(row.state)]
        points = row.points
        if points is None:
            where = row.registration
            held = standing(queue, where.points_from, where.renewed_on, row.person.last_login_on)
            points = points_on(held, last_day)
        open_ = acts and not hidden and offer is not None and can_be_said(listing, offer)
        places.append(
            Place(
                place=row.rank or number,
                name=_("Skyddade personuppgifter") if hidden else row.person.full_name,
                person_url="" if hidden else reverse("admin:tenants_person_change", args=[row.person_id]),
                points=points,
                registered=row.registration.registered_at,
                state=str(word),
                kind=kind,
                hint=str(CLOSED.get(ClosedBecause(row.closed_because), "")) if row.closed_because and not offer else "",
                answer_last_day=offer.answer_last_day or offer.viewing_last_day if offer else None,
                signs=signs[row.pk],
                act_url=reverse("admin:letting_listing_act", args=[listing.pk, offer.pk])
                if open_ and offer is not None
                else "",
            )
        )
    return places


def _slots(listing: Listing) -> list[Any]:
    if listing.shown_by != "landlord":
        return []
    return list(listing.slots.prefetch_related("bookings__offer__person"))
