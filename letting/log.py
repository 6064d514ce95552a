"""The events of `letting`, each beside the sentence that staff read."""

from django.utils.translation import gettext_lazy as _

from letting.change_words import NAMES
from tenants.events import declare, declare_codes
from tenants.readings import declare_readings

declare(
    {
        "listing.published": _("Annonsen publicerades. Sista anmälningsdag är {last_day}."),
        "listing.planned": _("Annonsen ska publiceras automatiskt {publish_at}."),
        "listing.plan_dropped": _("Publiceringstiden togs bort."),
        "listing.readvertised": _("Ingen stod kvar, så annonsen lades ut igen. Sista anmälningsdag är {last_day}."),
        "listing.withdrawn": _("Annonsen drogs tillbaka."),
        "listing.let": _("Uthyrningen är klar."),
        "interest.made": _("Intresse anmäldes."),
        "interest.withdrawn": _("Intresseanmälan togs tillbaka."),
        "interest.closed": _("Intresseanmälan avslutades ({reason})."),
        "advert.ended": _("Annonstiden tog slut. Antal intresseanmälningar: {interests}."),
        "applicants.selected": _("Personalen valde {number} sökande till visning ({cause})."),
        "listing.offered_directly": _("Bostaden erbjöds direkt till {number} sökande ({cause})."),
        "candidate.chosen": _("Personalen valde vem som får bostaden ({cause}). Antal att välja bland: {among}."),
        "round.opened": _("Omgång {round} började. Visning till och med {viewing_last_day}."),
        "offer.sent": _("Ett erbjudande skickades till plats {rank}. Köpoäng: {points}."),
        "viewing.booked": _("Visning bokades: {slot}."),
        "viewing.confirmed": _("Sökanden har varit på visning. Svar senast {answer_last_day}."),
        "viewing.ended": _("Visningsperioden är slut. Svar senast {answer_last_day}."),
        "offer.accepted": _("Plats {rank} tackade ja."),
        "offer.declined": _("Plats {rank} tackade nej."),
        "offer.expired": _("Plats {rank} svarade inte: EJ SVAR."),
        "candidate.named": _("Plats {rank} står i tur. Kontrollerna började."),
        "check.passed": _("Kontrollen är godkänd: {check}."),
        "check.failed": _("Kontrollen är inte godkänd: {check} ({code})."),
        "check.review": _("Personalen behöver avgöra kontrollen: {check} ({code})."),
        "award.made": _("Tilldelningen är gjord. Avtalet ska skrivas under senast {sign_last_day}."),
        "award.lapsed": _("Avtalet skrevs inte under i tid: tilldelningen upphörde."),
        "award.declined": _("Sökanden tackade nej till avtalet."),
        "lease.signed": _("Hyresavtalet skrevs under."),
        "lease.signed_by_one": _("En av två skrev under hyresavtalet. Det gäller när båda har gjort det."),
        "lease.move_in_chosen": _("Sökanden valde inflyttningsdag: {starts_on}."),
        "lease.notice_given": _("Avtalet sades upp ({reason}). Det upphör {ends_on}."),
        "lease.notice_confirmed": _("Uppsägningen bekräftades. Avtalet upphör {ends_on}."),
        "lease.notice_asked_back": _("Hyresgästen bad att få ta tillbaka uppsägningen."),
        "lease.notice_withdrawn": _("Uppsägningen togs tillbaka med hyresvärdens samtycke."),
        "lease.notice_stands": _("Hyresvärden gick inte med på att uppsägningen togs tillbaka."),
        "lease.notice_joined": _("Den andra på avtalet säger också upp det. Uppsägningen är nu bådas."),
        "lease.joint_notice_asked": _("En av två på avtalet frågade den andra om att säga upp tillsammans ({reason})."),
        "lease.joint_notice_declined": _("Den andra på avtalet sade nej till att säga upp tillsammans."),
        "lease.joint_notice_dropped": _("Frågan om att säga upp tillsammans togs tillbaka."),
        "home_claim.made": _("En av två på avtalet vill bo kvar."),
        "home_claim.granted": _(
            "Den som vill bo kvar får hyra själv från {starts_on}, om avtalet skrivs under senast {sign_last_day}."
            " Krav som inte uppfylldes: {failed}. Krav som inte var kända: {unknown}."
        ),
        "home_claim.refused": _(
            "Den som vill bo kvar får inte hyra själv. Krav som inte uppfylldes: {failed}. Krav som inte var kända:"
            " {unknown}."
        ),
        "home_claim.lapsed": _("Den som skulle bo kvar skrev inte under i tid. Uppsägningen gäller."),
        "earlier_move.proposed": _("En tidigare inflyttning föreslogs: {starts_on}."),
        "earlier_move.agreed": _("Hyresgästerna kom överens om inflyttning {starts_on}."),
        "earlier_move.declined": _("Den andra hyresgästen sade nej till tidigare inflyttning."),
        "earlier_move.dropped": _("Förslaget om tidigare inflyttning togs tillbaka."),
        "earlier_move.accepted": _("Tidigare inflyttning godkändes. Det nya avtalet gäller från {starts_on}."),
        "earlier_move.refused": _("Tidigare inflyttning godkändes inte."),
        "lease.change_asked": _("Ansökan om ändring av avtalet lämnades ({change}, {reason})."),
        "lease.change_complete": _("Ansökan är komplett ({change}). Besked ska lämnas senast {answer_by}."),
        "lease.change_agreed": _("En av dem som ansökan gäller sade ja ({change})."),
        "lease.change_declined": _("Den andra sade nej till ansökan ({change})."),
        "lease.change_inspected": _("Besiktningen inför bytet bekräftades ({change})."),
        "lease.change_granted": _("Ansökan beviljades ({change}). Den gäller från {effective_on}."),
        "lease.change_refused": _("Ansökan avslogs ({change})."),
        "lease.change_signed": _("Det nya avtalet skrevs under ({change})."),
        "lease.change_done": _("Ändringen av avtalet gäller från {effective_on} ({change})."),
        "lease.change_withdrawn": _("Ansökan togs tillbaka ({change})."),
        "lease.change_lapsed": _("Ansökan blev inte av i tid ({change})."),
        "lease.sublet_shortened": _(
            "Avtalet upphör {until_on}, och med det andrahandsuthyrningen, som var till {before}."
        ),
        "lease.sublet_ends_soon": _("En påminnelse skickades: andrahandsuthyrningen upphör {until_on}."),
        "lease.sublet_ended": _("Andrahandsuthyrningen upphörde."),
        "extra.asked": _("Ett tillval söktes, {rent} kr i månaden."),
        "extra.granted": _("Ett tillval beviljades. Hyran höjs med {rent} kr i månaden från {from_on}."),
        "extra.refused": _("Ett tillval avslogs."),
        "extra.withdrawn": _("En ansökan om tillval togs tillbaka."),
        "lease.identity_shown": _("Legitimation visades."),
        "lease.pdf_made": _("Avtalet skrevs ut som PDF."),
        "inspection.wanted": _("En besiktning begärdes ({kind}), senast {last_day}."),
        "inspection.booked": _("En besiktning bokades ({kind}): {slot}."),
        "inspection.unbooked": _("En bokad besiktning togs tillbaka ({kind})."),
        "inspection.called_off": _("Besiktningen ställdes in ({kind})."),
        "inspection.reminded": _("Hyresgästen påmindes om besiktningen ({kind}): {last_day}."),
        "inspection.answer_reminded": _("Hyresgästen påmindes om att läsa och skriva under protokollet ({kind})."),
        "inspection.remark_saved": _("En anmärkning sparades i protokollet."),
        "inspection.remark_removed": _("En anmärkning togs bort ur protokollet."),
        "inspection.clean_again": _("Städningen godkändes inte. Hyresgästen får städa om till {until}."),
        "inspection.held": _("Protokollet slogs fast ({kind}). Kostnader: {amount} kr."),
        "inspection.signed": _("Hyresgästen skrev under protokollet ({kind})."),
        "inspection.objected": _("Hyresgästen lämnade en invändning i protokollet ({kind})."),
        "inspection.pdf_made": _("Protokollet skrevs ut som PDF."),
        "keys.handed_out": _("Nycklar lämnades ut. Antal: {number}."),
        "keys.came_in": _("Nycklar lämnades tillbaka. Antal: {number}."),
        "debt.made": _("Hyresgästen blev skyldig {amount} kr ({kind})."),
        "debt.paid": _("Skulden på {amount} kr är betald ({kind})."),
        "debt.waived": _("Skulden på {amount} kr efterges ({kind})."),
        "profile.saved": _("Personen sparade sin sökandeprofil."),
        "security.offered": _("Sökanden erbjöd en säkerhet ({kind})."),
        "security.accepted": _("Säkerheten godtogs ({kind})."),
        "security.refused": _("Säkerheten godtogs inte ({kind})."),
        "security.ended": _("Säkerheten upphörde ({kind})."),
        "units.uploaded": _("En fil med objekt laddades upp för att jämföras."),
        "units.discarded": _("En fil med objekt kastades. Inget lästes in."),
        "units.imported": _("En fil med objekt lästes in. Nya: {added}. Ändrade: {changed}."),
        "unit.imported": _("Objektet ändrades när en fil lästes in: {fields}."),
        "complaint.filed": _("Ett klagomål lämnades till instans {step}."),
        "complaint.answered": _("Instans {step} svarade på klagomålet ({upheld})."),
        "complaint.taken_further": _("Klagomålet fördes vidare till instans {step}."),
        "complaint.read": _("En medarbetare läste klagomålet."),
        "search.saved": _("Personen sparade en bevakning ({often})."),
        "search.changed": _("Personen ändrade en bevakning ({often})."),
        "search.paused": _("Personen pausade en bevakning."),
        "search.resumed": _("Personen startade en bevakning igen."),
        "search.removed": _("Personen tog bort en bevakning."),
        "search.unsubscribed": _("Personen stängde av mejlen om en bevakning med länken i ett mejl."),
        "complaint.closed": _("Klagomålet avslutades hos instans {step}."),
    }
)
declare_codes({"bank_guarantee": _("bankgaranti")})
declare_codes(
    {"answer_due": _("svar"), "profile_due": _("sökandeprofil"), "sign_due": _("underskrift")}, of="reminder.sent.kind"
)
declare_codes({"immediate": _("mejl genast"), "daily": _("mejl en gång om dagen")}, of="often")
for of in ("notice_given", "joint_notice_asked"):
    declare_codes(
        {
            "move_out": _("flyttar ut"),
            "internal": _("flyttar inom beståndet"),
            "larger": _("flyttar till större bostad"),
            "smaller": _("flyttar till mindre bostad"),
            "care_home": _("flyttar till vård- och omsorgsboende"),
            "estate": _("hyresgästen har avlidit"),
        },
        of=f"lease.{of}.reason",
    )
for of in ("wanted", "booked", "unbooked", "called_off", "reminded", "answer_reminded", "held", "signed", "objected"):
    declare_codes({"pre": _("förbesiktning"), "move_out": _("avflyttningsbesiktning")}, of=f"inspection.{of}.kind")
for of in ("made", "paid", "waived"):
    declare_codes({"damage": _("skador"), "cleaning": _("städning"), "keys": _("nycklar")}, of=f"debt.{of}.kind")
declare_codes({kind.value: word for kind, word in NAMES.items()}, of="change")
declare_codes(
    {
        "work_study": _("arbete eller studier på annan ort"),
        "trial": _("provar att bo ihop"),
        "abroad": _("utomlands en längre tid"),
        "age_illness": _("ålder eller sjukdom"),
        "family": _("familjeförhållanden"),
        "economy": _("ändrad ekonomi"),
        "separation": _("separation"),
        "death_kin": _("dödsfall, nära anhörig tar över"),
        "death": _("dödsfall, den som bor kvar tar över"),
        "pupil": _("gymnasieeleven tar över"),
        "spouse": _("make, maka eller registrerad partner"),
        "cohabitant": _("sambo"),
        "other": _("annat skäl"),
    },
    of="lease.change_asked.reason",
)
declare_codes({"upheld": _("gav rätt"), "not_upheld": _("gav inte rätt")})
declare_readings({"complaint.read": _("Ditt klagomål öppnades.")})
