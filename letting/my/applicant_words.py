"""What the applicant's profile says of itself: what is missing, and how a security stands."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.models import Security, SecurityKind, SecurityState
from queues.models import Companion, CompanionState
from tenants import words

# What a complete profile lacks, and where on the page it is filled in.
MISSING: dict[str, tuple[Any, str]] = {
    "household": (_("Hur många som ska bo i bostaden"), "id_adults"),
    "income": (_("Dina inkomster, eller att du inte har någon"), "id_kind_0"),
    "documents": (_("Intyg på dina inkomster"), "id_papers"),
    "reference": (_("Om vi kan fråga en hyresvärd"), "id_landlord_0"),
}
STATES: dict[str, tuple[Any, str]] = {
    SecurityState.OFFERED: (_("Prövas av oss"), "wait"),
    SecurityState.ACCEPTED: (_("Godtagen"), "good"),
    SecurityState.REFUSED: (_("Inte godtagen"), "bad"),
    SecurityState.ENDED: (_("Avslutad"), "plain"),
}


@dataclass(frozen=True, slots=True)
class SecurityCard:
    """One kind of security that the landlord takes: how it stands, and what one can do."""

    kind: str
    title: str
    text: str
    pk: int | None = None
    label: str = ""
    sign: str = ""
    hint: str = ""
    can_take_back: bool = False
    can_offer: bool = False
    companion: int | None = None


def security_card(kind: str, row: Security | None, guarantor: Companion | None) -> SecurityCard:
    """Return a kind of security as a card; `row` is the latest of it, `guarantor` the one who is asked or said yes."""
    if kind == SecurityKind.GUARANTOR:
        title = gettext("Borgensman")
        text = gettext("Någon med god ekonomi som betalar hyran om du inte gör det. Du bjuder in personen med e-post.")
    else:
        title = gettext("Bankgaranti")
        text = gettext("Din bank betalar hyran om du inte gör det. Visa bankens garanti här.")
    if row is not None and row.state in (SecurityState.OFFERED, SecurityState.ACCEPTED):
        offered = row.state == SecurityState.OFFERED
        return SecurityCard(kind, title, text, *_state(row), can_take_back=offered and kind != SecurityKind.GUARANTOR)
    pk, label, sign, since = (None, "", "", "") if row is None else _state(row)
    if guarantor is not None and guarantor.state == CompanionState.INVITED:
        hint = gettext("Svar senast %(day)s") % {"day": words.deadline(guarantor.answer_last_day)}
        return SecurityCard(kind, title, text, pk, gettext("Väntar på svar"), "wait", hint)
    companion = guarantor.pk if guarantor else None
    return SecurityCard(kind, title, text, pk, label, sign, since, can_offer=True, companion=companion)


def _state(row: Security) -> tuple[int, str, str, str]:
    """Return a security's id, how it stands in words with its sign, and since when."""
    word, sign = STATES[row.state]
    since = gettext("Sedan %(day)s") % {"day": words.day(row.decided_at or row.offered_at, year=True)}
    return row.pk, str(word), sign, since
