"""Tidigare inflyttning: proposed by one of two sides, answered by the other (LEASE-5)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from letting.models import EarlierMove
from letting.my.earlier_words import Choice, choices, means, state_of
from letting.my.reading import leases_of
from letting.refusals import EARLIER
from letting.services.earlier_moves import OPEN, answer_move, drop_move, handover_of, propose_move
from tenants import clock
from tenants.my.frame import UNPROCESSABLE, Visit, actor_of, my_page, see_other, told
from tenants.my.stopping import not_for_representatives
from tenants.outcome import Refused


class MoveForm(forms.Form):
    """The day that is proposed."""

    day = forms.ChoiceField(
        label=_("Vilken dag ska nästa hyresgäst flytta in?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj en dag."), "invalid_choice": _("Välj en av dagarna.")},
    )

    def __init__(self, *args: Any, offered: Sequence[Choice], leaves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not leaves:
            self.fields["day"].label = _("Vilken dag vill du flytta in?")
        found = [(one.day.isoformat(), f"{one.label[:1].upper()}{one.label[1:]}. {one.hint}") for one in offered]
        self.fields["day"].choices = found  # type: ignore[attr-defined]  # a choice field's


@require_http_methods(["GET", "HEAD", "POST"])
@my_page
def earlier(request: Visit, pk: int) -> HttpResponse:
    """Show what can be agreed on or what is proposed; a POST proposes a day, says yes or no, or takes it back."""
    lease, now, person = get_object_or_404(leases_of(request.person.pk), pk=pk), clock.now(), request.person.pk
    if request.mandate and not request.mandate.may_sign:
        return not_for_representatives(request)
    handover = handover_of(lease)
    if handover is None or person not in (*handover.old.renters, *handover.next.renters):
        return see_other("my:lease", pk)
    latest = EarlierMove.objects.filter(lease=handover.next.pk).order_by("-pk").first()
    move = latest if latest is not None and latest.state in OPEN else None
    act = request.POST.get("act", "")
    if request.method == "POST" and move is not None and act in ("yes", "no", "drop"):
        return _answer(request, pk, move, act)
    offered = choices(handover, person, now) if move is None else []
    leaves, posted = person in handover.old.renters, request.POST if request.method == "POST" else None
    form = MoveForm(posted, offered=offered, leaves=leaves) if offered else None
    if form is not None and form.is_valid():
        day = date.fromisoformat(form.cleaned_data["day"])
        outcome = propose_move(pk, person, day, by=actor_of(request), now=now)
        return _told(request, pk, outcome, gettext("Förslaget är skickat till den andra."))
    context = {
        "lease": lease, "unit": lease.unit, "form": form, "move": move, "leaves": leaves,
        "old_ends": handover.old.ends_on, "next_starts": handover.next.starts_on,
        "latest": latest,
        "state": state_of(move, person) if move else "",
        "means": means(handover, person, move.starts_on) if move else "",
        "can_answer": move is not None and move.state == "proposed" and person in handover.other_side(move.person_id),
        "can_drop": move is not None and move.state == "proposed" and move.person_id == person,
    }  # fmt: skip
    return render(request, "my/earlier.html", context, status=UNPROCESSABLE if form and form.errors else 200)


def _answer(request: Visit, pk: int, move: EarlierMove, act: str) -> HttpResponse:
    by, now, person = actor_of(request), clock.now(), request.person.pk
    if act == "drop":
        outcome = drop_move(move.pk, person, by=by, now=now)
        return _told(request, pk, outcome, gettext("Förslaget är borttaget."))
    outcome = answer_move(move.pk, person, agrees=act == "yes", by=by, now=now)
    yes, no = gettext("Ni är överens. Vi ska godkänna det innan det gäller."), gettext("Du har sagt nej.")
    return _told(request, pk, outcome, yes if act == "yes" else no)


def _told(request: Visit, pk: int, outcome: object, done: str) -> HttpResponse:
    if isinstance(outcome, Refused):
        messages.error(request, told(outcome.codes, EARLIER))
    else:
        messages.success(request, done)
    return see_other("my:earlier", pk)
