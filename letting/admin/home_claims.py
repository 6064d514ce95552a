"""Claims on homes under notice: one of two wants to stay, and staff decide (LEASE-6)."""

from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.notice_forms import AnswerForm
from letting.admin.words import CODES, REQUIREMENTS, RESULTS
from letting.core.answers import Result
from letting.models import HomeClaim, HomeClaimState, Notice
from letting.my.notice_words import CLAIM_STATES, claim_status
from letting.services.home_claims import Tried, claim_home, grant_claim, may_claim, refuse_claim, try_claim
from tenants import clock
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting, rows_of
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.protected import name_for
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, may, must
from tenants.admin.serving import IdentifiedForm
from tenants.models import Person
from tenants.outcome import Refused
from tenants.words import day, deadline, kronor, moment


@admin.register(HomeClaim)
class HomeClaimAdmin(LandlordAdmin):
    """Claims, those to decide first."""

    see = Act.SEE_PERSONS
    hides = "person__protected"
    list_display = ("person", "home", "state_word", "came_in")
    list_filter = ("state",)
    search_fields = ("person__family_name", "person__given_name", "notice__lease__unit__street")

    def get_urls(self) -> list[Any]:
        """Add the page of our own before Django's."""
        view = self.admin_site.admin_view
        return [path("for/<int:pk>/", view(self.claim), name="letting_homeclaim_for"), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Order those that wait first, the oldest of them on top."""
        waits = Case(When(state=HomeClaimState.ASKED, then=Value(0)), default=Value(1))
        along = ("person", "lease", "notice__lease__unit", "notice__person")
        rows = super().get_queryset(request).select_related(*along)
        heavy = ("lease__pdf", "lease__terms", "notice__lease__pdf", "notice__lease__terms")
        return rows.defer(*heavy).order_by(waits, "made_at", "pk")

    @display(description=gettext_lazy("bostad"))
    def home(self, row: HomeClaim) -> str:
        """Return the home."""
        return str(row.notice.lease.unit)

    @display(description=gettext_lazy("läge"), ordering="state", signed=True)
    def state_word(self, row: HomeClaim) -> tuple[str, str]:
        """Return the state's sign and word."""
        word, kind = CLAIM_STATES[HomeClaimState(row.state)]
        return kind, str(word)

    @display(description=gettext_lazy("kom in"), ordering="made_at")
    def came_in(self, row: HomeClaim) -> str:
        """Return when it came in."""
        return moment(row.made_at)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Keep the button away: the renter claims the home herself."""
        return False

    def claim(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Note that the other of two wants to stay, as told by telephone or over the counter; `pk` is the notice's."""
        must(request, Act.ACT_FOR_APPLICANT)
        notice = get_object_or_404(Notice.objects.select_related("lease__unit", "person").defer("lease__pdf"), pk=pk)
        other = Person.objects.filter(pk__in=notice.lease.renters).exclude(pk=notice.person_id).first()
        back = reverse("admin:letting_notice_change", args=[pk])
        if other is None or (other.protected and not may(request, Act.SEE_PROTECTED)):
            raise Http404
        now = clock.now()
        if code := may_claim(notice, other.pk, now):
            tell(request, Refused((code,)), "")
            return see_other(back)
        form = IdentifiedForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            outcome = claim_home(pk, other.pk, by=actor_of(request), now=now)
            if not isinstance(outcome, Refused):
                form.served(request, other.pk, "home_claim", f"letting.lease:{notice.lease_id}")
            tell(request, outcome, _("Det är noterat att personen vill bo kvar."))
            return see_other(back)
        return self.page(
            request,
            "form",
            title=_("Vill bo kvar: %(home)s") % {"home": notice.lease.unit},
            subtitle=other.full_name,
            form=form,
            button=_("Notera att personen vill bo kvar"),
            cancel=back,
            status=422 if form.errors else 200,
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell of a claim and how each requirement is met; grant it or refuse it with a reason."""
        must(request, Act.SEE_PERSONS)
        row: HomeClaim | None = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if request.method == "POST":
            must(request, Act.ACT_FOR_APPLICANT)
        form = None
        if row.state == HomeClaimState.ASKED and may(request, Act.ACT_FOR_APPLICANT):
            form = AnswerForm(request.POST if request.method == "POST" else None, can_be_said=_can_be_said())
        if form is not None and form.is_valid():
            tell(request, _decide(row, form.cleaned_data, request), _("Beslutet är sparat, och båda får veta det."))
            return see_other(reverse("admin:letting_homeclaim_change", args=[row.pk]))
        return self.page(
            request,
            "form",
            title=_("Vill bo kvar: %(home)s") % {"home": row.notice.lease.unit},
            subtitle=row.person.full_name,
            facts=_facts(row, request),
            form=form,
            button=_("Spara beslutet"),
            cancel=reverse("admin:letting_homeclaim_changelist"),
            status=422 if form is not None and form.errors else 200,
        )


def _can_be_said() -> list[tuple[str, str]]:
    return [
        ("yes", _("Godkänn: personen får ett eget avtal att skriva under")),
        ("no", _("Säg nej: uppsägningen gäller för båda")),
    ]


def _decide(row: HomeClaim, said: dict[str, Any], request: HttpRequest) -> object:
    by, now = actor_of(request), clock.now()
    if said["decision"] == "yes":
        return grant_claim(row.pk, by=by, now=now)
    return refuse_claim(row.pk, reason=said["reason"], by=by, now=now)


def _facts(row: HomeClaim, request: HttpRequest) -> list[tuple[str, str]]:
    notice, sees = row.notice, may(request, Act.SEE_PROTECTED)
    facts = [
        (_("Läge"), claim_status(row)[0]),
        (_("Kom in"), moment(row.made_at)),
        (_("Har sagt upp"), name_for(notice.person, see_protected=sees)),
        (_("Avtalet upphör"), day(notice.ends_on, year=True)),
        (_("Skäl"), row.reason),
    ]
    if row.lease is not None:
        signed = moment(row.lease.signed_at) if row.lease.signed_at else _("Nej")
        facts += [
            (_("Eget avtal från"), day(row.lease.starts_on, year=True)),
            (_("Skrivs under senast"), deadline(row.lease.sign_last_day)),
            (_("Underskrivet"), signed),
        ]
    if row.state == HomeClaimState.ASKED:
        facts += [(str(REQUIREMENTS[one.rule.kind]), _said(one)) for one in try_claim(row, clock.now())]
    return [(name, said) for name, said in facts if said]


def _said(one: Tried) -> str:
    """Say how a requirement is met by the one who wants to stay, alone."""
    answer = one.answer
    said = [f"{RESULTS[Result(answer.result)][0]}."]
    if answer.result != Result.PASS and answer.code in CODES:
        said.append(str(CODES[answer.code]))
    if one.rule.kind == "income" and answer.needed is not None and answer.found is not None:
        figures = {"needed": kronor(answer.needed), "found": kronor(answer.found)}
        said.append(_("Behövs: %(needed)s. Har: %(found)s.") % figures)
    return " ".join(said)


def _waiting(board: Board) -> QuerySet[Any] | None:
    """Return the claims that wait for staff, the oldest first."""
    if not may(board.request, Act.ACT_FOR_APPLICANT):
        return None
    rows = HomeClaim.objects.filter(state=HomeClaimState.ASKED).select_related("person", "notice__lease__unit")
    if not may(board.request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    return rows.defer("notice__lease__terms", "notice__lease__pdf").order_by("made_at", "pk")[:SHOWN]


def _shown(_board: Board, rows: list[HomeClaim]) -> Waiting:
    """Show each with the day on which the lease ends."""
    shown = [
        Row(
            str(row.notice.lease.unit),
            reverse("admin:letting_homeclaim_change", args=[row.pk]),
            _("Upphör %(day)s") % {"day": day(row.notice.ends_on, year=True)},
            *claim_status(row),
        )
        for row in rows
    ]
    more = reverse("admin:letting_homeclaim_changelist")
    return Waiting(_("Vill bo kvar"), "home", shown, urgent=True, more_url=more)


rows_of.append(Part(_waiting, _shown))
