"""The message kinds of `queues`."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare(
    {
        "registered": _("Du står i kö"),
        "points_lapse": _("Påminnelse om köpoäng"),
        "points_lapsed": _("Köpoängen är nollställda"),
        "priority_filed": _("Ansökan om förtur har kommit in"),
        "priority_granted": _("Förtur beviljad"),
        "priority_refused": _("Förtur avslagen"),
    }
)
