"""Direct offers: a draft that is not advertised goes straight to those who have waited longest (SCHEME-6)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.applicants import Applicant, granted, ground, since
from letting.admin.choosing import SeveralForm
from letting.admin.publishing import find
from letting.admin.words import CAUSES
from letting.core.states import OPEN, ListingState
from letting.models import Interest, Listing
from letting.services.direct_offers import offer_directly
from queues.core.wishes import matches
from queues.models import Registration, Wishes
from queues.services.blocks import blocked_until
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Method

READ = 400  # how many of the longest registered are looked through for those whose wishes match


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
        request.POST or None, applicants=applicants, causes=CAUSES,
        initial={"people": first, "cause": "long_wait", "reason": _("Längst tid i kön, och önskemålen stämmer.")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        outcome = offer_directly(
            pk, [int(one) for one in said["people"]], cause=said["cause"], reason=said["reason"],
            by=actor_of(request), now=clock.now(),
        )  # fmt: skip
        tell(request, outcome, _("Erbjudandena är skickade."))
        return see_other(bench if listing.state != ListingState.DRAFT or outcome is None else request.path)
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
    rows = Registration.objects.select_related("person").filter(Registration.is_active, queue__slug=queue)
    found = list(rows.exclude(person__in=asked).order_by("registered_at", "pk")[:READ])
    people = [row.person_id for row in found]
    wished = {row.person_id: row for row in Wishes.objects.filter(person__in=people)}
    blocked, grounds = blocked_until(people, today), granted(people)
    flat = listing.unit.flat
    return [
        Applicant(
            row.person_id,
            " · ".join(
                part
                for part in (
                    _("Skyddade personuppgifter")
                    if row.person.protected and not see_protected
                    else row.person.full_name,
                    since(row, None),
                    ground(grounds.get(row.person_id), rules),
                )
                if part
            ),
        )
        for row in found
        if row.person_id not in blocked and (row.person_id not in wished or matches(wished[row.person_id].wanted, flat))
    ]


def _intro(rules: Rules, listing: Listing) -> str:
    scheme = rules.schemes[listing.scheme]
    words = _("Bostaden annonseras inte. De %(n)s som har stått längst och vars önskemål stämmer är valda.") % {
        "n": scheme.round_size
    }
    if scheme.share is None:
        return words
    rows = Listing.objects.filter(state__in=(*OPEN, ListingState.LET), published_at__year=clock.now().year)
    direct, everything = rows.filter(scheme=listing.scheme).count(), rows.count()
    return words + " " + _("Högst %(share)s procent av sådana bostäder: %(direct)s av %(all)s i år.") % {
        "share": scheme.share, "direct": direct, "all": everything,
    }  # fmt: skip
