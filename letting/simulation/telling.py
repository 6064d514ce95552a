"""From the portal's log and messages to the story's events."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tenants.core.calendar import STOCKHOLM
from tenants.models import Event, Message

if TYPE_CHECKING:
    from letting.simulation.world import World

# The events of the language, and the fields that each has.
FIELDS: dict[str, tuple[str, ...]] = {
    "listing.published": ("last_day",),
    "interest.made": (),
    "interest.withdrawn": (),
    "interest.closed": ("reason",),
    "advert.ended": ("interests",),
    "round.opened": ("round", "applicants", "viewing_last_day"),
    "offer.sent": ("round", "rank", "points", "viewing_last_day", "answer_last_day"),
    "viewing.booked": (),
    "viewing.confirmed": ("answer_last_day",),
    "viewing.ended": ("round", "answer_last_day"),
    "offer.accepted": ("round", "rank"),
    "offer.declined": ("round", "rank"),
    "offer.expired": ("round", "rank"),
    "candidate.named": ("rank",),
    "check.passed": ("check",),
    "check.failed": ("check", "code"),
    "check.review": ("check", "code"),
    "award.made": ("sign_last_day",),
    "award.lapsed": (),
    "award.declined": (),
    "lease.signed": (),
    "listing.let": (),
    "listing.readvertised": ("last_day",),
    "listing.withdrawn": (),
    "lease.notice_given": ("reason", "ends_on"),
    "lease.notice_confirmed": ("ends_on",),
    "lease.signed_by_one": (),
    "home_claim.made": (),
    "home_claim.granted": ("starts_on", "sign_last_day", "failed", "unknown"),
    "home_claim.refused": ("failed", "unknown"),
    "home_claim.lapsed": (),
    "inspection.wanted": ("kind", "last_day"),
    "inspection.reminded": ("kind", "last_day"),
    "inspection.booked": ("kind", "slot"),
    "inspection.held": ("kind", "amount"),
    "inspection.answer_reminded": ("kind",),
    "inspection.signed": ("kind",),
    "inspection.objected": ("kind",),
    "keys.came_in": ("number", "late"),
    "debt.made": ("kind", "amount"),
    "debt.paid": ("kind", "amount"),
    "lease.change_asked": ("change", "reason", "answer_last_day"),
    "lease.change_complete": ("change", "answer_by"),
    "lease.change_declined": ("change",),
    "lease.change_inspected": ("change",),
    "lease.change_granted": ("change", "effective_on"),
    "lease.change_refused": ("change",),
    "lease.change_signed": ("change",),
    "lease.change_done": ("change", "effective_on"),
    "lease.change_withdrawn": ("change",),
    "lease.change_lapsed": ("change",),
    "lease.change_agreed": ("change",),
    "lease.sublet_shortened": ("change", "until_on"),
    "lease.sublet_ends_soon": ("change", "until_on"),
    "lease.sublet_ended": ("change",),
    "extra.asked": ("rent",),
    "extra.granted": ("rent", "from_on"),
    "extra.refused": (),
    "points.reset": ("queue", "reason"),
    "block.started": ("reason", "until"),
    "reminder.sent": ("kind", "days_left"),
}
UNTOLD = frozenset({"profile_due"})  # a reminder that the language has no word for
OF_THE_LISTING_ALONE = frozenset({"listing.let"})


class Teller:
    """Listens to the log and the outbox, and tells in the keys of the story."""

    def __init__(self, world: "World") -> None:
        self.events: list[dict[str, Any]] = []
        self._who = {pk: key for key, pk in world.persons.items()}
        self._what = {f"letting.listing:{pk}": key for key, pk in world.listings.items()}
        self._readvertised: dict[int, datetime] = {}
        self._heard_event = self._heard_message = self._told = 0

    def skip(self) -> None:
        """Leave out what the making of the world logged."""
        self.listen()
        self.events.clear()

    def listen(self) -> None:
        """Take in what has been logged and posted since the last time."""
        for event in Event.objects.filter(pk__gt=self._heard_event).order_by("pk"):
            self._heard_event = event.pk
            if event.kind == "listing.readvertised":
                self._readvertised[int(event.subject.rpartition(":")[2])] = event.occurred_at
            if event.kind in FIELDS and event.data.get("kind") not in UNTOLD:
                self.events.append(self._tell(event))
        for message in Message.objects.filter(pk__gt=self._heard_message).order_by("pk"):
            self._heard_message = message.pk
            listing = self._what.get(f"letting.listing:{message.context.get('listing')}")
            said = {"at": _iso(message.created_at), "event": "message.sent"}
            self.events.append(
                said | _known(listing=listing, applicant=self._who.get(message.person_id or 0)) | {"kind": message.kind}
            )

    def news(self) -> Iterator[dict[str, Any]]:
        """Yield the events that were not yielded before."""
        while self._told < len(self.events):
            self._told += 1
            yield self.events[self._told - 1]

    def refused(self, at: datetime, who: str, action: str, code: str, arguments: dict[str, Any]) -> None:
        """Tell of an action that was refused."""
        subject = _known(
            listing=arguments.get("listing"), applicant=arguments.get("applicant") if who == "staff" else who
        )
        if action == "express_interest":
            self.events.append({"at": _iso(at), "event": "interest.refused", **subject, "code": code})
        else:
            known = code if code in CODES else "not_allowed"
            self.events.append({"at": _iso(at), "event": "action.refused", **subject, "action": action, "code": known})

    def readvertised_at(self, listing: int) -> datetime:
        """Return when a listing was last advertised again."""
        return self._readvertised[listing]

    def _tell(self, event: Event) -> dict[str, Any]:
        data = dict(event.data)
        if "persons" in data:
            data["applicants"] = [self._who[pk] for pk in data["persons"]]
        person = None if event.kind in OF_THE_LISTING_ALONE else self._who.get(event.person_id or 0)
        about = _known(listing=self._what.get(event.subject), applicant=person)
        fields = {name: data.get(name) for name in FIELDS[event.kind]}
        return {"at": _iso(event.occurred_at), "event": event.kind, **about, **fields}


CODES = frozenset({"too_late", "not_offered", "not_yours", "not_open", "slot_full", "already_answered", "not_allowed"})


def _iso(moment: datetime) -> str:
    return moment.astimezone(STOCKHOLM).isoformat()


def _known(**keys: str | None) -> dict[str, str]:
    return {name: key for name, key in keys.items() if key is not None}
