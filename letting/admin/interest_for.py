"""An interest made or taken back by staff for a person who phones: the same services, after one page of asking."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.core.states import InterestState
from letting.models import Interest
from letting.services.interests import express_interest, withdraw_interest
from letting.services.vacancies import free_now
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.admin.serving import IdentifiedForm
from tenants.core.calendar import local_day
from tenants.models import Person
from tenants.outcome import Refused
from tenants.words import deadline, kronor, rooms

MOST = 300  # adverts to choose among


class InterestForm(IdentifiedForm):
    """Which flat."""

    listing = forms.ChoiceField(
        label=gettext_lazy("Annons"),
        error_messages={
            "required": gettext_lazy("Välj en annons."),
            "invalid_choice": gettext_lazy("Välj en annons i listan. Annonstiden för den du valde kan vara slut."),
        },
    )
    field_order = ("listing", "how", "sure")

    def __init__(self, *args: Any, adverts: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["listing"].choices = [("", _("Välj annons")), *adverts]  # type: ignore[attr-defined]  # a choice field's


def person_of(request: HttpRequest, pk: int) -> Person:
    """Return a person whom whoever asks may see; others are a 404."""
    person = Person.objects.filter(pk=pk).first()
    if person is None or (person.protected and not may(request, Act.SEE_PROTECTED)):
        raise Http404
    return person


def person_url(pk: int) -> str:
    """Return the address of a person's page."""
    return reverse("admin:tenants_person_change", args=[pk])


def interest_page(request: HttpRequest, person: int, model_admin: Any) -> HttpResponse:
    """Ask which flat, and make an interest in her name (JOUR-1)."""
    must(request, Act.ACT_FOR_APPLICANT)
    who, now = person_of(request, person), clock.now()
    form = InterestForm(request.POST or None, adverts=_adverts(who))
    if request.method == "POST" and form.is_valid():
        listing = int(form.cleaned_data["listing"])
        outcome = express_interest(listing, who.pk, by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            form.served(request, who.pk, "interest", outcome.listing.subject)
            tell(request, outcome, _("Intresset är anmält."))
            return see_other(person_url(who.pk))
        for sentence in sentences(outcome):
            form.add_error("listing", sentence)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Anmäl intresse åt personen"),
        subtitle=who.full_name,
        form=form,
        button=_("Anmäl intresse"),
        cancel=person_url(who.pk),
        status=422 if form.errors else 200,
    )


def _adverts(person: Person) -> list[tuple[str, str]]:
    """Return the open adverts that she has no interest in, the first to end first."""
    mine = Interest.objects.filter(person=person, state=InterestState.ONGOING).values("listing")
    rows = free_now(local_day(clock.now())).exclude(pk__in=mine).select_related("unit")
    return [
        (
            str(row.pk),
            ", ".join(filter(None, [str(row), rooms(row.unit.rooms), kronor(row.unit.rent)]))
            + " – "
            + _("till och med %(day)s") % {"day": deadline(row.advert_last_day)},
        )
        for row in rows.order_by("advert_last_day", "pk")[:MOST]
    ]


def withdraw_for_page(request: HttpRequest, pk: int, person: int, model_admin: Any) -> HttpResponse:
    """Ask whether it is she, and take her interest back (JOUR-21)."""
    must(request, Act.ACT_FOR_APPLICANT)
    who = person_of(request, person)
    row = Interest.objects.select_related("listing__unit").filter(listing=pk, person=who).order_by("-cycle").first()
    if row is None:
        raise Http404
    form = IdentifiedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            outcome = withdraw_interest(pk, who.pk, by=actor_of(request), now=clock.now())
            if not isinstance(outcome, Refused):
                form.served(request, who.pk, "interest_withdrawn", row.listing.subject)
        tell(request, outcome, _("Intresset är tillbakataget."))
        return see_other(person_url(who.pk))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Ta tillbaka intresset åt personen"),
        subtitle=f"{who.full_name}: {row.listing}",
        form=form,
        intro=_("Om personen har ett erbjudande som väntar på svar upphör också det. Platsen i kön påverkas inte."),
        button=_("Ta tillbaka intresseanmälan"),
        danger=True,
        cancel=person_url(who.pk),
        status=422 if form.errors else 200,
    )
