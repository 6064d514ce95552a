"""Those who can be chosen: place, name, time in the queue, household, priority, and how the requirements stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.admin.glance import Sign, glances, in_short
from letting.admin.reviewing import judged
from letting.core.facts import Household
from letting.core.states import InterestState, OfferState
from letting.models import Check, Interest, Listing
from letting.services.loading import EXCEPTED, PRIORITY
from queues.models import PriorityClaim, PriorityState, Registration
from tenants.admin.protected import name_for
from tenants.models import Person
from tenants.rulesets import Rules
from tenants.words import day, number, said

MOST = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who can be chosen, with what her interest says where she has made one."""

    person: Person
    registration: Registration
    rank: int | None = None
    points: int | None = None
    marks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who can be chosen, in words."""

    person: int
    name: str
    facts: str
    signs: list[Sign] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)


def waiting(listing: Listing, rules: Rules, today: date, *, see_protected: bool) -> list[Applicant]:
    """Return those of an advert who wait for an offer, in the order of the ranking. Four statements."""
    rows = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None
    ).order_by("rank", "registration__registered_at", "made_at", "pk")
    return _in_advert(rows, listing, rules, today, see_protected=see_protected)


def accepted_yes(listing: Listing, rules: Rules, today: date, *, see_protected: bool) -> list[Applicant]:
    """Return those whose yes waits, best place first. Four statements."""
    rows = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, offer__state=OfferState.ACCEPTED, offer__round=listing.round
    ).order_by("rank")
    return _in_advert(rows, listing, rules, today, see_protected=see_protected)


def in_words(
    rows: Iterable[Candidate], listing: Listing, rules: Rules, checks: list[Check], today: date, *, see_protected: bool
) -> list[Applicant]:
    """Return those who can be chosen in words; a name is hidden from whoever may not see it. Two statements.

    `checks` are all that were judged in this advert.
    """
    found = list(rows)
    people = [row.person.pk for row in found]
    seen, grounds = glances(listing, rules, people, checks, today), _granted(people)
    applicants = []
    for row in found:
        glance, name = seen[row.person.pk], name_for(row.person, see_protected=see_protected)
        facts = (
            _since(row.registration, row.points),
            _household(glance.known.facts.household),
            _ground(grounds.get(row.person.pk), rules),
        )
        applicants.append(
            Applicant(
                row.person.pk,
                f"{row.rank}. {name}" if row.rank else name,
                " · ".join(filter(None, facts)),
                in_short(glance.signs),
                list(dict.fromkeys([*row.marks, *glance.excepted])),
            )
        )
    return applicants


def _in_advert(
    rows: QuerySet[Interest], listing: Listing, rules: Rules, today: date, *, see_protected: bool
) -> list[Applicant]:
    candidates = [
        Candidate(row.person, row.registration, row.rank, row.points, ahead(row))
        for row in rows.select_related("person", "registration")[:MOST]
    ]
    return in_words(candidates, listing, rules, judged(listing), today, see_protected=see_protected)


def ahead(row: Interest) -> list[str]:
    """Return why an interest goes before the ranking, in words (CHECK-19, SCHEME-7)."""
    word = {EXCEPTED: _("undantag från turordningen"), PRIORITY: _("förtur")}.get(row.ahead)
    return [word] if word else []


def _since(registration: Registration, points: int | None) -> str:
    """Return how long someone has stood in the queue, in words."""
    stood = _("i kö sedan %(day)s") % {"day": day(registration.registered_at, year=True)}
    return f"{stood}, {_('%(n)s köpoäng') % {'n': number(points)}}" if points is not None else stood


def _household(told: Household | None) -> str:
    """Return the household that was told of, in words; nothing where none was."""
    if told is None:
        return ""
    return ngettext("%(n)s person i hushållet", "%(n)s personer i hushållet", told.persons) % {"n": told.persons}


def _granted(people: Iterable[int]) -> dict[int, str]:
    """Return the ground of each one's granted priority (SCHEME-7)."""
    rows = PriorityClaim.objects.filter(person__in=people, state=PriorityState.GRANTED)
    return dict(rows.values_list("person", "ground"))


def _ground(slug: str | None, rules: Rules) -> str:
    """Return a priority in words; nothing for none."""
    if slug is None or rules.priority is None or slug not in rules.priority.grounds:
        return ""
    return _("förtur: %(ground)s") % {"ground": said(rules.priority.grounds[slug].name)}
