"""A mail that failed for good gets a new try, when staff ask for it."""

from datetime import datetime

from django.db import transaction

from tenants import waking
from tenants.actors import Actor
from tenants.events import Fact, record
from tenants.models import Delivery, Message
from tenants.outcome import Refused


@transaction.atomic
def send_again(message_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Queue a failed message anew, with all its attempts. Refused: `not_open` (it has not failed)."""
    message = Message.objects.select_for_update().filter(pk=message_id, delivery=Delivery.FAILED).first()
    if message is None:
        return Refused(("not_open",))
    message.delivery, message.attempt, message.look_again_at, message.last_error = Delivery.QUEUED, 0, now, ""
    message.save(update_fields=["delivery", "attempt", "look_again_at", "last_error"])
    fact = Fact("message.sent_again", f"tenants.message:{message.pk}", message.person_id, {"kind": message.kind})
    record([fact], by=by, now=now)
    waking.after_commit(waking.SEND_MAIL)
    return None
