"""The landlord's own journey from advert to lease, written from its ruleset: always true, for every way of letting."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.public.saying import sentences
from letting.public.scheme_words import exhausted, flats, last_day, not_waiting, share, waiting
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Award, Method, Ranking, SchemeRules

ALONE = (Method.FIRST_COME, Method.ONE_AT_A_TIME)


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """A step: its name, how long it takes (for the way), and what happens in it. `state` is for `way.html`."""

    label: str
    dates: str
    text: str
    state: str = "todo"


def journey(scheme: SchemeRules, rules: Rules) -> list[JourneyStep]:
    """Return the steps of a way of letting in order, with its figures (JOUR-1 to 19, SCHEME-2 to 9)."""
    steps = [_wishes(scheme) if scheme.method is Method.DIRECT_OFFER else _advert(scheme, rules)]
    if selects(scheme):
        steps.append(_selection(scheme, rules))
    if scheme.viewing is not None:
        steps.append(_viewing(scheme, rules))
    steps.append(_answer(scheme, rules))
    if scheme.profile is not None:
        steps.append(_profile(scheme))
    if scheme.award is Award.STAFF_CHOICE:
        steps.append(_choice(rules))
    return [*steps, _check(scheme), _lease(scheme)]


def selects(scheme: SchemeRules) -> bool:
    """Say whether staff choose whom to ask, and how many (JOUR-4)."""
    return scheme.method is Method.ROUNDS and scheme.round_size is None


def _advert(scheme: SchemeRules, rules: Rules) -> JourneyStep:
    most = rules.queues[scheme.queue].max_ongoing_interests
    text = [_("Du anmäler intresse på Mina sidor medan annonsen ligger ute.")]
    if scheme.method is Method.FIRST_COME:
        text = [
            _("Den som anmäler sig först får erbjudandet direkt. Köpoäng spelar ingen roll."),
            _("Annonsen stänger när bostaden är uthyrd, även före sista dagen."),
        ]
    if most is not None:
        said = ngettext(
            "Du kan ha högst %(n)s pågående intresseanmälan åt gången.",
            "Du kan ha högst %(n)s pågående intresseanmälningar åt gången.",
            most,
        )
        text.append(said % {"n": most})
    if last_day(scheme):
        text.append(_("Sista dagen står i annonsen."))
    return JourneyStep(_("Annons"), words.period(scheme.advertising) if scheme.advertising else "", sentences(*text))


def _wishes(scheme: SchemeRules) -> JourneyStep:
    text = _(
        "Det här annonseras inte, och du kan inte anmäla intresse. Skriv dina önskemål på Mina sidor, så får du bara"
        " erbjudanden som passar. Utan önskemål passar allt."
    )
    about = [f"{one}." for one in (flats(scheme), share(scheme)) if one]
    return JourneyStep(_("Önskemål"), "", sentences(text, *about))


def _considered(rules: Rules) -> str:
    """Say what is weighed when staff choose (JOUR-5, JOUR-14)."""
    if rules.priority is not None and rules.priority.gives == "consideration":
        return _("Vi ser till hur länge du har stått i kön, till särskild hänsyn och till förtur.")
    return _("Vi ser till hur väl bostaden passar den som söker.")


def _selection(scheme: SchemeRules, rules: Rules) -> JourneyStep:
    if scheme.viewing is not None:
        who = _("Vi väljer vilka av dem som anmält sig som får komma på visning, och hur många de är.")
    else:
        who = _("Vi väljer vilka av dem som anmält sig som får erbjudande, och hur många de är.")
    return JourneyStep(_("Urval"), "", sentences(who, _considered(rules), _("Skälet skrivs ner.")))


def _order(scheme: SchemeRules) -> str:
    match scheme.ranking:
        case Ranking.POINTS:
            return _("flest köpoäng")
        case Ranking.REGISTRATION:
            return _("längst tid i kön")
        case Ranking.INTEREST:
            return _("tidigast intresseanmälan")
        case Ranking.LOTTERY:
            return _("bäst lott i dragningen")


def _who(scheme: SchemeRules, rules: Rules) -> str:
    """Say who is asked, in which order (JOUR-4 to 6, SCHEME-5, SCHEME-6, SCHEME-7)."""
    n = 1 if scheme.method in ALONE else scheme.round_size
    if scheme.method is Method.FIRST_COME or n is None:
        return ""
    said = {"n": n, "order": _order(scheme)}
    if scheme.method is Method.DIRECT_OFFER:
        return (
            ngettext(
                "Den som har %(order)s och vars önskemål stämmer får erbjudandet.",
                "De %(n)s som har %(order)s och vars önskemål stämmer får erbjudandet.",
                n,
            )
            % said
        )
    if scheme.viewing is not None:
        who = ngettext(
            "Den som har %(order)s får komma på visning.", "De %(n)s som har %(order)s får komma på visning.", n
        )
    else:
        who = ngettext(
            "Den som har %(order)s får erbjudande direkt, utan visning.",
            "De %(n)s som har %(order)s får erbjudande direkt, utan visning.",
            n,
        )
    first = rules.priority is not None and rules.priority.gives == "first_place"
    return sentences(who % said, _("Den som har förtur går före.") if first else "")


def _viewing(scheme: SchemeRules, rules: Rules) -> JourneyStep:
    if scheme.confirm_viewing:
        early = _("Efter visningen trycker du på ”Jag har varit på visning”, och då kan du svara direkt.")
    else:
        early = _("Du kan svara redan under visningsperioden.")
    return JourneyStep(
        _("Visning"), words.period(scheme.viewing) if scheme.viewing else "", sentences(_who(scheme, rules), early)
    )


def _answer(scheme: SchemeRules, rules: Rules) -> JourneyStep:
    who = "" if scheme.viewing is not None else _who(scheme, rules)
    answer = _("Du svarar ja eller nej på Mina sidor.")
    change = _("Du kan ändra dig till och med sista dagen, så länge inte alla har svarat.")
    if scheme.method in ALONE:
        text = sentences(who, answer, _("Tackar du nej går frågan till nästa."))
    else:
        text = sentences(who, answer, change, "" if scheme.award is Award.STAFF_CHOICE else _first_yes(scheme))
    return JourneyStep(_("Svar"), words.period(scheme.answering), sentences(text, _next_round(scheme)))


def _first_yes(scheme: SchemeRules) -> str:
    if scheme.profile is not None:
        return ""
    return _("Den som har bäst plats av dem som har tackat ja står i tur.")


def _next_round(scheme: SchemeRules) -> str:
    """Say that others are asked when nobody of the round takes it (JOUR-16)."""
    if scheme.method is not Method.ROUNDS:
        return ""
    if scheme.round_size is None:
        return _("Tackar ingen ja väljer vi bland de andra som har anmält sig.")
    text = ngettext(
        "Tackar den personen inte ja går frågan till nästa i ordningen.",
        "Tackar ingen av dem ja går frågan till de %(n)s som står näst på tur.",
        scheme.round_size,
    )
    return text % {"n": scheme.round_size}


def _profile(scheme: SchemeRules) -> JourneyStep:
    text = _(
        "Har du tackat ja lämnar du in din sökandeprofil och intyg på inkomsten. Kommer de inte in i tid"
        " avslutas din intresseanmälan. Den som har bäst plats och en godkänd profil står i tur."
    )
    period = words.period(scheme.profile) if scheme.profile else ""
    return JourneyStep(_("Sökandeprofil"), _("inom %(period)s från ditt ja") % {"period": period}, text)


def _choice(rules: Rules) -> JourneyStep:
    text = _("Vi väljer en av dem som tackat ja.")
    return JourneyStep(_("Val"), "", sentences(text, _considered(rules), _("Skälet skrivs ner.")))


def _check(scheme: SchemeRules) -> JourneyStep:
    if scheme.award is Award.STAFF_CHOICE:
        text = _("Vi kontrollerar att den vi valt uppfyller kraven. Om inte väljer vi igen.")
    else:
        text = _("Vi kontrollerar att den som står i tur uppfyller kraven. Om inte går frågan till nästa.")
    return JourneyStep(_("Kontroll"), "", text)


def _lease(scheme: SchemeRules) -> JourneyStep:
    text = _("Du läser avtalet och skriver under på Mina sidor. Gör du inte det i tid går det vidare till nästa.")
    nobody = _("Blir det ingen: %(what)s") % {"what": _lower(exhausted(scheme))}
    end = "" if nobody.endswith(".") else "."
    return JourneyStep(
        _("Avtal"),
        words.period(scheme.signing),
        sentences(text, waiting(scheme), not_waiting(scheme), f"{nobody}{end}"),
    )


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
