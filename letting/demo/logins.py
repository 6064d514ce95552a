"""The people to log in as in the demo. Their addresses end in a domain that no mail reaches."""

from datetime import date

from allauth.account.models import EmailAddress

from tenants.demo.people import DOMAIN
from tenants.models import Role, User

# Name, birth date and years in line; what each is there to show stands on the demo page.
DEMO_PERSONS = (
    ("Anna", date(1984, 3, 1), 19),
    ("Hilma", date(1956, 9, 30), 31),
    ("Cecilia", date(1978, 6, 12), 23),
    ("Bo", date(1999, 10, 5), 1),
    ("David", date(2007, 2, 14), 0),
)
DEMO_STAFF = (("Eva", Role.OFFICER), ("Maria", Role.MANAGER), ("Disa", Role.DIRECTOR), ("Rolf", Role.READER))


def make_login(name: str) -> User:
    """Return a demo login by name, made if it is not there; it has no password, only the demo's button opens it."""
    email = f"{name.lower()}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
