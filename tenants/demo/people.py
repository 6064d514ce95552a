"""The demo's logins: persons and staff of this landlord whose addresses are the demo's, and what each one shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.models import Membership, Person, User

DOMAIN = "demo.kolapp.test"
SHOWS: Mapping[str, Any] = {
    "anna": _("Har stått länge i kö och har mycket på gång. Se vad som väntar på svar."),
    "hilma": _("Har längst kötid av alla och står i tur: kontrollerna pågår."),
    "cecilia": _("Har fått en lägenhet. Läs avtalet och skriv under det i tid."),
    "bo": _("Har köat i ett år. Sök en bostad och följ din plats. Är också ombud för Hilma."),
    "david": _("Ung och ny i kön. Se vad som krävs och vad som saknas."),
    "ylva": _("Hyr en bostad. Läs avtalet, säg upp det eller ändra det."),
    "eva": _("Sköter uthyrningen: annonser, erbjudanden och kontroller."),
    "maria": _("Bestämmer regler och godkänner undantag."),
    "disa": _("Är verkställande direktör och svarar på klagomål."),
    "rolf": _("Får läsa, men inte ändra."),
}


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """One login: its key (the address before the @), who it is, and what it shows."""

    key: str
    name: str
    role: str
    shows: Any


def applicants() -> list[DemoLogin]:
    """Return the demo's applicants at the landlord in scope, by name."""
    rows = Person.objects.filter(user__email__endswith=f"@{DOMAIN}").select_related("user")
    return [
        DemoLogin(key_of(row.user), row.full_name, "", SHOWS.get(key_of(row.user), ""))
        for row in rows.order_by("given_name", "pk")
        if row.user is not None
    ]


def staff() -> list[DemoLogin]:
    """Return the demo's staff at the landlord in scope, by name."""
    rows = Membership.objects.filter(user__email__endswith=f"@{DOMAIN}").select_related("user")
    return [
        DemoLogin(key_of(row.user), row.name, row.get_role_display(), SHOWS.get(key_of(row.user), ""))
        for row in rows.order_by("name", "pk")
    ]


def user_of(key: str) -> User | None:
    """Return the demo's user with this key; None for any other."""
    return User.objects.filter(email=f"{key}@{DOMAIN}", is_active=True).first() if key else None


def key_of(user: User) -> str:
    """Return a demo user's key."""
    return user.email.partition("@")[0]
