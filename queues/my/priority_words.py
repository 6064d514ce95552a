"""What the pages about priority say: what it gives, what a ground asks, and a claim as a card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, ngettext

from queues.models import PriorityClaim, PriorityState
from queues.priority_words import CAUSES, STATES, stated
from queues.services.claims import LIVE, subject_of
from tenants import words
from tenants.models import Document
from tenants.rulesets.office_rules import PriorityGround, PriorityRules


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim, ready to be shown to the one whose it is. `why` and `reason` are empty until it is decided."""

    pk: int
    title: str
    status: tuple[str, str]
    filed_at: datetime
    facts: Sequence[tuple[str, str]]
    text: str
    why: str
    reason: str
    left: str
    documents: Sequence[Document]
    live: bool


def claim_card(claim: PriorityClaim, rules: PriorityRules, documents: Mapping[str, list[Document]]) -> ClaimCard:
    """Return a claim as a card; that staff are of two minds yet is not for her to see."""
    ground = rules.grounds.get(claim.ground)
    state = PriorityState.FILED if claim.state == PriorityState.PROPOSED else claim.state
    word, kind = STATES[state]
    decided = claim.decided_at is not None
    left = ""
    if claim.state == PriorityState.GRANTED:
        left = ngettext("Gäller för ett erbjudande.", "Gäller för %(n)s erbjudanden.", claim.offers_left)
        left %= {"n": claim.offers_left}
    return ClaimCard(
        pk=claim.pk,
        title=words.said(ground.name) if ground else claim.ground,
        status=(str(word), kind),
        filed_at=claim.filed_at,
        facts=stated(claim),
        text=claim.text,
        why=str(CAUSES.get(claim.cause, "")) if decided else "",
        reason=claim.reason if decided else "",
        left=left,
        documents=documents.get(subject_of(claim.pk), []),
        live=claim.state in LIVE,
    )


def asks(ground: PriorityGround) -> list[str]:
    """Return what a ground asks for, a sentence each."""
    said = []
    if ground.least_distance_km is not None:
        text = gettext("Du bor minst %(n)s km från arbetet, enkel resa.")
        said.append(text % {"n": words.number(ground.least_distance_km)})
    if ground.permanent_full_time:
        said.append(gettext("Tjänsten är en fast anställning på heltid."))
    if ground.resident_for is not None:
        text = gettext("Du har hyrt din bostad av oss i minst %(period)s.")
        said.append(text % {"period": words.period(ground.resident_for)})
    if ground.document:
        said.append(gettext("Du visar det med en eller flera handlingar."))
    return said


def what_it_gives(rules: PriorityRules) -> str:
    """Say what a granted claim does, and for how long."""
    said = {"n": rules.offers}
    if rules.gives == "first_place":
        text = ngettext(
            "Förturen ställer dig först i turordningen. Den är använd efter ett erbjudande, vad du än svarar.",
            "Förturen ställer dig först i turordningen. Den är använd efter %(n)s erbjudanden, vad du än svarar.",
            rules.offers,
        )
    else:
        text = ngettext(
            "Vi tar hänsyn till förturen när vi väljer vem som får en bostad. Den gäller för ett erbjudande.",
            "Vi tar hänsyn till förturen när vi väljer vem som får en bostad. Den gäller för %(n)s erbjudanden.",
            rules.offers,
        )
    return text % said
