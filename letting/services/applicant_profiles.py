"""What an applicant tells of herself: household, incomes, a reference. Kept in the form that the checks read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from letting.checks.providers import read_facts
from letting.core.facts import Household, Income
from letting.models import ApplicantFacts
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.models import Person
from tenants.outcome import Refused
from tenants.rulesets.requirement_rules import IncomeKind

MOST_ADULTS = 10
MOST_CHILDREN = 12
OLDEST_CHILD = 20
MOST_INCOMES = 12
MOST_NET = 1_000_000
ENDLESS = 120  # months: what is written for an income that has no end
LONGEST_NAME = 80
LONGEST_PHONE = 30
SUBJECT = "letting.profile:"


@dataclass(frozen=True, slots=True)
class Reference:
    """Whether there is an earlier landlord to ask, and how to reach it. What it says, only staff write down."""

    there_is: bool
    name: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What an applicant has told; None is what she has not told."""

    household: Household | None = None
    income: tuple[Income, ...] | None = None
    reference: Reference | None = None
    stated_at: datetime | None = None


def profile_of(person_id: int) -> Profile:
    """Return what a person has told: one statement."""
    row = ApplicantFacts.objects.filter(person=person_id).first()
    return Profile() if row is None else read_profile(row.data, row.stated_at)


def read_profile(data: Mapping[str, Any], stated_at: datetime) -> Profile:
    """Return what was told from the form that is kept."""
    known = read_facts({name: data[name] for name in ("household", "income") if data.get(name) is not None})
    told = data.get("reference")
    reference = Reference(told["there_is"], told["name"], told["phone"]) if told else None
    return Profile(known.get("household"), known.get("income"), reference, stated_at)


@transaction.atomic
def save_profile(
    person_id: int, *, household: Household | None, income: Sequence[Income] | None, references: Reference | None,
    by: Actor, now: datetime,
) -> None | Refused:  # fmt: skip
    """Save what a person tells; None is not told. What staff know of debts, remarks and references stays as it is.

    Refused: `bad_adults`, `too_many_children`, `bad_age`, `too_many_incomes`, `bad_income`, `bad_months`,
    `bad_reference`.
    """
    reasons = (*_against_household(household), *_against_income(income), *_against_reference(references))
    if reasons:
        return Refused(reasons)
    person = Person.objects.select_for_update(no_key=True).get(pk=person_id)
    row = ApplicantFacts.objects.filter(person=person).first() or ApplicantFacts(person=person)
    told: dict[str, Any] = {
        "household": household and {"adults": household.adults, "children": list(household.children)},
        "income": None if income is None else [_kept(one) for one in income],
        "reference": references
        and {"there_is": references.there_is, "name": references.name, "phone": references.phone},
    }
    kept = {name: value for name, value in row.data.items() if name not in told}
    row.data = kept | {name: value for name, value in told.items() if value is not None}
    row.stated_at = now
    row.save()
    record([Fact("profile.saved", f"tenants.person:{person.pk}", person.pk)], by=by, now=now)
    return None


def subject_of(person_id: int) -> str:
    """Return what documents of income are shown for."""
    return f"{SUBJECT}{person_id}"


def missing(profile: Profile, *, documents: int) -> tuple[str, ...]:
    """Return what a complete profile still lacks: `household`, `income`, `documents`, `reference`."""
    has_income = bool(profile.income)
    reasons = (
        ("household", profile.household is None),
        ("income", profile.income is None),
        ("documents", has_income and not documents),
        ("reference", profile.reference is None),
    )
    return tuple(name for name, holds in reasons if holds)


def _kept(one: Income) -> dict[str, Any]:
    return {"kind": one.kind.value, "net": one.net, "months_left": one.months_left}


def _against_household(household: Household | None) -> tuple[str, ...]:
    if household is None:
        return ()
    reasons = (
        ("bad_adults", not 1 <= household.adults <= MOST_ADULTS),
        ("too_many_children", len(household.children) > MOST_CHILDREN),
        ("bad_age", any(not 0 <= years <= OLDEST_CHILD for years in household.children)),
    )
    return tuple(code for code, holds in reasons if holds)


def _against_income(income: Sequence[Income] | None) -> tuple[str, ...]:
    rows = income or ()
    reasons = (
        ("too_many_incomes", len(rows) > MOST_INCOMES),
        ("bad_income", any(not 1 <= one.net <= MOST_NET or one.kind not in set(IncomeKind) for one in rows)),
        ("bad_months", any(not 0 <= one.months_left <= ENDLESS for one in rows)),
    )
    return tuple(code for code, holds in reasons if holds)


def _against_reference(reference: Reference | None) -> tuple[str, ...]:
    if reference is None:
        return ()
    told = bool(reference.name.strip() and reference.phone.strip())
    fits = len(reference.name) <= LONGEST_NAME and len(reference.phone) <= LONGEST_PHONE
    good = told and fits if reference.there_is else not (reference.name or reference.phone)
    return () if good else ("bad_reference",)
