"""Requirements in plain words, written from the ruleset; and how one person meets them (section 3 of the rules)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, assert_never

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.core.answers import Result
from letting.core.eligibility import judge, most_persons
from letting.core.facts import Facts, Home, Household
from letting.core.income import normal_amount, table_of
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import (
    AgeRule,
    ConductRule,
    CreditRule,
    DeclarationRule,
    HouseholdRule,
    IncomeRule,
    MovedInRule,
    OneLeaseRule,
    ReferencesRule,
    RequirementRules,
)

DECLARED: dict[str, tuple[Any, Any]] = {
    "residence": (
        gettext_lazy("Du ska bo i bostaden själv och vara folkbokförd där."),
        gettext_lazy("Vi rekommenderar att du folkbokför dig i bostaden."),
    ),
    "insurance": (
        gettext_lazy("Du ska ha en hemförsäkring från den dag du flyttar in."),
        gettext_lazy("Vi rekommenderar en hemförsäkring från den dag du flyttar in."),
    ),
    "identity": (
        gettext_lazy("Du visar legitimation när du skriver under."),
        gettext_lazy("Ha gärna legitimation med dig när du skriver under."),
    ),
}
STATUS: dict[str, tuple[Any, str]] = {
    Result.PASS: (gettext_lazy("Uppfyllt"), "good"),
    Result.FAIL: (gettext_lazy("Inte uppfyllt"), "bad"),
    Result.REVIEW: (gettext_lazy("Kontrolleras av oss"), "info"),
    "later": (gettext_lazy("När du skriver under"), "plain"),
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its sentence, and how it is met (label and kind of a status tag; empty for nobody)."""

    text: str
    label: Any = ""
    kind: str = ""

    @property
    def met(self) -> bool:
        """Say whether it is met as far as the portal knows."""
        return self.kind == "good"


def requirements(slugs: Sequence[str], rules: Rules, home: Home | None, facts: Facts | None) -> list[Requirement]:
    """Return requirements in words: for a flat if `home` is given, judged for a person if `facts` are."""
    found = []
    for slug in slugs:
        rule = rules.requirements[slug]
        label, kind = _status(rule, rules, home, facts)
        found.append(Requirement(sentence(rule, rules, home), label, kind))
    return found


def _status(rule: RequirementRules, rules: Rules, home: Home | None, facts: Facts | None) -> tuple[Any, str]:
    if home is None or facts is None:
        return "", ""
    if isinstance(rule, DeclarationRule):
        return STATUS["later"]
    return STATUS[judge(rule, facts, home, rules).result]


def sentence(rule: RequirementRules, rules: Rules, home: Home | None) -> str:
    """Return a requirement as a sentence, with its figures."""
    match rule:
        case AgeRule():
            return _("Du ska ha fyllt %(years)s år när du skriver under.") % {"years": rule.minimum}
        case IncomeRule():
            return _income(rule, rules, home)
        case CreditRule():
            return _credit(rule)
        case HouseholdRule():
            return _household(rule, home)
        case OneLeaseRule():
            return _("Du kan bara ha ett bostadsavtal hos oss. Hyr du redan här säger du upp det avtalet.")
        case ReferencesRule():
            return _("Vi frågar din nuvarande eller tidigare hyresvärd hur du har skött dig som hyresgäst.")
        case MovedInRule():
            return _("Du ska ha bott minst %(period)s i din nuvarande bostad hos oss.") % {
                "period": words.period(rule.not_before)
            }
        case ConductRule():
            return _("Du ska ha skött ditt boende hos oss utan anmärkning.")
        case DeclarationRule():
            required, advised = DECLARED[rule.kind]
            return str(required if rule.needed == "required" else advised)
        case _:
            assert_never(rule)


def _income(rule: IncomeRule, rules: Rules, home: Home | None) -> str:
    months = ngettext("%(n)s månad framåt", "%(n)s månader framåt", rule.months_ahead) % {"n": rule.months_ahead}
    if rule.rule != "normal_amount":
        return _("Din inkomst ska räcka till hyran. Inkomsten ska vara säkrad minst %(months)s.") % {"months": months}
    if home is None:
        return _(
            "När hyran är betald ska du ha minst normalbeloppet kvar att leva på."
            " Inkomsten ska vara säkrad minst %(months)s."
        ) % {"months": months}
    needed = home.rent + normal_amount(Household(1), table_of(rules.normal_amounts, _latest(rules)))
    return _(
        "När hyran är betald ska du ha minst normalbeloppet kvar. För den som bor själv betyder det"
        " minst %(needed)s i månaden efter skatt. Inkomsten ska vara säkrad minst %(months)s."
    ) % {"needed": words.kronor(needed), "months": months}


def _latest(rules: Rules) -> int:
    return max(int(year) for year in rules.normal_amounts)


def _credit(rule: CreditRule) -> str:
    debts = []
    if rule.enforcement_debt == "fail":
        debts.append(_("skulder hos Kronofogden"))
    if rule.landlord_debt == "fail":
        debts.append(_("hyresskulder"))
    parts = []
    if debts:
        parts.append(_("Du ska inte ha %(debts)s.") % {"debts": _(" eller ").join(debts)})
    if rule.recent is not None and rule.recent_remark == "fail":
        parts.append(_("Betalningsanmärkningar ska vara äldre än %(period)s.") % {"period": words.period(rule.recent)})
    if rule.older_remark == "review":
        parts.append(_("Äldre anmärkningar bedömer vi en och en."))
    return " ".join(parts) or _("Vi tar en kreditupplysning.")


def _household(rule: HouseholdRule, home: Home | None) -> str:
    if home is None:
        return _("Hushållet ska inte vara större än bostaden är till för.")
    limit = most_persons(rule, home)
    if limit is None:
        return _("Bostaden har ingen gräns för hur många som kan bo i den.")
    return ngettext("I bostaden kan högst %(n)s person bo.", "I bostaden kan högst %(n)s personer bo.", limit) % {
        "n": limit
    }
