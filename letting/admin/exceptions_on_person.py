"""A person's exceptions on her page (CHECK-19, QUEUE-4, QUEUE-16)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from letting.admin.exception_words import about, excepted, state_of, titles
from letting.admin.exceptions_form import of_persons
from letting.admin.words import EXCEPTION_CAUSES
from queues.models import Exemption
from tenants.admin.person_page import SHOWN, Cell, Panel, PersonPage, parts
from tenants.admin.rights import Act, may
from tenants.words import day


def exceptions_of(page: PersonPage) -> None:
    """Show her exceptions, the latest first, where the rules allow any or she has one."""
    if not may(page.request, Act.EXCEPT):
        return
    found = list(Exemption.objects.filter(person=page.person).order_by("-pk")[:SHOWN])
    if not page.rules.exceptions and not found:
        return
    names = titles(found)
    rows = []
    for row in found:
        word, kind = state_of(row)
        rows.append(
            (
                Cell(excepted(row), reverse("admin:queues_exemption_change", args=[row.pk])),
                Cell(about(row, names)),
                Cell(str(EXCEPTION_CAUSES.get(row.cause, row.cause))),
                Cell(day(row.granted_at, year=True)),
                Cell(word, kind=kind),
            )
        )
    url = f"{reverse('admin:queues_exemption_add')}?person={page.person.pk}"
    act = (_("Gör ett undantag"), url) if of_persons(page.rules) else None
    heads = (_("Undantag från"), _("Gäller"), _("Skäl"), _("Gjort"), _("Läge"))
    page.panels.append(Panel(_("Undantag"), heads, rows, _("Inga undantag är gjorda för personen."), act=act))


parts.append(exceptions_of)
