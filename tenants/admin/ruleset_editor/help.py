"""What a field of the rules means, in Swedish, where its name does not say it; the schema's own words are English."""

from django.utils.translation import gettext_lazy as _

# By key, or by part and key where a key means different things.
HELP = {
    "slug": _("Kortnamnet kan inte ändras: adresser och loggar hänger på det."),
    "colour": _("Färgen på knappar och länkar. Skrivs som #8f2f1c, och måste vara mörk nog för vit text."),
    "dark_colour": _("Samma färg i mörkt läge, där den måste vara ljus nog mot mörk bakgrund."),
    "closed_days": _("Ett datum per rad, till exempel 2026-12-23. Dagarna räknas inte som arbetsdagar."),
    "eves_are_workdays": _("Midsommarafton, julafton och nyårsafton räknas annars inte som arbetsdagar."),
    "letting_hour": _(
        "Vid det klockslaget går erbjudanden ut och perioder som har tagit slut följs upp, första arbetsdagen efter."
    ),
    "register_age": _("År"),
    "apply_age": _("År"),
    "minimum": _("År, den dag avtalet börjar"),
    "area": _("Den som väljer det här området ställs i kön. Tomt: kön hör inte till något område."),
    "elsewhere": _("Webbadress till sidan där kön har egna regler. Tomt: kön sköts här."),
    "max_ongoing_interests": _("Tomt: ingen gräns."),
    "reminder_days": _("Ett antal dagar per rad. Sökande påminns så många dagar innan poängen upphör."),
    "credit_block": _("Så länge är den spärrad som inte har klarat kreditkontrollen. Tomt: ingen spärr."),
    "misconduct_block": _("Så länge är den spärrad som har misskött sig. Tomt: ingen spärr."),
    "queue": _("Kön som man måste stå i för att anmäla intresse."),
    "ranking": _("Hur de som anmält intresse ställs i ordning."),
    "advertising": _("Räknas från dagen då annonsen publiceras, den dagen inräknad. Tomt: annonseras inte."),
    "round_size": _("Tomt: personalen väljer hur många."),
    "viewing": _("Räknas från dagen då erbjudandena går ut. Tomt: ingen visning."),
    "answering": _("Räknas från dagen efter visningen, eller efter erbjudandet där ingen visning hålls."),
    "profile": _("Räknas från ja-svaret. Tomt: ingen profil krävs."),
    "signing": _("Räknas från dagen efter tilldelningen. Sedan går lägenheten vidare till nästa."),
    "move_in_wait": _("Tomt: ingen gräns."),
    "SchemeRules.requirements": _("Prövas i den här ordningen. Välj – för att ta bort ett krav."),
    "needs_two": _("En kollega måste bekräfta innan det gäller."),
    "no_wait_areas": _(
        "Ett område per rad. Den som inte kan flytta in på inflyttningsdagen där "
        "får inte vänta: bostaden går vidare till nästa."
    ),
    "flats": _("Lämna rutorna tomma om uthyrningssättet gäller alla bostäder."),
    "share": _("Procent av sådana bostäder. Tomt: ingen gräns."),
    "excepted_lease": _("Avtal för den som inte hyr här. Tomt: tills vidare."),
    "refused": _("Räknas aldrig, inte ens efter prövning."),
    "days_left": _("Så många dagar måste vara kvar av inkomsten, till exempel av a-kassan."),
    "small_remark": _("Kronor. Så stor anmärkning kan en säkerhet väga upp. Tomt: hur stor som helst."),
    "small_children": _("Så många av personerna måste vara små barn när lägenheten är full."),
    "counted": _("Inkomster som räknas fullt ut."),
    "supporting": _("Inkomster som bara räknas tillsammans med en annan."),
    "months_ahead": _("Så många månader framåt måste inkomsten räcka."),
    "recent": _("Tomt: alla betalningsanmärkningar räknas som äldre."),
    "references_for": _("Gäller när referenser väger upp det som är betalt. Tomt: hur kort tid som helst."),
    "reused_for": _("Så länge används en tidigare kreditupplysning igen. Tomt: en ny tas varje gång."),
    "limits": _("Hur många som får bo i en lägenhet av högst den här storleken, en rad per storlek."),
    "small_child_under": _("År. Yngre barn räknas som små."),
    "ConductRule.within": _("Så långt tillbaka räknas skötsamheten. Tomt: hela tiden."),
    "provider": _("Varifrån portalen får uppgifter om inkomst och skulder."),
    "securities": _("Vad personalen får godta i stället när ekonomin är svag."),
    "source": _("Varifrån beloppen kommer, och vilket år."),
    "verified": _("Kryssa i när någon har jämfört beloppen med källan."),
    "complaints": _("Vilka som svarar på ett klagomål, i ordning."),
    "addition": _("Visas under portalens egen text i meddelandet."),
    "offers": _("Så många erbjudanden ger en beviljad förtur."),
    "grounds": _("Kortnamn med små bokstäver, och hur grunden heter på sidorna."),
}


def help_text(part: str, key: str) -> str:
    """Return the help of a key of a part; nothing where there is none."""
    found = HELP.get(f"{part}.{key}") or HELP.get(key)
    return str(found) if found else ""
