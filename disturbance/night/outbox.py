"""Where a patrol's telephone sends what it has kept: each thing taken, or refused with a sentence (NIGHT-4)."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from disturbance.night.acting import NightRequest, me
from disturbance.night.doors import PATROL, staff
from disturbance.night.phone_form import PressForm
from disturbance.night.refusals import in_sentences
from disturbance.services.phone import Sent, take
from tenants import clock
from tenants.outcome import Refused, refused

MOST = 50
BAD = 400


@staff(PATROL)
@require_POST
def outbox(request: NightRequest) -> HttpResponse:
    """Take what a telephone sends: a form with `entries` (JSON, a list), and each one's photograph by its key.

    A form, and not bare JSON: its body is read before the transaction begins, however slow the net is.
    """
    entries = _entries(request.POST.get("entries", ""))
    if entries is None:
        return JsonResponse({"why": in_sentences(refused("press_wrong"))[0]}, status=BAD)
    now = clock.now()
    read = [PressForm(one).sent(request.FILES.get(str(one.get("key"))), now) for one in entries]
    taken = iter(take([one for one in read if isinstance(one, Sent)], by=me(request), now=now))
    outcomes = [one if isinstance(one, Refused) else next(taken) for one in read]
    answers = [_answer(one.get("key"), outcome) for one, outcome in zip(entries, outcomes, strict=True)]
    return JsonResponse({"answers": answers})


def _entries(text: str) -> list[dict[str, Any]] | None:
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(entries, list) and len(entries) <= MOST and all(isinstance(one, dict) for one in entries)
    return entries if fits else None


def _answer(key: object, outcome: None | Refused) -> dict[str, Any]:
    return {"key": key, "taken": outcome is None, "why": " ".join(in_sentences(outcome)) if outcome else ""}
