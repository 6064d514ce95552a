"""What is said yes to in a change of a lease, and what a yes means: to the other, and to who rents with either."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from letting.models import LeaseChange
from letting.my.change_words import points_said
from tenants import words
from tenants.rulesets import Rules
from tenants.rulesets.change_rules import ChangeKind

CONSENT = {
    ChangeKind.SUBLET: _(
        "Jag vill hyra bostaden i andra hand, och ni får pröva mig: skulder, betalningar och skötsamhet"
    ),
    ChangeKind.SWAP: _("Jag vill byta bostad, och ni får pröva om jag uppfyller kraven för den"),
    ChangeKind.TRANSFER: _("Jag vill ta över hyresavtalet, och ni får pröva om jag uppfyller kraven för det"),
    ChangeKind.ADDITION: _("Jag vill stå på hyresavtalet, och ni får pröva om jag uppfyller kraven för det"),
}

# What one of two who rent together says yes to: on either side.
FELLOWS_CONSENT = {
    ChangeKind.SUBLET: _("Jag vill att vi hyr ut bostaden i andra hand, så som ansökan säger"),
    ChangeKind.SWAP: _("Jag vill att vi byter bostad, och ni får pröva om jag uppfyller kraven för den"),
}


def meaning(change: LeaseChange, rules: Rules) -> list[str]:
    """Return what a yes means to the one who is asked."""
    kind = ChangeKind(change.kind)
    said = {
        ChangeKind.SUBLET: [
            gettext("Du hyr bostaden av den som frågar, för den tid och hyra som står här. Avtalet blir aldrig ditt."),
        ],
        ChangeKind.SWAP: [
            gettext("Ni byter bostäder med varandra, och ska båda bo i dem, inte bara för en tid."),
            gettext("Du skriver under ett nytt hyresavtal innan bytet gäller."),
        ],
        ChangeKind.TRANSFER: [
            gettext("Hyresavtalet blir ditt, och du svarar ensam för hyran."),
            gettext("Du skriver under ett nytt hyresavtal innan det gäller."),
        ],
        ChangeKind.ADDITION: [
            gettext("Ni står båda på avtalet, och var och en svarar för hela hyran."),
            gettext("Ni skriver båda under ett nytt hyresavtal innan det gäller."),
        ],
    }[kind]
    return [*said, *points_said(kind, rules), gettext("Vi ger besked inom tre veckor från ditt ja.")]


def meaning_to_fellow(change: LeaseChange, rules: Rules) -> list[str]:
    """Return what a yes means to one who rents with either of the two."""
    if ChangeKind(change.kind) is ChangeKind.SUBLET:
        return [gettext("Ni står båda kvar på avtalet och svarar för att hyran betalas och att ingen störs.")]
    return [
        gettext("Ni lämnar bostaden ni hyr tillsammans, och ska båda bo i den ni byter till, inte bara för en tid."),
        *([gettext("Du skriver under ett nytt hyresavtal innan bytet gäller.")] if change.swaps_here else []),
        *points_said(ChangeKind.SWAP, rules),
        gettext("Säger du nej blir det inget byte, och avtalet gäller som förut."),
    ]


def home_words(change: LeaseChange) -> str:
    """Return the home whose lease the other would have, with its rent; nothing of a sublet, whose rent is told."""
    if not change.moves:
        return ""
    unit, lease = change.lease.unit, change.lease
    told = {"rooms": words.rooms(unit.rooms), "size": words.square_metres(unit.size), "rent": words.kronor(lease.rent)}
    return gettext("%(rooms)s, %(size)s. %(rent)s i månaden.") % told
