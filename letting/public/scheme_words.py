"""Ways of letting as facts in words, written from the ruleset (sections 1 and 4 of the rules)."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.public.saying import KINDS, RuleFact, facts_of, listed, sentences
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Award, Feature, Method, Ranking, SchemeRules

FLATS: dict[Feature, Any] = {
    Feature.GROUND_FLOOR: gettext_lazy("på bottenvåningen"),
    Feature.LIFT: gettext_lazy("med hiss"),
    Feature.LAKE_VIEW: gettext_lazy("med sjöutsikt"),
    Feature.SHELTERED: gettext_lazy("i trygghetsboende"),
    Feature.SUBSIDISED: gettext_lazy("byggda med investeringsstöd"),
}


def scheme_facts(slug: str, rules: Rules) -> list[RuleFact]:
    """Return a way of letting's figures (JOUR-1 to 19, CHECK-2, SCHEME-2 to 9)."""
    scheme = rules.schemes[slug]
    found = [
        ("queue", _("Kö"), words.said(rules.queues[scheme.queue].name)),
        ("kinds", _("Hyrs ut så"), _kinds(scheme)),
        ("flats", _("Bostäder"), flats(scheme)),
        ("share", _("Andel"), share(scheme)),
        ("method", _("Så frågar vi"), _method(scheme)),
        ("round_size", _("Hur många"), _number(scheme)),
        ("ranking", _("Ordning"), _ranking(scheme)),
        ("advertising", _("Annonseringstid"), words.period(scheme.advertising) if scheme.advertising else ""),
        ("staff_set_last_day", _("Sista dag"), last_day(scheme)),
        ("viewing", _("Visning"), words.period(scheme.viewing) if scheme.viewing else _("Ingen visningsperiod")),
        ("confirm_viewing", _("Svara tidigare"), _early(scheme)),
        ("answering", _("Svarstid"), words.period(scheme.answering)),
        ("profile", _("Sökandeprofil"), _profile(scheme)),
        ("award", _("Vem som står i tur"), _award(scheme)),
        ("signing", _("Skriva under avtalet inom"), words.period(scheme.signing)),
        ("move_in_wait", _("Inflyttning"), waiting(scheme)),
        ("no_wait_areas", _("Områden som inte väntar"), not_waiting(scheme)),
        ("when_exhausted", _("Om ingen tackar ja"), exhausted(scheme)),
    ]
    return facts_of(f"schemes.{slug}", found, rules)


def _kinds(scheme: SchemeRules) -> str:
    said = listed([KINDS[kind] for kind in scheme.kinds])
    return f"{said[:1].upper()}{said[1:]}"


def flats(scheme: SchemeRules) -> str:
    """Say which flats the way is meant for; empty: any (SCHEME-6)."""
    if not scheme.flats:
        return ""
    return _("Bostäder %(flats)s") % {"flats": listed([FLATS[flat] for flat in scheme.flats], _(" eller "))}


def share(scheme: SchemeRules) -> str:
    """Say how large a share is let in this way at most; empty: no limit (SCHEME-6)."""
    if scheme.share is None:
        return ""
    return _("Högst %(share)s procent av sådana bostäder hyrs ut så") % {"share": scheme.share}


def _method(scheme: SchemeRules) -> str:
    match scheme.method:
        case Method.ROUNDS if scheme.round_size is None:
            return _("Vi väljer vilka som får erbjudande, och skriver ner varför")
        case Method.ROUNDS:
            return _(
                "Flera får erbjudande samtidigt. Blir det inget avtal med någon av dem får nästa omgång erbjudande."
            )
        case Method.FIRST_COME:
            return _("Först till kvarn: erbjudandet går direkt till den som anmäler sig först, en i taget")
        case Method.ONE_AT_A_TIME:
            return _("En i taget. Blir det nej går frågan till nästa.")
        case Method.DIRECT_OFFER:
            return _("Annonseras inte. Går direkt till dem som har stått längst i kön och vars önskemål stämmer.")


def _number(scheme: SchemeRules) -> str:
    if scheme.method in (Method.FIRST_COME, Method.ONE_AT_A_TIME):
        return ""
    if scheme.round_size is None:
        return _("Vi avgör det varje gång")
    return _("%(n)s åt gången") % {"n": scheme.round_size}


def _ranking(scheme: SchemeRules) -> str:
    match scheme.ranking:
        case Ranking.POINTS:
            return _("Flest köpoäng först")
        case Ranking.REGISTRATION:
            return _("Längst tid i kön först")
        case Ranking.INTEREST:
            return _("Tidigast intresseanmälan först. Köpoäng spelar ingen roll.")
        case Ranking.LOTTERY:
            return _("Lottning. Köpoäng spelar ingen roll.")


def last_day(scheme: SchemeRules) -> str:
    """Say that the advert may have another last day than the usual one (JOUR-3)."""
    if not scheme.staff_set_last_day or scheme.advertising is None:
        return ""
    return _("Vi kan välja en annan dag. Det är dagen i annonsen som gäller.")


def _early(scheme: SchemeRules) -> str:
    if scheme.viewing is None:
        return ""
    if not scheme.confirm_viewing:
        return _("Du kan svara redan under visningsperioden")
    return _("Tryck på ”Jag har varit på visning”. Då kan du svara direkt, och svarstiden räknas från den dagen.")


def _profile(scheme: SchemeRules) -> str:
    if scheme.profile is None:
        return ""
    text = _("Lämnas in med inkomstintyg inom %(period)s från ditt ja, annars avslutas din intresseanmälan")
    return text % {"period": words.period(scheme.profile)}


def _award(scheme: SchemeRules) -> str:
    if scheme.award is Award.STAFF_CHOICE:
        return _("Vi väljer bland dem som har tackat ja och skriver ner varför")
    if scheme.method in (Method.FIRST_COME, Method.ONE_AT_A_TIME):
        return _("Den som har tackat ja och uppfyller kraven")
    if scheme.profile is not None:
        return _("Den som har bäst plats av dem som har tackat ja och har en godkänd sökandeprofil")
    return _("Den som har bäst plats av dem som har tackat ja och uppfyller kraven")


def waiting(scheme: SchemeRules) -> str:
    """Say how long a flat that is free waits for the one who takes it; empty: not at all (SCHEME-9)."""
    if scheme.move_in_wait is None:
        return ""
    return _("Är bostaden ledig innan du kan flytta in väntar den på dig i upp till %(period)s.") % {
        "period": words.period(scheme.move_in_wait)
    }


def not_waiting(scheme: SchemeRules) -> str:
    """Name the areas where a flat does not wait; empty: none (SCHEME-9)."""
    if scheme.move_in_wait is None or not scheme.no_wait_areas:
        return ""
    text = ngettext(
        "I %(areas)s väntar bostaden inte. Kan du inte flytta in när bostaden blir ledig räknas det som ett"
        " nej, och erbjudandet går till nästa.",
        "I %(areas)s väntar bostäderna inte. Kan du inte flytta in när bostaden blir ledig räknas det som ett"
        " nej, och erbjudandet går till nästa.",
        len(scheme.no_wait_areas),
    )
    return text % {"areas": listed(scheme.no_wait_areas)}


def exhausted(scheme: SchemeRules) -> str:
    """Say what happens when nobody is left (JOUR-17, SCHEME-6)."""
    if scheme.method is Method.DIRECT_OFFER:
        return _("Nästa i kön får erbjudandet, eller så hyrs bostaden ut på ett annat sätt")
    if scheme.when_exhausted == "readvertise":
        return sentences(_("Annonsen läggs ut igen. Då får du anmäla intresse på nytt."))
    return _("Annonsen tas tillbaka")
