"""The pile of letters: what waits to be posted to those without e-mail, printed all at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants import clock
from tenants.admin import dashboard
from tenants.admin.dashboard import Board, Row, Waiting
from tenants.admin.log import actor_of
from tenants.admin.persons import see_other
from tenants.admin.refusals import sentences
from tenants.admin.rights import Act, may, must
from tenants.letters import MOST, print_letters, to_post
from tenants.models import Message
from tenants.outbox import declared
from tenants.outcome import Refused
from tenants.words import moment


def pile(request: HttpRequest, model_admin: Any) -> HttpResponse:
    """Show the letters that wait; a POST orders one PDF of those that are chosen."""
    must(request, Act.PRINT_LETTERS)
    wrong: list[str] = []
    chosen = {int(pk) for pk in request.POST.getlist("letter") if pk.isdecimal() and len(pk) < 19}
    if request.method == "POST":
        ids = list(_visible(request).filter(pk__in=chosen).values_list("pk", flat=True))
        outcome = print_letters(ids, by=actor_of(request), now=clock.now())
        if not isinstance(outcome, Refused):
            return see_other(reverse("admin:tenants_export_change", args=[outcome.pk]))
        wrong = sentences(outcome)
    kinds = declared()
    rows = list(_visible(request)[: MOST + 1])
    letters = [
        {
            "pk": row.pk,
            "what": kinds.get(row.kind, row.kind),
            "who": row.person.full_name if row.person else "",
            "url": reverse("admin:tenants_person_change", args=[row.person_id]),
            "at": moment(row.created_at),
            "address": _address(row),
            "chosen": row.pk in chosen if chosen else bool(_address(row)),
        }
        for row in rows[:MOST]
    ]
    return model_admin.page(  # type: ignore[no-any-return]  # the base admin's page
        request,
        "letters",
        title=_("Brev att posta"),
        letters=letters,
        more=len(rows) > MOST,
        wrong=wrong,
        status=422 if wrong else 200,
    )


def _visible(request: HttpRequest) -> Any:
    rows = to_post()
    return rows if may(request, Act.SEE_PROTECTED) else rows.filter(person__protected=False)


def _address(row: Message) -> str:
    person = row.person
    if person is None or not (person.street and person.city):
        return ""
    return f"{person.street}, {person.postal_code} {person.city}"


def letters_board(board: Board) -> None:
    """Add the pile to the start page: one question."""
    if not may(board.request, Act.PRINT_LETTERS):
        return
    rows = list(_visible(board.request).values_list("created_at", flat=True)[: MOST + 1])
    if not rows:
        return
    words = ngettext("%d brev", "%d brev", len(rows)) % len(rows)
    hint = _("Det äldsta är från %(at)s") % {"at": moment(rows[0])}
    row = Row(_("Skriv ut och posta"), reverse("admin:tenants_message_letters"), hint, words, "wait")
    board.groups.append(Waiting(_("Brev till dem som saknar e-post"), "mail", [row]))


dashboard.parts.append(letters_board)
