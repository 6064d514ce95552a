"""A person's places in the queues, on her page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from queues.core.points import points_on, safe_until
from queues.models import Registration
from tenants.admin.person_page import Cell, Panel, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.words import day, number


def registrations_of(page: PersonPage) -> None:
    """Show her queues with points, and until when they are safe."""
    today = local_day(page.now)
    rules = Ruleset.in_force(today).rules.queues
    rows = []
    found = Registration.objects.filter(person=page.person).select_related("queue", "person").order_by("pk")
    for row in found:
        queue = rules.get(row.queue.slug)
        standing = row.standing(queue) if queue else None
        rows.append(
            (
                Cell(row.queue.name, reverse("admin:queues_registration_change", args=[row.pk])),
                Cell(number(points_on(standing, today)) if standing else "–"),
                Cell(day(row.points_from, year=True)),
                Cell((day(safe_until(standing), year=True) if standing else "") or _("utan gräns")),
                Cell(_("vilande"), kind="warn") if row.deactivated_at else Cell(_("aktiv"), kind="good"),
            )
        )
    url = f"{reverse('admin:queues_registration_add')}?person={page.person.pk}"
    page.panels.append(
        Panel(
            _("Köer"),
            (_("Kö"), _("Köpoäng i dag"), _("Poängdatum"), _("Poängen säkra till"), _("Läge")),
            rows,
            _("Personen står inte i någon kö. Ställ henne i en här."),
            act=(_("Ställ i kö"), url) if may(page.request, Act.ADD_PERSONS) else None,
        )
    )


parts.append(registrations_of)
