"""A change of a lease as staff read it: its facts, and how the requirements came out (LEASE-7 to 10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from letting.admin.words import CODES, REQUIREMENTS, RESULTS
from letting.change_words import DOING, REASONS, STATES
from letting.core.answers import Result
from letting.core.lease_changes import rent_ceiling
from letting.models import ChangeState, LeaseChange
from letting.my.change_words import named, waits_for
from letting.services.change_checks import Checked, judged
from letting.services.change_decisions import effective_day, inspected_first
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Person
from tenants.rulesets.change_rules import ChangeKind, ChangeReason
from tenants.words import day, kronor, moment, number


@dataclass(frozen=True, slots=True)
class ResultRow:
    """How one requirement came out for someone: the word, its sign, and why."""

    who: str
    name: str
    word: str
    kind: str
    why: str


def state_of(change: LeaseChange) -> tuple[str, str]:
    """Return the word and the sign of how far an application has come."""
    word, kind = STATES[ChangeState(change.state)]
    return str(word), kind


def people_of(change: LeaseChange) -> list[Person]:
    """Return all who take part in an application."""
    return [getattr(change, role) for role in change.parts]


def results_of(change: LeaseChange, *, now: datetime) -> list[ResultRow]:
    """Return the requirements' results: as of now while it waits, else as they were when it was decided."""
    names = {one.pk: one.full_name for one in people_of(change)}
    found: Sequence[Checked] = (
        judged(change, now=now)
        if change.state == ChangeState.COMPLETE
        else [Checked(**kept) for kept in change.results]
    )
    return [result_row(one, names) for one in found]


def result_row(one: Checked, names: Mapping[int, str]) -> ResultRow:
    """Return how a requirement came out, in words."""
    word, kind = RESULTS[Result(one.result)]
    said = [str(CODES[one.code])] if one.code in CODES else []
    if one.needed is not None and one.found is not None:
        figures = {"needed": number(one.needed), "found": number(one.found)}
        said.append(_("Krav: %(needed)s. Uppgift: %(found)s.") % figures)
    return ResultRow(names.get(one.person, ""), str(REQUIREMENTS[one.check]), str(word), kind, " ".join(said))


def facts_of(change: LeaseChange, *, now: datetime) -> list[tuple[str, str]]:
    """Return an application as names and values."""
    kind, rules = ChangeKind(change.kind), rules_today(local_day(now))
    inspected = inspected_first(change, now)
    facts = [
        (_("Ansökan"), str(DOING[kind])),
        (_("Läge"), state_of(change)[0]),
        (_("Bostad"), str(change.lease.unit)),
        (_("Hyresgäst"), named(change.person, change.co_person)),
        (_("Den andra"), named(change.other, change.co_other) or change.invited_email),
        (_("Väntar på ja från"), waits_for(change)),
        (_("Den andras bostad"), str(change.other_lease.unit) if change.other_lease else change.elsewhere),
        (_("Anledning"), str(REASONS[ChangeReason(change.reason)])),
        (_("Med egna ord"), change.text),
        (_("Folkbokförd på adressen sedan"), day(change.since_on, year=True)),
        (_("Önskad dag"), day(change.from_on, year=True)),
        (_("Till och med"), day(change.until_on, year=True)),
        (_("Kortad från"), day(change.until_before, year=True)),
        (_("Hyra i andra hand"), _rents(change, rules.tenancy.sublet.above_rent and rent_ceiling(
            change.lease.rent, rules.tenancy.sublet))),
        (_("Inlämnad"), moment(change.made_at)),
        (_("Komplett"), moment(change.complete_at) if change.complete_at else ""),
        (_("Besked senast"), day(change.answer_by, year=True)),
        (_("Gäller från om den beviljas nu"), _would_hold(change, now)),
        (_("Besiktning"), _inspected(change) if inspected else ""),
        (_("Beslutad"), moment(change.decided_at) if change.decided_at else ""),
        (_("Skäl"), change.decision),
        (_("Gäller från"), day(change.effective_on, year=True)),
        (_("Har skrivit under"), _signed(change)),
    ]  # fmt: skip
    return [(name, said) for name, said in facts if said]


def _rents(change: LeaseChange, ceiling: int) -> str:
    if change.rent_asked is None:
        return ""
    said = {"asked": kronor(change.rent_asked), "own": kronor(change.lease.rent), "most": kronor(ceiling)}
    return _("%(asked)s. Egen hyra %(own)s, högst %(most)s.") % said


def _would_hold(change: LeaseChange, now: datetime) -> str:
    return day(effective_day(change, now), year=True) if change.state == ChangeState.COMPLETE else ""


def _inspected(change: LeaseChange) -> str:
    return moment(change.inspected_at) if change.inspected_at else _("Inte bekräftad än")


def _signed(change: LeaseChange) -> str:
    signed = ((getattr(change, role), getattr(change, f"{role}_signed_at")) for role in change.parts)
    return "; ".join(f"{one.full_name}, {moment(at)}" for one, at in signed if at is not None)
