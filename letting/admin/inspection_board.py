"""What waits on the staff's start page about homes that are left: times, today's inspections, keys, objections."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.inspection_times import inspections_for, page_of
from letting.core.inspection import InspectionKind, InspectionState
from letting.core.notice import leave_by
from letting.models import Debt, Inspection
from letting.my.inspection_words import NAMES, status_of
from tenants.admin.dashboard import SHOWN, Board, Part, Row, Waiting, rows_of
from tenants.admin.rights import Act, may
from tenants.core.calendar import ONE_DAY, start_of
from tenants.words import as_moment, begun, clock_time, day, moment

SOON = 14 * ONE_DAY  # a move-out inspection that nobody has booked so near its last day


def _unbooked(board: Board) -> QuerySet[Any] | None:
    """Pre-inspections that nobody has booked, and move-out inspections whose day is near."""
    if not may(board.request, Act.ACT_FOR_APPLICANT):
        return None
    near = Q(kind=InspectionKind.PRE) | Q(last_day__lte=board.today + SOON)
    rows = inspections_for(board.request).filter(near, state=InspectionState.WANTED)
    return rows.order_by("last_day", "pk")[:SHOWN]  # type: ignore[no-any-return]  # of inspections


def _unbooked_shown(board: Board, rows: list[Inspection]) -> Waiting:
    shown = [
        Row(
            str(row.lease.unit),
            page_of(row.pk),
            _("%(kind)s senast %(day)s") % {"kind": NAMES[InspectionKind(row.kind)], "day": day(row.last_day)},
            *((_("För sent"), "bad") if row.last_day < board.today else status_of(row)),
        )
        for row in rows
    ]
    more = reverse("admin:letting_inspection_changelist") + "?state__exact=wanted"
    return Waiting(_("Besiktningar utan tid"), "calendar", shown, more_url=more)


def _todays(board: Board) -> QuerySet[Any] | None:
    """Today's inspections, for those who hold them."""
    if not may(board.request, Act.INSPECT):
        return None
    first = start_of(board.today)
    rows = inspections_for(board.request).filter(state=InspectionState.BOOKED)
    rows = rows.filter(slot__starts_at__gte=first, slot__starts_at__lt=start_of(board.today + ONE_DAY))
    return rows.order_by("slot__starts_at", "pk")[:SHOWN]  # type: ignore[no-any-return]  # of inspections


def _todays_shown(_board: Board, rows: list[Inspection]) -> Waiting:
    shown = [
        Row(
            _("kl. %(time)s, %(home)s") % {"time": _clock(row), "home": row.lease.unit},
            page_of(row.pk),
            f"{NAMES[InspectionKind(row.kind)]}, {row.slot.caretaker.name if row.slot else ''}",
            *status_of(row),
        )
        for row in rows
    ]
    more = reverse("admin:letting_inspection_today")
    return Waiting(_("Besiktningar i dag"), "list", shown, urgent=True, more_url=more)


def _clock(row: Inspection) -> str:
    at = as_moment(row.slot.starts_at) if row.slot else None
    return clock_time(at) if at else ""


def _keys(board: Board) -> QuerySet[Any] | None:
    """Homes whose last day has been, and whose keys are not in."""
    if not may(board.request, Act.INSPECT):
        return None
    rows = inspections_for(board.request).exclude(state=InspectionState.CANCELLED)
    out = Q(lease__key_receipt=None) | Q(lease__key_receipt__keys_in_at=None)
    rows = rows.filter(out, kind=InspectionKind.MOVE_OUT, lease__ends_on__lt=board.today)
    return rows.order_by("lease__ends_on", "pk")[: 2 * SHOWN]  # type: ignore[no-any-return]  # of inspections


def _keys_shown(board: Board, rows: list[Inspection]) -> Waiting:
    """Show those of which it is past twelve o'clock on the day; each home once."""
    late = {row.lease_id: row for row in rows if row.lease.ends_on and leave_by(row.lease.ends_on) < board.now}
    shown = [
        Row(
            str(row.lease.unit),
            reverse("admin:letting_inspection_keys", args=[lease]),
            begun(_("senast %(at)s") % {"at": moment(leave_by(row.lease.ends_on))}) if row.lease.ends_on else "",
            _("Inte inne"),
            "bad",
        )
        for lease, row in list(late.items())[:SHOWN]
    ]
    return Waiting(_("Nycklar som inte är inne"), "key", shown, urgent=True)


def _objections(board: Board) -> QuerySet[Any] | None:
    """Protocols that a renter does not agree with, while what they came to is not settled."""
    if not may(board.request, Act.ACT_FOR_APPLICANT):
        return None
    unpaid = Exists(Debt.objects.filter(inspection=OuterRef("pk"), settled_at=None))
    rows = inspections_for(board.request).filter(unpaid, state=InspectionState.SIGNED).exclude(objection="")
    return rows.order_by("signed_at", "pk")[:SHOWN]  # type: ignore[no-any-return]  # of inspections


def _objections_shown(_board: Board, rows: list[Inspection]) -> Waiting:
    shown = [
        Row(str(row.lease.unit), page_of(row.pk), begun(moment(row.signed_at)), _("Håller inte med"), "wait")
        for row in rows
    ]
    return Waiting(_("Invändningar mot protokoll"), "pen", shown)


rows_of += [
    Part(_todays, _todays_shown),
    Part(_keys, _keys_shown),
    Part(_unbooked, _unbooked_shown),
    Part(_objections, _objections_shown),
]
