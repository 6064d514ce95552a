"""The requirement of income in words: what must be left, which incomes count, and for how long (CHECK-3 to 6, 11)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from letting.core.facts import Home, Household
from letting.core.income import normal_amount, table_of
from letting.my.income_words import KINDS
from letting.public.saying import Line, listed
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import IncomeRule

SECURITIES: dict[str, Any] = {
    "guarantor": gettext_lazy("en borgensman"),
    "bank_guarantee": gettext_lazy("en bankgaranti"),
}


def income(rule: IncomeRule, rules: Rules, home: Home | None, day: date) -> list[Line]:
    """Return the requirement's main sentence, with figures for a flat if `home` is given, and how long it must last."""
    return [Line(_enough(rule, rules, home, day), "rule"), *_lasting(rule), *_none(rule), *_security(rules)]


def income_kinds(rule: IncomeRule) -> list[Line]:
    """Return which incomes count, which only support, which never do, and how many days must be left (CHECK-6)."""
    found = [Line(_("Räknas: %(kinds)s.") % {"kinds": _kinds(rule.counted)}, "counted")]
    if rule.supporting:
        text = _("Räknas bara tillsammans med en inkomst som räknas: %(kinds)s.")
        found.append(Line(text % {"kinds": _kinds(rule.supporting)}, "supporting"))
    if rule.refused:
        found.append(Line(_("Räknas aldrig: %(kinds)s.") % {"kinds": _kinds(rule.refused)}, "refused"))
    for kind, days in rule.days_left.items():
        text = ngettext(
            "Av %(kind)s ska minst %(n)s dag vara kvar.", "Av %(kind)s ska minst %(n)s dagar vara kvar.", days
        )
        found.append(Line(text % {"kind": _lower(KINDS[kind]), "n": days}, "days_left"))
    if rule.rule == "review":
        found.append(Line(_("Andra inkomster prövar vi en i taget.")))
    return found


def _enough(rule: IncomeRule, rules: Rules, home: Home | None, day: date) -> str:
    if rule.rule == "review":
        return _(
            "Inkomsten ska räcka till hyran. Vi bedömer det för varje hushåll: vad ni har kvar att leva på när hyran"
            " är betald."
        )
    reserved = rule.rule == "reserved_amount"
    if home is None:
        if reserved:
            return _("När hyran är betald ska hushållet ha minst Kronofogdens förbehållsbelopp kvar.")
        return _("När hyran är betald ska hushållet ha minst normalbeloppet kvar att leva på, efter skatt.")
    needed = home.rent + normal_amount(Household(1), table_of(rules.amounts_for(rule), day.year))
    if reserved:
        text = _(
            "När hyran är betald ska hushållet ha minst Kronofogdens förbehållsbelopp kvar. För den som bor själv"
            " betyder det minst %(needed)s i månaden efter skatt."
        )
    else:
        text = _(
            "När hyran är betald ska hushållet ha minst normalbeloppet kvar. För den som bor själv betyder det minst"
            " %(needed)s i månaden efter skatt."
        )
    return text % {"needed": words.kronor(needed)}


def _lasting(rule: IncomeRule) -> list[Line]:
    if not rule.months_ahead:
        return [Line(_("Hur länge inkomsten varar spelar ingen roll."), "months_ahead")]
    text = ngettext(
        "Inkomsten ska vara säkrad minst %(n)s månad framåt.",
        "Inkomsten ska vara säkrad minst %(n)s månader framåt.",
        rule.months_ahead,
    )
    return [Line(text % {"n": rule.months_ahead}, "months_ahead")]


def _none(rule: IncomeRule) -> list[Line]:
    """Only where people judge one by one is there a difference between too little and nothing that counts (CHECK-4)."""
    if rule.rule != "review":
        return []
    if rule.none_counts == "fail":
        return [Line(_("Utan någon inkomst som räknas kan du inte få avtal."), "none_counts")]
    return [Line(_("Saknar du inkomst som räknas prövar vi det särskilt."), "none_counts")]


def _security(rules: Rules) -> list[Line]:
    if not rules.checks.securities:
        return []
    kinds = listed([SECURITIES[kind] for kind in rules.checks.securities], _(" eller "))
    text = _("Räcker inte inkomsten kan %(kinds)s väga upp det. Vi avgör om säkerheten godtas.") % {"kinds": kinds}
    if rules.checks.security_needs_income:
        text = f"{text} {_('En säkerhet räcker inte för den som saknar egen inkomst.')}"
    return [Line(text)]


def _kinds(kinds: tuple[Any, ...]) -> str:
    return listed([_lower(KINDS[kind]) if place else str(KINDS[kind]) for place, kind in enumerate(kinds)])


def _lower(text: Any) -> str:
    said = str(text)
    return said if said[1:2] == "-" else f"{said[:1].lower()}{said[1:]}"
