"""The form of a listing: what staff decide before it is published, and what they may change after."""

from typing import Any

from django import forms
from django.forms.widgets import Script
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from letting.admin.unit_field import UnitField
from letting.core.states import OPEN
from letting.models import Listing, ViewingSlot
from tenants import clock
from tenants.admin.base import RowsInForm
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.words import said


def schemes_today() -> list[tuple[str, str]]:
    """Return the ways of letting under the rules in force, with their names."""
    rules = Ruleset.in_force(local_day(clock.now())).rules
    return [(slug, said(scheme.name)) for slug, scheme in rules.schemes.items()]


class ListingForm(forms.ModelForm):
    """A draft. Its last day follows from the rules, unless they let staff choose one (JOUR-3)."""

    unit = UnitField()

    class Media:
        js = (Script("kolapp/suggest.js", type="module"),)

    def clean(self) -> dict[str, Any]:
        """Refuse what could not be published: a wrong kind, a last day that the rules do not leave to staff."""
        data: dict[str, Any] = super().clean() or {}
        today = local_day(clock.now())
        scheme = Ruleset.in_force(today).rules.schemes.get(data.get("scheme", ""))
        unit, last_day = data.get("unit"), data.get("wanted_last_day")
        if scheme is not None and unit is not None and unit.kind not in scheme.kinds:
            self.add_error("scheme", _("Uthyrningssättet gäller inte för den här sortens objekt."))
        if last_day and scheme is not None and not scheme.staff_set_last_day:
            self.add_error(
                "wanted_last_day",
                _("För det här uthyrningssättet bestämmer reglerna den sista dagen. Lämna fältet tomt."),
            )
        if last_day and last_day < today:
            self.add_error("wanted_last_day", _("Dagen har passerat. Välj i dag eller en senare dag."))
        return data


class SlotInline(RowsInForm):
    """The times at which the landlord shows the flat (JOUR-8). A time that has been offered stays."""

    model = ViewingSlot
    fields = ("at", "place", "capacity")
    verbose_name = _("visningstid")
    verbose_name_plural = _("visningstider, om hyresvärden visar bostaden")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the table of rights."""
        return may(request, Act.SEE_LISTINGS)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask the table of rights; a listing that has ended is shown no more."""
        return may(request, Act.CHANGE_LISTINGS) and (obj is None or is_draft(obj) or obj.state in OPEN)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let times be changed in a draft only: afterwards someone may have booked."""
        return may(request, Act.CHANGE_LISTINGS) and (obj is None or is_draft(obj))

    has_delete_permission = has_change_permission


def is_draft(listing: Listing) -> bool:
    """Say whether a listing has not been published."""
    return listing.state == Listing.State.DRAFT
