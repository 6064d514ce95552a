"""The rows of `queues`."""

from queues.models.consent import Consent
from queues.models.queue import Queue
from queues.models.registration import Registration

__all__ = ["Consent", "Queue", "Registration"]
