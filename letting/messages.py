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
        "lease_for_two": _("Skriv under avtalet tillsammans"),
        "lease_for_two_ended": _("Avtalet ni skulle skriva under gäller inte längre"),
        "notice_by_other": _("Den andra har sagt upp avtalet"),
        "home_claim_received": _("Du vill bo kvar"),
        "home_claimed_by_other": _("Den andra vill bo kvar"),
        "home_claim_granted": _("Du får bo kvar om du skriver under"),
        "home_claim_refused": _("Du kan inte bo kvar"),
        "home_claim_lapsed": _("Ditt eget avtal skrevs inte under i tid"),
        "own_lease_signed": _("Ditt eget avtal är undertecknat"),
        "home_kept_by_other": _("Den andra får bo kvar"),
        "earlier_move_proposed": _("Förslag om tidigare inflyttning"),
        "earlier_move_agreed": _("Ni är överens om tidigare inflyttning"),
        "earlier_move_declined": _("Nej till tidigare inflyttning"),
        "earlier_move_accepted": _("Ny inflyttningsdag"),
        "earlier_move_refused": _("Tidigare inflyttning godkändes inte"),
        "listing_let": _("Lägenheten är uthyrd"),
        "listing_withdrawn": _("Annonsen är tillbakadragen"),
        "security_decided": _("Beslut om en säkerhet"),
        "complaint_filed": _("Ditt klagomål har kommit in"),
        "complaint_answered": _("Svar på ditt klagomål"),
        "homes_found": _("Nytt som passar en bevakning"),
    }
)
