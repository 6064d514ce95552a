"""The export of persons: who stands in which queue, how to reach them. No personal numbers, nobody protected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.admin.exports import Offer, offers
from tenants.admin.rights import Act
from tenants.exporting import Kind, declare
from tenants.models import Export, Person
from tenants.table_files import Table
from tenants.words import day

PERSONS = "persons"
CHUNK = 2000


def _persons() -> QuerySet[Person]:
    return Person.objects.filter(protected=False)


def person_list(export: Export, now: datetime) -> Table:
    """Return all persons with how to reach them and where they stand in line."""
    heads = (
        _("Efternamn"), _("Förnamn"), _("Född"), _("Telefon"), _("E-post"), _("Gatuadress"), _("Postnummer"),
        _("Postort"), _("Köer"), _("Senast inloggad"),
    )  # fmt: skip
    return Table(_("Personer"), heads, _rows(), (_("Personer med skyddade personuppgifter är utelämnade."),))


def _rows() -> Iterator[tuple[object, ...]]:
    active = Q(registrations__deactivated_at=None)
    queues = StringAgg("registrations__queue__name", ", ", filter=active, order_by="registrations__queue__name")
    rows = _persons().annotate(queues=queues).order_by("family_name", "given_name", "pk")
    for person in rows.iterator(chunk_size=CHUNK):
        yield (
            person.family_name, person.given_name, person.born.isoformat(), person.phone, person.email, person.street,
            person.postal_code, person.city, person.queues or "", day(person.last_login_on, year=True, weekday=False),
        )  # fmt: skip


def _about(request: HttpRequest, subject: str) -> str | None:
    return _("Alla personer") if not subject else None


declare(PERSONS, Kind(gettext_lazy("Lista över personer"), lambda _row: _persons().count(), person_list))
offers[PERSONS] = Offer(
    Act.EXPORT_PERSONS,
    _about,
    lambda _subject: reverse("admin:tenants_person_changelist"),
    gettext_lazy(
        "Listan har kontaktuppgifter till alla utom personer med skyddade personuppgifter. Den har inga personnummer."
    ),
)
