"""Registrations: seen by staff, and made for those who cannot do it themselves."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from queues.core.points import points_on
from queues.models import Registration
from queues.services.registrations import register
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.persons import asked_person, see_other
from tenants.admin.refusals import sentences
from tenants.admin.rights import Act, must
from tenants.admin.serving import ServedForm
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.outcome import Refused
from tenants.words import day, number, said

PERSONAL_DATA = gettext_lazy("Personen har fått veta hur personuppgifterna används och samtycker till att de sparas.")
CREDIT_CHECK = gettext_lazy("Personen samtycker till att en kreditupplysning tas när det blir personens tur.")


class RegisterForm(ServedForm):
    """A place in a queue for a person, with the consents as she gave them."""

    queue = forms.ChoiceField(label=gettext_lazy("Kö"))
    personal_data = forms.BooleanField(label=PERSONAL_DATA, required=False)
    credit_check = forms.BooleanField(label=CREDIT_CHECK, required=False)

    field_order = ("queue", "personal_data", "credit_check", "how")

    def __init__(self, *args: Any, queues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["queue"].choices = queues  # type: ignore[attr-defined]  # a choice field's

    def consents(self) -> dict[str, str]:
        """Return the wording of each consent that was given."""
        wordings = {"personal_data": str(PERSONAL_DATA), "credit_check": str(CREDIT_CHECK)}
        return {kind: wording for kind, wording in wordings.items() if self.cleaned_data[kind]}


@admin.register(Registration)
class RegistrationAdmin(LandlordAdmin):
    """Who stands in which queue, and since when."""

    see = Act.SEE_QUEUES
    add = Act.ADD_PERSONS
    hides = "person__protected"
    list_display = ("person", "queue", "points", "since", "awake")
    list_filter = ("queue",)
    list_select_related = ("person", "queue")
    search_fields = ("person__family_name", "person__given_name")
    ordering = ("points_from", "registered_at")
    fields = ("person", "queue", "registered_at", "points_from", "renewed_on", "deactivated_at")

    @display(description=gettext_lazy("köpoäng"))
    def points(self, registration: Any) -> str:
        """Return the points today, as the list has noted them."""
        return number(getattr(registration, "points_today", None)) or "–"

    @display(description=gettext_lazy("poängdatum"), ordering="points_from")
    def since(self, registration: Registration) -> str:
        """Return the points date."""
        return day(registration.points_from, year=True)

    @display(description=gettext_lazy("aktiv"), boolean=True)
    def awake(self, registration: Registration) -> bool:
        """Say whether the registration counts, or rests after a lease."""
        return registration.deactivated_at is None

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Note on each row of the page its points today, the lapses that nobody has acted on counted."""
        page = super().get_changelist_instance(request)
        today = local_day(clock.now())
        rules = Ruleset.in_force(today).rules.queues
        for row in page.result_list:
            if queue := rules.get(row.queue.slug):
                row.points_today = points_on(row.standing(queue), today)
        return page

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: a registration is made from the person's page."""
        return False

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Put a person in a queue (QUEUE-1 to 4, QUEUE-19)."""
        must(request, Act.ADD_PERSONS)
        person = asked_person(request)
        now = clock.now()
        rules = Ruleset.in_force(local_day(now)).rules
        queues = [(slug, said(queue.name)) for slug, queue in rules.queues.items() if queue.elsewhere is None]
        form = RegisterForm(request.POST or None, queues=queues)
        back = reverse("admin:tenants_person_change", args=[person.pk])
        if request.method == "POST" and form.is_valid():
            slug = form.cleaned_data["queue"]
            outcome = register(person.pk, slug, consents=form.consents(), by=actor_of(request), now=now)
            if not isinstance(outcome, Refused):
                form.served(request, person.pk, "registered", f"queues.registration:{outcome.pk}")
                messages.success(request, _("Personen står i kön från och med i dag."))
                return see_other(back)
            for sentence in sentences(outcome):
                form.add_error(None, sentence)
        return self.page(
            request,
            "form",
            title=_("Ställ i kö"),
            subtitle=person.full_name,
            form=form,
            button=_("Ställ personen i kön"),
            cancel=back,
            status=422 if form.errors else 200,
        )
