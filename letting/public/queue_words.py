"""Queues as facts in words, written from the ruleset (section 2 of the rules)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.public.saying import RuleFact, facts_of, listed, sentences
from queues.core.blocks import misconduct_block
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.queue_rules import PointsResetAt, QueueRules

TAKEN_BY: dict[str, Any] = {
    "notice": gettext_lazy("när du säger upp din bostad"),
    "swap": gettext_lazy("efter ett direktbyte"),
    "added": gettext_lazy("när du skrivs in på någons avtal"),
    "separation": gettext_lazy("när du tar över ett avtal efter en separation"),
    "death": gettext_lazy("när du tar över ett avtal efter ett dödsfall"),
}
CONSENTS: dict[str, Any] = {
    "personal_data": gettext_lazy("sparar dina personuppgifter"),
    "credit_check": gettext_lazy("tar en kreditupplysning på dig när du står i tur"),
}


def queue_facts(slug: str, rules: Rules, areas: Mapping[str, str]) -> list[RuleFact]:
    """Return what a queue asks and gives (QUEUE-1 to QUEUE-21); `areas` has the areas' names by their keys."""
    queue = rules.queues[slug]
    if queue.elsewhere is not None:
        return [RuleFact(_("Egna regler"), _("Läs om kön och ställ dig i den på köns sida."), href=queue.elsewhere)]
    found = [*_getting_in(queue, rules, areas), *_points(queue), *_blocks(queue, rules), *_company(queue)]
    return facts_of(f"queues.{slug}", found, rules)


def _getting_in(queue: QueueRules, rules: Rules, areas: Mapping[str, str]) -> list[tuple[str, str, str]]:
    years = _("Från den dag du fyller %(n)s år")
    return [
        ("area", _("Så kommer du med"), how_to_join(queue, areas)),
        ("register_age", _("Ställa sig i kön"), years % {"n": queue.register_age}),
        ("apply_age", _("Anmäla intresse"), years % {"n": queue.apply_age}),
        ("personal_number", _("Svenskt personnummer"), _personal_number(queue, rules)),
        ("residents_only", _("Bara för"), _residents(queue, rules)),
        ("children_at_home", _("Hemmaboende barn"), "" if queue.children_at_home else _("Inga barn kan bo här")),
        ("consents", _("Samtycken"), _consents(queue)),
        ("max_ongoing_interests", _("Pågående intresseanmälningar"), _most(queue.max_ongoing_interests)),
    ]


def how_to_join(queue: QueueRules, areas: Mapping[str, str]) -> str:
    """Say how one joins a queue that belongs to an area; empty for all others (QUEUE-15)."""
    if queue.area is None:
        return ""
    area = areas.get(queue.area, queue.area.capitalize())
    return _(
        "Välj området %(area)s bland dina önskemål på Mina sidor. Från den dagen står du i kön. Tiden räknas bara i"
        " den här kön, och du kan välja andra områden också."
    ) % {"area": area}


def _personal_number(queue: QueueRules, rules: Rules) -> str:
    if not queue.personal_number:
        return _("Krävs inte")
    excepted = _("Vi kan göra undantag.") if "personal_number" in rules.exceptions else ""
    return sentences(_("Krävs för att stå i kön."), excepted)


def _residents(queue: QueueRules, rules: Rules) -> str:
    if not queue.residents_only:
        return ""
    only = _("Den som redan hyr av oss.")
    if "residents_only" not in rules.exceptions:
        return only
    if queue.excepted_lease is None:
        return sentences(only, _("Vi kan göra undantag. Avtalet gäller då tills vidare."))
    period = words.period(queue.excepted_lease)
    return sentences(only, _("Vi kan göra undantag. Avtalet gäller då bara i %(period)s.") % {"period": period})


def _consents(queue: QueueRules) -> str:
    if not queue.consents:
        return ""
    kinds = listed([CONSENTS[kind] for kind in queue.consents])
    return _("När du ställer dig i kön samtycker du till att vi %(kinds)s. Ordalydelsen och tiden sparas.") % {
        "kinds": kinds
    }


def _most(number: int | None) -> str:
    return _("Ingen gräns") if number is None else _("Högst %(n)s åt gången i den här kön") % {"n": number}


def _points(queue: QueueRules) -> list[tuple[str, str, str]]:
    return [
        ("activity", _("Köpoäng"), _keeping(queue)),
        ("reminder_days", _("Påminnelse"), _reminders(queue)),
        ("points_reset_at", _("Poängen börjar om"), _reset(queue)),
        ("points_reset_by", _("Poängen börjar också om"), _taken(queue)),
        ("points_hidden_until_reactivated", _("Dolda poäng"), _hidden(queue)),
    ]


def _keeping(queue: QueueRules) -> str:
    daily = _("En poäng om dagen.")
    if queue.activity is None:
        return sentences(daily, _("De försvinner inte med tiden."))
    said = {"period": words.period(queue.activity.within)}
    if queue.activity.act == "login":
        text = _(
            "Logga in minst en gång inom %(period)s för att behålla dem. En inloggning räcker för alla dina köer hos"
            " oss."
        )
    else:
        text = _("Förnya din plats inom %(period)s för att behålla dem. Att bara logga in räcker inte.")
    return sentences(daily, text % said)


def _reminders(queue: QueueRules) -> str:
    if queue.activity is None or not queue.reminder_days:
        return ""
    last = queue.reminder_days[-1]
    text = ngettext("%(days)s dag innan poängen försvinner", "%(days)s dagar innan poängen försvinner", last)
    return text % {"days": listed(queue.reminder_days)}


def _reset(queue: QueueRules) -> str:
    rests = _("Platsen vilar då tills du återaktiverar den på Mina sidor.") if queue.reset_deactivates else ""
    match queue.points_reset_at:
        case PointsResetAt.AWARD:
            when = _("När vi skriver ut ett hyresavtal till dig. Sedan samlar du nya poäng varje dag som boende.")
        case PointsResetAt.SIGNING:
            when = _("När du skriver under ett hyresavtal. Sedan samlar du nya poäng varje dag som boende.")
        case PointsResetAt.NEVER:
            return _("Inte av ett nytt hyresavtal")
    return sentences(when, rests)


def _taken(queue: QueueRules) -> str:
    if not queue.points_reset_by:
        return ""
    causes = listed([TAKEN_BY[cause] for cause in queue.points_reset_by])
    kept = "" if "death" in queue.points_reset_by else _("Du behåller dem om du tar över ett avtal efter ett dödsfall.")
    return sentences(f"{causes[:1].upper()}{causes[1:]}.", kept)


def _hidden(queue: QueueRules) -> str:
    if not queue.points_hidden_until_reactivated:
        return ""
    return _(
        "Efter ett nytt avtal är poängen dolda tills du återaktiverar platsen: du sparar dina kontaktuppgifter igen."
    )


def _blocks(queue: QueueRules, rules: Rules) -> list[tuple[str, str, str]]:
    credit, misconduct = queue.credit_block, misconduct_block(dict(rules.queues))
    return [
        ("strikes", _("Obesvarade erbjudanden"), _strikes(queue)),
        (
            "credit_block",
            _("Kreditkontroll som inte blir godkänd"),
            _("Din intresseanmälan avslutas, och du kan inte anmäla intresse igen på %(period)s.")
            % {"period": words.period(credit)}
            if credit
            else "",
        ),
        (
            "misconduct_block",
            _("Misskött boende"),
            _("Du kan inte anmäla intresse på %(period)s.") % {"period": words.period(misconduct)}
            if misconduct
            else "",
        ),
    ]


def _strikes(queue: QueueRules) -> str:
    if queue.strikes is None:
        return _("Ger ingen spärr. Ett nej kostar aldrig något.")
    values = {"n": queue.strikes.count, "period": words.period(queue.strikes.blocked_for)}
    return (
        _(
            "Lämnar du %(n)s erbjudanden utan svar (EJ SVAR), även med tid emellan, kan du inte anmäla intresse"
            " på %(period)s. Det du redan har anmält fortsätter. Ett nej räknas aldrig."
        )
        % values
    )


def _company(queue: QueueRules) -> list[tuple[str, str, str]]:
    together = _(
        "Maka, make, registrerad partner eller sambo blir medsökande innan du anmäler intresse. Då läggs era inkomster"
        " ihop."
    )
    return [
        ("co_applicants", _("Söka tillsammans"), together if queue.co_applicants else ""),
        ("parent_signs", _("Förälder som skriver under"), _parent(queue)),
    ]


def _parent(queue: QueueRules) -> str:
    match queue.parent_signs:
        case "never":
            return ""
        case "adult_child":
            return _("En förälder kan skriva under för sitt vuxna barn. Vi kontrollerar er båda.")
        case "pupil":
            pupil = _(
                "För en elev på gymnasiet i kommunen, från %(n)s år, kan en förälder eller båda vårdnadshavarna stå för"
                " avtalet. Då är det förälderns ekonomi som räknas."
            ) % {"n": queue.register_age}
            return sentences(pupil, _takes_over(queue))


def _takes_over(queue: QueueRules) -> str:
    if queue.pupil_takes_over is None:
        return ""
    said = {"age": queue.pupil_takes_over.age, "period": words.period(queue.pupil_takes_over.lived_there)}
    return _("Eleven kan ta över avtalet från %(age)s år, efter att ha bott där i %(period)s.") % said
