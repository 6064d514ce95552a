"""The draft becomes the next version: from which day, what that means, and yes."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences
from tenants.admin.ruleset_editor.comparing import changed_parts
from tenants.admin.ruleset_editor.desk import Desk, address, open_desk, to_the_draft
from tenants.admin.ruleset_editor.hooks import consequences
from tenants.core.calendar import local_day
from tenants.outcome import Refused
from tenants.publishing_rules import obstacles, publish_draft
from tenants.words import day


class DayForm(forms.Form):
    """The first day of the new rules."""

    fran = forms.DateField(
        label=gettext_lazy("Gäller från"),
        help_text=gettext_lazy("Annonser som publiceras den dagen eller senare följer de nya reglerna."),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Välj en dag."),
            "invalid": gettext_lazy("Skriv ett datum, till exempel 2026-12-23."),
        },
    )

    def clean_fran(self) -> Any:
        """Refuse a day that has passed, and one so far away that it must be a slip."""
        chosen, today = self.cleaned_data["fran"], local_day(clock.now())
        if chosen < today:
            raise forms.ValidationError(_("Dagen har passerat. Välj i dag eller en senare dag."))
        if chosen > today + timedelta(days=1100):
            raise forms.ValidationError(_("Dagen ligger mer än tre år bort. Kontrollera årtalet."))
        return chosen


def publish_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Ask for the day, show what it means, and publish on a POST."""
    desk = open_desk(request)
    if desk is None:
        return to_the_draft()
    asked = request.POST if request.method == "POST" else request.GET
    form = DayForm(asked if "fran" in asked or request.method == "POST" else None)
    chosen = form.cleaned_data["fran"] if form.is_bound and form.is_valid() else None
    codes = obstacles(desk.draft, desk.newest, desk.rules, request.landlord)  # type: ignore[attr-defined]  # set by the middleware
    if request.method == "POST" and chosen is not None:
        outcome = publish_draft(
            valid_from=chosen, seen=request.POST.get("seen", ""), by=actor_of(request), now=clock.now()
        )
        if not isinstance(outcome, Refused):
            said = {"n": outcome.version, "day": day(outcome.valid_from, year=True)}
            messages.success(request, _("Version %(n)s är publicerad och gäller från %(day)s.") % said)
            return see_other(reverse("admin:tenants_ruleset_change", args=[outcome.pk]))
        codes = outcome.codes
    return _page(request, desk, form, codes, model_admin)


def _page(request: HttpRequest, desk: Desk, form: DayForm, codes: tuple[str, ...], model_admin: Any) -> HttpResponse:
    chosen = form.cleaned_data.get("fran") if form.is_bound and not form.errors else None
    refused = bool(form.errors) or (request.method == "POST" and bool(codes))
    rules = desk.rules
    waits = desk.newest if desk.newest.pk != desk.in_force.pk else None
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "rules/publish",
        title=_("Publicera nya regler"),
        subtitle=_("Utkast till nya regler"),
        status=422 if refused else 200,
        desk=desk,
        form=form,
        chosen=chosen,
        number=desk.newest.version + 1,
        codes=codes,
        reasons=sentences(Refused(codes)) if codes else [],
        wrong=desk.wrong,
        waits=waits,
        in_force=desk.in_force,
        parts=changed_parts(desk.in_force.rules, rules) if rules is not None else [],
        consequences=[said for tell in consequences for said in tell(rules)] if rules is not None else [],
        assumed=len(rules.assumed) if rules is not None else 0,
        seen=desk.seen,
        back=address(""),
        here=address("publish"),
        rebase_url=address("rebase"),
    )
