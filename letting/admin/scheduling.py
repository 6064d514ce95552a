"""When drafts go out: a draft that publishes itself at a time, and many that are published at once after a look."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from letting.admin.publishing import find, warnings_of
from letting.core.states import ListingState
from letting.models import Listing
from letting.services.publishing import plan_publication, publish_listing
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.outcome import Refused
from tenants.rulesets import Rules
from tenants.words import deadline, kronor, moment, rooms, said

MOST = 100  # drafts at once
LONGEST_PK = 19


class PlanForm(forms.Form):
    """Day and time."""

    at = forms.DateTimeField(
        label=gettext_lazy("Publicera automatiskt"),
        help_text=gettext_lazy("Dag och klockslag. Uthyrningen följer de regler som gäller den dagen."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": gettext_lazy("Välj dag och klockslag."),
            "invalid": gettext_lazy("Skriv dag och klockslag, till exempel 2026-05-12 09:00."),
        },
    )


@require_POST
def plan(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Set when a draft publishes itself, or take the time away."""
    must(request, Act.PUBLISH)
    listing, back = find(pk), reverse("admin:letting_listing_publish", args=[pk])
    by, now = actor_of(request), clock.now()
    if "drop" in request.POST:
        tell(request, plan_publication(listing.pk, None, by=by, now=now), _("Publiceringstiden är borttagen."))
        return see_other(back)
    form = PlanForm(request.POST)
    if not form.is_valid():
        for error in form.errors["at"]:
            messages.error(request, str(error))
        return see_other(back)
    at = form.cleaned_data["at"]
    outcome = plan_publication(listing.pk, at, by=by, now=now)
    tell(request, outcome, _("Annonsen publiceras %(at)s.") % {"at": moment(at)})
    return see_other(back)


# ---- many at once


@dataclass(slots=True)
class Draft:
    """A draft as it would be published: its last day, what to look at, and why it cannot be."""

    listing: Listing
    facts: str
    scheme: str
    last_day: str
    warnings: list[str] = field(default_factory=list)
    blocked: str = ""


def publish_many_page(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show what chosen drafts would become; a POST publishes those that can be, each for itself."""
    must(request, Act.PUBLISH)
    asked = request.POST.getlist("annons") if request.method == "POST" else request.GET.getlist("annons")
    ids = [int(pk) for pk in asked[:MOST] if pk.isdecimal() and len(pk) < LONGEST_PK]
    back = reverse("admin:letting_listing_changelist")
    if request.method == "POST":
        _publish(request, ids)
        return see_other(back)
    rules = Ruleset.in_force(local_day(clock.now())).rules
    rows = Listing.objects.filter(pk__in=ids, state=ListingState.DRAFT).select_related("unit")
    drafts = [_draft(row, rules) for row in rows.prefetch_related("slots", "unit__pictures").order_by("pk")]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "publish_many",
        title=_("Publicera flera annonser"),
        drafts=drafts,
        ready=[one for one in drafts if not one.blocked],
        cancel=back,
    )


def _publish(request: HttpRequest, ids: list[int]) -> None:
    by, now, done = actor_of(request), clock.now(), 0
    for row in Listing.objects.filter(pk__in=ids).select_related("unit").order_by("pk"):
        with transaction.atomic():
            outcome = publish_listing(row.pk, by=by, now=now)
        if isinstance(outcome, Refused):
            messages.error(request, f"{row}: {' '.join(sentences(outcome))}")
        else:
            done += 1
    if done:
        words = ngettext("%(n)s annons är publicerad.", "%(n)s annonser är publicerade.", done) % {"n": done}
        messages.success(request, words)


def _draft(row: Listing, rules: Rules) -> Draft:
    scheme, unit = rules.schemes.get(row.scheme), row.unit
    facts = ", ".join(filter(None, [rooms(unit.rooms), kronor(unit.rent), unit.area]))
    today = local_day(clock.now())
    if scheme is None or scheme.advertising is None:
        name = said(scheme.name) if scheme else row.scheme
        return Draft(
            row,
            facts,
            name,
            "",
            blocked=_("Med det här uthyrningssättet finns ingen annons att publicera. Öppna utkastet."),
        )
    last_day = row.wanted_last_day or rules.workdays.last_day_starting(today, scheme.advertising)
    warnings = [str(one) for one in warnings_of(row, len(row.slots.all()), len(unit.pictures.all()))]
    draft = Draft(row, facts, said(scheme.name), deadline(last_day), warnings)
    if unit.kind not in scheme.kinds:
        draft.blocked = _("Uthyrningssättet gäller inte för den här sortens objekt.")
    elif last_day < today:
        draft.blocked = _("Sista anmälningsdagen har redan passerat.")
    return draft
