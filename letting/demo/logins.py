"""The people to log in as in the demo. Their addresses end in a domain that no mail reaches."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from letting.demo.named import demo_numbers
from tenants.bankid.proof import uid_of
from tenants.bankid.settling import PROVIDER
from tenants.demo.broker import subject_of
from tenants.demo.people import DOMAIN
from tenants.models import Role, User

DEMO_STAFF = (
    ("Eva", Role.OFFICER), ("Maria", Role.MANAGER), ("Disa", Role.DIRECTOR), ("Rolf", Role.READER),
    ("Kajsa", Role.CARETAKER),
)  # fmt: skip


def make_login(name: str) -> User:
    """Return a demo login by name, made if it is not there; it has no password, only the demo's button opens it."""
    email = f"{name.lower()}@{DOMAIN}"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def connect_bankid() -> None:
    """Connect the demo's logins with the demo's own BankID; its broker may be at another port than the last time."""
    brokers = settings.SOCIALACCOUNT_PROVIDERS.get(PROVIDER, {}).get("APPS", [])
    for broker in brokers:
        for name, number in demo_numbers().items():
            user = make_login(name)
            uid = uid_of(broker["settings"]["server_url"], subject_of(number))
            SocialAccount.objects.filter(user=user, provider=PROVIDER).delete()
            SocialAccount.objects.create(user=user, provider=PROVIDER, uid=uid)
