"""Applications to change leases in the staff's admin: a queue by the day of the answer, each decided with its reason
(LEASE-7 to 10).
"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from letting.admin.cases import CaseAdmin, address, on_board
from letting.admin.decision_letters import order_letter
from letting.admin.interest_for import person_url
from letting.admin.lease_change_entry import act_page, can_be_said, enter_page, kinds_page
from letting.admin.lease_change_forms import DecisionForm
from letting.admin.lease_change_words import facts_of, people_of, results_of, state_of
from letting.change_words import DOING, NAMES
from letting.models import ChangeState, LeaseChange
from letting.models.lease_change import ROLES
from letting.my.change_words import left
from letting.services.change_decisions import confirm_inspection, grant_change, inspected_first, refuse_change
from queues.admin.priority_forms import PaperForm
from tenants import clock
from tenants.admin.columns import display
from tenants.admin.documents import document_links
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.document_words import SENTENCES
from tenants.documents import store_document
from tenants.models import Event, Message
from tenants.outcome import Refused
from tenants.refusals import in_words
from tenants.rulesets.change_rules import ChangeKind
from tenants.words import day

DECISIONS = ("change_granted", "change_refused")


@admin.register(LeaseChange)
class LeaseChangeAdmin(CaseAdmin):
    """Applications, those that wait for a decision first, by the day on which they are to be answered."""

    list_display = ("lease", "kind_word", "person", "state_word", "answer_day")
    search_fields = ("person__family_name", "person__given_name", "lease__unit__street", "lease__unit__number")
    decides = Act.DECIDE_CHECKS
    waits = Q(state=ChangeState.COMPLETE)
    came = F("answer_by").asc(nulls_last=True)
    along = (*ROLES, "lease__unit", "lease__person", "other_lease__unit", "other_lease__person")
    heavy = ("lease__pdf", "lease__terms", "other_lease__pdf", "other_lease__terms")
    hidden = tuple(f"{role}__protected" for role in ROLES)
    group = (gettext_lazy("Ändringar av avtal"), "edit_document")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        name = "letting_leasechange_{}".format
        return [
            path("for/<int:pk>/", view(self.kinds), name=name("kinds")),
            path("for/<int:pk>/<slug:slug>/", view(self.enter), name=name("enter")),
            path("<int:pk>/svar/", view(self.act), name=name("act")),
            path("<int:pk>/besiktning/", view(require_POST(self.inspection)), name=name("inspection")),
            path("<int:pk>/handling/", view(require_POST(self.paper)), name=name("paper")),
            path("<int:pk>/brev/", view(require_POST(self.letter)), name=name("letter")),
            *super().get_urls(),
        ]

    @display(description=gettext_lazy("ansökan"), ordering="kind")
    def kind_word(self, row: LeaseChange) -> str:
        """Return what is applied for."""
        return str(NAMES[ChangeKind(row.kind)])

    @display(description=gettext_lazy("besked senast"), ordering="answer_by")
    def answer_day(self, row: LeaseChange) -> str:
        """Return the last day for the answer."""
        return day(row.answer_by, year=True) if row.state == ChangeState.COMPLETE else "–"

    @staticmethod
    def state_of(row: LeaseChange) -> tuple[str, str]:
        """Return the word and the sign of how far it has come."""
        return state_of(row)

    @staticmethod
    def hint_of(row: LeaseChange) -> str:
        """Return the day of the answer."""
        return left(row.answer_by, local_day(clock.now()))

    @classmethod
    def line_of(cls, row: LeaseChange) -> tuple[str, str, str]:
        """Return what is applied for, and that it is late where it is."""
        late = row.answer_by is None or row.answer_by < local_day(clock.now())
        state = (_("Försenad"), "bad") if late else state_of(row)
        return (f"{str(NAMES[ChangeKind(row.kind)]).capitalize()}: {row.lease.unit}", *state)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show an application with its papers and results; a POST decides it."""
        must(request, Act.SEE_PERSONS)
        change = self._change(request, object_id)
        if request.method != "POST":
            return self._show(request, change)
        must(request, Act.DECIDE_CHECKS)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._show(request, change, form=form)
        decide = grant_change if form.cleaned_data["answer"] == "yes" else refuse_change
        outcome = decide(change.pk, reason=form.cleaned_data["reason"], by=actor_of(request), now=clock.now())
        tell(request, outcome, _("Beslutet är sparat, och båda har fått ett meddelande."))
        return self._back(change)

    def inspection(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm that the homes of a swap are inspected."""
        must(request, Act.DECIDE_CHECKS)
        change = self._change(request, str(pk))
        tell(request, confirm_inspection(pk, by=actor_of(request), now=clock.now()), _("Besiktningen är bekräftad."))
        return self._back(change)

    def paper(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a document that came by post or over the counter."""
        must(request, Act.ACT_FOR_APPLICANT)
        change = self._change(request, str(pk))
        form = PaperForm(request.POST, request.FILES)
        if form.is_valid() and change.state == ChangeState.COMPLETE:
            whose = change.other_id if change.is_after_death and change.other_id else change.person_id
            outcome = store_document(
                whose, change.subject, form.cleaned_data["file"], by=actor_of(request), now=clock.now()
            )
            if not isinstance(outcome, Refused):
                messages.success(request, _("Handlingen är sparad."))
                return self._back(change)
            for said in in_words(outcome.codes, SENTENCES):
                form.add_error("file", f"{said.what} {said.instead}")
        return self._show(request, change, paper=form)

    def letter(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Order the decision as a PDF to post, to those of the two who have a postal address."""
        must(request, Act.PRINT_LETTERS)
        change = self._change(request, str(pk))
        found = Message.objects.filter(kind__in=DECISIONS, context__change=pk)
        return order_letter(request, found, back=address(LeaseChange, "change", change.pk))

    def kinds(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what can be entered about a lease."""
        return kinds_page(request, pk, self)

    def enter(self, request: HttpRequest, pk: int, slug: str) -> HttpResponse:
        """Enter an application that came on paper."""
        return enter_page(request, pk, slug, self)

    def act(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note what one of the two says: that she signs, or takes it back."""
        return act_page(request, self._change(request, str(pk)), self)

    def _change(self, request: HttpRequest, object_id: str) -> LeaseChange:
        change: LeaseChange | None = self.get_object(request, object_id)
        if change is None:
            raise Http404
        return change

    def _back(self, change: LeaseChange) -> HttpResponse:
        return see_other(address(LeaseChange, "change", change.pk))

    def _show(
        self, request: HttpRequest, change: LeaseChange, *, form: DecisionForm | None = None,
        paper: PaperForm | None = None,
    ) -> HttpResponse:  # fmt: skip
        now = clock.now()
        waits = change.state == ChangeState.COMPLETE
        word, kind = state_of(change)
        events = Event.objects.filter(subject=change.subject, person=change.person_id).order_by("-pk")
        acts = may(request, Act.ACT_FOR_APPLICANT)
        return self.page(
            request,
            "lease_change",
            title=f"{DOING[ChangeKind(change.kind)]}: {change.lease.unit}",
            subtitle=change.person.full_name,
            change=change,
            word=word,
            kind=kind,
            left=left(change.answer_by, local_day(now)) if waits else "",
            facts=facts_of(change, now=now),
            results=results_of(change, now=now),
            documents=document_links(change.subject) if may(request, Act.READ_DOCUMENTS) else [],
            form=(form or DecisionForm()) if waits and may(request, Act.DECIDE_CHECKS) else None,
            paper=(paper or PaperForm()) if waits and acts else None,
            to_inspect=waits and change.inspected_at is None and inspected_first(change, now),
            can_act=acts and bool(can_be_said(change)),
            decided=change.decided_at is not None,
            people=[(one.full_name, person_url(one.pk)) for one in people_of(change)],
            lines=lines(list(events)),
            status=422 if (form or paper) else 200,
        )


on_board(LeaseChange, LeaseChangeAdmin)
