"""Whether a login with BankID may be joined with a person: a decision over who is who. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """What is to be done with a proved identity; the refusals come last."""

    LOG_IN = "log_in"  # the identity has a login already
    CONNECT = "connect"  # to the login that the visitor is in
    SIGN_UP = "sign_up"  # nobody has it yet
    PROVE_LOGIN = "prove_login"  # the number's person has a login: show that it is hers, too
    OTHER_LOGIN = "other_login"  # the identity belongs to another login than the visitor's
    NUMBER_TAKEN = "number_taken"  # the number's person has another login than this one
    NUMBER_DIFFERS = "number_differs"  # the login's person has another number
    PROTECTED = "protected"  # joined by a named handler only


REFUSALS = frozenset({Way.OTHER_LOGIN, Way.NUMBER_TAKEN, Way.NUMBER_DIFFERS, Way.PROTECTED})


@dataclass(frozen=True, slots=True)
class Holder:
    """The person here who has the number."""

    pk: int
    login: int | None
    protected: bool


@dataclass(frozen=True, slots=True)
class Dweller:
    """The person here whom a login already is. `fits`: she has no number, and is born on the number's day."""

    pk: int
    fits: bool


def way_for(*, visitor: int | None, owner: int | None, holder: Holder | None, dweller: Dweller | None) -> Way:
    """Decide about a proved identity.

    `visitor` is the login that is at the keyboard, if any; `owner` the login that the identity belongs to; `holder`
    has the number; `dweller` is whom `owner or visitor` is here. A person with a login is joined by proof of both.
    """
    if visitor is not None and owner is not None and visitor != owner:
        return Way.OTHER_LOGIN
    login = owner if owner is not None else visitor
    if holder is not None and holder.login != login:
        if holder.protected:
            return Way.PROTECTED
        if holder.login is not None:
            return Way.PROVE_LOGIN if login is None else Way.NUMBER_TAKEN
    if holder is not None and holder.login is None and holder.protected:
        return Way.PROTECTED
    if dweller is not None and not _same(holder, dweller):
        return Way.NUMBER_DIFFERS
    if owner is not None:
        return Way.LOG_IN
    return Way.SIGN_UP if visitor is None else Way.CONNECT


def _same(holder: Holder | None, dweller: Dweller) -> bool:
    return dweller.fits if holder is None else holder.pk == dweller.pk
