"""What a patrol's telephone says by itself, without a connection too."""

from __future__ import annotations

from django.utils.translation import gettext as _

from disturbance.night.phone_form import CLOSE
from disturbance.words import HEARD_FROM, STEPS


def words() -> dict[str, str]:
    """Return the words by what static/kolapp/patrol.js calls them: each step's, each place's, and its own."""
    steps = {step.value: str(word) for step, word in STEPS.items()}
    places = {f"from:{place}": str(word) for place, word in HEARD_FROM.items()}
    return {**steps, **places, **_own()}


def _own() -> dict[str, str]:
    return {
        CLOSE: _("Avsluta"),
        "photo": _("foto"),
        "waits": _("väntar på nät"),
        "refused": _("togs inte emot"),
        "below": _("Se längst ner."),
        "remove": _("Ta bort"),
        "online": _("Uppkopplad"),
        "offline": _("Inget nät. Allt du trycker sparas här."),
        "waiting": _("Ej skickade:"),
        "saved": _("Sparat."),
        "by": _("svara före"),
        "out": _("Du är utloggad. Logga in igen, inget är förlorat."),
        "old": _("Sidan är för gammal. Ladda om den, inget är förlorat."),
        "gone": _("Ärendet är inte längre ert. Gå tillbaka till era ärenden."),
        "large": _("Bilden är större än 10 MB. Ta en ny, med lägre upplösning."),
        "well_failed": _("Det gick inte fram. Ring larmcentralen om nätet är borta."),
        "not_kept": _("Telefonen kunde inte spara det. Försök igen, eller ring larmcentralen."),
        "place_off": _("Telefonen delar inte läget. Larmcentralen ser inte var ni är."),
        "need_text": _("Skriv först vad som sades eller hände."),
        "need_ending": _("Välj hur det slutade."),
        "wait_first": _("Vänta tills allt är skickat, eller gå dit det finns nät."),
    }
