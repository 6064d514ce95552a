"""That the one who signed has shown who she is, where the landlord asks for it when signing (CHECK-18)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from letting.admin.publishing import find
from letting.services.identity import note_identity_shown
from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.admin.rights import Act, must


@require_POST
def identity_shown(request: HttpRequest, pk: int, model_admin: Any) -> HttpResponse:
    """Note that the renter has shown her identity."""
    must(request, Act.ACT_FOR_APPLICANT)
    find(pk)
    outcome = note_identity_shown(pk, by=actor_of(request), now=clock.now())
    tell(request, outcome, _("Det är noterat att legitimation har visats."))
    return see_other(reverse("admin:letting_listing_workbench", args=[pk]))
