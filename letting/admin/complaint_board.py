"""Complaints on the start page, for the role whose turn it is to answer, and on the person's page."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.models import Complaint, ComplaintState
from letting.my.complaint_words import STATES
from letting.services.complaints import step_of
from tenants.admin import dashboard, person_page
from tenants.admin.dashboard import SHOWN, Board, Row, Waiting
from tenants.admin.person_page import Cell, Panel, Part, PersonPage
from tenants.admin.protected import name_for
from tenants.admin.rights import Act, may
from tenants.words import deadline, moment, said

LOOKED_AT = 200  # waiting complaints; which of them are for a role, their rules say


def complaints_board(board: Board) -> None:
    """Add the complaints that wait for the role of whoever asks, the oldest first: one query."""
    if not may(board.request, Act.ANSWER_COMPLAINTS):
        return
    found = Complaint.objects.filter(state=ComplaintState.WAITING).select_related("person", "ruleset")
    role = board.request.membership.role  # type: ignore[attr-defined]  # set by the middleware
    mine = [one for one in found.order_by("filed_at", "pk")[:LOOKED_AT] if step_of(one).role == role]
    board.groups.append(
        Waiting(
            _("Klagomål att besvara"),
            "mail",
            [_row(one, board) for one in mine[:SHOWN]],
            urgent=True,
            more_url=reverse("admin:letting_complaint_changelist"),
        )
    )


def _row(complaint: Complaint, board: Board) -> Row:
    last_day = complaint.answer_last_day
    late = last_day is not None and last_day < board.today
    by = _("Svar senast %(day)s") % {"day": deadline(last_day)} if last_day else ""
    return Row(
        name_for(complaint.person, see_protected=may(board.request, Act.SEE_PROTECTED)),
        reverse("admin:letting_complaint_change", args=[complaint.pk]),
        f"{said(step_of(complaint).answered_by)}, {moment(complaint.filed_at)}",
        _("Försenat svar") if late else by,
        "bad" if late else "wait",
    )


def _complaints(page: PersonPage) -> Sequence[QuerySet[Any]] | None:
    if not may(page.request, Act.ANSWER_COMPLAINTS) or not page.rules.complaints:
        return None
    return (Complaint.objects.filter(person=page.person).select_related("ruleset").order_by("-filed_at", "-pk"),)


def complaints_of(page: PersonPage, found: Sequence[Complaint]) -> Panel:
    """Show her complaints, where the landlord has instances for them, to those who answer such."""
    rows = []
    for one in found:
        word, kind = STATES[one.state]
        url = reverse("admin:letting_complaint_change", args=[one.pk])
        rows.append((Cell(moment(one.filed_at), url), Cell(said(step_of(one).answered_by)), Cell(str(word), kind=kind)))
    act = (_("Skriv in ett klagomål"), f"{reverse('admin:letting_complaint_add')}?person={page.person.pk}")
    heads = (_("Inlämnat"), _("Besvaras av"), _("Läge"))
    return Panel(_("Klagomål"), heads, rows, _("Personen har inte lämnat några klagomål."), act=act)


dashboard.parts.append(complaints_board)
person_page.parts.append(Part(_complaints, complaints_of))
