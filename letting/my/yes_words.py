"""What a yes means, by the way of letting: who is next in line, who decides, and what it waits for (JOUR-13, 14)."""

from datetime import date

from django.utils.translation import gettext as _

from letting.core.states import ListingState
from letting.my.standing import OfferView
from tenants import words
from tenants.rulesets.scheme_rules import Award, Method, SchemeRules

CHECKED = (ListingState.CHECKING, ListingState.AWARDED)


def asked_alone(scheme: SchemeRules) -> bool:
    """Say whether one is asked at a time (SCHEME-2, SCHEME-5)."""
    return scheme.method in (Method.FIRST_COME, Method.ONE_AT_A_TIME)


def decision(scheme: SchemeRules) -> str:
    """Say who is next in line once everybody has answered."""
    if scheme.award is Award.STAFF_CHOICE:
        return _("När alla har svarat väljer vi en av dem som tackat ja, och skriver ner varför.")
    if scheme.profile is not None:
        return _("När alla har svarat står den i tur som har bäst plats, har tackat ja och har en godkänd profil.")
    return _("När alla har svarat går bostaden till den med bäst plats som har tackat ja.")


def after_yes(scheme: SchemeRules) -> list[str]:
    """Return what happens after a yes, a sentence each."""
    said = []
    if scheme.profile is not None:
        text = _("Du lämnar in din sökandeprofil och intyg på inkomsten inom %(period)s.")
        said.append(text % {"period": words.period(scheme.profile)})
    if asked_alone(scheme):
        said.append(_("Bara du har fått frågan just nu, så säger du ja är det du som står i tur."))
        said.append(_("Vi kontrollerar att kraven är uppfyllda."))
    else:
        said.append(decision(scheme))
        said.append(_("Blir det du kontrollerar vi att kraven är uppfyllda."))
    said.append(_("Är de det får du ett hyresavtal att skriva under. Först då är du bunden."))
    return said


def waits_for(view: OfferView) -> str:
    """Say what a yes that was given waits for now."""
    scheme, state = view.scheme, ListingState(view.listing.state)
    told = _("Du får ett meddelande hur det än går.")
    if scheme.award is Award.STAFF_CHOICE:
        if state in CHECKED:
            now = _(
                "Alla har svarat. Vi väljer en av dem som har tackat ja och skriver ner varför. Blir det inget"
                " avtal med den vi väljer, så väljer vi igen."
            )
            return f"{now} {told}"
    elif state in CHECKED:
        now = _(
            "Nu kontrollerar vi någon som har bättre plats än du. Blir det inget avtal går frågan till nästa"
            " som har tackat ja."
        )
        return f"{now} {told}"
    elif view.offer.profile_filed_at is not None:
        return f"{_('Vi granskar din sökandeprofil.')} {decision(scheme)} {told}"
    all_in = _("Alla svar är inne senast %(at)s.") % {"at": words.moment(view.calendar.acted_on_at(last_answer(view)))}
    return f"{decision(scheme)} {all_in} {told}"


def last_answer(view: OfferView) -> date:
    """Return the last day on which anyone of the round can answer: her own may be earlier (JOUR-10)."""
    if view.listing.answer_last_day is not None:
        return view.listing.answer_last_day
    if view.listing.viewing_last_day is None:
        return view.answer_by
    first = view.calendar.workday_after(view.listing.viewing_last_day)
    return view.calendar.last_day_starting(first, view.scheme.answering)


def may_change(view: OfferView) -> str:
    """Say until when an answer can be changed, as it stands in a sentence of its own (JOUR-10, JOUR-21)."""
    if asked_alone(view.scheme):
        return _("Bara du har fått frågan just nu. Säger du ja kan du ändå tacka nej tills du har skrivit under.")
    return _("Du kan ändra ditt svar till och med %(day)s, så länge inte alla har svarat.") % {
        "day": words.deadline(view.answer_by)
    }
