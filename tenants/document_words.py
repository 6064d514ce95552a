"""What is said of documents: why a file was not taken, and what is possible instead."""

from django.utils.translation import gettext_lazy as _

from tenants.refusals import Sentence

SENTENCES: dict[str, Sentence] = {
    "empty": Sentence(_("Filen är tom."), _("Öppna den och se efter att den går att läsa. Välj den sedan igen.")),
    "too_large": Sentence(
        _("Filen är för stor."),
        _("En fil får vara högst 10 MB och en bild högst 40 megapixel. Spara den mindre, eller fota av den."),
    ),
    "wrong_type": Sentence(
        _("Filen är av en sort som vi inte tar emot."), _("Spara den som PDF, JPEG eller PNG och välj den igen.")
    ),
    "lies_about_type": Sentence(
        _("Filen är inte av den sort som namnet säger."),
        _("Öppna den, spara den som PDF, JPEG eller PNG och välj den nya filen."),
    ),
    "broken": Sentence(
        _("Filen är trasig eller kom inte fram hel."), _("Försök igen, eller fota av pappret och skicka bilden.")
    ),
    "too_many": Sentence(
        _("Du har redan lämnat in tio filer, och fler går inte att lämna in."),
        _("Ta bort en av dem, så blir det plats."),
    ),
    "already_removed": Sentence(_("Handlingen är redan borttagen."), _("Du behöver inte göra något mer.")),
    "needed": Sentence(
        _("Handlingen behövs för ett ärende som är inlämnat eller avgjort."),
        _("Ta tillbaka ärendet först, eller hör av dig till oss."),
    ),
}
