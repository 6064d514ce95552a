"""What one can do about a requirement that is not met, or not known yet: in words, with a link where there is one."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from letting.core.answers import Answer, Result
from letting.core.eligibility import may_move_from
from letting.core.facts import Facts
from letting.public.income_sentences import SECURITIES
from letting.public.saying import listed
from queues.core.registering import birthday
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.requirement_rules import AgeRule, CreditRule, IncomeRule, MovedInRule, RequirementRules


@dataclass(frozen=True, slots=True)
class Next:
    """What one can do: a sentence, and a link with its words where a page helps."""

    text: str
    href: str = ""
    link: str = ""


def what_to_do(rule: RequirementRules, answer: Answer, facts: Facts, rules: Rules) -> Next | None:
    """Return what one can do about an answer; None for what is met, or what only the landlord does."""
    if answer.result is Result.PASS:
        return None
    if answer.code == "not_known":
        return _unknown(rule)
    said = _said(rule, answer, facts, rules)
    if said is None:
        return None
    if answer.code in IN_PROFILE:
        return Next(said, *_profile())
    return Next(said)


IN_PROFILE = frozenset({"household_too_large", "income_too_low", "income_individual", "no_income_that_counts"})


def _profile() -> tuple[str, str]:
    return reverse("my:applicant"), _("Öppna din sökandeprofil")


def _unknown(rule: RequirementRules) -> Next | None:
    match rule.kind:
        case "household":
            return Next(_("Skriv i sökandeprofilen hur många ni är."), *_profile())
        case "income":
            return Next(
                _("Fyll i dina inkomster i sökandeprofilen, så går det fort när det blir din tur."), *_profile()
            )
        case "references":
            return Next(_("Skriv i sökandeprofilen vilken hyresvärd vi kan fråga."), *_profile())
        case "credit":
            return Next(_("Du behöver inte göra något. Vi tar reda på det om du står i tur."))
        case _:
            return None


def _said(rule: RequirementRules, answer: Answer, facts: Facts, rules: Rules) -> str | None:
    match answer.code:
        case "too_young" if isinstance(rule, AgeRule):
            return _("Du fyller %(years)s år %(day)s.") % {
                "years": rule.minimum, "day": words.day(birthday(facts.born, rule.minimum), year=True),
            }  # fmt: skip
        case "income_too_low":
            text = _("Ditt hushåll behöver %(needed)s i månaden. Det som räknas nu är %(found)s.")
            figures = {"needed": words.kronor(answer.needed or 0), "found": words.kronor(answer.found or 0)}
            return f"{text % figures} {_stronger(rule, rules)}".rstrip()
        case "no_income_that_counts":
            return _("Ingen av dina inkomster räknas hos oss. Se efter att alla är ifyllda.")
        case "income_individual":
            return _("Se efter att alla dina inkomster är ifyllda. Vi bedömer dem om du står i tur.")
        case "household_too_large" if answer.result is Result.REVIEW:
            return _("Ni är fler än riktlinjen. Du kan söka ändå, och vi prövar det om du står i tur.")
        case "household_too_large":
            return _("Sök en större bostad, eller rätta hushållet om det har ändrats.")
        case "moved_in_recently" if isinstance(rule, MovedInRule):
            return _("Du kan söka en annan bostad hos oss från %(day)s.") % {
                "day": words.day(moving_day(rule, facts), year=True)
            }
        case "paid_debts_need_references" if isinstance(rule, CreditRule) and rule.references_for is not None:
            text = _("Be den du hyr eller har hyrt av om goda referenser som täcker minst %(period)s.")
            return text % {"period": words.period(rule.references_for)}
        case _:
            return str(text) if (text := _plain(answer.code)) else None


def _plain(code: str) -> str:
    return {
        "notice_missing": _("Du säger upp ditt nuvarande avtal när du har fått det nya."),
        "internal_check": _("Du behöver inte göra något. Vi ser efter hur det har gått i din nuvarande bostad."),
        "inspection_first": _("Om du står i tur bokar vi en besiktning av din nuvarande bostad med dig."),
        "debts": _("Betala det du är skyldig oss, eller hör av dig så hjälper vi dig."),
        "landlord_debt": _("Betala det du är skyldig oss, eller hör av dig så hjälper vi dig."),
        "enforcement_debt": _("Betala skulden hos Kronofogden, eller hör av dig till oss."),
        "recent_remark": _("Vänta tills anmärkningen är äldre. Dina köpoäng växer under tiden."),
        "older_remark": _("Ha gärna papper som visar att skulderna är betalda."),
        "paid_debts_need_references": _("Be din hyresvärd om goda referenser."),
        "restructuring": _("Hör av dig, så berättar vi vad som går att göra."),
        "bad_references": _("Hör av dig om du tycker att det är fel."),
        "no_references": _("Hör av dig, så berättar vi vad som kan väga upp det."),
        "misconduct": _("Hör av dig om du tycker att det är fel."),
    }.get(code, "")


def _stronger(rule: RequirementRules, rules: Rules) -> str:
    """Say what may make up for a weak income: two who rent together, a security (QUEUE-18, CHECK-11)."""
    found = []
    if any(queue.co_applicants for queue in rules.queues.values()):
        found.append(_("en medsökande"))
    found += [str(SECURITIES[kind]) for kind in rules.checks.securities if isinstance(rule, IncomeRule)]
    return _("Det kan räcka med %(means)s.") % {"means": listed(found, _(" eller "))} if found else ""


def moving_day(rule: MovedInRule, facts: Facts) -> date:
    """Return the first day on which a present renter may move on (CHECK-17)."""
    return may_move_from(rule, facts) or facts.today
