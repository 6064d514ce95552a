"""The keys of a ruleset in Swedish, for reading. A key without words here is shown as it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.core.calendar import Period
from tenants.rulesets import Rules
from tenants.rulesets.base import Words

SECTIONS = {
    "landlord": _("Hyresvärden"),
    "brand": _("Utseende"),
    "calendar": _("Kalender"),
    "queues": _("Köer"),
    "schemes": _("Uthyrningssätt"),
    "requirements": _("Grundkrav"),
    "checks": _("Kontroller"),
    "normal_amounts": _("Normalbelopp"),
    "reserved_amounts": _("Förbehållsbelopp"),
    "priority": _("Förtur"),
    "complaints": _("Klagomål"),
    "messages": _("Tillägg i meddelanden"),
}
KEYS = {
    "area": _("Område"),
    "elsewhere": _("Sköts på"),
    "move_in_wait": _("Väntan på inflyttning, högst"),
    "reused_for": _("Rapport används igen inom"),
    "not_before": _("Tidigast efter"),
    "up_to_area": _("Högst m²"),
    "rooms": _("Rum"),
    "persons": _("Personer"),
    "name": _("Namn"),
    "town": _("Ort"),
    "phone": _("Telefon"),
    "email": _("E-post"),
    "address": _("Adress"),
    "website": _("Webbplats"),
    "slug": _("Kortnamn"),
    "colour": _("Färg"),
    "dark_colour": _("Färg i mörkt läge"),
    "closed_days": _("Egna stängda dagar"),
    "eves_are_workdays": _("Aftnar är arbetsdagar"),
    "letting_hour": _("Klockslag för varje steg"),
    "register_age": _("Ålder för att ställa sig i kö"),
    "apply_age": _("Ålder för att anmäla intresse"),
    "personal_number": _("Personnummer krävs"),
    "children_at_home": _("Hemmaboende barn går bra"),
    "residents_only": _("Bara hyresgäster"),
    "max_ongoing_interests": _("Pågående intresseanmälningar, högst"),
    "act": _("Vad som behåller poängen"),
    "within": _("Inom"),
    "reminder_days": _("Påminnelser, dagar före"),
    "points_reset_at": _("Poängen nollställs vid"),
    "reset_deactivates": _("Köplatsen blir vilande efter avtal"),
    "points_reset_by": _("Poängen nollställs också av"),
    "co_applicants": _("Medsökande"),
    "parent_signs": _("Förälder kan skriva under"),
    "consents": _("Samtycken"),
    "points_hidden_until_reactivated": _("Poängen döljs till återaktivering"),
    "credit_block": _("Spärr efter kreditkontroll"),
    "misconduct_block": _("Spärr efter misskötsel"),
    "count": _("Antal"),
    "blocked_for": _("Spärrtid"),
    "queue": _("Kö"),
    "kinds": _("Gäller för"),
    "method": _("Så går erbjudanden ut"),
    "ranking": _("Ordning"),
    "advertising": _("Annonseringstid"),
    "staff_set_last_day": _("Personalen får välja sista dag"),
    "round_size": _("Erbjudanden per omgång"),
    "viewing": _("Visningstid"),
    "confirm_viewing": _("Ja kräver visning före visningstidens slut"),
    "answering": _("Svarstid"),
    "profile": _("Tid för sökandeprofil"),
    "award": _("Vem som får lägenheten"),
    "signing": _("Tid att skriva under"),
    "when_exhausted": _("När ingen står kvar"),
    "requirements": _("Grundkrav"),
    "exceptions_need_two": _("Undantag kräver två personer"),
    "kind": _("Slag"),
    "minimum": _("Lägst"),
    "rule": _("Regel"),
    "counted": _("Inkomster som räknas"),
    "supporting": _("Inkomster som stöder"),
    "months_ahead": _("Månader framåt"),
    "enforcement_debt": _("Skuld hos Kronofogden"),
    "landlord_debt": _("Skuld till hyresvärden"),
    "recent": _("Färsk anmärkning är yngre än"),
    "recent_remark": _("Färsk anmärkning"),
    "older_remark": _("Äldre anmärkning"),
    "restructuring": _("Skuldsanering"),
    "too_large": _("Ett för stort hushåll"),
    "limits": _("Gränser"),
    "area_inclusive": _("Till och med ytan"),
    "small_child_within": _("Ett litet barn under"),
    "bad": _("Dåliga referenser"),
    "none": _("Inga referenser"),
    "needed": _("Krav"),
    "provider": _("Uppgifter kommer från"),
    "securities": _("Säkerheter"),
    "single": _("Ensamstående"),
    "couple": _("Par"),
    "child_0_6": _("Barn 0–6 år"),
    "child_7_10": _("Barn 7–10 år"),
    "child_11_14": _("Barn 11–14 år"),
    "child_15": _("Barn från 15 år"),
    "source": _("Källa"),
    "verified": _("Bekräftad"),
    "activity": _("Aktivitet"),
    "strikes": _("EJ SVAR"),
}
VALUES = {
    "login": _("att logga in"),
    "renewal": _("att förnya"),
    "rounds": _("i omgångar"),
    "first_come": _("först till kvarn"),
    "one_at_a_time": _("en i taget"),
    "direct_offer": _("direkterbjudande"),
    "points": _("köpoäng"),
    "registration": _("registreringstid"),
    "interest": _("intresseanmälans tid"),
    "lottery": _("lottning"),
    "first_yes": _("första ja i turordning"),
    "staff_choice": _("personalen väljer, med skäl"),
    "readvertise": _("annonsera igen"),
    "withdraw": _("avsluta annonsen"),
    "pass": _("godkänns"),
    "fail": _("godkänns inte"),
    "review": _("prövas av handläggare"),
    "required": _("krävs"),
    "recommended": _("rekommenderas"),
    "staff": _("handläggaren"),
    "given": _("lämnade uppgifter"),
    "credit_service": _("kreditupplysning"),
    "apartment": _("lägenhet"),
    "vehicle_space": _("fordonsplats"),
    "storage": _("förråd"),
    "award": _("tilldelning"),
    "signing": _("undertecknande"),
    "never": _("aldrig"),
    "normal_amount": _("normalbelopp"),
    "reserved_amount": _("förbehållsbelopp"),
    "personal_data": _("personuppgifter"),
    "credit_check": _("kreditkontroll"),
}
VALUES |= {
    "age": _("ålder"),
    "income": _("inkomst"),
    "credit": _("betalningar"),
    "household": _("hushåll"),
    "one_lease": _("ett avtal i taget"),
    "references": _("referenser"),
    "conduct": _("skötsamhet"),
    "moved_in": _("boendetid"),
    "residence": _("folkbokföring"),
    "insurance": _("hemförsäkring"),
    "identity": _("legitimation"),
    "permanent": _("fast anställning"),
    "temporary": _("tidsbegränsad anställning"),
    "probation": _("provanställning"),
    "project": _("projektanställning"),
    "own_business": _("eget företag"),
    "unemployment": _("a-kassa"),
    "sickness": _("sjukpenning"),
    "pension": _("pension"),
    "pregnancy": _("graviditetspenning"),
    "disability": _("sjukersättning"),
    "parental": _("föräldrapenning"),
    "student": _("studiemedel"),
    "housing_benefit": _("bostadsbidrag"),
    "child_benefit": _("barnbidrag"),
    "maintenance": _("underhållsstöd"),
    "social_assistance": _("försörjningsstöd"),
    "establishment": _("etableringsersättning"),
    "capital": _("kapital"),
    "notice": _("uppsägning"),
    "swap": _("direktbyte"),
    "added": _("tillagd på avtal"),
    "separation": _("överlåtelse vid separation"),
    "death": _("överlåtelse vid dödsfall"),
}
UNITS = {"workdays": _("arbetsdagar"), "days": _("dagar"), "months": _("månader")}


@dataclass(frozen=True, slots=True)
class Rule:
    """One key with its value in words; `assumed` where the landlord has not published it."""

    name: str
    value: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a ruleset, or one of its parts."""

    title: str
    rules: list[Rule]


def sections(rules: Rules) -> list[Section]:
    """Return a ruleset section by section, as it is read."""
    return [section for key, title in SECTIONS.items() for section in _section(rules, key, str(title))]


def _section(rules: Rules, key: str, title: str) -> Iterator[Section]:
    part = getattr(rules, key)
    if not part:
        return
    if isinstance(part, dict):
        for slug, one in part.items():
            named = getattr(one, "name", None)
            label = named.sv if isinstance(named, Words) else str(VALUES.get(slug, KEYS.get(slug, slug)))
            yield Section(f"{title}: {label}", list(_rules(one, f"{key}.{slug}", rules.assumed)))
    elif isinstance(part, tuple):
        yield Section(title, [Rule(str(n), words(one), assumed=key in rules.assumed) for n, one in enumerate(part, 1)])
    else:
        yield Section(title, list(_rules(part, key, rules.assumed)))


def _rules(part: Any, path: str, assumed: tuple[str, ...]) -> Iterator[Rule]:
    for key in type(part).model_fields:
        value = getattr(part, key)
        if value is None or value == ():
            continue
        full = f"{path}.{key}"
        marked = any(full == one or full.startswith(f"{one}.") for one in assumed)
        yield Rule(str(KEYS.get(key, key)), words(value), marked)


def words(value: Any) -> str:
    """Return a value of a ruleset in Swedish."""
    match value:
        case None | ():
            return "–"
        case bool():
            return str(_("ja") if value else _("nej"))
        case Words():
            return value.sv
        case Period():
            return f"{value.length} {UNITS[value.unit.value]}"
        case tuple() | list():
            return ", ".join(words(one) for one in value)
        case dict():
            return ", ".join(words(one) for one in value.values()) or "–"
        case str():
            return str(VALUES.get(str(value), value))
        case _:
            return _of_parts(value)


def _of_parts(value: Any) -> str:
    if hasattr(type(value), "model_fields"):
        told = ((KEYS.get(key, key), getattr(value, key)) for key in type(value).model_fields)
        return ", ".join(f"{str(name).lower()}: {words(one)}" for name, one in told if one is not None)
    return str(value)
