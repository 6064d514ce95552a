"""Exceptions in the staff's admin: made for a person with a coded cause and a reason, confirmed by another, ended."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from letting.admin.exception_words import about, excepted, state_of, titles
from letting.admin.exceptions_form import ExceptionForm, of_persons
from letting.admin.words import EXCEPTION_CAUSES
from letting.services.excepting import confirm, end, except_applicant
from letting.services.loading import RANKING
from queues.models import Exemption
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.log import actor_of, lines, names_of
from tenants.admin.persons import asked_person, see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Event
from tenants.outcome import Refused
from tenants.words import day, moment


@admin.register(Exemption)
class ExemptionAdmin(LandlordAdmin):
    """Who is excepted from which rule, those that wait for a second person first (CHECK-19, QUEUE-4, QUEUE-16)."""

    see = Act.EXCEPT
    hides = "person__protected"
    list_display = ("person", "rule_word", "for_what", "cause_word", "granted", "state")
    list_filter = ("rule",)
    list_select_related = ("person",)
    search_fields = ("person__family_name", "person__given_name")
    ordering = (F("confirmed_at").desc(nulls_first=True), "-pk")

    def get_urls(self) -> list[Any]:
        """Add the pages of our own before Django's."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/bekrafta/", view(require_POST(self.confirm)), name="queues_exemption_confirm"),
            path("<int:pk>/avsluta/", view(require_POST(self.end)), name="queues_exemption_end"),
            *super().get_urls(),
        ]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Note on each row of the page what the listing it is for is called."""
        page = super().get_changelist_instance(request)
        found = titles(page.result_list)
        for row in page.result_list:
            row.title = about(row, found)
        return page

    @display(description=gettext_lazy("undantag från"), ordering="rule")
    def rule_word(self, row: Exemption) -> str:
        """Return the rule in words."""
        return excepted(row)

    @display(description=gettext_lazy("gäller"))
    def for_what(self, row: Any) -> str:
        """Return what it is for, as the list has noted it."""
        return str(getattr(row, "title", row.subject))

    @display(description=gettext_lazy("skäl"), ordering="cause")
    def cause_word(self, row: Exemption) -> str:
        """Return the coded cause in words."""
        return str(EXCEPTION_CAUSES.get(row.cause, row.cause))

    @display(description=gettext_lazy("gjort"), ordering="granted_at")
    def granted(self, row: Exemption) -> str:
        """Return when it was made."""
        return day(row.granted_at, year=True)

    @display(description=gettext_lazy("läge"), signed=True)
    def state(self, row: Exemption) -> tuple[str, str]:
        """Return how it stands: its sign and its word."""
        word, kind = state_of(row)
        return kind, word

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: an exception is made from the person's page, or at the workbench."""
        return False

    # ---- one exception

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of an exception: its cause and reason, who made and who confirmed it."""
        row = self._exemption(request, object_id)
        word, kind = state_of(row)
        me = str(actor_of(request))
        waits = row.confirmed_at is None and row.ended_at is None
        subjects = {f"queues.exemption:{row.pk}", row.subject} - {""}
        events = Event.objects.filter(subject__in=subjects, person=row.person_id, kind__startswith="exception.")
        return self.page(
            request,
            "exception",
            title=row.person.full_name,
            subtitle=_("Undantag"),
            person_url=reverse("admin:tenants_person_change", args=[row.person_id]),
            exemption=row,
            word=word,
            kind=kind,
            facts=_facts(row),
            waits=waits,
            own=waits and row.granted_by == me,
            live=row.ended_at is None,
            after_ranking=row.rule == RANKING,
            lines=lines(list(events.order_by("-pk"))),
        )

    def confirm(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Confirm another's exception, which counts from then on; one's own is refused in words."""
        row = self._exemption(request, str(pk))
        tell(request, confirm(row.pk, by=actor_of(request), now=clock.now()), _("Undantaget är bekräftat och gäller."))
        return see_other(reverse("admin:queues_exemption_change", args=[pk]))

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End an exception: it counts no more for what comes."""
        row = self._exemption(request, str(pk))
        tell(request, end(row.pk, by=actor_of(request), now=clock.now()), _("Undantaget har upphört."))
        return see_other(reverse("admin:queues_exemption_change", args=[pk]))

    def _exemption(self, request: HttpRequest, object_id: str) -> Exemption:
        must(request, Act.EXCEPT)
        row: Exemption | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        return row

    # ---- making one

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Except a person from a rule of the queues, for one listing or for all (QUEUE-4, QUEUE-16)."""
        must(request, Act.EXCEPT)
        person = asked_person(request)
        rules = rules_today(local_day(clock.now()))
        allowed = of_persons(rules)
        if not allowed:
            raise Http404
        form = ExceptionForm(request.POST if request.method == "POST" else None, rules=rules)
        back = reverse("admin:tenants_person_change", args=[person.pk])
        if request.method == "POST" and form.is_valid():
            outcome = except_applicant(person.pk, **form.said(), by=actor_of(request), now=clock.now())
            if not isinstance(outcome, Refused):
                waits = outcome.confirmed_at is None
                messages.success(request, _("Undantaget är sparat. En kollega ska bekräfta det innan det gäller.")
                                 if waits else _("Undantaget är sparat och gäller."))  # fmt: skip
                return see_other(back)
            for sentence in sentences(outcome):
                form.add_error(None, sentence)
        return self.page(
            request,
            "form",
            title=_("Gör ett undantag"),
            subtitle=person.full_name,
            intro=_("Undantaget syns i loggen, och cheferna ser hur ofta undantag görs."),
            form=form,
            button=_("Gör undantaget"),
            cancel=back,
            status=422 if form.errors else 200,
        )


def _facts(row: Exemption) -> list[tuple[str, str]]:
    names = names_of({row.granted_by, row.confirmed_by} - {""})
    facts = [
        (_("Undantag från"), excepted(row)),
        (_("Gäller"), about(row, titles([row]))),
        (_("Skäl"), str(EXCEPTION_CAUSES.get(row.cause, row.cause))),
        (_("Med egna ord"), row.reason),
        (_("Gjort av"), _("%(who)s, %(at)s") % {"who": names[row.granted_by], "at": moment(row.granted_at)}),
    ]
    if row.confirmed_at is not None and row.confirmed_by != row.granted_by:
        confirmed = {"who": names[row.confirmed_by], "at": moment(row.confirmed_at)}
        facts.append((_("Bekräftat av"), _("%(who)s, %(at)s") % confirmed))
    if row.ended_at is not None:
        facts.append((_("Upphörde"), moment(row.ended_at)))
    return facts
