"""The states of a listing, an offer and an interest, and the moves between them. The diagram is made from here."""

from enum import StrEnum


class ListingState(StrEnum):
    """How far a letting has come."""

    DRAFT = "draft"
    ADVERTISED = "advertised"
    VIEWING = "viewing"
    ANSWERING = "answering"
    CHECKING = "checking"
    AWARDED = "awarded"
    LET = "let"
    WITHDRAWN = "withdrawn"


class OfferState(StrEnum):
    """What became of an offer. Only a pending one waits for its applicant."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    CANDIDATE = "candidate"
    AWARDED = "awarded"
    SIGNED = "signed"
    DECLINED = "declined"
    EXPIRED = "expired"
    FAILED = "failed"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"


class InterestState(StrEnum):
    """Whether an interest still counts."""

    ONGOING = "ongoing"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class ClosedBecause(StrEnum):
    """Why an interest was closed."""

    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    CHECK_FAILED = "check_failed"
    PROFILE_MISSING = "profile_missing"
    HOUSED = "housed"
    LET_TO_OTHER = "let_to_other"
    WITHDRAWN_BY_STAFF = "withdrawn_by_staff"
    READVERTISED = "readvertised"
    AWARD_LAPSED = "award_lapsed"


_L, _O = ListingState, OfferState

LISTING_MOVES: dict[ListingState, frozenset[ListingState]] = {
    _L.DRAFT: frozenset({_L.ADVERTISED, _L.VIEWING, _L.ANSWERING, _L.WITHDRAWN}),
    _L.ADVERTISED: frozenset({_L.VIEWING, _L.ANSWERING, _L.CHECKING, _L.WITHDRAWN}),
    _L.VIEWING: frozenset({_L.ANSWERING, _L.CHECKING, _L.ADVERTISED, _L.WITHDRAWN}),
    _L.ANSWERING: frozenset({_L.CHECKING, _L.VIEWING, _L.ADVERTISED, _L.WITHDRAWN}),
    _L.CHECKING: frozenset({_L.AWARDED, _L.VIEWING, _L.ANSWERING, _L.ADVERTISED, _L.WITHDRAWN}),
    _L.AWARDED: frozenset({_L.LET, _L.CHECKING, _L.VIEWING, _L.ANSWERING, _L.ADVERTISED, _L.WITHDRAWN}),
    _L.LET: frozenset(),
    _L.WITHDRAWN: frozenset(),
}

OFFER_MOVES: dict[OfferState, frozenset[OfferState]] = {
    _O.PENDING: frozenset({_O.ACCEPTED, _O.DECLINED, _O.EXPIRED, _O.WITHDRAWN, _O.PASSED}),
    _O.ACCEPTED: frozenset({_O.CANDIDATE, _O.DECLINED, _O.FAILED, _O.WITHDRAWN, _O.PASSED}),
    _O.CANDIDATE: frozenset({_O.AWARDED, _O.FAILED, _O.DECLINED, _O.WITHDRAWN, _O.PASSED}),
    _O.AWARDED: frozenset({_O.SIGNED, _O.LAPSED, _O.DECLINED, _O.WITHDRAWN, _O.PASSED}),
    _O.DECLINED: frozenset({_O.ACCEPTED}),
    _O.SIGNED: frozenset(),
    _O.EXPIRED: frozenset(),
    _O.FAILED: frozenset(),
    _O.LAPSED: frozenset(),
    _O.WITHDRAWN: frozenset(),
    _O.PASSED: frozenset(),
}

OPEN = frozenset({_L.ADVERTISED, _L.VIEWING, _L.ANSWERING, _L.CHECKING, _L.AWARDED})
IN_LINE = frozenset({_O.CANDIDATE, _O.AWARDED})
ENDED_OFFER = frozenset({_O.SIGNED, _O.DECLINED, _O.EXPIRED, _O.FAILED, _O.LAPSED, _O.WITHDRAWN, _O.PASSED})
