"""Önskemål: the areas and what sets a flat apart; an area with a queue of its own is joined by choosing it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from queues.core.wishes import area_key
from queues.models import Wishes
from queues.my.standings import name_of
from queues.refusals import WISHES
from queues.services.wishes import MOST_RENT, MOST_ROOMS, areas_offered, save_wishes, wishes_of
from tenants import clock
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.my.fields import WholeNumberField
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.outcome import Refused
from tenants.rulesets.scheme_rules import Feature

FEATURES: dict[str, Any] = {
    Feature.GROUND_FLOOR: _("Bottenvåning"),
    Feature.LIFT: _("Hiss"),
    Feature.LAKE_VIEW: _("Sjöutsikt"),
    Feature.SHELTERED: _("Trygghetsboende"),
    Feature.SUBSIDISED: _("Byggd med investeringsstöd"),
}


class WishesForm(forms.Form):
    """What one wishes for; what is left empty may be anything."""

    areas = forms.MultipleChoiceField(
        label=_("Områden"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Området finns inte att välja längre. Välj bland dem som står här.")},
    )
    features = forms.MultipleChoiceField(
        label=_("Det här ska bostaden ha"),
        help_text=_("Väljer du både bottenvåning och hiss räcker det med en av dem."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=list(FEATURES.items()),
        error_messages={"invalid_choice": _("Önskemålet finns inte. Välj bland dem som står här.")},
    )
    least_rooms = WholeNumberField(label=_("Rum, minst"), least=1, most=MOST_ROOMS, required=False)
    most_rent = WholeNumberField(label=_("Hyra i månaden, högst"), least=1, most=MOST_RENT, required=False)

    def __init__(self, *args: Any, areas: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = list(areas.items())  # type: ignore[attr-defined]  # a choice field's
        if not areas:
            del self.fields["areas"]


def started(row: Wishes | None) -> dict[str, Any]:
    """Return what is saved, as the form begins."""
    if row is None:
        return {}
    return {
        "areas": [area_key(name) for name in row.areas],
        "features": row.features,
        "least_rooms": row.least_rooms,
        "most_rent": row.most_rent,
    }


def labels(now: datetime) -> Mapping[str, str]:
    """Return each area that can be chosen with its name, and its own queue where it has one."""
    queues = rules_today(local_day(now)).queues.values()
    own = {area_key(rules.area): name_of(rules) for rules in queues if rules.area is not None}
    said = gettext("%(area)s. Området har en egen kö: valet ställer dig i %(queue)s.")
    return {
        key: said % {"area": name, "queue": own[key]} if key in own else name
        for key, name in areas_offered(now).items()
    }


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def wishes(request: Visit) -> HttpResponse:
    """Show and save her wishes (QUEUE-15, SCHEME-6)."""
    now, person = clock.now(), request.person
    row, areas = wishes_of(person.pk), labels(now)
    form = WishesForm(request.POST if request.method == "POST" else None, areas=areas, initial=started(row))
    if form.is_valid():
        outcome = save_wishes(person.pk, by=actor_of(request), now=now, **_said(form, row, areas))
        if not isinstance(outcome, Refused):
            messages.success(request, gettext("Dina önskemål är sparade."))
            return see_other("my:wishes")
        for code in outcome.codes:
            form.add_error("areas" if "areas" in form.fields else None, told([code], WISHES))
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "my/wishes.html", {"form": form, "saved": row}, status=status)


def _said(form: WishesForm, row: Wishes | None, areas: Mapping[str, str]) -> dict[str, Any]:
    """Return what was filled in. An area that can be chosen no longer stays until she has a choice."""
    data = form.cleaned_data
    kept = [name for name in (row.areas if row else []) if area_key(name) not in areas]
    return {
        "areas": [*kept, *data.get("areas", [])],
        "features": data["features"],
        "least_rooms": data["least_rooms"],
        "most_rent": data["most_rent"],
    }
