"""A login with BankID that did not come about: logged by its cause, and told in words that lead on."""

import secrets
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tenants import clock
from tenants.actors import PORTAL
from tenants.core.joining import Way
from tenants.events import Fact, declare_codes, record
from tenants.refusals import Sentence, in_words

UNPROCESSABLE = 422
_LOG_IN = _("Logga in med e-post så länge, eller ring oss.")
_AGAIN = _("Ingenting har ändrats. Börja om och logga in på nytt.")

SENTENCES: dict[str, Sentence] = {
    "cancelled": Sentence(_("Du avbröt inloggningen med BankID."), _("Försök igen, eller logga in på annat sätt.")),
    "broker_away": Sentence(
        _("Inloggningen med BankID svarar inte just nu."),
        _("Vänta en stund och försök igen, eller logga in med e-post."),
    ),
    "begun_elsewhere": Sentence(
        _("Inloggningen var redan använd, för gammal eller påbörjad i en annan webbläsare."), _AGAIN
    ),
    "code_refused": Sentence(_("Svaret från BankID gällde inte längre."), _AGAIN),
    "token_refused": Sentence(_("Svaret från BankID kunde inte bekräftas, så vi släppte inte in någon."), _AGAIN),
    "level_too_low": Sentence(_("Den e-legitimation du använde räcker inte här."), _("Logga in med BankID i stället.")),
    "broker_refused": Sentence(
        _("BankID kunde inte slutföra inloggningen."), _("Försök igen, eller logga in på annat sätt.")
    ),
    "number_missing": Sentence(_("BankID lämnade inget personnummer, så vi vet inte vem du är."), _LOG_IN),
    "number_invalid": Sentence(_("Numret som BankID lämnade är inget giltigt personnummer."), _LOG_IN),
    "not_test_series": Sentence(
        _("I demoläget får du bara använda nummer ur den officiella testserien."),
        _("Välj en av personerna i demoläget."),
    ),
    Way.OTHER_LOGIN: Sentence(
        _("Ditt BankID hör till ett annat konto än det du är inloggad på."),
        _("Logga ut först, och logga sedan in med BankID."),
    ),
    Way.NUMBER_TAKEN: Sentence(
        _("Personnumret hör till en annan inloggning hos oss."),
        _("Logga ut och in med den andra adressen. Ring oss om du inte vet vilken det är."),
    ),
    Way.NUMBER_DIFFERS: Sentence(
        _("BankID visade ett annat personnummer än det som står på ditt konto."),
        _("Ingenting har ändrats. Ring oss, så reder vi ut det."),
    ),
    Way.PROTECTED: Sentence(
        _("Vi kan inte koppla BankID till dina uppgifter den här vägen."),
        _("Ring oss, så hjälper vi dig."),
    ),
}
REASONS: dict[str, Any] = {
    "cancelled": _("avbruten"),
    "broker_away": _("tjänsten svarade inte"),
    "begun_elsewhere": _("okänd eller använd begäran"),
    "code_refused": _("koden gällde inte"),
    "token_refused": _("svaret kunde inte bekräftas"),
    "level_too_low": _("för låg tillitsnivå"),
    "broker_refused": _("tjänsten sade nej"),
    "number_missing": _("personnummer saknades"),
    "number_invalid": _("personnumret var ogiltigt"),
    "not_test_series": _("numret var inte ur testserien"),
    "foreign_next": _("vidarelänk till en annan webbplats"),
    "other_login": _("hör till en annan inloggning"),
    "number_taken": _("numret hör till en annan inloggning"),
    "number_differs": _("numret stämmer inte med kontot"),
    "protected": _("skyddade personuppgifter"),
}
declare_codes(REASONS, of="bankid.refused.reason")


def note(request: HttpRequest, code: str, *, person_id: int | None = None) -> None:
    """Log why a login did not come about, under an attempt of its own; of one address only so many an hour."""
    if not ratelimit.consume(request, action="bankid_refused"):
        return
    attempt = f"tenants.bankid:{secrets.randbits(62)}"  # a chain of its own: no row to lock
    record([Fact("bankid.refused", attempt, person_id, {"reason": str(code)})], by=PORTAL, now=clock.now())


def refuse(request: HttpRequest, code: str, *, person_id: int | None = None) -> HttpResponse:
    """Log it and say it: what happened, that nothing is lost, and the ways on."""
    note(request, code, person_id=person_id)
    context = {"said": in_words([code], SENTENCES)[0], "cancelled": code == "cancelled"}
    return render(request, "account/bankid_refused.html", context, status=UNPROCESSABLE)
