"""Homes where it disturbs again and again: occasions, the law's steps, letters, and what the tribunal is given."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disturbance.admin.reading import must_read, told_cases
from disturbance.core.repeated import LawStep
from disturbance.models import Case, Report
from disturbance.presenting import home_word
from disturbance.services.noting import note_reading
from disturbance.services.repeated import Home, blocked, home_of, note_step, repeated_homes
from disturbance.services.step_letters import LETTERS, order_letter
from disturbance.words import BLOCKS, CATEGORIES, LAW_STEPS
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, may, must
from tenants.outcome import Refused
from tenants.words import day, moment

SHOWN = 100
REFUSALS = {
    "step_blocked": gettext_lazy("Steget kan inte tas än. Se vad som saknas."),
    "day_to_come": gettext_lazy("Dagen har inte varit än. Skriv den dag då det gjordes."),
    "day_too_early": gettext_lazy("Dagen är före den första störningen. Skriv den dag då det gjordes."),
}


class DoneForm(forms.Form):
    """Which step was taken, and when."""

    step = forms.ChoiceField(choices=[(one.value, LAW_STEPS[one]) for one in LawStep], label=gettext_lazy("Steg"))
    done_on = forms.DateField(
        label=gettext_lazy("Vilken dag gjordes det?"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": gettext_lazy("Skriv vilken dag det gjordes.")},
    )


def repeated(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show the homes with two cases or more, those with most confirmed occasions first."""
    must_read(request)
    rows = [
        one | {"home": home_word(one["street"], one["flat"]), "at": moment(one["last"]), "url": _url(one["case"])}
        for one in repeated_homes(SHOWN)
    ]
    title = _("Bostäder med upprepade störningar")
    return model_admin.page(request, "night_homes", title=title, rows=rows)  # type: ignore[no-any-return]  # the base's


def home(request: HttpRequest, case: int, model_admin: Any) -> HttpResponse:
    """Show a home's occasions and the law's steps; a POST by the heads notes that one was taken."""
    must_read(request)
    row = _case(case)
    can = may(request, Act.READ_NIGHT)
    form = DoneForm(request.POST or None)
    if request.method == "POST":
        must(request, Act.READ_NIGHT)
        if form.is_valid():
            data = form.cleaned_data
            outcome = note_step(row.pk, LawStep(data["step"]), data["done_on"], by=actor_of(request), now=clock.now())
            if not isinstance(outcome, Refused):
                messages.success(request, _("Steget är infört."))
                return see_other(_url(row.pk))
            form.add_error("step" if outcome.codes[0] == "step_blocked" else "done_on", REFUSALS[outcome.codes[0]])
    seen = home_of(row)
    if request.method == "GET":
        note_reading([one.pk for one in seen.cases], "home.read", by=actor_of(request), now=clock.now())
    form.fields["step"].choices = [  # type: ignore[attr-defined]  # a choice field's
        (one.step.value, LAW_STEPS[one.step]) for one in seen.steps if not one.blocked_by
    ]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request, "night_home", title=home_word(seen.street, seen.flat), case=row, occasions=_occasions(seen),
        steps=_steps(seen), form=form if can and form.fields["step"].choices else None,  # type: ignore[attr-defined]  # a choice field's
        can=can, bundle=can and not blocked(seen.steps, LawStep.BUNDLE), status=422 if form.errors else 200,
    )  # fmt: skip


def letter(request: HttpRequest, case: int, step: str) -> HttpResponse:
    """Order the letter of a step: a worker makes it, and it is fetched where all that is taken out is."""
    must(request, Act.READ_NIGHT)
    row = _case(case)
    if step not in {one.value for one in LETTERS}:
        raise Http404
    if blocked(home_of(row).steps, LawStep(step)):
        messages.error(request, str(REFUSALS["step_blocked"]))
        return see_other(_url(row.pk))
    order = order_letter(row, LawStep(step), by=actor_of(request), now=clock.now())
    if isinstance(order, Refused):
        raise Http404
    return see_other(reverse("admin:tenants_export_change", args=[order.pk]))


def bundle_files(request: HttpRequest, case: int) -> list[tuple[str, bytes]] | None:
    """Return what the tribunal is given: a list, and the full report of each confirmed occasion by its number.

    None where the law's steps do not allow it yet. That the reports were fetched is logged.
    """
    must(request, Act.READ_NIGHT)
    seen = home_of(_case(case))
    if blocked(seen.steps, LawStep.BUNDLE):
        return None
    numbers = {one.case: one.number for one in seen.occasions if one.confirmed}
    cases = {row.pk: row.number for row in seen.cases if row.number in numbers}
    latest = {one.case_id: one for one in Report.objects.filter(case__in=cases).order_by("case", "version")}
    if request.method == "GET":
        note_reading(list(cases), "report.fetched", by=actor_of(request), now=clock.now())
    papers = [
        (f"tillfalle-{numbers[number]}-arende-{number}.pdf", bytes(latest[pk].full)) for pk, number in cases.items()
    ]
    with translation.override("sv"):  # as the papers beside it
        return [("forteckning.txt", _listing(seen).encode()), *papers]


def _listing(seen: Home) -> str:
    lines = [home_word(seen.street, seen.flat), "", _("Konstaterade störningar")]
    lines += [_("%(number)s. %(at)s, %(category)s, ärende %(case)s") % one for one in _occasions(seen) if one["number"]]
    lines += ["", _("Vad hyresvärden har gjort")]
    lines += [f"{one['word']}: {one['done']}" for one in _steps(seen) if one["done"]]
    return "\n".join(lines) + "\n"


def _occasions(seen: Home) -> list[dict[str, Any]]:
    rows = {row.number: row for row in seen.cases}
    return [
        {
            "number": one.number, "at": moment(one.at, year=True), "case": one.case, "pk": rows[one.case].pk,
            "category": CATEGORIES[rows[one.case].category], "callers": one.callers,  # type: ignore[index]  # its value
        }
        for one in seen.occasions
    ]  # fmt: skip


def _steps(seen: Home) -> list[dict[str, Any]]:
    return [
        {
            "word": LAW_STEPS[one.step], "step": one.step.value, "done": day(one.done_on, year=True), "can": one.can,
            "blocks": [BLOCKS[block] for block in one.blocked_by] if one.done_on is None else [],
            "letter": LETTERS[one.step][1] if one.step in LETTERS and not one.blocked_by else "",
        }
        for one in seen.steps
    ]  # fmt: skip


def _case(pk: int) -> Case:
    """Return a case that is about a home, by which the home is named; another landlord's is a 404."""
    return get_object_or_404(told_cases().exclude(flat=""), pk=pk)


def _url(pk: int) -> str:
    return reverse("admin:disturbance_case_home", args=[pk])
