"""An extra that someone asks for by telephone, by letter or at the office (LEASE-12)."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.admin.interest_for import person_url
from letting.models import Extra, ExtraState, Lease
from letting.services.extras import LIVE, ask_for_extra, offered
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences, tell
from tenants.admin.rights import Act, may, must
from tenants.admin.serving import IdentifiedForm
from tenants.models import Person
from tenants.outcome import Refused
from tenants.rulesets.extra_rules import ExtraRules
from tenants.words import kronor, said


class AskForm(IdentifiedForm):
    """What is asked for, each with its price."""

    item = forms.ChoiceField(
        label=gettext_lazy("Tillval"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj ett tillval."),
            "invalid_choice": gettext_lazy("Välj ett av tillvalen."),
        },
    )
    field_order = ("item",)

    def __init__(self, *args: Any, rules: ExtraRules, taken: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [  # type: ignore[attr-defined]  # a choice field's
            (slug, f"{said(one.name)}, {_('%(rent)s i månaden') % {'rent': kronor(one.rent)}}")
            for slug, one in rules.items.items()
            if slug not in taken
        ]


def entry_page(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Enter an extra for one who rents by a lease; the portal judges it as if she had asked herself."""
    must(request, Act.ACT_FOR_APPLICANT)
    rows, now = Lease.objects.select_related("unit", "person", "co_renter").defer("pdf"), clock.now()
    lease = get_object_or_404(rows, pk=pk)
    asks = renter_named(request, lease)
    back, rules = person_url(asks.pk), offered(lease, now)
    taken = set(Extra.objects.filter(lease=pk, state__in=LIVE).values_list("item", flat=True))
    if rules is None or not set(rules.items) - taken:
        tell(request, Refused(("nothing_to_choose",)), "")
        return see_other(back)
    form = AskForm(request.POST if request.method == "POST" else None, rules=rules, taken=taken)
    if form.is_valid():
        outcome = ask_for_extra(pk, asks.pk, form.cleaned_data["item"], by=actor_of(request), now=now)
        if not isinstance(outcome, Refused):
            form.served(request, asks.pk, "extra", outcome.subject)
            met, not_met = _("Ansökan är inskriven."), _("Ansökan är inskriven, men kraven är inte uppfyllda.")
            tell(request, outcome, not_met if outcome.state == ExtraState.REFUSED else met)
            return see_other(reverse("admin:letting_extra_change", args=[outcome.pk]))
        form.add_error(None, " ".join(sentences(outcome)))
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "form",
        title=_("Ansök om tillval till %(home)s") % {"home": lease.unit},
        subtitle=asks.full_name,
        form=form,
        button=_("Skriv in ansökan"),
        cancel=back,
        status=422 if form.errors else 200,
    )


def renter_named(request: HttpRequest, lease: Lease) -> Person:
    """Return which renter of a lease staff speak for: the one whose page it was asked from, the first if none is
    named; 404 for one who is hidden from whoever asks.
    """
    second = lease.co_renter is not None and request.GET.get("person") == str(lease.co_renter_id)
    renter: Person = lease.co_renter if second and lease.co_renter is not None else lease.person
    if renter.protected and not may(request, Act.SEE_PROTECTED):
        raise Http404
    return renter
