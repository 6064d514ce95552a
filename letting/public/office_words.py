"""What the office decides beside the queue, in words: checks, exceptions, priority, complaints (sections 3 and 4)."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.public.income_sentences import SECURITIES
from letting.public.saying import Line, Said, is_assumed, listed
from queues.my.priority_words import asks, what_it_gives
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.office_rules import ComplaintStep, PriorityRules

EXCEPTED: dict[str, Any] = {
    "personal_number": gettext_lazy("Kravet på svenskt personnummer"),
    "residents_only": gettext_lazy("Att bara den som redan hyr av oss kan söka"),
    "ranking": gettext_lazy("Turordningen, till exempel för en lägenhet som är anpassad för rullstol"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for priority: its name, what it is, and what it asks, a sentence each."""

    name: str
    text: str
    asks: list[str]


@dataclass(frozen=True, slots=True)
class Priority:
    """Priority as the page tells it."""

    lines: list[Said]
    grounds: list[Ground]


def checks(rules: Rules) -> list[Said]:
    """Say how checks are made, by whom, what is kept, and what may stand in for a weak economy (CHECK-11, CHECK-20)."""
    provider = {
        "staff": _("Våra uthyrare kontrollerar uppgifterna själva."),
        "credit_service": _("Skulder och anmärkningar frågar vi en kreditupplysningstjänst om."),
        "given": _("Vi utgår från de uppgifter som vi redan har fått."),
    }[rules.checks.provider]
    found = [
        Line(_("Vi kontrollerar bara den som står i tur till ett avtal.")),
        Line(provider, "provider"),
        Line(_("Vi sparar hur kontrollen gick, vilken dag och efter vilka regler. Själva upplysningen sparas inte.")),
    ]
    if rules.checks.securities:
        kinds = listed([SECURITIES[kind] for kind in rules.checks.securities], _(" eller "))
        text = _("Säkerhet som vi kan godta: %(kinds)s. En borgensman ska själv ha en god ekonomi.")
        if "guarantor" not in rules.checks.securities:
            text = _("Säkerhet som vi kan godta: %(kinds)s.")
        found.append(Line(text % {"kinds": kinds}, "securities"))
        if rules.checks.security_needs_income:
            found.append(Line(_("En säkerhet räcker inte för den som saknar egen inkomst."), "security_needs_income"))
    return _said("checks", found, rules)


def exceptions(rules: Rules) -> list[Said]:
    """Say what staff may except from, and where two must agree (CHECK-19)."""
    found = []
    for rule, how in rules.exceptions.items():
        text = f"{EXCEPTED[rule]}."
        if how.needs_two:
            text = f"{text} {_('En andra person hos oss måste bekräfta.')}"
        found.append(Said(text, is_assumed(rules, f"exceptions.{rule}", "needs_two")))
    return found


def priority(rules: Rules) -> Priority | None:
    """Say what gives priority and what it does; None where there is none (SCHEME-7)."""
    if rules.priority is None:
        return None
    language = words.language()
    grounds = []
    for ground in rules.priority.grounds.values():
        asked = asks(ground)
        if ground.by_staff:
            asked = [*asked, _("Du ansöker inte själv. Andra hör av sig till oss.")]
        grounds.append(Ground(ground.name.in_language(language), ground.explained.in_language(language), asked))
    return Priority(_said("priority", _priority(rules.priority, rules), rules), grounds)


def _priority(priority: PriorityRules, rules: Rules) -> list[Line]:
    if not priority.appeal:
        appeal = _("Ett avslag kan inte överklagas.")
    elif rules.complaints:
        appeal = _("Ett avslag kan prövas igen: lämna ett klagomål.")
    else:
        appeal = _("Ett avslag kan prövas igen: skriv eller ring till oss.")
    found = [
        Line(what_it_gives(priority), "offers"),
        Line(_("Vi kan inte lova att det blir en bostad, även om kraven är uppfyllda.")),
        Line(appeal, "appeal"),
    ]
    if priority.needs_two:
        found.append(Line(_("Två personer hos oss beslutar."), "needs_two"))
    return found


def complaints(rules: Rules) -> list[str]:
    """Return who answers a complaint, in order, and how soon (SCHEME-10)."""
    return [_step(step) for step in rules.complaints]


def _step(step: ComplaintStep) -> str:
    who = words.said(step.answered_by)
    if step.within is None:
        return who
    return _("%(who)s, inom %(period)s") % {"who": who, "period": words.period(step.within)}


def _said(prefix: str, found: list[Line], rules: Rules) -> list[Said]:
    return [Said(line.text, is_assumed(rules, prefix, line.key)) for line in found]
