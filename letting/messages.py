"""The message kinds of `letting`, with what they are called in lists."""

from django.utils.translation import gettext_lazy as _

from tenants.outbox import declare

declare(
    {
        "viewing_offered": _("Erbjudande om visning"),
        "flat_offered": _("Erbjudande"),
        "viewing_booked": _("Bokad visning"),
        "viewing_ended": _("Visningsperioden är slut"),
        "answer_due": _("Påminnelse om svar"),
        "offer_expired": _("Erbjudandet har gått ut"),
        "profile_wanted": _("Fyll i din sökandeprofil"),
        "profile_due": _("Påminnelse om sökandeprofil"),
        "profile_missing": _("Sökandeprofilen kom inte in"),
        "candidate_named": _("Du står i tur"),
        "check_failed": _("Kontrollen är inte godkänd"),
        "award_made": _("Lägenheten är din om du skriver under"),
        "sign_due": _("Påminnelse om att skriva under"),
        "award_lapsed": _("Tilldelningen har upphört"),
        "lease_signed": _("Avtalet är undertecknat"),
        "notice_received": _("Din uppsägning har kommit in"),
        "notice_confirmed": _("Din uppsägning är bekräftad"),
        "notice_withdrawn": _("Din uppsägning är återtagen"),
        "notice_stands": _("Din uppsägning gäller"),
        "change_received": _("Din ansökan om ändring av avtalet"),
        "change_complete": _("Ansökan är komplett"),
        "change_declined": _("Svar på en ansökan"),
        "change_granted": _("Ansökan är beviljad"),
        "change_refused": _("Ansökan är avslagen"),
        "change_withdrawn": _("En ansökan är tillbakatagen"),
        "change_lapsed": _("En ansökan blev inte av"),
        "change_signed": _("Det nya avtalet är undertecknat"),
        "change_done": _("Ändringen av avtalet gäller"),
        "sublet_ends_soon": _("Andrahandsuthyrningen upphör snart"),
        "sublet_ended": _("Andrahandsuthyrningen har upphört"),
        "listing_let": _("Lägenheten är uthyrd"),
        "listing_withdrawn": _("Annonsen är tillbakadragen"),
        "security_decided": _("Beslut om en säkerhet"),
        "complaint_filed": _("Ditt klagomål har kommit in"),
        "complaint_answered": _("Svar på ditt klagomål"),
        "homes_found": _("Nytt som passar en bevakning"),
    }
)
declare({"change_invited": _("Fråga om ett hyresavtal")}, secret=True)
