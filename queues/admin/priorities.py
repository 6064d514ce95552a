"""Claims for priority: the list, the page where one is decided, and entering what others have seen to (SCHEME-7)."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from queues.admin.priority_forms import DecisionForm, EntryForm, PaperForm
from queues.core.priority import outcome_of
from queues.models import PriorityClaim, PriorityState
from queues.priority_words import CAUSES, STATES, stated
from queues.services.claims import LIVE, subject_of
from queues.services.priority import decide_priority, enter_priority, withdraw_claim
from queues.services.priority_decisions import UNDECIDED
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.documents import document_links
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import asked_person, see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.document_words import SENTENCES
from tenants.documents import store_document
from tenants.landlords import rules_today
from tenants.models import Event
from tenants.outcome import Refused
from tenants.refusals import in_words
from tenants.rulesets import Rules
from tenants.words import moment, number, said


@admin.register(PriorityClaim)
class PriorityClaimAdmin(LandlordAdmin):
    """Claims for priority, those to decide first."""

    see = Act.SEE_PRIORITY
    hides = "person__protected"
    list_display = ("person", "ground_name", "state_word", "filed", "left")
    list_filter = ("state",)
    list_select_related = ("person",)
    search_fields = ("person__family_name", "person__given_name")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/handling/", view(require_POST(self.paper)), name="queues_priorityclaim_paper"),
            path("<int:pk>/ta-tillbaka/", view(require_POST(self.withdraw)), name="queues_priorityclaim_withdraw"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order those that wait first, the oldest of them on top."""
        waits = Case(When(state__in=UNDECIDED, then=Value(0)), default=Value(1))
        return super().get_queryset(request).order_by(waits, "filed_at", "pk")

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Note on each row of the page what its ground is called today."""
        page = super().get_changelist_instance(request)
        rules = rules_today(local_day(clock.now())).priority
        for row in page.result_list:
            ground = rules.grounds.get(row.ground) if rules else None
            row.ground_today = said(ground.name) if ground else row.ground
        return page

    @display(description=gettext_lazy("grund"), ordering="ground")
    def ground_name(self, claim: Any) -> str:
        """Return what the ground is called, as the list has noted it."""
        return str(getattr(claim, "ground_today", claim.ground))

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, claim: PriorityClaim) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = STATES[claim.state]
        return kind, str(word)

    @display(description=gettext_lazy("inlämnad"), ordering="filed_at")
    def filed(self, claim: PriorityClaim) -> str:
        """Return when it was filed."""
        return moment(claim.filed_at)

    @display(description=gettext_lazy("erbjudanden kvar"), ordering="offers_left")
    def left(self, claim: PriorityClaim) -> str:
        """Return how many offers it still gives."""
        return number(claim.offers_left) if claim.state == PriorityState.GRANTED else "–"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: a claim is entered from the person's page."""
        return False

    # ---- one claim

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a claim with what was stated and shown; a POST decides it."""
        must(request, Act.SEE_PRIORITY)
        claim = self._claim(request, object_id)
        if request.method != "POST":
            return self._show(request, claim)
        must(request, Act.DECIDE_PRIORITY)
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self._show(request, claim, form=form)
        cause = form.cleaned_data["cause"]
        outcome = decide_priority(
            claim.pk, granted=outcome_of(cause) is True, cause=cause, reason=form.cleaned_data["reason"],
            by=actor_of(request), now=clock.now(),
        )  # fmt: skip
        claim.refresh_from_db()
        waits = claim.state == PriorityState.PROPOSED
        tell(request, outcome, _("Förslaget är sparat. En kollega ska bekräfta det innan det gäller.") if waits
             else _("Beslutet är sparat, och personen har fått ett meddelande."))  # fmt: skip
        return see_other(reverse("admin:queues_priorityclaim_change", args=[claim.pk]))

    def paper(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a document that came by post or over the counter."""
        must(request, Act.DECIDE_PRIORITY)
        claim = self._claim(request, str(pk))
        form = PaperForm(request.POST, request.FILES)
        if form.is_valid() and claim.state in UNDECIDED:
            outcome = store_document(
                claim.person_id, subject_of(pk), form.cleaned_data["file"], by=actor_of(request), now=clock.now()
            )
            if not isinstance(outcome, Refused):
                messages.success(request, _("Handlingen är sparad."))
                return see_other(reverse("admin:queues_priorityclaim_change", args=[pk]))
            for said in in_words(outcome.codes, SENTENCES):
                form.add_error("file", f"{said.what} {said.instead}")
        return self._show(request, claim, paper=form)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a claim back for a person who asks for it."""
        must(request, Act.DECIDE_PRIORITY)
        self._claim(request, str(pk))
        tell(request, withdraw_claim(pk, by=actor_of(request), now=clock.now()), _("Förturen är återkallad."))
        return see_other(reverse("admin:queues_priorityclaim_change", args=[pk]))

    def _claim(self, request: HttpRequest, object_id: str) -> PriorityClaim:
        claim: PriorityClaim | None = self.get_object(request, object_id)
        if claim is None:
            raise Http404
        return claim

    def _show(
        self, request: HttpRequest, claim: PriorityClaim, *, form: DecisionForm | None = None,
        paper: PaperForm | None = None,
    ) -> HttpResponse:  # fmt: skip
        rules = rules_today(local_day(clock.now()))
        open_ = claim.state in UNDECIDED and rules.priority is not None and may(request, Act.DECIDE_PRIORITY)
        own = claim.proposed_by == str(actor_of(request)) and claim.state == PriorityState.PROPOSED
        proposal = {"cause": claim.cause, "reason": claim.reason}
        events = list(Event.objects.filter(subject=subject_of(claim.pk)).order_by("-pk"))
        word, kind = STATES[claim.state]
        return self.page(
            request,
            "priority",
            title=claim.person.full_name,
            subtitle=_("Förtur"),
            claim=claim,
            person_url=reverse("admin:tenants_person_change", args=[claim.person_id]),
            word=word,
            kind=kind,
            facts=_facts(claim, rules),
            documents=document_links(subject_of(claim.pk)) if may(request, Act.READ_DOCUMENTS) else [],
            form=(form or DecisionForm(initial=proposal)) if open_ and not own else None,
            paper=(paper or PaperForm()) if open_ else None,
            own=own,
            proposed=claim.state == PriorityState.PROPOSED,
            live=claim.state in LIVE,
            lines=lines(events),
            status=422 if (form or paper) else 200,
        )

    # ---- entering

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Enter a claim for a person: what others have seen to, or what was told by phone."""
        must(request, Act.DECIDE_PRIORITY)
        person = asked_person(request)
        rules = rules_today(local_day(clock.now())).priority
        if rules is None:
            raise Http404
        form = EntryForm(request.POST or None, rules=rules)
        if request.method == "POST" and form.is_valid():
            outcome = enter_priority(person.pk, **form.cleaned_data, by=actor_of(request), now=clock.now())
            if not isinstance(outcome, Refused):
                messages.success(request, _("Förturen är inskriven."))
                return see_other(reverse("admin:queues_priorityclaim_change", args=[outcome.pk]))
            for sentence in sentences(outcome):
                form.add_error(None, sentence)
        return self.page(
            request,
            "form",
            title=_("Skriv in förtur"),
            subtitle=person.full_name,
            form=form,
            intro=_(
                "För förtur som någon annan beslutar om, till exempel kommunen, och för den som ansöker per telefon."
            ),
            button=_("Skriv in förturen"),
            cancel=reverse("admin:tenants_person_change", args=[person.pk]),
            status=422 if form.errors else 200,
        )


def _facts(claim: PriorityClaim, rules: Rules) -> list[tuple[str, str]]:
    ground = rules.priority.grounds.get(claim.ground) if rules.priority else None
    facts = [
        (_("Grund"), said(ground.name) if ground else claim.ground),
        (_("Vad grunden kräver"), said(ground.explained) if ground else "–"),
        (_("Inlämnad"), moment(claim.filed_at)),
        *stated(claim),
        (_("Med egna ord"), claim.text or "–"),
    ]
    if claim.decided_at is not None:
        facts += [(_("Beslutad"), moment(claim.decided_at)), (_("Skäl"), f"{CAUSES[claim.cause]} {claim.reason}")]
    elif claim.reason:
        cause = str(CAUSES.get(claim.cause, ""))
        facts.append((_("Förslag") if claim.cause else _("Anteckning"), f"{cause} {claim.reason}".strip()))
    if claim.state == PriorityState.GRANTED:
        facts.append((_("Erbjudanden kvar"), number(claim.offers_left)))
    return facts
