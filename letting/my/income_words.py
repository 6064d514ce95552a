"""Incomes in words, and what each kind counts for at this landlord, read from its ruleset (CHECK-6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from letting.core.facts import Income
from letting.services.applicant_profiles import ENDLESS
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import IncomeKind, IncomeRule

KINDS: dict[IncomeKind, Any] = {
    IncomeKind.PERMANENT: _("Tillsvidareanställning"),
    IncomeKind.TEMPORARY: _("Visstidsanställning eller vikariat"),
    IncomeKind.PROBATION: _("Provanställning"),
    IncomeKind.PROJECT: _("Projektanställning"),
    IncomeKind.OWN_BUSINESS: _("Eget företag"),
    IncomeKind.UNEMPLOYMENT: _("A-kassa"),
    IncomeKind.SICKNESS: _("Sjukersättning, aktivitetsersättning eller sjukpenning"),
    IncomeKind.PENSION: _("Pension eller äldreförsörjningsstöd"),
    IncomeKind.PREGNANCY: _("Graviditetspenning"),
    IncomeKind.DISABILITY: _("Handikappersättning"),
    IncomeKind.PARENTAL: _("Föräldrapenning"),
    IncomeKind.STUDENT: _("Studiemedel"),
    IncomeKind.HOUSING_BENEFIT: _("Bostadsbidrag eller bostadstillägg"),
    IncomeKind.CHILD_BENEFIT: _("Barnbidrag"),
    IncomeKind.MAINTENANCE: _("Underhållsbidrag eller underhållsstöd"),
    IncomeKind.SOCIAL_ASSISTANCE: _("Försörjningsstöd"),
    IncomeKind.ESTABLISHMENT: _("Etableringsersättning"),
    IncomeKind.CAPITAL: _("Avkastning på eget kapital"),
}
# Kinds that end by their nature: for these it is asked for how long.
ENDING = frozenset(
    {
        IncomeKind.TEMPORARY, IncomeKind.PROBATION, IncomeKind.PROJECT, IncomeKind.UNEMPLOYMENT, IncomeKind.PREGNANCY,
        IncomeKind.PARENTAL, IncomeKind.STUDENT, IncomeKind.SOCIAL_ASSISTANCE, IncomeKind.ESTABLISHMENT,
    }
)  # fmt: skip


class Counts(StrEnum):
    """What a kind of income is good for."""

    COUNTED = "counted"
    SUPPORTING = "supporting"
    JUDGED = "judged"
    REFUSED = "refused"


# What one says, with the sign of it, and as the heading of a list.
SAID: dict[Counts, tuple[Any, str, Any]] = {
    Counts.COUNTED: (_("Räknas"), "good", _("Räknas som inkomst")),
    Counts.SUPPORTING: (_("Stöder andra inkomster"), "info", _("Räknas bara tillsammans med en inkomst som räknas")),
    Counts.JUDGED: (_("Prövas av oss"), "wait", _("Prövas av oss, en i taget")),
    Counts.REFUSED: (_("Räknas inte"), "bad", _("Räknas inte")),
}


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One income as it is shown."""

    name: str
    net: str
    lasts: str
    label: str
    sign: str


def income_rules(rules: Rules) -> list[IncomeRule]:
    """Return the landlord's rules of income."""
    return [rule for rule in rules.requirements.values() if isinstance(rule, IncomeRule)]


def counts_for(kind: IncomeKind, rules: Sequence[IncomeRule]) -> Counts:
    """Return what a kind counts for; where the landlord's ways of letting differ, it depends and is judged."""
    found = {_by(kind, rule) for rule in rules}
    return found.pop() if len(found) == 1 else Counts.JUDGED


def _by(kind: IncomeKind, rule: IncomeRule) -> Counts:
    for answer, kinds in (
        (Counts.COUNTED, rule.counted),
        (Counts.SUPPORTING, rule.supporting),
        (Counts.REFUSED, rule.refused),
    ):
        if kind in kinds:
            return answer
    return Counts.JUDGED


def kinds_by_what_they_count_for(rules: Sequence[IncomeRule]) -> dict[Counts, list[IncomeKind]]:
    """Return the kinds under what they count for, those that help most first; empty groups left out."""
    groups = {answer: [kind for kind in KINDS if counts_for(kind, rules) is answer] for answer in Counts}
    return {answer: kinds for answer, kinds in groups.items() if kinds}


def lasting(rules: Sequence[IncomeRule]) -> list[str]:
    """Return for how long an income must last, as sentences (CHECK-6)."""
    said = []
    months = max((rule.months_ahead for rule in rules), default=0)
    if months:
        text = ngettext(
            "En inkomst ska vara säkrad minst %(n)s månad framåt.",
            "En inkomst ska vara säkrad minst %(n)s månader framåt.",
            months,
        )
        said.append(text % {"n": months})
    for kind, days in {kind: days for rule in rules for kind, days in rule.days_left.items()}.items():
        text = ngettext("%(kind)s: minst %(n)s dag ska vara kvar.", "%(kind)s: minst %(n)s dagar ska vara kvar.", days)
        said.append(text % {"kind": KINDS[kind], "n": days})
    return said


def income_rows(incomes: Sequence[Income], rules: Sequence[IncomeRule]) -> list[IncomeRow]:
    """Return the incomes that were told, each with what it counts for."""
    return [
        IncomeRow(
            name=str(KINDS[one.kind]),
            net=words.kronor(one.net),
            lasts=lasts(one.months_left),
            label=str(SAID[answer][0]),
            sign=SAID[answer][1],
        )
        for one in incomes
        for answer in (counts_for(one.kind, rules),)
    ]


def lasts(months: int) -> str:
    """Return "8 månader till", or "tills vidare"."""
    if months >= ENDLESS:
        return gettext("tills vidare")
    return ngettext("%(n)s månad till", "%(n)s månader till", months) % {"n": months}
