"""What each role may do: the one table that every page of the admin asks."""

from enum import Enum, auto

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tenants.models import Role


class Act(Enum):
    """Something that a member of staff may do."""

    SEE_UNITS = auto()
    CHANGE_UNITS = auto()
    SEE_LISTINGS = auto()
    CHANGE_LISTINGS = auto()
    PUBLISH = auto()
    WITHDRAW = auto()
    DECIDE_CHECKS = auto()
    ACT_FOR_APPLICANT = auto()
    SEE_PERSONS = auto()
    ADD_PERSONS = auto()
    SHOW_NUMBER = auto()
    SEE_PROTECTED = auto()
    SEE_QUEUES = auto()
    SEE_RULES = auto()
    CHANGE_RULES = auto()
    SEE_MESSAGES = auto()
    SEND_AGAIN = auto()
    SEE_LOG = auto()
    SEE_STAFF = auto()
    CHANGE_STAFF = auto()

    # choices, exceptions, blocks
    CHOOSE = auto()
    EXCEPT = auto()
    SEE_OVERRIDES = auto()
    SEE_STATISTICS = auto()
    SEE_BLOCKS = auto()
    BLOCK = auto()

    # documents, priority, complaints
    READ_DOCUMENTS = auto()
    REMOVE_DOCUMENTS = auto()
    SEE_PRIORITY = auto()
    DECIDE_PRIORITY = auto()
    ANSWER_COMPLAINTS = auto()
    ANSWER_BARRIERS = auto()

    # files and letters
    EXPORT = auto()
    EXPORT_PERSONS = auto()
    PRINT_LETTERS = auto()

    # homes that are left
    SEE_INSPECTIONS = auto()
    INSPECT = auto()

    # what happens at night
    READ_NIGHT = auto()


_ALL = frozenset(Role)
_OFFICE = frozenset({Role.OFFICER, Role.MANAGER, Role.DIRECTOR, Role.READER})
_LETTING = frozenset({Role.OFFICER, Role.MANAGER})
_HEADS = frozenset({Role.MANAGER, Role.DIRECTOR})

RIGHTS: dict[Act, frozenset[Role]] = {
    Act.SEE_UNITS: _ALL,
    Act.CHANGE_UNITS: _LETTING,
    Act.SEE_LISTINGS: _OFFICE,
    Act.CHANGE_LISTINGS: _LETTING,
    Act.PUBLISH: _LETTING,
    Act.WITHDRAW: _LETTING,
    Act.DECIDE_CHECKS: _LETTING,
    Act.ACT_FOR_APPLICANT: _LETTING,
    Act.SEE_PERSONS: _OFFICE,
    Act.ADD_PERSONS: _LETTING,
    Act.SHOW_NUMBER: _LETTING | {Role.DIRECTOR},
    Act.SEE_PROTECTED: frozenset({Role.MANAGER}),
    Act.SEE_QUEUES: _OFFICE,
    Act.SEE_RULES: _ALL,
    Act.CHANGE_RULES: _HEADS,
    Act.SEE_MESSAGES: _OFFICE,
    Act.SEND_AGAIN: _LETTING,
    Act.SEE_LOG: _OFFICE,
    Act.SEE_STAFF: _HEADS,
    Act.CHANGE_STAFF: _HEADS,
    # choices, exceptions, blocks
    Act.CHOOSE: _LETTING,
    Act.EXCEPT: _LETTING | {Role.DIRECTOR},
    Act.SEE_OVERRIDES: _HEADS,
    Act.SEE_STATISTICS: _OFFICE,
    Act.SEE_BLOCKS: _LETTING | {Role.DIRECTOR},
    Act.BLOCK: _HEADS,
    # documents, priority, complaints
    Act.READ_DOCUMENTS: _LETTING | {Role.DIRECTOR},
    Act.REMOVE_DOCUMENTS: _LETTING,
    Act.SEE_PRIORITY: _LETTING | {Role.DIRECTOR},
    Act.DECIDE_PRIORITY: _LETTING | {Role.DIRECTOR},
    Act.ANSWER_COMPLAINTS: _LETTING | {Role.DIRECTOR},
    Act.ANSWER_BARRIERS: _LETTING | {Role.DIRECTOR},
    # files and letters
    Act.EXPORT: _LETTING | {Role.DIRECTOR},
    Act.EXPORT_PERSONS: _HEADS,
    Act.PRINT_LETTERS: _LETTING,
    # homes that are left
    Act.SEE_INSPECTIONS: _ALL,
    Act.INSPECT: _LETTING | {Role.CARETAKER},
    # what happens at night; the landlord's contacts read it too, whatever their role
    Act.READ_NIGHT: _HEADS,
}


def may(request: HttpRequest, act: Act) -> bool:
    """Say whether whoever asks may do an act at the landlord in scope. No role, no right."""
    membership = getattr(request, "membership", None)
    if not membership or not request.user.is_active:
        return False
    return membership.role in RIGHTS[act]


def must(request: HttpRequest, act: Act) -> None:
    """Raise PermissionDenied unless whoever asks may do an act."""
    if not may(request, act):
        raise PermissionDenied
