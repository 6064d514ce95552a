"""Complaints in the staff's admin: the list, and the page where the instance whose turn it is answers (SCHEME-10)."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from letting.models import Complaint, ComplaintState
from letting.my.complaint_words import STATES, following, matters_of, title_of, titles_of, told
from letting.my.complaints import ComplaintForm, TextForm
from letting.services.complaints import (
    answer_complaint,
    close_complaint,
    file_complaint,
    note_reading,
    step_of,
    subject_of,
    take_further,
)
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import LONGEST_PK, asked_person, see_other
from tenants.admin.protected import name_for
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Event, Role
from tenants.outcome import Refused
from tenants.words import deadline, moment, said


class AnswerForm(forms.Form):
    """An instance's answer: whether it finds that she is right, and why."""

    upheld = forms.TypedChoiceField(
        label=gettext_lazy("Får personen rätt?"),
        choices=[("yes", gettext_lazy("Ja, helt eller delvis")), ("no", gettext_lazy("Nej"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj ja eller nej.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Svar"),
        help_text=gettext_lazy("Personen får läsa svaret. Skriv skälen, men inget om andra personer eller om hälsa."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Skriv ett svar.")},
    )


def hidden(request: HttpRequest, complaint: Complaint) -> bool:
    """Say whether whose complaint it is must not be seen by whoever asks."""
    return complaint.person.protected and not may(request, Act.SEE_PROTECTED)


@admin.register(Complaint)
class ComplaintAdmin(LandlordAdmin):
    """Complaints, those that wait for an answer first."""

    see = Act.ANSWER_COMPLAINTS
    hides = "person__protected"
    list_display = ("person", "state_word", "who", "filed", "last_day")
    list_filter = ("state",)
    list_select_related = ("person", "ruleset")
    search_fields = ("person__family_name", "person__given_name")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/vidare/", view(require_POST(self.further)), name="letting_complaint_further"),
            path("<int:pk>/avsluta/", view(require_POST(self.close)), name="letting_complaint_close"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order those that wait first, the oldest of them on top."""
        waits = Case(When(state=ComplaintState.WAITING, then=Value(0)), default=Value(1))
        rows = super().get_queryset(request).select_related("person", "ruleset")
        return rows.order_by(waits, "filed_at", "pk")

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, complaint: Complaint) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = STATES[complaint.state]
        return kind, str(word)

    @display(description=gettext_lazy("besvaras av"))
    def who(self, complaint: Complaint) -> str:
        """Return the instance that has it, and the role that answers for it."""
        step = step_of(complaint)
        return f"{said(step.answered_by)} ({Role(step.role).label})"

    @display(description=gettext_lazy("inlämnat"), ordering="filed_at")
    def filed(self, complaint: Complaint) -> str:
        """Return when it was filed."""
        return moment(complaint.filed_at)

    @display(description=gettext_lazy("svar senast"), ordering="answer_last_day")
    def last_day(self, complaint: Complaint) -> str:
        """Return the last day to answer, where the rules set one."""
        return deadline(complaint.answer_last_day) or "–"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: a complaint is written down from the person's page."""
        return False

    # ---- one complaint

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show a complaint with all that was written; a POST answers it for the instance whose turn it is."""
        complaint = self._to_answer(request, object_id)
        if request.method != "POST":
            if request.method == "GET" and complaint.person.protected:
                note_reading(complaint.pk, by=actor_of(request), now=clock.now())
            return self._show(request, complaint)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._show(request, complaint, form=form)
        role = request.membership.role  # type: ignore[attr-defined]  # set by the middleware
        outcome = answer_complaint(
            complaint.pk, **form.cleaned_data, by=actor_of(request), role=role, now=clock.now()
        )  # fmt: skip
        tell(request, outcome, _("Svaret är sparat, och personen har fått ett meddelande."))
        return see_other(reverse("admin:letting_complaint_change", args=[complaint.pk]))

    def further(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take a complaint to the next instance for a person who asks for it."""
        complaint = self._complaint(request, str(pk))
        form = TextForm(request.POST)
        if not form.is_valid():
            return self._show(request, complaint, further=form)
        outcome = take_further(pk, text=form.cleaned_data["text"], by=actor_of(request), now=clock.now())
        tell(request, outcome, _("Klagomålet är lämnat till nästa instans."))
        return see_other(reverse("admin:letting_complaint_change", args=[pk]))

    def close(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Close a complaint for a person who is content."""
        self._complaint(request, str(pk))
        tell(request, close_complaint(pk, by=actor_of(request), now=clock.now()), _("Klagomålet är avslutat."))
        return see_other(reverse("admin:letting_complaint_change", args=[pk]))

    def _complaint(self, request: HttpRequest, object_id: str) -> Complaint:
        must(request, Act.ANSWER_COMPLAINTS)
        complaint: Complaint | None = self.get_object(request, object_id)
        if complaint is None:
            raise Http404
        return complaint

    def _to_answer(self, request: HttpRequest, object_id: str) -> Complaint:
        """Return a complaint for whoever may see it, and for the role that its instance is answered by.

        A person with a protected identity has her handlers; but the answer is the named instance's, who reads what she
        wrote and nothing else of her (`hidden`). That it was opened is logged.
        """
        must(request, Act.ANSWER_COMPLAINTS)
        digits = object_id.isdecimal() and len(object_id) < LONGEST_PK
        rows = Complaint.objects.select_related("person", "ruleset")
        complaint = rows.filter(pk=int(object_id)).first() if digits else None
        if complaint is None:
            raise Http404
        role = request.membership.role  # type: ignore[attr-defined]  # set by the middleware
        if hidden(request, complaint) and step_of(complaint).role != role:
            raise Http404
        return complaint

    def _show(
        self, request: HttpRequest, complaint: Complaint, *, form: AnswerForm | None = None,
        further: TextForm | None = None,
    ) -> HttpResponse:  # fmt: skip
        step = step_of(complaint)
        waits = complaint.state == ComplaintState.WAITING
        mine = waits and request.membership.role == step.role  # type: ignore[attr-defined]  # set by the middleware
        answered = complaint.state == ComplaintState.ANSWERED
        word, kind = STATES[complaint.state]
        unseen = hidden(request, complaint)
        about = "" if unseen else title_of(complaint, titles_of([complaint], complaint.person_id))
        facts = [
            *([] if unseen else [(_("Gäller"), about)]),
            (_("Inlämnat"), moment(complaint.filed_at)),
            (_("Besvaras av"), self.who(complaint)),
            (_("Svar senast"), deadline(complaint.answer_last_day) or "–"),
        ]
        return self.page(
            request,
            "complaint",
            title=name_for(complaint.person, see_protected=not unseen),
            subtitle=pgettext("ett", "Klagomål"),
            unseen=unseen,
            complaint=complaint,
            person_url=reverse("admin:tenants_person_change", args=[complaint.person_id]),
            word=word,
            kind=kind,
            facts=facts,
            entries=told(complaint, complaint.turns.all(), to_herself=False),
            form=(form or AnswerForm()) if mine else None,
            waits_for=Role(step.role).label if waits and not mine else "",
            further=(further or TextForm()) if answered and not unseen else None,
            next=following(complaint),
            closed=complaint.state == ComplaintState.CLOSED,
            lines=lines(list(Event.objects.filter(subject=subject_of(complaint.pk)).order_by("-pk"))),
            status=422 if (form or further) else 200,
        )

    # ---- writing one down

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Write down a complaint for a person who phones or sends a letter."""
        must(request, Act.ANSWER_COMPLAINTS)
        person = asked_person(request)
        now = clock.now()
        rules = rules_today(local_day(now))
        if not rules.complaints:
            raise Http404
        form = ComplaintForm(request.POST or None, matters=matters_of(person.pk, rules))
        form.fields["text"].label = _("Vad personen skriver eller säger")
        if request.method == "POST" and form.is_valid():
            outcome = file_complaint(person.pk, **form.cleaned_data, by=actor_of(request), now=now)
            if not isinstance(outcome, Refused):
                messages.success(request, _("Klagomålet är inskrivet."))
                return see_other(reverse("admin:letting_complaint_change", args=[outcome.pk]))
            for sentence in sentences(outcome):
                form.add_error(None, sentence)
        return self.page(
            request,
            "form",
            title=_("Skriv in ett klagomål"),
            subtitle=person.full_name,
            form=form,
            button=_("Skriv in klagomålet"),
            cancel=reverse("admin:tenants_person_change", args=[person.pk]),
            status=422 if form.errors else 200,
        )
