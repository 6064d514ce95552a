"""What `tenants` keeps of a person: told to herself, and gone or emptied when she is erased."""

from django.utils.translation import gettext_lazy as _

from tenants.events import sentence
from tenants.models import Barrier, Document, Erasure, Event, Extract, Mandate, Message
from tenants.telling import Rows, declare_rows, keep_silent

MANDATE = frozenset({"key_hash", "invited_index"})
MANDATE_CLEARED = {"invited_email": "", "invited_index": None, "wording": ""}
MANDATE_CODES = frozenset({"key_hash", "wording_version", "entered_by", "ended_by"})

declare_rows(
    # The files themselves go by `tenants.erasing`; that something was handed in, and its checksum, stays.
    Rows(
        Document, without=frozenset({"subject", "file"}), clear={"name": "", "file": ""},
        codes=frozenset({"subject", "content_type", "sha256", "uploaded_by"}),
    ),
    # That she was reminded can be proved afterwards; what was written to her cannot be read.
    Rows(
        Message, without=frozenset({"key"}), latest=200,
        clear={"to": "", "mailed_to": "", "context": {}, "subject": "", "body": ""},
        codes=frozenset({"kind", "key"}),
    ),
    Rows(
        Event, without=frozenset({"subject", "chain", "recorded_at"}), says=sentence, latest=500,
        kept=_("Loggen över vad som har hänt, utan namn och nummer."),
    ),
    Rows(Barrier, remove=True),
    Rows(
        Mandate, along=("agent",), without=MANDATE, clear=MANDATE_CLEARED, codes=MANDATE_CODES,
    ),
    # Of one whom she acts for she sees who it is, and what she may do.
    Rows(
        Mandate, of="agent", along=("person",), without=MANDATE | {"invited_email"}, clear=MANDATE_CLEARED,
        codes=MANDATE_CODES,
    ),
    Rows(Erasure, codes=frozenset({"hindered_by"})),
)  # fmt: skip
keep_silent(Extract, because="It is this very telling, kept for a week.")
