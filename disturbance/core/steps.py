"""The timed steps of a case, as staff enter them (NIGHT-5), and where something was heard from."""

from enum import StrEnum


class Step(StrEnum):
    """What an entry says."""

    OPENED = "opened"
    TOLD = "told"  # what the caller says, then and later
    SENT = "sent"  # a patrol is sent
    CALLED = "called"  # the disturbed renter was phoned
    ON_THE_WAY = "on_the_way"
    ARRIVED = "arrived"
    LET_IN = "let_in"
    HEARD = "heard"
    NOT_HEARD = "not_heard"
    SPOKE = "spoke"
    QUIET = "quiet"
    POLICE = "police"
    LEFT = "left"
    NOTE = "note"
    CORRECTION = "correction"
    CLOSED = "closed"
    REOPENED = "reopened"
    JOINED = "joined"


class HeardFrom(StrEnum):
    """Where staff stood when they heard it, or did not."""

    STAIRWELL = "stairwell"
    DISTURBED_FLAT = "disturbed_flat"
    YARD = "yard"
    AT_THE_DOOR = "at_the_door"


PATROL_STEPS = (
    Step.ON_THE_WAY, Step.ARRIVED, Step.CALLED, Step.LET_IN, Step.HEARD, Step.NOT_HEARD, Step.SPOKE, Step.QUIET,
    Step.POLICE, Step.LEFT, Step.NOTE,
)  # fmt: skip
NEEDS_PLACE = frozenset({Step.HEARD, Step.NOT_HEARD})
NEEDS_TEXT = frozenset({Step.NOTE, Step.CORRECTION, Step.SPOKE})
EVIDENCE = frozenset({Step.HEARD})  # what confirms a disturbance: staff heard it themselves
