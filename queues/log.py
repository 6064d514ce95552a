"""The events of `queues`, each beside its sentence."""

from django.utils.translation import gettext_lazy as _

from tenants.events import declare

declare(
    {
        "registration.made": _("Personen ställde sig i kön {queue}, med poäng från {points_from}."),
        "registration.renewed": _("Personen förnyade sin plats i kön {queue}."),
        "registration.reactivated": _("Personen återaktiverade sin plats i kön {queue}."),
        "registration.corrected": _("Poängdatum i kön {queue} ändrades till {points_from}: {reason}."),
        "points.reset": _("Köpoängen i kön {queue} nollställdes ({reason})."),
        "reminder.sent": _("En påminnelse skickades ({kind}), {days_left} dagar kvar."),
        "consent.given": _("Personen lämnade samtycke ({consent})."),
    }
)
