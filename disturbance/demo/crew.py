"""Who works at the night service of the demo, and what each is there to show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from disturbance.models import NightRole, NightWorker
from letting.demo.logins import make_login
from tenants.demo.people import DemoLogin, key_of

OPERATOR = "Olga"
CREWS = (("Patrull 1", "Petra", "Pelle"), ("Patrull 2", "Rut", "Sami"))
WORKERS = (
    (OPERATOR, NightRole.OPERATOR),
    *((name, NightRole.PATROL) for _callsign, *pair in CREWS for name in pair),
    ("Magda", NightRole.MANAGER),
)
SHOWS: Mapping[str, Any] = {
    NightRole.OPERATOR: _("Tar emot samtalen, skickar patruller och följer natten."),
    NightRole.PATROL: _("Åker ut. Öppna på en telefon, eller i ett smalt fönster."),
    NightRole.MANAGER: _("Sköter register, kunder, medarbetare och arbetspass."),
}


def hire() -> None:
    """Make the staff, each with a login; the service is on duty."""
    for name, role in WORKERS:
        NightWorker.objects.create(user=make_login(name), name=name, role=role)


def logins() -> list[DemoLogin]:
    """Return the logins of the staff of the service on duty."""
    rows = NightWorker.objects.filter(left_on=None).select_related("user").order_by("pk")
    return [DemoLogin(key_of(row.user), row.name, row.get_role_display(), SHOWS.get(row.role, "")) for row in rows]
