"""Queues and ways of letting as facts in words, written from the ruleset. A fact knows whether it is assumed."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.queue_rules import PointsResetAt, QueueRules
from tenants.rulesets.scheme_rules import Award, Method, Ranking, SchemeRules


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A rule's name and value; `assumed` where the landlord has not published it."""

    name: str
    value: str
    assumed: bool = False


def queue_facts(slug: str, rules: Rules) -> list[RuleFact]:
    """Return what a queue asks and gives (QUEUE-2 to QUEUE-14)."""
    queue = rules.queues[slug]
    none = _("Ingen gräns")
    years = _("%(n)s år")
    found = [
        ("register_age", _("Ställa sig i kön från"), years % {"n": queue.register_age}),
        ("apply_age", _("Söka bostad från"), years % {"n": queue.apply_age}),
        ("personal_number", _("Svenskt personnummer"), _("Krävs") if queue.personal_number else _("Krävs inte")),
        ("max_ongoing_interests", _("Pågående anmälningar"), _most(queue.max_ongoing_interests) or none),
        ("activity", _("Köpoäng"), _keeping(queue)),
        ("reminder_days", _("Påminnelse innan poängen försvinner"), _reminders(queue)),
        ("points_reset_at", _("Poängen börjar om"), _reset(queue)),
        (
            "children_at_home",
            _("Hemmaboende barn"),
            "" if queue.children_at_home else _("Kan inte bo i dessa bostäder"),
        ),
        ("residents_only", _("Bara för"), _("Den som redan hyr av oss") if queue.residents_only else ""),
        ("strikes", _("Obesvarade erbjudanden"), _strikes(queue)),
    ]
    return _told(f"queues.{slug}", found, rules)


def _most(number: int | None) -> str:
    return "" if number is None else _("Högst %(n)s åt gången") % {"n": number}


def _keeping(queue: QueueRules) -> str:
    if queue.activity is None:
        return _("Ett poäng om dagen. De försvinner inte med tiden.")
    period = words.period(queue.activity.within)
    if queue.activity.act == "login":
        return _("Ett poäng om dagen. Logga in minst en gång inom %(period)s för att behålla dem.") % {"period": period}
    return _("Ett poäng om dagen. Förnya platsen inom %(period)s för att behålla dem.") % {"period": period}


def _reminders(queue: QueueRules) -> str:
    if queue.activity is None:
        return ""
    days = [str(days) for days in queue.reminder_days]
    listed = _(" och ").join([", ".join(days[:-1]), days[-1]] if len(days) > 1 else days)
    return _("%(days)s dagar före") % {"days": listed}


def _reset(queue: QueueRules) -> str:
    match queue.points_reset_at:
        case PointsResetAt.AWARD:
            return _("När du blir tilldelad en bostad")
        case PointsResetAt.SIGNING:
            return _("När du skriver under ett avtal")
        case PointsResetAt.NEVER:
            return _("Aldrig på grund av ett nytt avtal")


def _strikes(queue: QueueRules) -> str:
    if queue.strikes is None:
        return _("Ger ingen spärr")
    values = {"n": queue.strikes.count, "period": words.period(queue.strikes.blocked_for)}
    return _("%(n)s EJ SVAR ger spärr i %(period)s") % values


def scheme_facts(slug: str, rules: Rules) -> list[RuleFact]:
    """Return a way of letting's numbers (JOUR-1 to JOUR-19)."""
    scheme = rules.schemes[slug]
    found = [
        ("queue", _("Kö"), rules.queues[scheme.queue].name.in_language(words.language())),
        ("method", _("Så frågar vi"), _method(scheme)),
        ("ranking", _("Ordning"), _ranking(scheme)),
        ("advertising", _("Annonstid"), words.period(scheme.advertising) if scheme.advertising else ""),
        ("viewing", _("Visning"), words.period(scheme.viewing) if scheme.viewing else _("Ingen visningsperiod")),
        ("answering", _("Svarstid"), words.period(scheme.answering)),
        ("award", _("Vem som får bostaden"), _award(scheme)),
        ("signing", _("Skriva under avtalet inom"), words.period(scheme.signing)),
        ("when_exhausted", _("Om ingen tackar ja"), _exhausted(scheme)),
    ]
    return _told(f"schemes.{slug}", found, rules)


def _method(scheme: SchemeRules) -> str:
    match scheme.method:
        case Method.ROUNDS if scheme.round_size is None:
            return _("Flera åt gången")
        case Method.ROUNDS:
            return _("%(n)s åt gången") % {"n": scheme.round_size}
        case Method.FIRST_COME:
            return _("Först till kvarn")
        case Method.ONE_AT_A_TIME:
            return _("En åt gången")
        case Method.DIRECT_OFFER:
            return _("Direkterbjudande till en person")


def _ranking(scheme: SchemeRules) -> str:
    match scheme.ranking:
        case Ranking.POINTS:
            return _("Flest köpoäng först")
        case Ranking.REGISTRATION:
            return _("Längst tid i kön först")
        case Ranking.INTEREST:
            return _("Tidigast anmälan först")
        case Ranking.LOTTERY:
            return _("Lottning")


def _award(scheme: SchemeRules) -> str:
    if scheme.award is Award.FIRST_YES:
        return _("Den främsta som tackat ja och uppfyller kraven")
    return _("Vi väljer bland dem som tackat ja och skriver ner varför")


def _exhausted(scheme: SchemeRules) -> str:
    return _("Bostaden annonseras igen") if scheme.when_exhausted == "readvertise" else _("Annonsen tas tillbaka")


def _told(prefix: str, found: list[tuple[str, str, str]], rules: Rules) -> list[RuleFact]:
    return [RuleFact(name, value, f"{prefix}.{key}" in rules.assumed) for key, name, value in found if value]
