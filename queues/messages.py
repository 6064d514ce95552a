"""The message kinds of `queues`."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare(
    {
        "registered": _("Du står i kö"),
        "points_lapse": _("Påminnelse om köpoäng"),
        "blocked": _("Du är spärrad en tid"),
        "block_lifted": _("Spärren är hävd"),
        "points_lapsed": _("Köpoängen är nollställda"),
    }
)
