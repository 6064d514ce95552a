"""The landlord's own journey from advert to lease, written from its ruleset: always true."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.scheme_rules import Award, Method, Ranking, SchemeRules


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """A step: its name, how long it takes (for the way), and what happens in it. `state` is for `way.html`."""

    label: str
    dates: str
    text: str
    state: str = "todo"


def journey(scheme: SchemeRules, rules: Rules) -> list[JourneyStep]:
    """Return the steps of a way of letting in order, with its numbers (JOUR-1 to JOUR-19)."""
    steps = [_advert(scheme, rules)]
    if scheme.viewing is not None:
        steps.append(_viewing(scheme))
    steps += [_answer(scheme), _check(scheme), _lease(scheme)]
    return steps


def _advert(scheme: SchemeRules, rules: Rules) -> JourneyStep:
    queue = rules.queues[scheme.queue]
    name = queue.name.in_language(words.language())
    text = [_("Bostaden ligger ute i annonsen. Du som står i %(queue)s anmäler intresse.") % {"queue": name}]
    if queue.max_ongoing_interests is not None:
        n = queue.max_ongoing_interests
        text.append(
            ngettext(
                "Du kan ha %(n)s pågående anmälan åt gången.", "Du kan ha %(n)s pågående anmälningar åt gången.", n
            )
            % {"n": n}
        )
    if scheme.method is Method.FIRST_COME:
        text.append(_("Den som anmäler sig först får frågan först."))
    return JourneyStep(_("Annons"), words.period(scheme.advertising) if scheme.advertising else "", " ".join(text))


def _order(scheme: SchemeRules) -> str:
    match scheme.ranking:
        case Ranking.POINTS:
            return _("flest köpoäng")
        case Ranking.REGISTRATION:
            return _("längst tid i kön")
        case Ranking.INTEREST:
            return _("tidigast anmälan")
        case Ranking.LOTTERY:
            return _("bäst lott i dragningen")


def _viewing(scheme: SchemeRules) -> JourneyStep:
    if scheme.round_size is None:
        who = _("Vi bjuder in några av dem som har anmält sig till visning.")
    else:
        who = ngettext(
            "Den som har %(order)s får komma på visning.",
            "De %(n)s som har %(order)s får komma på visning.",
            scheme.round_size,
        ) % {"n": scheme.round_size, "order": _order(scheme)}
    press = _("Efter visningen trycker du på ”Jag har varit på visning”, och då kan du svara direkt.")
    text = f"{who} {press}" if scheme.confirm_viewing else who
    return JourneyStep(_("Visning"), words.period(scheme.viewing) if scheme.viewing else "", text)


def _answer(scheme: SchemeRules) -> JourneyStep:
    text = _(
        "Du tackar ja eller nej på Mina sidor och kan ändra dig till och med sista dagen, "
        "så länge inte alla har svarat."
    )
    if scheme.method is Method.FIRST_COME:
        text = _("Du tackar ja eller nej på Mina sidor. Tackar du nej går frågan till nästa.")
    elif scheme.award is Award.FIRST_YES:
        text += " " + _("Den som står främst av dem som tackat ja står i tur.")
    else:
        text += " " + _("Vi väljer en av dem som tackat ja och skriver ner varför.")
    return JourneyStep(_("Svar"), words.period(scheme.answering), text)


def _check(scheme: SchemeRules) -> JourneyStep:
    text = _("Vi kontrollerar att den som står i tur uppfyller kraven. Om inte går frågan till nästa.")
    dates = _("lämna uppgifter inom %(period)s") % {"period": words.period(scheme.profile)} if scheme.profile else ""
    return JourneyStep(_("Kontroll"), dates, text)


def _lease(scheme: SchemeRules) -> JourneyStep:
    text = _("Är allt i ordning är bostaden din när du har skrivit under avtalet.")
    return JourneyStep(_("Avtal"), words.period(scheme.signing), text)
