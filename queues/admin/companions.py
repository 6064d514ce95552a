"""Those who stand with applicants: seen by staff, who decide whether a parent may sign (QUEUE-20, QUEUE-21)."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from queues.admin.deciding import DecisionForm
from queues.models import Companion, CompanionRole, CompanionState
from queues.roles import RELATIONS, TITLES
from queues.services.companions import approve_parent
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.words import day, deadline, moment


def waits_for_staff(row: Companion) -> bool:
    """Say whether staff are to decide about a companion: a parent who said yes."""
    return row.role == CompanionRole.PARENT and row.state == CompanionState.ACCEPTED and not row.approved_by


@admin.register(Companion)
class CompanionAdmin(LandlordAdmin):
    """Invitations and their answers. A page tells of one; where a parent waits it is decided there."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_display = ("person", "stands", "who", "state", "since")
    list_filter = ("role", "state")
    list_select_related = ("person", "other")
    search_fields = ("person__family_name", "person__given_name", "other__family_name", "other__given_name")
    ordering = ("-pk",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Leave out those of whom either has a protected identity, but for those who handle them."""
        rows = super().get_queryset(request).select_related("person", "other")
        return rows if may(request, Act.SEE_PROTECTED) else rows.exclude(other__protected=True)

    @display(description=gettext_lazy("som"), ordering="role")
    def stands(self, row: Companion) -> str:
        """Return the role."""
        return str(TITLES[row.role])

    @display(description=gettext_lazy("vem"))
    def who(self, row: Companion) -> str:
        """Return who it is, or the address that was asked."""
        return row.other.full_name if row.other else row.invited_email

    @display(description=gettext_lazy("sedan"), ordering="invited_at")
    def since(self, row: Companion) -> str:
        """Return when the last thing happened."""
        return day(row.ended_at or row.answered_at or row.invited_at, year=True)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of a companion; decide whether a parent may sign."""
        must(request, Act.SEE_PERSONS)
        row: Companion | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if request.method == "POST":
            must(request, Act.DECIDE_CHECKS)
        back = reverse("admin:tenants_person_change", args=[row.person_id])
        open_ = waits_for_staff(row) and may(request, Act.DECIDE_CHECKS)
        form = _form(request) if open_ else None
        if form is not None and form.is_valid():
            outcome = approve_parent(
                row.pk,
                approved=form.said_yes,
                reason=form.cleaned_data["reason"],
                by=actor_of(request),
                now=clock.now(),
            )
            tell(request, outcome, _("Beslutet är sparat. Båda har fått veta det."))
            return see_other(back)
        return self.page(
            request,
            "decide",
            title=str(TITLES[row.role]),
            subtitle=row.person.full_name,
            intro=_intro() if waits_for_staff(row) else "",
            facts=_facts(row),
            form=form,
            cancel=back,
            status=422 if form is not None and form.errors else 200,
        )


def _form(request: HttpRequest) -> DecisionForm:
    posted = request.POST if request.method == "POST" else None
    return DecisionForm(posted, yes=_("Ja, föräldern får skriva under"), no=_("Nej, föräldern får inte skriva under"))


def _intro() -> str:
    rules = rules_today(local_day(clock.now())).queues.values()
    said = _("Både den som skriver under och den som ska bo i bostaden prövas.")
    if any(queue.parent_signs == "pupil" for queue in rules):
        said += " " + _("Kontrollera att sökanden går på en gymnasieskola i kommunen.")
    return said


def _facts(row: Companion) -> list[tuple[str, str]]:
    facts = [
        (_("Sökande"), row.person.full_name),
        (_("Sökandens födelsedatum"), day(row.person.born, year=True, weekday=False)),
        (_("Inbjuden adress"), row.invited_email or "–"),
        (_("Den inbjudna"), row.other.full_name if row.other else "–"),
        (_("Relation"), str(RELATIONS.get(row.relation, "–"))),
        (_("Läge"), row.get_state_display()),
        (_("Inbjuden"), moment(row.invited_at)),
        (_("Svar senast"), deadline(row.answer_last_day)),
        (_("Svarade"), moment(row.answered_at) or "–"),
        (_("Samtycken"), row.consent_wording or "–"),
    ]
    if row.approved_by:
        facts.append((_("Beslut"), _("Godkänd") if row.approved_at else _("Inte godkänd")))
        facts.append((_("Skäl"), row.approved_reason))
    return facts
