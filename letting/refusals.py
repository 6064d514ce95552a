"""Why an interest or an answer was refused, in sentences: what it is, and what is possible instead."""

from django.utils.translation import gettext_lazy as _

from tenants.refusals import Sentence

INTEREST: dict[str, Sentence] = {
    "already_made": Sentence(
        _("Du har redan anmält intresse för den här bostaden."), _("Din plats ser du under Intressen på Mina sidor.")
    ),
    "advert_closed": Sentence(
        _("Tiden för att anmäla intresse är slut."), _("Se vilka andra bostäder som är lediga nu.")
    ),
    "not_registered": Sentence(
        _("Du står inte i den kö som bostaden hör till, eller så är din plats vilande."),
        _(
            "Ställ dig i kön eller återaktivera din plats på Mina sidor. Det är gratis, och sedan kan du anmäla"
            " intresse."
        ),
    ),
    "no_personal_number": Sentence(
        _("Bostaden kräver ett svenskt personnummer."),
        _("Har du fått ett personnummer? Lägg till det under Mina uppgifter."),
    ),
    "too_young": Sentence(
        _("Du är inte gammal nog än för att söka den här bostaden."),
        _("Du samlar köpoäng under tiden och kan söka från den dag du når åldersgränsen."),
    ),
    "children_at_home": Sentence(
        _("Barn som bor hemma kan inte bo i den här bostaden."), _("Sök en bostad i den vanliga kön i stället.")
    ),
    "residents_only": Sentence(
        _("Det här hyrs bara ut till den som redan hyr av oss."), _("Se vad annat som är ledigt nu.")
    ),
    "blocked": Sentence(
        _("Du kan inte anmäla intresse just nu."), _("Hur länge och varför ser du på översikten på Mina sidor.")
    ),
    "moved_in_recently": Sentence(
        _("Du har inte bott hos oss tillräckligt länge för att få byta bostad."), _("Vänta en tid. Dina köpoäng växer.")
    ),
    "debts": Sentence(
        _("Du har en skuld till oss, och då kan du inte byta bostad."),
        _("Betala skulden, eller hör av dig så hjälper vi dig vidare."),
    ),
    "household_too_large": Sentence(
        _("Ni är fler i hushållet än bostaden är avsedd för."),
        _("Sök en större bostad, eller rätta hushållet i sökandeprofilen om det har ändrats."),
    ),
    "too_many_ongoing": Sentence(
        _("Du har redan så många pågående intresseanmälningar som reglerna tillåter."),
        _("Ta tillbaka en av dem på Mina sidor, så blir det plats för den här."),
    ),
}

ANSWERS: dict[str, Sentence] = {
    "too_late": Sentence(
        _("Svarstiden är slut, så svaret kunde inte tas emot."),
        _("Du står kvar i kön. Se vilka andra bostäder som är lediga nu."),
    ),
    "not_offered": Sentence(
        _("Du har inget erbjudande om den här bostaden."), _("Dina erbjudanden finns under Erbjudanden på Mina sidor.")
    ),
    "not_yours": Sentence(
        _("Det här erbjudandet är någon annans."), _("Kontrollera att du är inloggad som rätt person.")
    ),
    "not_open": Sentence(
        _("Det går inte att göra just nu."), _("På erbjudandets sida står vad som gäller och vad som händer härnäst.")
    ),
    "slot_full": Sentence(_("Visningstiden är fullbokad."), _("Välj en annan tid. Du har inte blivit av med något.")),
    "already_answered": Sentence(
        _("Du har redan svarat."), _("Svaret står kvar. På erbjudandets sida ser du vad som händer härnäst.")
    ),
    "not_allowed": Sentence(
        _("Det går inte att göra så här långt in i uthyrningen."), _("Hör av dig till oss, så hjälper vi dig.")
    ),
}

COMPLAINTS: dict[str, Sentence] = {
    "no_steps": Sentence(_("Du kan inte lämna klagomål här."), _("Ring eller skriv till oss i stället.")),
    "text_missing": Sentence(_("Klagomålet har ingen text."), _("Skriv vad som hände och försök igen.")),
    "no_such_subject": Sentence(
        _("Det du valde går inte att hitta."), _("Välj ett av dina egna ärenden, eller Något annat.")
    ),
    "already_filed": Sentence(
        _("Du har redan ett klagomål om det här."), _("Det finns under Klagomål på Mina sidor. Följ det där.")
    ),
    "not_answered": Sentence(
        _("Klagomålet är inte besvarat än."), _("Vänta på svaret. Sedan kan du gå vidare om du inte är nöjd.")
    ),
    "last_step": Sentence(
        _("Det finns ingen ytterligare instans hos oss."),
        _("Svaret du har fått är det sista du kan få av oss i den här frågan."),
    ),
    "not_open": Sentence(_("Klagomålet är avslutat."), _("Lämna ett nytt klagomål om det har kommit till något.")),
}

FINDING: dict[str, Sentence] = {
    "too_many_favourites": Sentence(_("Du har redan 200 favoriter."), _("Ta bort några som inte är aktuella längre.")),
    "too_many_searches": Sentence(
        _("Du har redan så många bevakningar som du kan ha."), _("Ta bort en av dem, så blir det plats för den här.")
    ),
    "too_many_areas": Sentence(_("Det är för många områden i en bevakning."), _("Välj färre, eller alla.")),
    "no_name": Sentence(_("Bevakningen behöver ett namn."), _("Skriv något som du känner igen.")),
    "search_gone": Sentence(_("Bevakningen finns inte längre."), _("De bevakningar du har kvar står i listan.")),
}
SENTENCES: dict[str, Sentence] = INTEREST | ANSWERS | FINDING

PROFILE: dict[str, Sentence] = {
    "bad_adults": Sentence(_("Antalet vuxna ska vara mellan 1 och 10."), _("Räkna med dig själv och rätta antalet.")),
    "too_many_children": Sentence(_("Du kan fylla i högst 12 barn."), _("Är ni fler? Hör av dig till oss.")),
    "bad_age": Sentence(
        _("Ett barn ska vara mellan 0 och 20 år."), _("Den som är äldre räknas som vuxen. Rätta åldern.")
    ),
    "too_many_incomes": Sentence(_("Du kan fylla i högst 12 inkomster."), _("Slå ihop dem som är av samma slag.")),
    "bad_income": Sentence(
        _("En inkomst ska vara mellan 1 och 1 000 000 kr i månaden."), _("Skriv det som är kvar efter skatt.")
    ),
    "bad_months": Sentence(
        _("Antalet månader ska vara mellan 0 och 119."), _("Lämna tomt om inkomsten inte har något slut.")
    ),
    "bad_reference": Sentence(
        _("Hyresvärdens namn och telefon saknas."), _("Skriv båda, eller välj att du inte har haft någon hyresvärd.")
    ),
}

SECURITIES: dict[str, Sentence] = {
    "not_allowed_here": Sentence(
        _("En sådan säkerhet tar vi inte emot."), _("I din sökandeprofil ser du vilka säkerheter vi tar emot.")
    ),
    "already_offered": Sentence(_("Du har redan erbjudit en sådan säkerhet."), _("Du behöver inte göra något mer.")),
    "guarantor_missing": Sentence(
        _("Ingen borgensman har sagt ja."), _("Bjud in någon under Medsökande, så erbjuds borgen när personen sagt ja.")
    ),
    "already_answered": Sentence(_("Säkerheten är redan prövad."), _("Beslutet står på sidan.")),
    "not_yours": Sentence(_("Det här är inte din säkerhet."), _("Ingenting har ändrats.")),
}

NOTICE: dict[str, Sentence] = {
    "lease_over": Sentence(
        _("Avtalet går inte att säga upp här."), _("Se efter om det redan är uppsagt eller har upphört.")
    ),
    "already_given": Sentence(_("Avtalet är redan uppsagt."), _("På avtalets sida ser du när det upphör.")),
    "not_a_ground": Sentence(_("Den anledningen ger ingen kortare uppsägningstid här."), _("Välj en annan anledning.")),
    "not_begun": Sentence(
        _("Avtalet har inte börjat än, och då gäller bara den vanliga uppsägningstiden."),
        _("Välj att flytta ut, eller hör av dig till oss."),
    ),
    "death_day_missing": Sentence(_("Dödsdagen saknas."), _("Fyll i den dag då hyresgästen avled.")),
    "death_day_ahead": Sentence(_("Dödsdagen har inte varit än."), _("Se efter och rätta dagen.")),
    "changes_hands": Sentence(
        _("Ett byte, en överlåtelse eller en inskrivning på avtalet är beviljad."),
        _("Ta tillbaka den ansökan först, om avtalet ska sägas upp."),
    ),
    "already_asked": Sentence(_("Du har redan frågat."), _("Vi svarar på Mina sidor.")),
    "home_taken": Sentence(
        _("Bostaden är redan annonserad eller uthyrd till någon annan."), _("Uppsägningen kan inte tas tillbaka.")
    ),
    "both_must": Sentence(
        _("Ni är två på avtalet, och då behöver båda säga upp det."), _("Hör av er till oss, så hjälper vi er.")
    ),
    "not_needed": Sentence(
        _("Här behöver ni inte säga upp tillsammans."), _("Säg upp avtalet på vanligt sätt, på avtalets sida.")
    ),
    "not_yours": Sentence(_("Det är den andra på avtalet som svarar."), _("På avtalets sida ser du vad som gäller.")),
    "already_answered": Sentence(_("Frågan är redan besvarad."), _("På avtalets sida ser du vad som gäller.")),
    "home_claimed": Sentence(
        _("Den du hyr tillsammans med har fått bo kvar."), _("Uppsägningen kan inte tas tillbaka.")
    ),
}

CLAIMS: dict[str, Sentence] = {
    "not_yours": Sentence(
        _("Du kan inte begära att få bo kvar här."), _("Det kan bara den som inte själv har sagt upp.")
    ),
    "no_claims": Sentence(
        _("Här går det inte att begära att få bo kvar."), _("Hör av dig till oss, så hjälper vi dig.")
    ),
    "lease_over": Sentence(_("Uppsägningen gäller inte längre."), _("På avtalets sida ser du vad som gäller.")),
    "already_claimed": Sentence(_("Du har redan begärt att få bo kvar."), _("Svaret ser du på uppsägningens sida.")),
    "home_taken": Sentence(
        _("Bostaden är redan annonserad eller uthyrd till någon annan."), _("Se vilka bostäder som är lediga nu.")
    ),
}

EARLIER: dict[str, Sentence] = {
    "no_handover": Sentence(
        _("Ingen har skrivit under för bostaden än, eller så har avtalen ändrats."),
        _("På avtalets sida ser du vad som gäller."),
    ),
    "not_a_turn": Sentence(
        _("Den dagen går inte att välja."), _("Välj ett månadsskifte minst en månad tidigare än det som gäller.")
    ),
    "already_proposed": Sentence(_("Det finns redan ett förslag."), _("Det står på sidan. Svara på det först.")),
    "not_yours": Sentence(_("Förslaget är inte ditt att svara på."), _("På sidan ser du vem det väntar på.")),
    "already_answered": Sentence(_("Förslaget är redan besvarat."), _("På sidan ser du vad som gäller.")),
    "too_late": Sentence(_("Det är för sent för den dagen."), _("Föreslå en annan dag.")),
}

INSPECTIONS: dict[str, Sentence] = {
    "not_open": Sentence(
        _("Det går inte att göra just nu."), _("På besiktningens sida ser du hur långt den har kommit.")
    ),
    "slot_gone": Sentence(_("Den tiden går inte att boka."), _("Välj en av tiderna som står på sidan nu.")),
    "slot_taken": Sentence(_("Någon annan hann boka den tiden."), _("Välj en annan tid.")),
    "already_signed": Sentence(_("Protokollet är redan besvarat."), _("Svaret står kvar i protokollet.")),
}
