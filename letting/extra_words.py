"""Extras in words: how far an application has come, and why the portal said no (LEASE-12)."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from letting.models import Extra, ExtraState
from tenants.words import language

STATES = {
    ExtraState.ASKED: (_("Väntar på beslut"), "wait"),
    ExtraState.GRANTED: (_("Beviljat"), "good"),
    ExtraState.REFUSED: (_("Avslaget"), "bad"),
    ExtraState.WITHDRAWN: (_("Tillbakataget"), "plain"),
}
WHY = {
    "debts": _("Du har en skuld till oss."),
    "no_income_that_counts": _("Du har ingen inkomst som räknas enligt våra regler."),
    "income_too_low": _("Inkomsten räcker inte till hyran med tillägget."),
}
ELSE = _("Ett av kraven för tillval är inte uppfyllt.")


def name_of(extra: Extra) -> str:
    """Return what was chosen, in the language of the page."""
    return extra.names.get(language(), extra.name)


def why(codes: Sequence[str]) -> str:
    """Say to the renter why the portal refused, by the codes of the requirements."""
    return " ".join(dict.fromkeys(str(WHY.get(code, ELSE)) for code in codes))
