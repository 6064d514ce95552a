"""Applications to change leases that staff enter for all, and what they note that someone says."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.interest_for import person_url
from letting.admin.lease_change_forms import EntryForm, SaidForm
from letting.change_refusals import said_of_lease
from letting.change_words import DOING
from letting.models import ChangeState, Lease, LeaseChange
from letting.models.lease_change import FELLOWS, LIVE
from letting.my.change_forms import FIELDS
from letting.my.change_words import ADDRESSES, SLUGS, before
from letting.services.change_consents import answer_as_fellow
from letting.services.change_effects import sign_change
from letting.services.change_requests import enter_change, hindrance, withdraw_change
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import SENTENCES, sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.outcome import Refused, refused
from tenants.rulesets.change_rules import ChangeKind

ON_PAPER = "På papper eller i telefon, noterat av personalen."  # not shown, kept with the row
WHAT = {
    "sign": "sign", "withdraw": "lease_change_withdrawn", "agree": "lease_change_agreed",
    "decline": "lease_change_agreed",
}  # fmt: skip
DOES: dict[str, Callable[..., LeaseChange | Refused]] = {
    "sign": sign_change,
    "withdraw": withdraw_change,
    "agree": partial(answer_as_fellow, accepted=True, wording=ON_PAPER),
    "decline": partial(answer_as_fellow, accepted=False, wording=""),
}


ABOUT_OTHER = ("yourself", "no_lease_here", "not_the_pupil", "pupil_too_young")


def kinds_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Show what can be entered about a lease: one link each."""
    must(request, Act.ACT_FOR_APPLICANT)
    lease, now = _lease(request, pk), clock.now()
    papers = [
        {
            "url": reverse("admin:letting_leasechange_enter", args=[pk, ADDRESSES[kind]]),
            "name": DOING[kind],
            "hint": "",
        }
        for kind in ChangeKind
        if not hindrance(lease, kind, now, other_id=lease.co_renter_id)
    ]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "decide",
        title=_("Ändra avtalet för %(home)s") % {"home": lease.unit},
        subtitle=lease.person.full_name,
        intro="" if papers else _("Avtalet kan inte ändras nu: det är uppsagt, har upphört eller ändras redan."),
        facts=[(_("Hyresgäst"), lease.person.full_name), (_("Bostad"), str(lease.unit))],
        papers=papers,
        cancel=person_url(lease.person_id),
    )


def enter_page(request: HttpRequest, pk: int, slug: str, model_admin: Any) -> HttpResponse:
    """Enter an application that both have signed, or that the one who stays makes after a death."""
    must(request, Act.ACT_FOR_APPLICANT)
    kind = SLUGS.get(slug)
    if kind is None:
        raise Http404
    lease, now = _lease(request, pk), clock.now()
    today = local_day(now)
    rules = rules_today(today)
    back = reverse("admin:letting_leasechange_kinds", args=[pk])
    if code := hindrance(lease, kind, now, other_id=lease.co_renter_id):
        tell(request, refused(code), "")
        return see_other(back)
    form = EntryForm(
        request.POST if request.method == "POST" else None, request=request, kind=kind,
        rules=rules.change(kind), own_rent=lease.rent, today=today,
        has_pupil=lease.resident_id is not None,
        asks_fellows=kind is ChangeKind.SWAP or (kind is ChangeKind.SUBLET and lease.co_renter_id is not None),
    )  # fmt: skip
    if form.is_valid():
        other = form.cleaned_data["other"]
        agreed = form.cleaned_data.get("all_agree", True)
        outcome = enter_change(pk, other.pk, form.wish(), all_agree=agreed, by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            served = other.pk if outcome.is_after_death else outcome.person_id
            form.served(request, served, "lease_change", outcome.subject)
            waits = outcome.state == ChangeState.ASKED
            tell(
                request,
                outcome,
                _("Ansökan är inskriven. Den är komplett när alla har sagt ja.")
                if waits
                else _("Ansökan är inskriven och komplett."),
            )
            return see_other(reverse("admin:letting_leasechange_change", args=[outcome.pk]))
        _say(form, outcome, lease)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=f"{DOING[kind]}: {lease.unit}",
        subtitle=lease.person.full_name,
        intro=" ".join(before(kind, lease, rules, today)),
        form=form,
        button=_("Skriv in ansökan"),
        cancel=back,
        status=422 if form.errors else 200,
    )


def _say(form: EntryForm, outcome: Refused, lease: Lease) -> None:
    """Say what stands in the way at its field, as staff read it or, where it is of the form itself, as renters do."""
    for code in outcome.codes:
        field = FIELDS.get(code)
        said = sentences(refused(code))[0] if code in SENTENCES else said_of_lease(code, lease.ends_on)
        form.add_error("other" if code in ABOUT_OTHER else field if field in form.fields else None, said)


def can_be_said(change: LeaseChange) -> list[tuple[str, str]]:
    """Return what each who takes part can say now, with who says it."""
    people = {role: getattr(change, role) for role in change.parts}
    said = []
    if change.state == ChangeState.ASKED:
        for role in FELLOWS:
            if role in change.awaits:
                name = {"name": people[role].full_name}
                said += [
                    (f"agree:{role}", _("%(name)s säger ja till ansökan") % name),
                    (f"decline:{role}", _("%(name)s säger nej till ansökan") % name),
                ]
    if change.state == ChangeState.GRANTED:
        said += [
            (f"sign:{who}", _("%(name)s skriver under det nya avtalet") % {"name": people[who].full_name})
            for who in change.signers
            if getattr(change, f"{who}_signed_at") is None
        ]
    bound = change.state == ChangeState.GRANTED and change.moves and change.all_signed
    if change.state in LIVE and not bound:
        said += [
            (f"withdraw:{who}", _("%(name)s tar tillbaka ansökan") % {"name": one.full_name})
            for who, one in people.items()
            if not (who == "person" and change.is_after_death)
        ]
    return said


def act_page(request: HttpRequest, change: LeaseChange, model_admin: Any) -> HttpResponse:
    """Ask what one who takes part says, and do it in her name; the log tells that staff did."""
    must(request, Act.ACT_FOR_APPLICANT)
    back, said = reverse("admin:letting_leasechange_change", args=[change.pk]), can_be_said(change)
    form = SaidForm(request.POST if request.method == "POST" else None, can_be_said=said) if said else None
    if form is not None and form.is_valid():
        deed, _colon, who = form.cleaned_data["deed"].partition(":")
        person = change.parts[who]
        outcome = DOES[deed](change.pk, person, by=actor_of(request), now=clock.now())
        if not isinstance(outcome, Refused):
            form.served(request, person, WHAT[deed], change.subject)
        tell(request, outcome, _("Svaret är sparat."))
        return see_other(back)
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Svara åt någon av dem"),
        subtitle=str(change.lease.unit),
        form=form,
        intro="" if form else _("Det finns inget att svara på just nu."),
        button=_("Spara svaret"),
        cancel=back,
        status=422 if form is not None and form.errors else 200,
    )


def _lease(request: HttpRequest, pk: int) -> Lease:
    rows = Lease.objects.select_related("unit", "person").defer("pdf")
    if not may(request, Act.SEE_PROTECTED):
        rows = rows.exclude(person__protected=True)
    return get_object_or_404(rows, pk=pk)
