"""What one has to do about a home that one leaves: a time to book, a protocol to answer (LEASE-11)."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from letting.core.inspection import NEAR_THE_END, InspectionKind, InspectionState
from letting.models import Inspection
from letting.my.tickets import Button, Ticket
from tenants import words
from tenants.core.calendar import local_day


def waiting_inspections(person_id: int, now: datetime) -> QuerySet[Inspection]:
    """Return the inspections that wait for their renter; a move-out inspection once it can be booked."""
    near = Q(kind=InspectionKind.PRE) | Q(lease__ends_on__lte=local_day(now) + NEAR_THE_END)
    waits = Q(state=InspectionState.HELD) | Q(near, state=InspectionState.WANTED)
    rows = Inspection.objects.filter(waits, person=person_id).select_related("lease__unit")
    return rows.defer("pdf", "protocol").order_by("last_day", "pk")


def leaving_ticket(row: Inspection) -> Ticket:
    """Return the ticket of an inspection that waits."""
    street, here = {"street": row.lease.unit.street}, reverse("my:inspection", args=[row.pk])
    last_day, name = row.last_day, f"inspection-{row.pk}"
    if row.state == InspectionState.HELD:
        said = gettext("Klart sedan %(at)s") % {"at": words.moment(row.held_at)}
        title = gettext("Svara på protokollet från %(street)s") % street
        act = Button(gettext("Läs och skriv under"), here, icon="pen")
        return Ticket(id=name, title=title, last_day=last_day, deadline=said, left="", href=here, actions=[act])
    is_pre = row.kind == InspectionKind.PRE
    said = (
        gettext("Boka förbesiktning av %(street)s") if is_pre else gettext("Boka avflyttningsbesiktning av %(street)s")
    )
    return Ticket(
        id=name,
        title=said % street,
        last_day=last_day,
        deadline=gettext("Ska vara gjord senast %(day)s") % {"day": words.day(last_day)},
        left="",
        href=here,
        actions=[Button(gettext("Välj en tid"), here, icon="calendar")],
    )
