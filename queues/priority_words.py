"""What is said of priority, to the one whom it is about and to staff: causes, states, what was stated."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from queues.core.priority import Cause
from queues.models import PriorityClaim, PriorityState
from tenants import words

CAUSES: dict[str, object] = {
    Cause.MEETS_GROUND: _("Kraven för förturen är uppfyllda."),
    Cause.AGREED: _("Vi har kommit överens om det med kommunen eller en myndighet."),
    Cause.SPECIAL: _("Det finns särskilda skäl."),
    Cause.NOT_PROVED: _("Det går inte att se av handlingarna att kraven är uppfyllda."),
    Cause.NOT_MET: _("Kraven för förturen är inte uppfyllda."),
    Cause.NOT_COVERED: _("Skälet ger inte förtur hos oss."),
    Cause.SOLVED: _("Behovet har lösts på ett annat sätt."),
    Cause.UNTRUE: _("Uppgifterna stämmer inte."),
}

# The word and the sign of each state, for her and for staff.
STATES: dict[str, tuple[object, str]] = {
    PriorityState.FILED: (_("Väntar på beslut"), "wait"),
    PriorityState.PROPOSED: (_("Väntar på en andra person"), "wait"),
    PriorityState.GRANTED: (_("Beviljad"), "good"),
    PriorityState.REFUSED: (_("Avslagen"), "bad"),
    PriorityState.USED: (_("Använd"), "done"),
    PriorityState.WITHDRAWN: (_("Återkallad"), "plain"),
}


def stated(claim: PriorityClaim) -> list[tuple[str, str]]:
    """Return what was stated, as names and values."""
    facts = []
    if (distance := claim.statement.get("distance_km")) is not None:
        facts.append((gettext("Avstånd, enkel resa"), gettext("%(n)s km") % {"n": words.number(distance)}))
    if "permanent_full_time" in claim.statement:
        yes = claim.statement["permanent_full_time"]
        facts.append((gettext("Fast anställning på heltid"), gettext("ja") if yes else gettext("nej")))
    return facts
