"""Direct offers: a draft that is not advertised goes straight to those who have waited longest (SCHEME-6)."""

from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.applicants import Applicant, Candidate, in_words
from letting.admin.choosing import GONE
from letting.admin.choosing_forms import SeveralForm
from letting.admin.publishing import find
from letting.admin.words import CAUSES
from letting.core.states import OPEN, ListingState
from letting.models import Interest, Listing
from letting.services.direct_offers import offer_directly
from queues.core.wishes import Flat, matches
from queues.models import Registration, Wishes
from queues.services.blocks import blocked_until
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.models import Person, Ruleset
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method

READ = 400  # how many of the longest registered are looked through for those whose wishes match
SHOWN = 50  # how many of those are shown


def offer_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Show those registered longest whose wishes match, the first so many chosen; a POST offers it to those chosen."""
    must(request, Act.PUBLISH)
    listing = find(pk)
    today = local_day(clock.now())
    rules = listing.ruleset.rules if listing.ruleset else Ruleset.in_force(today).rules
    bench = reverse("admin:letting_listing_workbench", args=[pk])
    scheme = rules.schemes.get(listing.scheme)
    if scheme is None or scheme.method is not Method.DIRECT_OFFER:
        return see_other(bench)
    applicants = longest_registered(listing, rules, today, see_protected=may(request, Act.SEE_PROTECTED))
    first = [str(one.person) for one in applicants[: scheme.round_size or 1]]
    form = SeveralForm(
        request.POST if request.method == "POST" else None, applicants=applicants, causes=CAUSES,
        initial={"people": first, "cause": "long_wait", "reason": _("Längst tid i kön, och önskemålen stämmer.")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcome = offer_directly(
            pk, form.chosen, cause=said["cause"], reason=said["reason"],
            by=actor_of(request), now=clock.now(),
        )  # fmt: skip
        if not isinstance(outcome, Refused) or (listing.state != ListingState.DRAFT and outcome == GONE):
            tell(request, outcome, _("Erbjudandena är skickade."))
            return see_other(bench)
        for sentence in sentences(outcome):
            form.add_error(None, sentence)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Erbjud direkt"),
        subtitle=str(listing),
        form=form if applicants else None,
        intro=_intro(rules, listing) if applicants else _("Ingen i kön har önskemål som stämmer med bostaden."),
        button=_("Skicka erbjudanden"),
        cancel=reverse("admin:letting_listing_changelist"),
        status=422 if form.errors else 200,
    )


def longest_registered(listing: Listing, rules: Rules, today: date, *, see_protected: bool) -> list[Applicant]:
    """Return those registered longest whose wishes match the flat, blocked and asked ones left out. Five statements."""
    queue = rules.schemes[listing.scheme].queue
    asked = Interest.objects.filter(listing=listing, cycle=listing.cycle).values("person")
    rows = Registration.objects.select_related("person__wishes").filter(Registration.is_active, queue__slug=queue)
    found = list(rows.exclude(person__in=asked).order_by("registered_at", "pk")[:READ])
    blocked, flat = blocked_until([row.person_id for row in found], today), listing.unit.flat
    fitting = [row for row in found if row.person_id not in blocked and _wishes_for(row.person, flat)][:SHOWN]
    candidates = [Candidate(row.person, row) for row in fitting]
    return in_words(candidates, listing, rules, [], today, see_protected=see_protected)


def _wishes_for(person: Person, flat: Flat) -> bool:
    """Say whether a flat is what a person wishes for; one who has said nothing takes any."""
    wishes: Wishes | None = getattr(person, "wishes", None)
    return wishes is None or matches(wishes.wanted, flat)


def _intro(rules: Rules, listing: Listing) -> str:
    scheme = rules.schemes[listing.scheme]
    words = _("Bostaden annonseras inte. De som har stått längst i kön och vars önskemål stämmer är redan valda.")
    if scheme.share is None:
        return words
    rows = Listing.objects.filter(state__in=(*OPEN, ListingState.LET), published_at__year=clock.now().year)
    counted = rows.aggregate(direct=Count("pk", filter=Q(scheme=listing.scheme)), all=Count("pk"))
    limit = _("Högst %(share)s procent av sådana bostäder får erbjudas direkt. Hittills i år: %(direct)s av %(all)s.")
    return f"{words} {limit % {'share': scheme.share, **counted}}"
