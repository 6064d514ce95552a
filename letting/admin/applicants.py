"""Those who can be chosen, in one line of words each: place, name, time in the queue, priority, what is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from letting.core.states import InterestState, OfferState
from letting.models import ApplicantFacts, Interest, Listing
from queues.models import PriorityClaim, PriorityState, Registration
from tenants.rulesets import Rules
from tenants.words import day, number

MOST = 200


@dataclass(frozen=True, slots=True)
class Applicant:
    """One who can be chosen."""

    person: int
    words: str


def waiting(listing: Listing, *, see_protected: bool) -> list[Applicant]:
    """Return those of an advert who wait for an offer, in the order of the ranking. Three statements."""
    rows = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, state=InterestState.ONGOING, round=None
    ).order_by("rank", "registration__registered_at", "made_at", "pk")
    return _in_words(rows, listing, see_protected=see_protected)


def accepted_yes(listing: Listing, *, see_protected: bool) -> list[Applicant]:
    """Return those whose yes waits, best place first. Three statements."""
    rows = Interest.objects.filter(
        listing=listing, cycle=listing.cycle, offer__state=OfferState.ACCEPTED, offer__round=listing.round
    ).order_by("rank")
    return _in_words(rows, listing, see_protected=see_protected)


def _in_words(rows: QuerySet[Interest], listing: Listing, *, see_protected: bool) -> list[Applicant]:
    found = list(rows.select_related("person", "registration")[:MOST])
    people = [row.person_id for row in found]
    told = dict(ApplicantFacts.objects.filter(person__in=people).values_list("person", "data"))
    grounds = granted(people)
    rules = listing.ruleset.rules if listing.ruleset else None
    return [
        Applicant(
            row.person_id,
            " · ".join(
                part
                for part in (
                    str(row.rank) if row.rank else "",
                    _("Skyddade personuppgifter")
                    if row.person.protected and not see_protected
                    else row.person.full_name,
                    since(row.registration, row.points),
                    household(told.get(row.person_id, {})),
                    ground(grounds.get(row.person_id), rules),
                )
                if part
            ),
        )
        for row in found
    ]


def since(registration: Registration, points: int | None) -> str:
    """Return how long someone has stood in the queue, in words."""
    stood = _("i kö sedan %(day)s") % {"day": day(registration.registered_at, year=True, weekday=False)}
    return f"{stood}, {_('%(n)s köpoäng') % {'n': number(points)}}" if points is not None else stood


def household(told: dict[str, dict[str, object]]) -> str:
    """Return the household that was told of, in words; nothing where none was."""
    data = told.get("household")
    if not data:
        return ""
    children = data.get("children")
    persons = int(str(data["adults"])) + len(children if isinstance(children, list) else [])
    return ngettext("%(n)s person i hushållet", "%(n)s personer i hushållet", persons) % {"n": persons}


def granted(people: Iterable[int]) -> dict[int, str]:
    """Return the ground of each one's granted priority (SCHEME-7)."""
    rows = PriorityClaim.objects.filter(person__in=people, state=PriorityState.GRANTED)
    return dict(rows.values_list("person", "ground"))


def ground(slug: str | None, rules: Rules | None) -> str:
    """Return a priority in words; nothing for none."""
    if slug is None or rules is None or rules.priority is None or slug not in rules.priority.grounds:
        return ""
    return _("förtur: %(ground)s") % {"ground": rules.priority.grounds[slug].name.sv}
