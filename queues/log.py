"""The events of `queues`, each beside its sentence."""

from django.utils.translation import gettext_lazy as _

from queues.core.points import Reset
from queues.core.priority import Cause
from queues.exception_words import RULES
from queues.models import BlockReason, Misconduct
from queues.roles import ROLES
from queues.services.claims import SUBJECT
from tenants.events import declare, declare_codes

declare(
    {
        "registration.made": _("Personen ställde sig i {queue}, med poäng från {points_from}."),
        "registration.renewed": _("Personen förnyade sin plats i {queue}."),
        "registration.reactivated": _("Personen återaktiverade sin plats i {queue}."),
        "registration.corrected": _("Poängdatum i {queue} ändrades till {points_from}: {reason}."),
        "points.reset": _("Köpoängen i {queue} nollställdes ({reason})."),
        "reminder.sent": _("En påminnelse skickades ({kind}). Dagar kvar: {days_left}."),
        "block.started": _("Personen spärrades till {until} ({reason})."),
        "block.lifted": _("Spärren hävdes ({reason})."),
        "misconduct.noted": _("Misskött hyresförhållande noterades ({cause})."),
        "misconduct.struck": _("Noteringen om ett misskött hyresförhållande ströks ({cause})."),
        "exception.proposed": _(
            "Ett undantag från {rule} gjordes ({cause}). En kollega ska bekräfta det innan det gäller."
        ),
        "exception.granted": _("Ett undantag från {rule} började gälla ({cause})."),
        "exception.ended": _("Undantaget från {rule} upphörde."),
        "consent.given": _("Personen lämnade samtycke ({consent})."),
        "registration.rested": _("Personens plats i {queue} blev vilande."),
        "companion.invited": _("Sökanden bad någon vara {role}. Svar senast {answer_last_day}."),
        "companion.accepted": _("Den inbjudna sade ja till att vara {role}."),
        "companion.joined": _("Personen blev {role} åt någon."),
        "companion.declined": _("Den inbjudna sade nej till att vara {role}."),
        "companion.lapsed": _("Ingen svarade på inbjudan i tid ({role})."),
        "companion.ended": _("Någon är inte längre {role}."),
        "companion.approved": _("En förälder godkändes för att skriva under."),
        "companion.turned_down": _("En förälder godkändes inte för att skriva under."),
        "area.chosen": _("Personen valde området {area}."),
        "area.left": _("Personen valde bort området {area}."),
        "wishes.saved": _("Personen sparade sina önskemål."),
        "priority.applied": _("Personen ansökte om förtur ({ground}). Antal handlingar: {documents}."),
        "priority.entered": _("En medarbetare skrev in en förtur ({ground})."),
        "priority.proposed": _("En medarbetare föreslog {proposal} ({cause}). En kollega ska bekräfta förslaget."),
        "priority.granted": _("Förturen beviljades ({cause}). Antal erbjudanden: {offers}."),
        "priority.refused": _("Ansökan om förtur avslogs ({cause})."),
        "priority.withdrawn": _("Förturen återkallades."),
        "priority.used": _("Ett erbjudande gavs med förtur. Erbjudanden kvar: {offers_left}."),
    }
)
declare_codes(
    {
        "grant": _("att bevilja förturen"),
        "refuse": _("att avslå förturen"),
        Cause.MEETS_GROUND.value: _("kraven är uppfyllda"),
        Cause.AGREED.value: _("överenskommelse med kommun eller myndighet"),
        Cause.SPECIAL.value: _("särskilda skäl"),
        Cause.NOT_PROVED.value: _("inte styrkt"),
        Cause.NOT_MET.value: _("kraven är inte uppfyllda"),
        Cause.NOT_COVERED.value: _("ger inte förtur"),
        Cause.SOLVED.value: _("löst på annat sätt"),
        Cause.UNTRUE.value: _("uppgifterna stämmer inte"),
    }
)
declare_codes(ROLES)
declare_codes({"personal_data": _("personuppgifter"), "credit_check": _("kreditupplysning")})
declare_codes(dict(BlockReason.choices), of="reason")
declare_codes(
    {
        Reset.INACTIVE.value: _("ingen inloggning i tid"),
        Reset.NOT_RENEWED.value: _("inte förnyad i tid"),
        Reset.LEASE.value: _("hyresavtal"),
        Reset.NOTICE.value: _("egen uppsägning"),
        Reset.SWAP.value: _("direktbyte"),
        Reset.ADDED.value: _("inskriven på ett hyresavtal"),
        Reset.TRANSFER.value: _("övertaget hyresavtal"),
    },
    of="points.reset.reason",
)
declare_codes(dict(Misconduct.choices), of="cause")
declare_codes(RULES, of="rule")
declare_codes({"points_lapse": _("köpoängen")}, of="reminder.sent.kind")
declare_codes({SUBJECT: _("ansökan om förtur")}, of="about")
