"""The letters about a claim for priority: what is in them, frozen when they are written."""

from typing import Any

from django.utils import translation

from queues.models import PriorityClaim, PriorityState
from queues.priority_words import CAUSES
from tenants.outbox import Letter
from tenants.rulesets import Rules
from tenants.rulesets.base import Words
from tenants.rulesets.office_rules import PriorityGround


def filed_letter(claim: PriorityClaim, ground: PriorityGround) -> Letter:
    """Return the letter that an application has arrived."""
    return _letter("priority_filed", claim, _in_both("ground", ground.name))


def decision_letter(claim: PriorityClaim, rules: Rules) -> Letter:
    """Return the letter of a decision: its cause and reason, what it gives, or how it can be complained about."""
    priority = rules.priority
    ground = priority.grounds.get(claim.ground) if priority else None
    named = ground.name if ground else Words(sv=claim.ground, en=claim.ground)
    context = _in_both("ground", named) | _cause(claim.cause) | {
        "reason": claim.reason,
        "offers": claim.offers_left,
        "gives": priority.gives if priority else "",
        "appeal": bool(priority and priority.appeal),
        "steps": bool(rules.complaints),
    }  # fmt: skip
    kind = "priority_granted" if claim.state == PriorityState.GRANTED else "priority_refused"
    return _letter(kind, claim, context)


def _letter(kind: str, claim: PriorityClaim, context: dict[str, Any]) -> Letter:
    return Letter(kind, f"{kind}:{claim.pk}", claim.person_id, context=context)


def _in_both(name: str, words: Words) -> dict[str, str]:
    return {f"{name}_sv": words.sv, f"{name}_en": words.en}


def _cause(cause: str) -> dict[str, str]:
    said = {}
    for language in ("sv", "en"):
        with translation.override(language):
            said[f"cause_{language}"] = str(CAUSES[cause])
    return said
