"""The message kinds of `queues`."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare(
    {
        "registered": _("Du står i kö"),
        "points_lapse": _("Påminnelse om köpoäng"),
        "blocked": _("Du är spärrad en tid"),
        "block_lifted": _("Spärren är borttagen"),
        "points_lapsed": _("Köpoängen är nollställda"),
        "companion_answered": _("Svar på en inbjudan"),
        "companion_lapsed": _("Ingen svarade på en inbjudan"),
        "companion_ended": _("Någon är inte längre med i ansökan"),
        "parent_decided": _("Beslut om att en förälder skriver under"),
        "priority_filed": _("Ansökan om förtur har kommit in"),
        "priority_granted": _("Förtur beviljad"),
        "priority_refused": _("Förtur avslagen"),
    }
)
declare({"companion_invited": _("Inbjudan att vara med i en ansökan")}, secret=True)
