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
        "block.started": _("Personen spärrades till {until} ({reason})."),
        "block.lifted": _("Spärren hävdes ({reason})."),
        "misconduct.noted": _("Misskött hyresförhållande noterades ({cause})."),
        "exception.proposed": _("Undantag från {rule} föreslogs ({cause}). En andra person ska bekräfta."),
        "exception.granted": _("Undantag från {rule} medgavs ({cause})."),
        "exception.ended": _("Undantaget från {rule} upphörde."),
        "consent.given": _("Personen lämnade samtycke ({consent})."),
    }
)
