"""The queues, with how many stand in them. They follow the ruleset and are changed there."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Min, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from queues.models import Queue
from tenants.admin.base import LandlordAdmin
from tenants.admin.columns import display
from tenants.admin.rights import Act
from tenants.words import day, number


@admin.register(Queue)
class QueueAdmin(LandlordAdmin):
    """Queues with their counts."""

    see = Act.SEE_QUEUES
    list_display = ("name", "standing", "resting", "longest")
    search_fields = ("name",)
    fields = ("name", "name_en", "slug")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Count in the same query."""
        resting = Q(registrations__deactivated_at__isnull=False)
        rows = super().get_queryset(request)
        return rows.annotate(
            here=Count("registrations", filter=~resting),
            asleep=Count("registrations", filter=resting),
            first=Min("registrations__points_from", filter=~resting),
        ).order_by("name")

    @display(description=_("står i kö"), ordering="here")
    def standing(self, queue: Any) -> str:
        """Return how many stand in the queue."""
        return number(queue.here)

    @display(description=_("vilande"), ordering="asleep")
    def resting(self, queue: Any) -> str:
        """Return how many registrations rest after a lease."""
        return number(queue.asleep)

    @display(description=_("längst sedan"), ordering="first")
    def longest(self, queue: Any) -> str:
        """Return the earliest points date."""
        return day(queue.first, year=True)
