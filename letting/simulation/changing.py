"""What is done about a lease that runs, in a story: asked for, answered, decided, signed (LEASE-7 to 10)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from letting.core.lease_changes import turns
from letting.models import ChangeState, Lease, LeaseChange
from letting.models.lease_change import LIVE
from letting.services.change_answers import answer_change
from letting.services.change_consents import answer_as_fellow
from letting.services.change_decisions import confirm_inspection, grant_change, inspected_first, refuse_change
from letting.services.change_effects import sign_change
from letting.services.change_requests import Wish, ask_for_change, enter_change, withdraw_change
from letting.simulation.forms import Action, Arguments
from tenants.actors import person_actor, staff_actor
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outcome import Refused, refused
from tenants.rulesets.change_rules import ChangeKind, ChangeReason

if TYPE_CHECKING:
    from letting.simulation.world import World

STAFF = staff_actor(0)
NOWHERE = "A home elsewhere"


def _wish(kind: ChangeKind, arguments: Arguments, now: datetime, *, swaps_here: bool) -> Wish:
    """Return what is asked for: from the first day that can be chosen, unless the story says another."""
    today = local_day(now)
    first = turns(today, rules_today(today).change(kind).ahead)[0]
    since: date | None = arguments.get("since")
    return Wish(
        kind=kind,
        reason=ChangeReason(arguments["reason"]),
        from_on=arguments.get("from", first),
        until_on=arguments.get("until"),
        rent_asked=arguments.get("rent"),
        since_on=since,
        text="story",
        swaps_here=swaps_here,
        elsewhere="" if swaps_here else NOWHERE,
    )


def _lease_of(person: int) -> Lease | None:
    rows = Lease.objects.filter(Lease.rented_by(person), signed_at__isnull=False, ends_on=None)
    return rows.order_by("-starts_on", "-pk").first()


def _ask(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person, other = world.persons[who], arguments["other"]
    lease, kind = _lease_of(person), ChangeKind(arguments["kind"])
    swaps_here = kind is ChangeKind.SWAP and _lease_of(world.persons[other]) is not None
    wish = _wish(kind, arguments, now, swaps_here=swaps_here)
    email = f"{other}@story.example"
    return ask_for_change(lease.pk if lease else 0, person, wish, email=email, by=person_actor(person), now=now)


def _answer(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    mail = Message.objects.filter(kind="change_invited", to=f"{who}@story.example").order_by("-pk").first()
    yes = arguments["outcome"] == "pass"
    if mail is None and (asked := _waiting(person, ChangeState.ASKED)) is not None:
        return answer_as_fellow(
            asked.pk, person, accepted=yes, wording="story", by=person_actor(person), now=now
        )  # fmt: skip
    key = str(mail.context["key"]) if mail else ""
    return answer_change(key, person, accepted=yes, wording="story" if yes else "", by=person_actor(person), now=now)


def _enter(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    lease = _lease_of(world.persons[arguments["applicant"]])
    wish = _wish(ChangeKind(arguments["kind"]), arguments, now, swaps_here=False)
    return enter_change(lease.pk if lease else 0, world.persons[arguments["other"]], wish, by=STAFF, now=now)


def _decide(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    """Decide the application of someone's that waits; of a swap the inspection is done by then."""
    change = _waiting(world.persons[arguments["applicant"]], ChangeState.COMPLETE)
    if change is None:
        return refused("not_open")
    if arguments["outcome"] == "fail":
        return refuse_change(change.pk, reason=str(arguments.get("reason", "-")), by=STAFF, now=now)
    if inspected_first(change, now):
        confirm_inspection(change.pk, by=STAFF, now=now)
    return grant_change(change.pk, reason=str(arguments.get("reason", "-")), by=STAFF, now=now)


def _sign(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    change = _waiting(person, ChangeState.GRANTED)
    return sign_change(change.pk, person, by=person_actor(person), now=now) if change else Refused(("not_open",))


def _withdraw(world: "World", who: str, arguments: Arguments, now: datetime) -> object:
    person = world.persons[who]
    change = _waiting(person, *LIVE)
    return withdraw_change(change.pk, person, by=person_actor(person), now=now) if change else Refused(("not_open",))


def _waiting(person: int, *states: ChangeState) -> LeaseChange | None:
    rows = LeaseChange.objects.filter(state__in=states).order_by("-pk")
    mine: LeaseChange | None = rows.filter(person=person).first() or rows.filter(LeaseChange.of_person(person)).first()
    return mine


ASKED = ("kind", "reason", "other", "from", "until", "rent", "since")
OPTIONAL = ("from", "until", "rent", "since")
CHANGE_ACTIONS: dict[str, Action] = {
    "ask_change": Action(_ask, ASKED, OPTIONAL),
    "answer_change": Action(_answer, ("outcome",)),
    "sign_change": Action(_sign),
    "withdraw_change": Action(_withdraw),
    "enter_change": Action(_enter, ("applicant", *ASKED), OPTIONAL, by_staff=True),
    "decide_change": Action(_decide, ("applicant", "outcome", "reason"), ("reason",), by_staff=True),
}
