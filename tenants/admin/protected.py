"""How those with a protected identity are named to staff who may not see who they are."""

from django.utils.translation import gettext_lazy

from tenants.models import Person

HIDDEN = gettext_lazy("Skyddade personuppgifter")


def name_for(person: Person, *, see_protected: bool) -> str:
    """Return a person's name, or that it is hidden from whoever asks."""
    return str(HIDDEN) if person.protected and not see_protected else person.full_name
