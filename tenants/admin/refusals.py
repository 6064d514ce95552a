"""A refusal in words: a sentence for each code that a service can answer staff with."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.outcome import Refused

SENTENCES = {
    "not_open": gettext_lazy(
        "Det går inte längre: uthyrningen har kommit till ett annat läge. Sidan visar hur det är nu."
    ),
    "not_offered": gettext_lazy("Personen har inget erbjudande här just nu."),
    "already_answered": gettext_lazy("Det är redan avgjort. Det första beslutet står fast."),
    "not_allowed": gettext_lazy("Det går inte. Skriv ett skäl, och kontrollera att regelverket tillåter det."),
    "too_late": gettext_lazy("Det går inte längre: sista dagen har passerat."),
    "slot_full": gettext_lazy("Visningstiden är fullbokad. Välj en annan tid."),
    "unit_busy": gettext_lazy("Objektet har redan en annons som pågår."),
    "unknown_scheme": gettext_lazy(
        "Uthyrningssättet finns inte i regelverket som gäller i dag, eller annonseras inte."
    ),
    "wrong_kind": gettext_lazy("Uthyrningssättet gäller inte för den här sortens objekt."),
    "last_day_passed": gettext_lazy("Sista anmälningsdagen har redan passerat. Välj i dag eller en senare dag."),
    "already_registered": gettext_lazy("Personen står redan i kön."),
    "too_young": gettext_lazy("Personen är för ung för den kön."),
    "no_personal_number": gettext_lazy("Kön kräver ett svenskt personnummer."),
    "elsewhere": gettext_lazy("Kön sköts på en annan webbsida. Ställ personen i kö där."),
    "consent_missing": gettext_lazy("Det saknas ett samtycke. Fråga personen och kryssa i båda rutorna."),
    "reason_missing": gettext_lazy("Skriv ett skäl."),
    "not_answered": gettext_lazy("Den inbjudna har inte sagt ja."),
    "already_decided": gettext_lazy("Det är redan avgjort. Det första beslutet står fast."),
    "guarantor_missing": gettext_lazy("Borgensmannen står inte längre med i ansökan."),
    "already_removed": gettext_lazy("Handlingen är redan borttagen."),
    "no_such_ground": gettext_lazy("Den grunden finns inte i regelverket som gäller i dag."),
    "already_applied": gettext_lazy("Personen har redan en ansökan eller en förtur."),
    "unknown_cause": gettext_lazy("Välj ett av skälen i listan."),
    "not_registered": gettext_lazy("Personen står inte i kön."),
    "blocked": gettext_lazy("Personen är spärrad och kan inte få erbjudandet."),
    "already_made": gettext_lazy("Det är redan gjort för den personen."),
    "already_blocked": gettext_lazy("Personen är redan spärrad."),
    "already_ended": gettext_lazy("Det har redan upphört."),
    "not_allowed_here": gettext_lazy("Reglerna tillåter det inte."),
    "not_your_step": gettext_lazy("I den här instansen svarar någon med en annan roll på klagomålet."),
    "text_missing": gettext_lazy("Det saknas text."),
    "no_steps": gettext_lazy("Regelverket säger inte vem som svarar på klagomål. Lägg till det i regelverket först."),
    "no_such_subject": gettext_lazy("Välj ett av personens egna ärenden."),
    "already_filed": gettext_lazy("Personen har redan lämnat ett klagomål om det."),
    "last_step": gettext_lazy("Det finns ingen ytterligare instans."),
    "second_person_needed": gettext_lazy("En kollega ska bekräfta beslutet."),
    "no_draft": gettext_lazy(
        "Utkastet finns inte längre: någon annan har publicerat eller kastat det. Börja ett nytt utkast."
    ),
    "changed_meanwhile": gettext_lazy(
        "Någon annan har sparat här sedan du öppnade sidan. Det du skrev finns kvar: spara igen om ditt ska gälla."
    ),
    "name_taken": gettext_lazy("Det finns redan en del med det kortnamnet."),
    "draft_too_large": gettext_lazy("Regelverket blir för stort. Korta texterna."),
    "other_landlord": gettext_lazy("Filen är en annan hyresvärds regelverk: kortnamnet under landlord är ett annat."),
    "rules_changed": gettext_lazy(
        "Reglerna har ändrats sedan utkastet började. Flytta ändringarna till den nya versionen först."
    ),
    "not_whole": gettext_lazy("Utkastet hänger inte ihop än. Rätta det som står överst på utkastets sida."),
    "nothing_changed": gettext_lazy(
        "Utkastet är likadant som reglerna som redan finns. Ändra något innan du publicerar."
    ),
    "day_passed": gettext_lazy("Dagen har passerat. Välj i dag eller en senare dag."),
    "advert_closed": gettext_lazy("Annonstiden är slut, så det går inte längre att anmäla intresse."),
    "children_at_home": gettext_lazy("Hemmaboende barn kan inte bo i den bostaden."),
    "residents_only": gettext_lazy("Objektet går bara till den som redan hyr här. Det går att göra undantag."),
    "household_too_large": gettext_lazy("Hushållet är större än bostaden är till för."),
    "moved_in_recently": gettext_lazy("Personen har flyttat in för nyligen för att byta."),
    "debts": gettext_lazy("Personen har en skuld och kan inte byta bostad."),
    "too_many_ongoing": gettext_lazy("Personen har redan så många pågående intresseanmälningar som reglerna tillåter."),
    "moment_passed": gettext_lazy("Tiden har passerat. Välj en senare."),
    "nothing_chosen": gettext_lazy("Välj minst ett brev."),
    "too_many_letters": gettext_lazy("Välj högst 500 brev åt gången."),
    "no_address": gettext_lazy("Postadressen saknas. Fyll i den på personens sida först."),
    "secret_message": gettext_lazy(
        "Meddelandet innehöll en kod eller en personlig länk. Sådana sparas inte och kan inte skrivas ut."
    ),
    "fewer_rows": gettext_lazy("Filen är kortare än listan här. Kryssa i att du vet det, eller ladda upp hela listan."),
    "rows_changed": gettext_lazy(
        "Uppgifterna har ändrats sedan filen jämfördes. Filen är jämförd på nytt: se efter och läs in den igen."
    ),
    "lease_over": gettext_lazy("Avtalet är inte undertecknat, eller har redan upphört."),
    "already_given": gettext_lazy("Avtalet är redan uppsagt, eller har upphört."),
    "not_a_ground": gettext_lazy("Regelverket har ingen kortare uppsägningstid för den anledningen."),
    "not_begun": gettext_lazy("Avtalet har inte börjat än, och då gäller bara den vanliga uppsägningstiden."),
    "death_day_missing": gettext_lazy("Skriv vilken dag hyresgästen avled."),
    "death_day_ahead": gettext_lazy("Dödsdagen har inte varit än. Se efter och rätta dagen."),
    "home_taken": gettext_lazy("Bostaden är redan annonserad eller uthyrd, så uppsägningen kan inte tas tillbaka."),
    "both_must": gettext_lazy("De är två på avtalet, och båda behöver säga upp det. Kryssa i att båda har gjort det."),
    "home_claimed": gettext_lazy("En av de två som hyr bostaden vill bo kvar, eller har fått det. Avgör det först."),
    "already_claimed": gettext_lazy("Det är redan noterat att personen vill bo kvar, eller avgjort."),
    "no_claims": gettext_lazy("Regelverket låter inte den andra ta över bostaden."),
    "not_yours": gettext_lazy("Personen har själv sagt upp, eller hyr inte bostaden."),
    "confirm_first": gettext_lazy("Bekräfta uppsägningen först, så att dess sista dag är klar."),
    "not_ending": gettext_lazy("Avtalet har ingen sista dag än. Ta emot uppsägningen först."),
    "already_open": gettext_lazy("En sådan besiktning är redan begärd eller bokad för avtalet."),
    "bad_minutes": gettext_lazy("Välj en längd mellan 15 och 240 minuter."),
    "too_many_slots": gettext_lazy("Det blir fler än 200 tider. Välj färre dagar."),
    "slot_gone": gettext_lazy("Tiden finns inte längre, har varit eller gäller en annan sorts besiktning."),
    "slot_taken": gettext_lazy("Tiden är redan bokad."),
    "already_held": gettext_lazy("Protokollet är redan fastslaget och kan inte ändras."),
    "too_many": gettext_lazy("Protokollet har redan 100 anmärkningar. Slå ihop några av dem."),
    "bad_cost": gettext_lazy("En kostnad ska vara mellan 0 och 500 000 kr."),
    "wrong_photo": gettext_lazy("Bilden ska vara i formatet JPEG eller PNG."),
    "empty": gettext_lazy("Bilden är tom. Ta en ny."),
    "too_large": gettext_lazy("Bilden är för stor: högst 10 MB och 40 megapixel."),
    "lies_about_type": gettext_lazy("Filen är inte den sorts bild som namnet säger. Ta en ny bild."),
    "broken": gettext_lazy("Bilden är trasig eller kom inte fram hel. Försök igen."),
    "cleaning_missing": gettext_lazy("Välj om städningen är godkänd."),
    "no_time_left": gettext_lazy("Välj en tid som inte har varit, och senast när bostaden ska vara lämnad."),
    "already_in": gettext_lazy("Nycklarna är redan återlämnade."),
    "bad_number": gettext_lazy("Antalet nycklar ska vara mellan 0 och 99."),
    "none_missing": gettext_lazy("Alla nycklar har kommit tillbaka, så det finns inget att betala."),
    "changes_hands": gettext_lazy("Avtalet är på väg att bytas, överlåtas eller ändras, och kan inte sägas upp nu."),
    "nothing_to_choose": gettext_lazy("Det finns inget att välja till för avtalet nu, eller så är allt redan valt."),
    "under_notice": gettext_lazy("Avtalet är uppsagt eller har en sista dag."),
    "two_on_lease": gettext_lazy("Två står på avtalet. Det kan bara gå över till den av dem som bor kvar."),
    "two_already": gettext_lazy(
        "Två står redan på avtalet, och fler kan inte stå på det. Någon kan skrivas in när en av dem har lämnat det."
    ),
    "sublet_past_lease": gettext_lazy("Avtalet upphör innan dess, och andrahandsuthyrningen kan inte vara längre."),
    "not_the_pupil": gettext_lazy("Avtalet skrevs inte för den personen, som därför inte kan ta över det som elev."),
    "pupil_too_young": gettext_lazy("Eleven har inte fyllt de år som krävs för att ta över avtalet."),
    "already_moving": gettext_lazy("En annan ändring av avtalet är redan beviljad."),
    "already_asked": gettext_lazy("Det finns redan en sådan ansökan om avtalet."),
    "not_a_home": gettext_lazy("Det gäller bara bostäder."),
    "no_lease_here": gettext_lazy("Den andra hyr ingen bostad här som kan bytas."),
    "yourself": gettext_lazy("De två är samma person."),
    "not_met": gettext_lazy("Ett krav är inte uppfyllt, så ansökan kan inte beviljas."),
    "inspection_first": gettext_lazy("Bekräfta först att bostäderna är besiktigade."),
    "already_signed": gettext_lazy("Det nya avtalet är redan undertecknat."),
    "queue_in_use": gettext_lazy("En kö som har sökande kan inte tas bort. Lägg tillbaka den i utkastet."),
}


def sentences(refused: Refused) -> list[str]:
    """Return a refusal as Swedish sentences, one for each reason."""
    return [
        str(SENTENCES.get(code, _("Det gick inte. Läs in sidan på nytt och försök igen."))) for code in refused.codes
    ]


def tell(request: HttpRequest, outcome: object, done: str) -> bool:
    """Tell what came of an act: the refusal's sentences, or `done`. Return whether it was done."""
    if isinstance(outcome, Refused):
        for sentence in sentences(outcome):
            messages.error(request, sentence)
        return False
    messages.success(request, done)
    return True
