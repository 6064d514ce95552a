"""What shuts people out of the site, in the staff's admin: what waits, and the page where it is answered."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants import clock
from tenants.admin import dashboard
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting
from tenants.admin.log import actor_of, lines
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.barriers import answer_barrier, note_reading
from tenants.models import Barrier, Event
from tenants.words import moment

WAITS, ANSWERED = gettext_lazy("Väntar på svar"), gettext_lazy("Besvarat")


class AnswerForm(forms.Form):
    """What is said in answer."""

    text = forms.CharField(
        label=gettext_lazy("Svar"),
        help_text=gettext_lazy("Skriv hur det går att komma vidare, och när felet rättas."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Skriv ett svar.")},
    )


@admin.register(Barrier)
class BarrierAdmin(LandlordAdmin):
    """What was told, that which waits first."""

    see = Act.ANSWER_BARRIERS
    hides = "person__protected"
    list_display = ("told", "state_word", "page")
    ordering = ("-answered_at", "told_at")  # PostgreSQL has what is not answered, a null, first then

    @display(description=gettext_lazy("inkom"), ordering="told_at")
    def told(self, barrier: Barrier) -> str:
        """Return when it was told."""
        return moment(barrier.told_at)

    @display(description=gettext_lazy("läge"), ordering="answered_at", signed=True)
    def state_word(self, barrier: Barrier) -> tuple[str, str]:
        """Return the state's sign and word."""
        return ("good", str(ANSWERED)) if barrier.answered_at else ("wait", str(WAITS))

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show what was told, which is logged; a POST answers it."""
        must(request, Act.ANSWER_BARRIERS)
        barrier: Barrier | None = self.get_object(request, object_id)
        if barrier is None:
            raise Http404
        if request.method != "POST":
            if request.method == "GET":
                note_reading(barrier.pk, by=actor_of(request), now=clock.now())
            return self._show(request, barrier, AnswerForm())
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return self._show(request, barrier, form)
        outcome = answer_barrier(barrier.pk, text=form.cleaned_data["text"], by=actor_of(request), now=clock.now())
        sent = _("Svaret är sparat och skickat.") if barrier.can_be_answered else _("Svaret är sparat.")
        tell(request, outcome, sent)
        return see_other(reverse("admin:tenants_barrier_change", args=[barrier.pk]))

    def _show(self, request: HttpRequest, barrier: Barrier, form: AnswerForm) -> HttpResponse:
        person = barrier.person
        who = person.full_name if person else barrier.email or _("Lämnade ingen adress")
        facts = [(_("Inkom"), moment(barrier.told_at)), (_("Av"), who), (_("Sida"), barrier.page or "–")]
        return self.page(
            request,
            "barrier",
            title=_("Synpunkt på tillgänglighet"),
            barrier=barrier,
            word=ANSWERED if barrier.answered_at else WAITS,
            kind="ok" if barrier.answered_at else "wait",
            facts=facts,
            form=None if barrier.answered_at else form,
            lines=lines(list(Event.objects.filter(subject=barrier.subject).order_by("-pk"))),
            status=422 if form.errors else 200,
        )


def _waiting(board: Board) -> QuerySet[Barrier] | None:
    if not may(board.request, Act.ANSWER_BARRIERS):
        return None
    found = Barrier.objects.filter(answered_at=None).order_by("told_at", "pk")
    seen = found if may(board.request, Act.SEE_PROTECTED) else found.exclude(person__protected=True)
    return seen[:SHOWN]


def _board(board: Board, rows: list[Barrier]) -> Waiting:
    """Show what waits for an answer, the oldest first."""
    shown = [
        Row(
            one.page or _("Hela webbplatsen"),
            reverse("admin:tenants_barrier_change", args=[one.pk]),
            moment(one.told_at),
            str(WAITS),
            "wait",
        )
        for one in rows
    ]
    more = reverse("admin:tenants_barrier_changelist")
    return Waiting(_("Synpunkter på tillgänglighet"), "mail", shown, more_url=more)


dashboard.rows_of.append(Part(_waiting, _board))
