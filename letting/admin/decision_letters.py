"""A decision as a letter to post: the messages that told of it, printed as one PDF."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tenants import clock
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import tell
from tenants.letters import print_letters
from tenants.models import Message
from tenants.outcome import Refused, refused


def order_letter(request: HttpRequest, found: QuerySet[Message], *, back: str) -> HttpResponse:
    """Order messages as letters to those of their receivers who have a postal address; go to the PDF, or back."""
    ids = list(found.exclude(person__street="").values_list("pk", flat=True))
    outcome = print_letters(ids, by=actor_of(request), now=clock.now()) if ids else refused("no_address")
    if isinstance(outcome, Refused):
        tell(request, outcome, "")
        return see_other(back)
    return see_other(reverse("admin:tenants_export_change", args=[outcome.pk]))
