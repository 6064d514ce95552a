"""Claims on homes under notice: one of two wants to stay, and staff decide (LEASE-6)."""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.cases import DecidedAdmin, on_board
from letting.admin.notice_forms import AnswerForm
from letting.admin.words import CODES, REQUIREMENTS, RESULTS
from letting.core.answers import Result
from letting.models import HomeClaim, HomeClaimState, Notice, Unit
from letting.my.notice_words import claim_status
from letting.services.home_claims import Tried, claim_home, grant_claim, may_claim, refuse_claim, try_claim
from tenants import clock
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
class HomeClaimAdmin(DecidedAdmin):
    """Claims, those to decide first."""

    list_display = ("person", "home", "state_word", "came_in")
    search_fields = ("person__family_name", "person__given_name", "notice__lease__unit__street")
    waits = Q(state=HomeClaimState.ASKED)
    along = ("person", "lease", "notice__lease__unit", "notice__person")
    heavy = ("lease__pdf", "lease__terms", "notice__lease__pdf", "notice__lease__terms")
    group = (gettext_lazy("Vill bo kvar"), "home")

    def get_urls(self) -> list[Any]:
        """Add the page of our own before Django's."""
        view = self.admin_site.admin_view
        return [path("for/<int:pk>/", view(self.claim), name="letting_homeclaim_for"), *super().get_urls()]

    @staticmethod
    def home_of(row: HomeClaim) -> Unit:
        """Return the home that is under notice."""
        return row.notice.lease.unit

    @staticmethod
    def state_of(row: HomeClaim) -> tuple[str, str]:
        """Return the word and the sign of how far it has come."""
        return claim_status(row)

    @staticmethod
    def hint_of(row: HomeClaim) -> str:
        """Return the day on which the lease ends."""
        return _("Upphör %(day)s") % {"day": day(row.notice.ends_on, year=True)}

    def title_of(self, row: HomeClaim) -> str:
        """Return the heading of its page."""
        return _("Vill bo kvar: %(home)s") % {"home": row.notice.lease.unit}

    def form_of(self, row: HomeClaim, posted: Any) -> AnswerForm | None:
        """Return the form of the answer to a claim that waits."""
        said = [
            ("yes", _("Godkänn: personen får ett eget avtal att skriva under")),
            ("no", _("Säg nej: uppsägningen gäller för båda")),
        ]
        return AnswerForm(posted, can_be_said=said) if row.state == HomeClaimState.ASKED else None

    def decide(self, row: HomeClaim, said: dict[str, Any], request: HttpRequest) -> object:
        """Grant a claim, or refuse it with a reason."""
        by, now = actor_of(request), clock.now()
        if said["decision"] == "yes":
            return grant_claim(row.pk, by=by, now=now)
        return refuse_claim(row.pk, reason=said["reason"], by=by, now=now)

    def facts_of(self, row: HomeClaim, request: HttpRequest) -> list[tuple[str, str]]:
        """Return a claim as names and values, and how each requirement is met while it waits."""
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
        return facts

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


on_board(HomeClaim, HomeClaimAdmin)
