"""What `tenants` keeps of a person, told to herself."""

from tenants.events import sentence
from tenants.models import Document, Event, Extract, Message
from tenants.telling import Rows, declare_rows, keep_silent

declare_rows(
    Rows(Document, without=frozenset({"subject", "file"})),
    Rows(Message, without=frozenset({"key"}), latest=200),
    Rows(Event, without=frozenset({"subject", "chain", "recorded_at"}), says=sentence, latest=500),
)
keep_silent(Extract, because="It is this very telling, kept for a week.")
