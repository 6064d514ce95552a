"""Where a landlord's heads name whom the night service's mail goes to in the morning (NIGHT-7)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disturbance.models import Contact
from disturbance.services.contacts import end_contact, name_contact
from disturbance.services.mornings import contacts_on
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.rights import Act, must
from tenants.core.calendar import local_day
from tenants.models import Membership
from tenants.outcome import Refused

REFUSALS = {
    "already_named": gettext_lazy("Medarbetaren får redan mejlet. Inget har ändrats."),
    "not_named": gettext_lazy("Medarbetaren fick inte längre mejlet. Inget har ändrats."),
}


def contacts(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show who gets the morning's mail; a POST names one more, or ends that someone gets it."""
    must(request, Act.READ_NIGHT)
    if request.method == "POST":
        return _change(request)
    named = list(contacts_on(local_day(clock.now())).order_by("membership__name", "pk"))
    taken = {one.membership_id for one in named}
    others = Membership.objects.exclude(pk__in=taken).select_related("user").order_by("name", "pk")
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request, "night_contacts", title=_("Vilka som får mejlet på morgonen"), named=named, others=others
    )


def _change(request: HttpRequest) -> HttpResponse:
    by, now, sent = actor_of(request), clock.now(), request.POST
    ended = _number(sent.get("end"))
    outcome: object = None
    if ended:
        outcome = end_contact(get_object_or_404(Contact, pk=ended).pk, by=by, now=now)
        done = _("Medarbetaren får inte mejlet längre, och läser inga rapporter.")
    elif sent.get("member"):
        member = get_object_or_404(Membership, pk=_number(sent["member"]))
        outcome = name_contact(member.pk, by=by, now=now)
        done = _("Medarbetaren får mejlet från och med nästa morgon.")
    else:
        messages.error(request, _("Välj en medarbetare."))
        return _back()
    if isinstance(outcome, Refused):
        messages.error(request, str(REFUSALS[outcome.code]))
    else:
        messages.success(request, done)
    return _back()


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


def _back() -> HttpResponse:
    return see_other(reverse("admin:disturbance_case_contacts"))
