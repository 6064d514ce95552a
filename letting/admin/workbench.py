"""The workbench: one page for one letting, the same number of queries for three applicants and for ten thousand."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from letting.admin.awaited import with_what_waits
from letting.admin.bench_acts import bench_acts, stands
from letting.admin.exports import LOG, RANKED
from letting.admin.publishing import find
from letting.admin.ranked import page_of, places_of
from letting.admin.reviewing import Review, ReviewForm, judged, reviews_of
from letting.admin.way import way_of
from letting.admin.words import FAILURES
from letting.core.states import OPEN, ListingState
from letting.models import Booking, Check, Listing
from letting.services.reviews import record_check
from tenants import clock
from tenants.admin.exports import order_url
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import see_other
from tenants.admin.protected import HIDDEN
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.models import Event
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.words import said

LOG_LINES = 40


@require_safe
def workbench(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Show a letting whole: its way, who stands where, what is to be decided, and the log."""
    must(request, Act.SEE_LISTINGS)
    listing = _find(pk)
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
    listing = _find(pk)
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


def _find(pk: int) -> Any:
    return find(pk, with_what_waits(Listing.objects.all()))


def _show(
    request: HttpRequest,
    listing: Any,
    rules: Rules | None,
    model_admin: Any,
    bound: dict[int, ReviewForm] | None = None,
) -> HttpResponse:
    now = clock.now()
    state = ListingState(listing.state)
    word, kind = stands(listing, rules)
    page = page_of(request, listing, rules) if rules else None
    events = list(Event.objects.filter(subject=listing.subject).select_related("person").order_by("-pk")[:LOG_LINES])
    checks = judged(listing)
    reviews = _reviews(request, listing, rules, checks, now, bound or {}) if rules else []
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
        scheme=said(rules.schemes[listing.scheme].name) if rules else "",
        way=way_of(listing, rules) if rules else [],
        page_obj=page,
        rows=places_of(request, listing, rules, page, checks, local_day(now)) if rules and page else [],
        ranked=listing.advert_ended_at is not None,
        reviews=reviews,
        to_decide=[review for review in reviews if review.form],
        slots=_slots(request, listing),
        lines=lines(events, about=True),
        is_open=state in OPEN,
        bench_acts=bench_acts(request, listing, rules) if rules else [],
        failed=bool(listing.failed_steps or listing.last_error),
        failure=FAILURES.get(listing.last_error, listing.last_error),
        urls={
            name: reverse(f"admin:letting_listing_{name}", args=[listing.pk])
            for name in ("withdraw", "retry", "change")
        },
        exports={"log": order_url(LOG, listing.subject), "ranked": order_url(RANKED, listing.subject)},
        log_url=f"{reverse('admin:tenants_event_changelist')}?q={listing.subject}",
    )


def _reviews(
    request: HttpRequest, listing: Listing, rules: Rules, checks: list[Any], now: datetime, bound: dict[int, ReviewForm]
) -> list[Review]:
    found = reviews_of(
        listing, rules, checks, now=now, bound=bound, see_protected=may(request, Act.SEE_PROTECTED),
        read_documents=may(request, Act.READ_DOCUMENTS),
    )  # fmt: skip
    return sorted(found, key=lambda review: review.form is None)


def _slots(request: HttpRequest, listing: Listing) -> list[tuple[Any, list[str]]]:
    """Return the times at which the landlord shows the flat, each with those who have booked it: one query."""
    if listing.shown_by != "landlord":
        return []
    who = {name: F(f"offer__person__{name}") for name in ("given_name", "family_name", "protected")}
    booked = Booking.objects.filter(slot=OuterRef("pk")).order_by("booked_at", "pk").values(who=JSONObject(**who))
    hides = not may(request, Act.SEE_PROTECTED)
    return [
        (slot, [_booked_by(one, hides=hides) for one in slot.booked])
        for slot in listing.slots.annotate(booked=ArraySubquery(booked))
    ]


def _booked_by(who: dict[str, Any], *, hides: bool) -> str:
    if who["protected"] and hides:
        return str(HIDDEN)
    return f"{who['given_name']} {who['family_name']}".strip()
