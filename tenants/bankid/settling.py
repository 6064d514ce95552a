"""A proved number finds its person here, in the moment that she is logged in."""

from datetime import datetime
from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added
from django.contrib import messages
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext

from tenants import clock
from tenants.actors import person_actor
from tenants.bankid import proof
from tenants.bankid.proof import Proof
from tenants.core.calendar import local_day
from tenants.core.joining import REFUSALS, Dweller, Holder, Way, way_for
from tenants.events import Fact, record
from tenants.models import Identity, Person, User
from tenants.personal_number import Number, index, seal
from tenants.scoping import scoped_landlord

PROVIDER = "bankid"


def decide(shown: Proof, *, visitor: int | None, owner: int | None, lock: bool = False) -> tuple[Way, Person | None]:
    """Return what is to be done with a proof, and the person here whose number it is."""
    rows = Person.objects.select_for_update(no_key=True) if lock else Person.objects.all()
    held = rows.filter(number_index=index(shown.digits, scoped_landlord())).first()
    login = owner or visitor
    there = rows.filter(user=login).first() if login else None
    holder = Holder(held.pk, held.user_id, held.protected) if held else None
    dweller = Dweller(there.pk, _fits(there, shown)) if there else None
    return way_for(visitor=visitor, owner=owner, holder=holder, dweller=dweller), held or there


def settle(request: HttpRequest, user: Any) -> None:
    """Join whoever has just logged in with the person whose number she has proved; otherwise leave all as it is.

    A proof counts for the login that its identity belongs to. Where the number's person has this very login, both are
    proved now, and the identity becomes the login's (a mail tells of it).
    """
    now = clock.now()
    shown = proof.kept(request.session, now=now)
    if shown is None:
        return
    owner = SocialAccount.objects.filter(provider=PROVIDER, uid=shown.uid).values_list("user", flat=True).first()
    if owner is None:
        way, held = decide(shown, visitor=user.pk, owner=None)
        if way is not Way.CONNECT or held is None or held.user_id != user.pk:
            if way in REFUSALS:
                messages.warning(request, gettext("BankID kopplades inte: personnumret hör till ett annat konto."))
            return
        account = SocialAccount.objects.create(user=user, provider=PROVIDER, uid=shown.uid)
        tell_connected(user, account)
        messages.success(request, gettext("BankID är kopplat till ditt konto. Nästa gång räcker det med BankID."))
        owner = user.pk
    if owner != user.pk or join(shown, user, now=now) is None:
        return
    proof.forget(request.session)
    request.person = Person.objects.get(user=user)  # type: ignore[attr-defined]  # ours, see LandlordRequest


def proved(request: HttpRequest) -> Proof | None:
    """Return what the login at the keyboard has proved of who she is; None for another's proof, or an old one."""
    shown = proof.kept(request.session, now=clock.now())
    if shown is None or not request.user.is_authenticated:
        return None
    hers = SocialAccount.objects.filter(provider=PROVIDER, uid=shown.uid, user=request.user.pk).exists()
    return shown if hers else None


@transaction.atomic
def join(shown: Proof, user: User, *, now: datetime) -> Person | None:
    """Make a login the person's whose number it has proved, and mark her as identified; None where nobody has it yet.

    Nothing is joined that `way_for` refuses.
    """
    way, person = decide(shown, visitor=None, owner=user.pk, lock=True)
    if person is None or way in REFUSALS:
        return None
    facts = [] if person.user_id == user.pk else [_fact("bankid.joined", person)]
    if person.number_index is None:
        facts.append(_fact("bankid.number_added", person))
    person.user = user
    identify(person, shown.number(local_day(now)), now=now)
    person.save(update_fields=["user", "identity", "number_sealed", "number_index", "identified_at"])
    record([*facts, _fact("bankid.used", person, person.identity)], by=person_actor(person.pk), now=now)
    return person


def identify(person: Person, number: Number, *, now: datetime) -> None:
    """Mark a person as identified with a number; not saved here."""
    person.identity, person.identified_at = number.identity, now
    person.number_sealed, person.number_index = seal(number.digits), index(number.digits, scoped_landlord())


def tell_connected(user: Any, account: SocialAccount) -> None:
    """Mail that BankID opens the login now."""
    account_adapter().send_notification_mail(
        "socialaccount/email/account_connected", user, context={"account": account, "provider": PROVIDER}
    )


@receiver(social_account_added, dispatch_uid="tenants.bankid_added")
def bankid_added(sender: object, request: HttpRequest, sociallogin: Any, **kwargs: Any) -> None:
    """Join the person when someone who is logged in has connected BankID."""
    settle(request, sociallogin.user)


def _fits(person: Person, shown: Proof) -> bool:
    """Say whether a person can be the one: she has the number, or none and the number's birthday."""
    if person.number_index is not None:
        return bytes(person.number_index) == index(shown.digits, scoped_landlord())
    return person.born == shown.number(local_day(datetime.fromisoformat(shown.at))).born


def _fact(kind: str, person: Person, identity: str = "") -> Fact:
    data = {"identity": identity or Identity.PERSONAL_NUMBER.value} if kind == "bankid.used" else {}
    return Fact(kind, f"tenants.person:{person.pk}", person.pk, data)
