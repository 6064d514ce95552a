"""Notices in the staff's admin: received ones confirmed, undone ones consented to, and given for a renter or an estate
(LEASE-2 to 4).
"""

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.cases import DecidedAdmin, on_board
from letting.admin.extra_entry import renter_named
from letting.admin.interest_for import person_url
from letting.admin.notice_forms import DecisionForm, GiveForm
from letting.core.notice import leave_by
from letting.models import HomeClaim, Lease, Notice, NoticeState
from letting.my.notice_words import OF_RENTER, claim_status, long
from letting.services.change_sublets import shortened_by_end
from letting.services.home_claims import may_claim
from letting.services.notice import (
    confirm_notice,
    give_notice,
    let_withdraw,
    refuse_withdrawal,
    runs,
)
from letting.services.notice_papers import subject_of
from tenants import clock
from tenants.admin.columns import display
from tenants.admin.documents import document_links
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.outcome import Refused
from tenants.rulesets.tenancy_rules import NoticeReason
from tenants.words import day, moment

STATES = {
    NoticeState.GIVEN: (gettext_lazy("Att bekräfta"), "wait"),
    NoticeState.CONFIRMED: (gettext_lazy("Bekräftad"), "good"),
    NoticeState.WITHDRAWN: (gettext_lazy("Återtagen"), "plain"),
}
ASKS_BACK = (gettext_lazy("Vill ta tillbaka"), "wait")


@admin.register(Notice)
class NoticeAdmin(DecidedAdmin):
    """Notices, those that wait for staff first."""

    list_display = ("lease", "person", "state_word", "reason_word", "came_in", "ends")
    search_fields = ("person__family_name", "person__given_name", "lease__unit__street", "lease__unit__number")
    waits = Q(state=NoticeState.GIVEN)
    came = "given_at"
    along = ("person", "lease__unit", "lease__person")
    group = (gettext_lazy("Uppsägningar"), "logout")

    def get_urls(self) -> list[Any]:
        """Add the page of our own before Django's."""
        view = self.admin_site.admin_view
        return [path("for/<int:pk>/", view(self.give), name="letting_notice_give"), *super().get_urls()]

    @display(description=gettext_lazy("anledning"), ordering="reason")
    def reason_word(self, row: Notice) -> str:
        """Return why notice was given."""
        return str(OF_RENTER[NoticeReason(row.reason)])

    @display(description=gettext_lazy("kom in"), ordering="given_at")
    def came_in(self, row: Notice) -> str:
        """Return when it came in."""
        return moment(row.given_at)

    @display(description=gettext_lazy("avtalet upphör"), ordering="ends_on")
    def ends(self, row: Notice) -> str:
        """Return the lease's last day."""
        return day(row.ends_on, year=True)

    @staticmethod
    def state_of(row: Notice) -> tuple[str, str]:
        """Return the word and the sign of how far it has come; that she wants it undone comes first."""
        word, kind = ASKS_BACK if _asks_back(row) else STATES[NoticeState(row.state)]
        return str(word), kind

    @staticmethod
    def hint_of(row: Notice) -> str:
        """Return the day on which the lease ends."""
        return _("Upphör %(day)s") % {"day": day(row.ends_on, year=True)}

    @staticmethod
    def on_board() -> Q:
        """Return the notices that wait for staff: to be confirmed, or to be undone."""
        return Q(state=NoticeState.GIVEN) | Q(withdrawal_asked_at__isnull=False, state=NoticeState.CONFIRMED)

    def title_of(self, row: Notice) -> str:
        """Return the heading of its page."""
        return _("Uppsägning av %(home)s") % {"home": row.lease.unit}

    def form_of(self, row: Notice, posted: Any) -> DecisionForm | None:
        """Return the form of what can be said to it now."""
        can_be_said = _can_be_said(row)
        return DecisionForm(posted, can_be_said=can_be_said) if can_be_said else None

    def decide(self, row: Notice, said: dict[str, Any], request: HttpRequest) -> Notice | Refused:
        """Confirm it, or answer the question whether it may be undone."""
        by, now = actor_of(request), clock.now()
        match said["decision"]:
            case "undo":
                return let_withdraw(row.pk, by=by, now=now)
            case "stand":
                return refuse_withdrawal(row.pk, by=by, now=now)
            case _:
                return confirm_notice(row.pk, accepts_reason=said["decision"] == "accept", by=by, now=now)

    def done(self, row: Notice, said: dict[str, Any]) -> str:
        """Return what is told; that a sublet stays shortened, where a notice is undone (LEASE-7)."""
        if said["decision"] == "undo" and shortened_by_end(row.lease_id):
            return _("Beslutet är sparat. Andrahandsuthyrningen är fortfarande kortad: hyresgästen kan ansöka på nytt.")
        return _("Beslutet är sparat.")

    def beside(self, row: Notice, request: HttpRequest) -> dict[str, Any]:
        """Return its papers, and what else can be done from here."""
        papers = document_links(subject_of(row.pk)) if may(request, Act.READ_DOCUMENTS) else []
        return super().beside(row, request) | {"documents": papers, "ways": _ways_on(row, request)}

    def facts_of(self, row: Notice, request: HttpRequest) -> list[tuple[str, str]]:
        """Return a notice as names and values."""
        return [
            (_("Läge"), self.state_of(row)[0]),
            (_("Kom in"), moment(row.given_at)),
            (_("Anledning"), str(OF_RENTER[NoticeReason(row.reason)])),
            (_("Dödsdag"), day(row.died_on, year=True)),
            (_("Företräder dödsboet"), row.contact),
            (_("Uppsägningstid"), long(row.months)),
            (_("Avtalet upphör"), day(row.ends_on, year=True)),
            (_("Nycklarna lämnade senast"), moment(leave_by(row.ends_on))),
            *_of_two(row),
            *_of_sublets(row),
            (_("Visar bostaden"), _("Ja") if row.shows_home else _("Nej")),
            (_("Nästa annons"), str(row.listing) if row.listing else ""),
        ]

    def give(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give notice of a lease for its renter, or for the estate of one who has died."""
        must(request, Act.ACT_FOR_APPLICANT)
        rows = Lease.objects.select_related("unit", "person", "co_renter").defer("pdf")
        lease, now = get_object_or_404(rows, pk=pk), clock.now()
        giver = renter_named(request, lease)
        back = person_url(giver.pk)
        if not runs(lease, local_day(now)) or lease.notice_on is not None:
            tell(request, Refused(("already_given",)), "")
            return see_other(back)
        form = GiveForm(request.POST if request.method == "POST" else None, lease=lease)
        if form.is_valid():
            given = form.cleaned_data
            outcome = give_notice(
                pk, giver.pk, reason=NoticeReason(given["reason"]), died_on=given["died_on"],
                contact=given["contact"], by_both=given.get("by_both", False), by=actor_of(request), now=now,
            )  # fmt: skip
            if not isinstance(outcome, Refused):
                form.served(request, giver.pk, "notice", f"letting.lease:{pk}")
                tell(request, outcome, _("Uppsägningen är mottagen."))
                return see_other(reverse("admin:letting_notice_change", args=[outcome.pk]))
            form.add_error(None, " ".join(sentences(outcome)))
        return self.page(
            request,
            "form",
            title=_("Säg upp %(home)s åt hyresgästen") % {"home": lease.unit},
            subtitle=giver.full_name,
            form=form,
            button=_("Ta emot uppsägningen"),
            danger=True,
            cancel=back,
            status=422 if form.errors else 200,
        )


def _asks_back(row: Notice) -> bool:
    return row.withdrawal_asked_at is not None and row.state != NoticeState.WITHDRAWN


def _can_be_said(row: Notice) -> list[tuple[str, str]]:
    """Return what can be said to a notice now, and what each comes to."""
    said: list[tuple[str, str]] = []
    if _asks_back(row):
        said += [
            ("undo", _("Låt hyresgästen bo kvar: uppsägningen tas tillbaka")),
            ("stand", _("Uppsägningen gäller, och hyresgästen får veta det")),
        ]
    elif row.state == NoticeState.GIVEN and row.asked_ends_on is not None:
        days = {"early": day(row.asked_ends_on, year=True), "late": day(row.ends_on, year=True)}
        said += [
            ("accept", _("Bekräfta och godta anledningen: avtalet upphör %(early)s") % days),
            ("confirm", _("Bekräfta med ordinarie uppsägningstid: avtalet upphör %(late)s") % days),
        ]
    elif row.state == NoticeState.GIVEN:
        said.append(("confirm", _("Bekräfta: avtalet upphör %(day)s") % {"day": day(row.ends_on, year=True)}))
    return said


def _ways_on(row: Notice, request: HttpRequest) -> list[tuple[str, str]]:
    """Return what else can be done from here: note that the other of two wants to stay (LEASE-6)."""
    others = [pk for pk in row.lease.renters if pk != row.person_id]
    if not others or not may(request, Act.ACT_FOR_APPLICANT) or may_claim(row, others[0], clock.now()):
        return []
    return [(_("Notera att den andra vill bo kvar"), reverse("admin:letting_homeclaim_for", args=[row.pk]))]


def _of_two(row: Notice) -> list[tuple[str, str]]:
    """Say who else rents the home, and whether she leaves too or wants to stay (LEASE-6)."""
    if row.lease.co_renter_id is None:
        return []
    claim = HomeClaim.objects.filter(notice=row).first()
    stays = _("Nej, båda säger upp") if row.by_both else _("Har inte hört av sig")
    return [(_("Den andra hyresgästen vill bo kvar"), claim_status(claim)[0] if claim else stays)]


def _of_sublets(row: Notice) -> list[tuple[str, str]]:
    """Tell of sublets that end earlier with the lease, and that they stay so if the notice is undone (LEASE-7)."""
    text = _("Kortad till %(now)s, var till %(before)s. Tas uppsägningen tillbaka förlängs den inte av sig själv.")
    return [
        (
            _("Andrahandsuthyrning"),
            text % {"now": day(one.until_on, year=True), "before": day(one.until_before, year=True)},
        )
        for one in shortened_by_end(row.lease_id)
    ]


on_board(Notice, NoticeAdmin)
