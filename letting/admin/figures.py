"""The figures that a decision rests on: rent, incomes, what is left, how many may live there."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.core.facts import Household, Income
from letting.core.income import counted, counts, normal_amount, table_of
from letting.models import Check, Listing
from letting.models.check import PROFILE
from letting.my.income_words import lasts
from tenants.admin.rule_vocabulary import VALUES
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import CreditRule, HouseholdRule, IncomeRule, RequirementRules
from tenants.words import kronor, period


def needs(check: Check, listing: Listing, rules: Rules, told: dict[str, Any], now: datetime) -> str:
    """Return the figures of a check in words; nothing where there are none."""
    if check.kind == PROFILE:
        return profile_words(told, income_rule(listing, rules))
    rule = rule_of(check.kind, listing, rules)
    if isinstance(rule, IncomeRule):
        return _income(rule, check, listing, rules, told, now)
    if isinstance(rule, CreditRule) and check.code == "paid_debts_need_references" and rule.references_for is not None:
        return _("Referenserna ska täcka minst %(period)s.") % {"period": period(rule.references_for)}
    if isinstance(rule, HouseholdRule) and check.needed is not None:
        return _("Högsta antal boende: %(most)s. Antal i hushållet: %(found)s.") % {
            "most": check.needed,
            "found": check.found,
        }
    return ""


def rule_of(kind: str, listing: Listing, rules: Rules) -> RequirementRules | None:
    """Return the requirement of a kind that a listing's scheme has."""
    wanted = (rules.requirements[slug] for slug in rules.schemes[listing.scheme].requirements)
    return next((rule for rule in wanted if rule.kind == kind), None)


def income_rule(listing: Listing, rules: Rules) -> IncomeRule | None:
    """Return the rule that a listing's incomes are judged by."""
    rule = rule_of("income", listing, rules)
    return rule if isinstance(rule, IncomeRule) else None


def profile_words(told: dict[str, Any], rule: IncomeRule | None) -> str:
    """Return what a profile tells, with what counts at this landlord (CHECK-6)."""
    household, incomes = told.get("household"), told.get("income", ())
    said = [_household(household)] if household else []
    said += [_one_income(one, rule) for one in incomes]
    return " ".join(said) or _("Inget är ifyllt.")


def _household(household: Household) -> str:
    adults = ngettext("%(n)s vuxen", "%(n)s vuxna", household.adults) % {"n": household.adults}
    if not household.children:
        return _("Hushåll: %(adults)s.") % {"adults": adults}
    ages = ", ".join(str(years) for years in household.children)
    return _("Hushåll: %(adults)s och barn (%(ages)s år).") % {"adults": adults, "ages": ages}


def _one_income(one: Income, rule: IncomeRule | None) -> str:
    words = _("Inkomst: %(kind)s %(net)s i månaden, %(lasts)s.") % {
        "kind": VALUES.get(one.kind, one.kind), "net": kronor(one.net), "lasts": lasts(one.months_left),
    }  # fmt: skip
    if rule is None or counts(one, rule):
        return words
    return (
        words
        + " "
        + (_("Räknas bara tillsammans med en annan inkomst.") if one.kind in rule.supporting else _("Räknas inte."))
    )


def _income(rule: IncomeRule, check: Check, listing: Listing, rules: Rules, told: dict[str, Any], now: datetime) -> str:
    household = told.get("household")
    rent = listing.unit.rent
    amounts = rules.amounts_for(rule)
    whom = _("för hushållet") if household else _("för en ensamstående; hushållet är inte känt")
    if rule.rule == "review" or not amounts:
        incomes = told.get("income")
        if not incomes:
            return _("Hyran är %(rent)s i månaden. Inkomsten är inte uppgiven.") % {"rent": kronor(rent)}
        found = counted(incomes, rule)
        return _("Hyran är %(rent)s i månaden och inkomsterna som räknas är %(found)s. Då återstår %(left)s.") % {
            "rent": kronor(rent), "found": kronor(found), "left": kronor(found - rent),
        }  # fmt: skip
    living = normal_amount(household or Household(), table_of(amounts, now.year))
    words = (
        _("Det krävs %(sum)s i månaden efter skatt: hyra %(rent)s och förbehållsbelopp %(living)s (%(whom)s).")
        if rule.rule == "reserved_amount"
        else _("Det krävs %(sum)s i månaden efter skatt: hyra %(rent)s och normalbelopp %(living)s (%(whom)s).")
    ) % {"sum": kronor(check.needed or rent + living), "rent": kronor(rent), "living": kronor(living), "whom": whom}
    if check.found is None:
        return words
    return words + " " + _("Uppgiven inkomst: %(found)s.") % {"found": kronor(check.found)}
