"""Securities: seen by staff, and accepted or not with a reason (CHECK-11)."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.models import Security, SecurityKind, SecurityState
from letting.services.securities import decide_security, security_subject
from queues.admin.deciding import DecisionForm
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.dashboard import SHOWN, Board, Row, Waiting, parts
from tenants.admin.documents import document_links
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.protected import name_for
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.words import day, moment

SIGNS = {
    SecurityState.OFFERED: "wait",
    SecurityState.ACCEPTED: "good",
    SecurityState.REFUSED: "bad",
    SecurityState.ENDED: "plain",
}


@admin.register(Security)
class SecurityAdmin(LandlordAdmin):
    """Securities, the newest first. A page tells of one; where it waits it is decided there."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_display = ("person", "kind", "state", "since")
    list_filter = ("kind", "state")
    list_select_related = ("person",)
    search_fields = ("person__family_name", "person__given_name")
    ordering = ("-pk",)

    @display(description=gettext_lazy("erbjuden"), ordering="offered_at")
    def since(self, row: Security) -> str:
        """Return when it was offered."""
        return day(row.offered_at, year=True)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of a security with what was shown for it; decide it."""
        must(request, Act.SEE_PERSONS)
        row: Security | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if request.method == "POST":
            must(request, Act.DECIDE_CHECKS)
        back = reverse("admin:tenants_person_change", args=[row.person_id])
        open_ = row.state == SecurityState.OFFERED and may(request, Act.DECIDE_CHECKS)
        form = _form(request) if open_ else None
        if form is not None and form.is_valid():
            reason, by = form.cleaned_data["reason"], actor_of(request)
            outcome = decide_security(row.pk, accepted=form.said_yes, reason=reason, by=by, now=clock.now())
            tell(request, outcome, _("Beslutet är sparat. Sökanden har fått veta det."))
            return see_other(back)
        return self.page(
            request,
            "decide",
            title=row.get_kind_display().capitalize(),
            subtitle=row.person.full_name,
            intro=_intro(row) if open_ else "",
            facts=_facts(row, see_protected=may(request, Act.SEE_PROTECTED)),
            papers=document_links(security_subject(row.pk)) if may(request, Act.READ_DOCUMENTS) else [],
            form=form,
            cancel=back,
            status=422 if form is not None and form.errors else 200,
        )


def _form(request: HttpRequest) -> DecisionForm:
    posted = request.POST if request.method == "POST" else None
    return DecisionForm(posted, yes=_("Ja, säkerheten godtas"), no=_("Nej, säkerheten godtas inte"))


def _intro(row: Security) -> str:
    said = _("Säkerheten kan väga upp en svag inkomst eller en mindre betalningsanmärkning, men aldrig en skuld.")
    if row.kind == SecurityKind.GUARANTOR:
        said += " " + _("En borgensman ska själv ha en god ekonomi.")
    if rules_today(local_day(clock.now())).checks.security_needs_income:
        said += " " + _("Säkerheten kan inte ersätta en inkomst som saknas helt.")
    return said


def _facts(row: Security, *, see_protected: bool) -> list[tuple[str, str]]:
    facts = [
        (_("Sökande"), row.person.full_name),
        (_("Läge"), row.get_state_display()),
        (_("Erbjuden"), moment(row.offered_at)),
        (_("Beslutad"), moment(row.decided_at) or "–"),
        (_("Skäl"), row.reason or "–"),
    ]
    if row.companion is not None and row.companion.other is not None:
        facts.insert(1, (_("Borgensman"), name_for(row.companion.other, see_protected=see_protected)))
    return facts


def securities_to_decide(board: Board) -> None:
    """Add the securities that wait for a decision: one query."""
    if not may(board.request, Act.DECIDE_CHECKS):
        return
    rows = Security.objects.filter(state=SecurityState.OFFERED).select_related("person")
    if not may(board.request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    board.groups.append(
        Waiting(
            _("Säkerheter att pröva"),
            "shield",
            [
                Row(
                    row.person.full_name,
                    reverse("admin:letting_security_change", args=[row.pk]),
                    row.get_kind_display().capitalize(),
                    _("Att avgöra"),
                    "wait",
                )
                for row in rows.order_by("offered_at", "pk")[:SHOWN]
            ],
        )
    )


parts.append(securities_to_decide)
