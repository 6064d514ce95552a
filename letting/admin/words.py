"""States, requirements and codes as staff read them."""

from django.utils.translation import gettext_lazy as _

from letting.core.answers import Result
from letting.core.states import ClosedBecause, InterestState, ListingState, OfferState
from tenants.events import declare_codes
from tenants.words import in_sentence

# The word, and the kind of sign beside it.
LISTING = {
    ListingState.DRAFT: (_("Utkast"), "plain"),
    ListingState.ADVERTISED: (_("Annonseras"), "info"),
    ListingState.VIEWING: (_("Visning pågår"), "info"),
    ListingState.ANSWERING: (_("Svarstid pågår"), "wait"),
    ListingState.CHECKING: (_("Kontroller pågår"), "warn"),
    ListingState.AWARDED: (_("Tilldelad, väntar på underskrift"), "wait"),
    ListingState.LET: (_("Uthyrd"), "good"),
    ListingState.WITHDRAWN: (_("Tillbakadragen"), "bad"),
}
OFFER = {
    OfferState.PENDING: (_("Väntar på svar"), "wait"),
    OfferState.ACCEPTED: (_("Tackade ja"), "good"),
    OfferState.CANDIDATE: (_("Står i tur"), "info"),
    OfferState.AWARDED: (_("Tilldelad"), "good"),
    OfferState.SIGNED: (_("Har skrivit under"), "good"),
    OfferState.DECLINED: (_("Tackade nej"), "plain"),
    OfferState.EXPIRED: (_("EJ SVAR"), "bad"),
    OfferState.FAILED: (_("Kontroll inte godkänd"), "bad"),
    OfferState.LAPSED: (_("Skrev inte under i tid"), "bad"),
    OfferState.WITHDRAWN: (_("Tog tillbaka"), "plain"),
    OfferState.PASSED: (_("Gick till någon annan"), "plain"),
}
INTEREST = {
    InterestState.ONGOING: (_("Pågår"), "info"),
    InterestState.WITHDRAWN: (_("Tillbakatagen"), "plain"),
    InterestState.CLOSED: (_("Avslutad"), "plain"),
}
CLOSED = {
    ClosedBecause.DECLINED: _("tackade nej"),
    ClosedBecause.NO_ANSWER: _("EJ SVAR"),
    ClosedBecause.CHECK_FAILED: _("kontroll inte godkänd"),
    ClosedBecause.PROFILE_MISSING: _("sökandeprofil saknades"),
    ClosedBecause.HOUSED: _("har fått bostad"),
    ClosedBecause.LET_TO_OTHER: _("uthyrd till någon annan"),
    ClosedBecause.WITHDRAWN_BY_STAFF: _("annonsen drogs tillbaka"),
    ClosedBecause.READVERTISED: _("annonserades igen"),
    ClosedBecause.AWARD_LAPSED: _("skrev inte under i tid"),
}
REQUIREMENTS = {
    "profile": _("Sökandeprofil"),
    "age": _("Ålder"),
    "income": _("Inkomst"),
    "credit": _("Betalningar"),
    "household": _("Hushåll"),
    "one_lease": _("Ett avtal i taget"),
    "references": _("Referenser"),
    "conduct": _("Skötsamhet"),
    "moved_in": _("Boendetid"),
    "residence": _("Folkbokföring"),
    "insurance": _("Hemförsäkring"),
    "identity": _("Legitimation"),
    "registered": _("Folkbokförd på adressen"),
    "debts": _("Skulder till hyresvärden"),
}
CAUSES = {
    "needs": _("Bostaden svarar bäst mot behoven"),
    "household_fits": _("Hushållet passar bostadens storlek"),
    "special_consideration": _("Särskild hänsyn enligt reglerna"),
    "priority": _("Förtur"),
    "long_wait": _("Lång kötid"),
    "references": _("Goda referenser"),
    "other": _("Annat skäl"),
}
EXCEPTION_CAUSES = {
    "accessible_flat": _("Bostaden är anpassad för någon med funktionsnedsättning"),
    "health": _("Hälsa eller ålder, styrkt"),
    "children": _("Barnens bästa"),
    "weak_demand": _("Få eller inga andra är intresserade"),
    "identity_shown": _("Identiteten är styrkt på annat sätt"),
    "other": _("Annat skäl"),
}
RESULTS = {
    Result.PASS: (_("Godkänd"), "good"),
    Result.FAIL: (_("Inte godkänd"), "bad"),
    Result.REVIEW: (_("Ska prövas"), "wait"),
}
CODES = {
    "not_known": _("Uppgiften finns inte i portalen. Ta reda på den och besluta."),
    "income_too_low": _("Inkomsten räcker inte till hyra och normalbelopp."),
    "too_young": _("För ung."),
    "enforcement_debt": _("Skuld hos Kronofogden."),
    "landlord_debt": _("Skuld till hyresvärden."),
    "recent_remark": _("En färsk betalningsanmärkning."),
    "older_remark": _("Äldre betalningsanmärkning. Se antal, ålder, belopp och om den är betald."),
    "restructuring": _("Pågående skuldsanering."),
    "household_too_large": _("Hushållet är större än lägenheten är till för."),
    "notice_missing": _("Har redan ett avtal här som inte är uppsagt."),
    "moved_in_recently": _("Har bott för kort tid i sin nuvarande lägenhet."),
    "bad_references": _("Dåliga referenser."),
    "no_references": _("Inga referenser."),
    "decided_by_staff": _("Avgjort av personalen."),
    "income_individual": _("Bedöm om det som blir kvar efter hyran räcker."),
    "no_income_that_counts": _("Ingen av inkomsterna räknas enligt reglerna."),
    "paid_debts_need_references": _("Skulderna är betalda: goda boendereferenser krävs."),
    "internal_check": _("Hyr redan här: kontrollera betalningar och skötsamhet."),
    "inspection_first": _("Den nuvarande lägenheten ska besiktigas först."),
    "debts": _("Skuld till hyresvärden."),
    "misconduct": _("Har misskött ett hyresförhållande här."),
    "registered_too_short": _("Folkbokförd på adressen kortare tid än kravet. Kontrollera mot folkbokföringen."),
    "profile_filed": _("Sökandeprofilen är inlämnad. Granska den och underlagen."),
    "profile_rejected": _("Sökandeprofilen godkändes inte."),
    "security_accepted": _("Godtagen säkerhet."),
    "security_offered": _("En säkerhet är erbjuden. Besluta om den först."),
    "credit_service_down": _(
        "Kreditupplysningstjänsten svarar inte. Portalen frågar igen, men du kan också besluta själv."
    ),
    "no_number_to_ask_about": _("Personnummer saknas, så ingen kreditupplysning kan tas. Besluta själv."),
}
FAILURES = {
    "unit_busy": _("Objektet har redan en annons som pågår."),
    "unknown_scheme": _("Uthyrningssättet finns inte i regelverket som gäller."),
    "wrong_kind": _("Uthyrningssättet gäller inte för den här sortens objekt."),
    "last_day_passed": _("Sista anmälningsdagen hade redan passerat."),
    "home_claimed": _("En av dem som hyr bostaden vill bo kvar."),
}

# In the log a code stands in the middle of a sentence.
_IN_SENTENCES = {**REQUIREMENTS, **CODES}
declare_codes({code: in_sentence(word) for code, word in _IN_SENTENCES.items()})
declare_codes({cause: in_sentence(word) for cause, word in {**CAUSES, **EXCEPTION_CAUSES}.items()}, of="cause")
declare_codes({because.value: word for because, word in CLOSED.items()})
declare_codes({"not_known": _("uppgift saknas")})
