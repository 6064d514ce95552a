"""On a contact's start page: the last nights that she has not opened (NIGHT-7)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from disturbance.admin.reading import told_cases
from disturbance.models import Case, NightReading
from disturbance.presenting import night_word
from tenants.admin import dashboard
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting


def _unread(board: Board) -> QuerySet[Case] | None:
    membership = getattr(board.request, "membership", None)
    if not membership or not membership.is_night_contact:
        return None
    opened = NightReading.objects.filter(night=OuterRef("night"), contact__membership=membership.pk)
    rows = told_cases().filter(~Exists(opened))
    return rows.order_by("-night").distinct("night")[:SHOWN]


def _waiting(board: Board, rows: list[Case]) -> Waiting:
    shown = [
        Row(
            _("Natten %(night)s") % {"night": night_word(one.night)},
            reverse("admin:disturbance_case_night", args=[one.night.isoformat()]),
            "",
            _("Oläst"),
            "wait",
        )
        for one in rows
    ]  # fmt: skip
    return Waiting(
        _("Rapporter om störningar"), "document", shown, more_url=reverse("admin:disturbance_case_changelist")
    )


dashboard.rows_of.append(Part(_unread, _waiting))
