"""Filing the profile for an offer that was answered yes: what is in it, what is missing, then one button (CHECK-2)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from letting.my.applicant_words import MISSING
from letting.my.income_words import income_rows, income_rules
from letting.my.offers import view_of
from letting.my.standing import Stage
from letting.my.words import with_move_in
from letting.refusals import SENTENCES
from letting.services.applicant_profiles import missing, profile_of, subject_of
from letting.services.loading import rules_of
from letting.services.profiles import submit_profile
from tenants import clock
from tenants.documents import documents_of
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def offer_profile(request: Visit, pk: int) -> HttpResponse:
    """Show what would be filed, and file it; with something missing it says what, and nothing is lost."""
    now = clock.now()
    view = view_of(request, pk, now)
    profile = profile_of(request.person.pk)
    documents = list(documents_of(subject_of(request.person.pk)))
    lacks = [MISSING[name] for name in missing(profile, documents=len(documents))]
    if request.method == "POST" and not (lacks and view.stage is Stage.PROFILE):
        outcome = submit_profile(view.listing.pk, request.person.pk, by=actor_of(request), now=now)
        if isinstance(outcome, Refused):
            messages.error(request, told(outcome.codes, SENTENCES))
        else:
            messages.success(request, gettext("Sökandeprofilen är inlämnad. Vi granskar den och hör av oss."))
        return see_other("my:offer", pk)
    if view.stage is not Stage.PROFILE:
        return see_other("my:offer", pk)
    context = {
        "view": view,
        "offer": view.offer,
        "unit": view.listing.unit,
        "facts": with_move_in(view.listing),
        "profile": profile,
        "incomes": income_rows(profile.income or (), income_rules(rules_of(view.listing))),
        "documents": documents,
        "lacks": [text for text, _ in lacks],
        "refused": request.method == "POST",
    }
    return render(request, "my/offer_profile.html", context, status=UNPROCESSABLE if request.method == "POST" else 200)
