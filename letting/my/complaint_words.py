"""What the pages about complaints say: the matters that one can be about, and a complaint as it has gone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.core.states import InterestState
from letting.models import Complaint, ComplaintState, ComplaintTurn
from letting.my.reading import interests_of, offer_in
from letting.my.words import why_ended
from letting.services.complaints import INTEREST, PRIORITY, is_last, step_of, steps_of
from queues.models import PriorityClaim
from queues.priority_words import STATES as PRIORITY_STATES
from tenants import words
from tenants.rulesets import Rules

SHOWN = 50
STATES: dict[str, tuple[object, str]] = {
    ComplaintState.WAITING: (_("Väntar på svar"), "wait"),
    ComplaintState.ANSWERED: (_("Besvarat"), "info"),
    ComplaintState.CLOSED: (_("Avslutat"), "plain"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was written: by whom, when, and if it is an answer, whether it gave her right."""

    title: str
    at: datetime
    text: str
    verdict: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ComplaintCard:
    """A complaint as a row: what it is about, how far it has come, who has it."""

    pk: int
    title: str
    status: tuple[str, str]
    filed_at: datetime
    who: str
    last_day: date | None


def matters_of(person_id: int, rules: Rules) -> list[tuple[str, str]]:
    """Return what a person can complain about, as subject and words, the latest first: two questions at most."""
    found = []
    for interest in interests_of(person_id)[:SHOWN]:
        ended = interest.state != InterestState.ONGOING
        state = why_ended(interest, offer_in(interest)) if ended else gettext("pågår")
        said = {"street": interest.listing.unit.street, "day": words.day(interest.made_at, year=True, weekday=False)}
        name = gettext("%(street)s, intresse anmält %(day)s") % said
        found.append((f"{INTEREST}:{interest.pk}", f"{name}: {state}"))
    if rules.priority is not None and rules.priority.appeal:
        decided = PriorityClaim.objects.filter(person=person_id, decided_at__isnull=False).order_by("-decided_at")
        for claim in decided[:SHOWN]:
            day = words.day(claim.decided_at, year=True, weekday=False)
            name = gettext("Beslut om förtur %(day)s") % {"day": day}
            found.append((f"{PRIORITY}:{claim.pk}", f"{name}: {PRIORITY_STATES[claim.state][0]}"))
    return found


def titles_of(complaints: Iterable[Complaint], person_id: int) -> Mapping[str, str]:
    """Return what each of one's complaints is about, in words: one question."""
    wanted = {int(one.subject.partition(":")[2]) for one in complaints if one.subject.startswith(f"{INTEREST}:")}
    rows = interests_of(person_id).filter(pk__in=wanted) if wanted else []
    return {f"{INTEREST}:{row.pk}": row.listing.unit.street for row in rows}


def title_of(complaint: Complaint, titles: Mapping[str, str]) -> str:
    """Return what a complaint is about."""
    if complaint.subject.startswith(f"{PRIORITY}:"):
        return gettext("Beslut om förtur")
    return titles.get(complaint.subject) or gettext("Något annat")


def card_of(complaint: Complaint, titles: Mapping[str, str]) -> ComplaintCard:
    """Return a complaint as a row."""
    word, kind = STATES[complaint.state]
    return ComplaintCard(
        pk=complaint.pk,
        title=title_of(complaint, titles),
        status=(str(word), kind),
        filed_at=complaint.filed_at,
        who=words.said(step_of(complaint).answered_by),
        last_day=complaint.answer_last_day,
    )


def told(complaint: Complaint, turns: Iterable[ComplaintTurn], *, to_herself: bool) -> list[Entry]:
    """Return all that was written in a complaint, the first first."""
    names = [words.said(step.answered_by) for step in steps_of(complaint)]
    mine = gettext("Du skrev") if to_herself else gettext("Personen skrev")
    entries = [Entry(mine, complaint.filed_at, complaint.text)]
    for turn in turns:
        name = names[turn.step - 1]
        if turn.by_person:
            further = gettext("Du gick vidare till: %(who)s") if to_herself else gettext("Vidare till: %(who)s")
            entries.append(Entry(further % {"who": name}, turn.at, turn.text))
        else:
            verdict = _verdict(upheld=bool(turn.upheld), to_herself=to_herself)
            entries.append(Entry(gettext("Svar: %(who)s") % {"who": name}, turn.at, turn.text, verdict))
    return entries


def _verdict(*, upheld: bool, to_herself: bool) -> tuple[str, str]:
    if upheld:
        return (gettext("Du fick rätt") if to_herself else gettext("Gav rätt")), "good"
    return (gettext("Du fick inte rätt") if to_herself else gettext("Gav inte rätt")), "bad"


def following(complaint: Complaint) -> str:
    """Return the next instance's name; empty after the last."""
    if is_last(complaint):
        return ""
    return words.said(steps_of(complaint)[complaint.step].answered_by)
