"""The rows of `queues`."""

from queues.models.block import Block, BlockReason, Misconduct
from queues.models.companion import Companion, CompanionRole, CompanionState
from queues.models.consent import Consent
from queues.models.exemption import Exemption
from queues.models.priority import PriorityClaim, PriorityState
from queues.models.queue import Queue
from queues.models.registration import Registration
from queues.models.wishes import Wishes

__all__ = [
    "Block",
    "BlockReason",
    "Companion",
    "CompanionRole",
    "CompanionState",
    "Consent",
    "Exemption",
    "Misconduct",
    "PriorityClaim",
    "PriorityState",
    "Queue",
    "Registration",
    "Wishes",
]
