"""What waits for the yes of one who rents with another: an application about their lease (LEASE-7, LEASE-8)."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from letting.models import ChangeState, LeaseChange
from letting.models.lease_change import FELLOWS
from letting.my.tickets import Button, Ticket
from tenants import words


def waiting_changes(person_id: int) -> QuerySet[LeaseChange]:
    """Return the applications that wait for someone's yes beside the two who have asked and answered."""
    hers = (Q(**{role: person_id, f"{role}_agreed_at": None}) for role in FELLOWS)
    asked = Q(*hers, _connector=Q.OR)
    rows = LeaseChange.objects.filter(asked, state=ChangeState.ASKED, answer_last_day__isnull=False)
    heavy = ("results", "text", "lease__pdf", "lease__terms")
    return rows.select_related("lease__unit").defer(*heavy).order_by("answer_last_day", "pk")


def change_ticket(row: LeaseChange) -> Ticket:
    """Return the ticket of an application that waits for her yes."""
    last_day = row.answer_last_day or row.from_on
    return Ticket(
        id=f"change-{row.pk}",
        title=gettext("Svara på ansökan om %(street)s") % {"street": row.lease.unit.street},
        last_day=last_day,
        deadline=gettext("Svara senast %(day)s") % {"day": words.deadline(last_day)},
        left="",
        href=reverse("my:change", args=[row.pk]),
        note=gettext("Den du hyr tillsammans med har sagt ja. Utan ditt ja faller ansökan."),
        actions=[Button(gettext("Se vad det innebär och svara"), reverse("my:change_agree", args=[row.pk]))],
    )
