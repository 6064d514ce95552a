"""What those who stand with an applicant are called, in the middle of a sentence and as a heading."""

from typing import Any

from django.utils.translation import gettext_lazy as _

ROLES: dict[str, Any] = {
    "co_applicant": _("medsökande"),
    "parent": _("den förälder som skriver under"),
    "guarantor": _("borgensman"),
}
TITLES: dict[str, Any] = {
    "co_applicant": _("Medsökande"),
    "parent": _("Förälder som skriver under"),
    "guarantor": _("Borgensman"),
}
RELATIONS: dict[str, Any] = {
    "spouse": _("make eller maka"),
    "registered_partner": _("registrerad partner"),
    "cohabitant": _("sambo"),
    "parent": _("förälder"),
    "guardian": _("vårdnadshavare eller annan som står i förälders ställe"),
}
