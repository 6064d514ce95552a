"""The applicant's profile filled in by staff, as she tells it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from letting.admin.interest_for import person_of, person_url
from letting.my.applicant_forms import ProfileForm, rows_wanted, started
from letting.my.income_words import income_rules
from letting.refusals import PROFILE
from letting.services.applicant_profiles import profile_of, save_profile
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, must
from tenants.admin.serving import ServedForm
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.outcome import Refused


class ProfileForForm(ServedForm, ProfileForm):
    """What she tells, in the words of her own page, and how she told it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adults"].label = _("Antal vuxna, personen själv inräknad")
        self.fields["no_income"].label = _("Personen har ingen inkomst nu")
        answers = [("yes", _("Ja, och hyresvärden får tillfrågas")), ("no", _("Nej, har aldrig hyrt en bostad"))]
        self.fields["landlord"].choices = answers  # type: ignore[attr-defined]  # a choice field's
        self.fields["landlord"].label = _("Har personen en hyresvärd nu, eller har personen haft någon?")


def profile_page(request: HttpRequest, person: int, model_admin: Any) -> HttpResponse:
    """Show and save what a person tells of herself (CHECK-2, CHECK-6, CHECK-12, CHECK-14)."""
    must(request, Act.ACT_FOR_APPLICANT)
    who, now = person_of(request, person), clock.now()
    rules, profile = rules_today(local_day(now)), profile_of(who.pk)
    posted = request.POST if request.method == "POST" else None
    rows = rows_wanted(profile, posted)
    form = ProfileForForm(posted, rules=income_rules(rules), rows=rows, today=local_day(now), initial=started(profile))
    if form.is_valid():
        outcome = save_profile(
            who.pk, household=form.household(), income=form.incomes(), references=form.reference(),
            by=actor_of(request), now=now,
        )  # fmt: skip
        if not isinstance(outcome, Refused):
            form.served(request, who.pk, "profile")
            tell(request, outcome, _("Sökandeprofilen är sparad."))
            return see_other(person_url(who.pk))
        for code in outcome.codes:
            form.add_error(None, str(PROFILE[code].what))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "profile_for",
        title=_("Fyll i sökandeprofilen åt personen"),
        subtitle=who.full_name,
        form=form,
        cancel=person_url(who.pk),
        status=422 if form.errors else 200,
    )
