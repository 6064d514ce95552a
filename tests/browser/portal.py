"""The portal that browser tests visit, and who is known in it before the story begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import Argon2PasswordHasher

from letting.demo.logins import make_login
from letting.models import Listing
from queues.models import Registration
from tenants import clock
from tenants.core.calendar import add_months
from tenants.models import Membership, Role, User
from tests.cast import World


@dataclass
class Portal:
    """The portal as it runs, and the landlord in it."""

    world: World
    address: str
    environment: dict[str, str]

    def staff(self, name: str = "Eva", role: str = Role.OFFICER) -> None:
        """Let someone work for the landlord whom the demo's page logs in with one click."""
        with self.world.scope():
            Membership.objects.create(user=make_login(name), role=role, name=name)

    def listing_of(self, street: str) -> Listing:
        """Return the listing at an address."""
        with self.world.scope():
            return Listing.objects.get(unit__street=street)

    def login(self, name: str, *, password: str = "") -> User:
        """Make a login that the demo's page knows, with a password if one is given."""
        user = make_login(name)
        if password:
            user.password = hashed(password)
            user.save(update_fields=["password"])
        return user

    def applicant(self, name: str, *, password: str = "", years: int = 0) -> None:
        """Let someone stand in line since today, or for years."""
        user, now = self.login(name, password=password), clock.now()
        since, serial = add_months(now.date(), -12 * years), 988 + len(self.world.people)
        person = self.world.person(name, login=False, since=str(since), now=now, serial=serial)
        with self.world.scope():
            person.user = user
            person.save(update_fields=["user"])
            if not years:  # not since midnight: who came before today's first morning hour came before
                Registration.objects.filter(person=person).update(registered_at=now)


@cache
def hashed(password: str) -> str:
    """Return a password as the web server keeps it: it knows nothing of the tests' quick way."""
    hasher = Argon2PasswordHasher()
    return hasher.encode(password, hasher.salt())
