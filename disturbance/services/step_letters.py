"""Letters about disturbances, written from what is confirmed: to the renter, and to the board (NIGHT-11).

A worker makes each as an export, which is gone after a week, or with the case. Nothing in one tells who was disturbed.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from disturbance.core.categories import Category
from disturbance.core.repeated import LawStep
from disturbance.models import Case
from disturbance.presenting import home_word
from disturbance.services.repeated import home_of
from disturbance.words import CATEGORIES
from tenants import exporting
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Export, ExportForm
from tenants.outcome import Refused

LETTERS = {
    LawStep.DEMAND: ("night_demand", _("Uppmaning att sluta störa")),
    LawStep.BOARD: ("night_board", _("Underrättelse till socialnämnden")),
    LawStep.WARNING: ("night_warning", _("Varning med rekommenderat brev")),
}


def order_letter(case: Case, step: LawStep, *, by: Actor, now: datetime) -> Export | Refused:
    """Order the letter of a step about the home of a case; a worker makes it within a minute."""
    kind, word = LETTERS[step]
    return exporting.order_export(kind, case.subject, form=ExportForm.PDF, reason=str(word), by=by, now=now)


def _document(order: Export, now: datetime) -> tuple[bytes, int]:
    from tenants.pdf import render_pdf  # noqa: PLC0415  (a second of start-up that only the worker need pay)

    case = Case.objects.select_related("landlord").get(pk=int(order.subject.rpartition(":")[2]))
    context = letter_of(case, order.kind, now)
    content, _checksum = render_pdf("night_letter", context)
    return content, len(context["occasions"])


def letter_of(case: Case, kind: str, now: datetime) -> dict[str, Any]:
    """Return what a letter is written from: the home, its confirmed occasions, and the demand if there was one."""
    home = home_of(case)
    by_number = {row.number: row for row in home.cases}
    steps = {one.step: one.done_on for one in home.steps}
    return {
        "kind": kind, "now": now, "landlord": case.landlord, "facts": rules_today(local_day(now)).landlord,
        "home": home_word(case.street, case.flat), "renter": case.renter, "demanded_on": steps[LawStep.DEMAND],
        "occasions": [
            {"number": one.number, "at": one.at, "case": one.case,
             "category": CATEGORIES[Category(by_number[one.case].category)]}
            for one in home.occasions if one.confirmed
        ],
    }  # fmt: skip


for _kind, _word in LETTERS.values():
    exporting.declare(_kind, exporting.Kind(_word, size=lambda _row: 1, document=_document))
