"""What `tenants` keeps of a person: told to herself, and gone or emptied when she is erased."""

from django.utils.translation import gettext_lazy as _

from tenants.events import sentence
from tenants.models import Barrier, Document, Erasure, Event, Extract, Message
from tenants.telling import Rows, declare_rows, keep_silent

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
    Rows(Erasure, codes=frozenset({"hindered_by"})),
)  # fmt: skip
keep_silent(Extract, because="It is this very telling, kept for a week.")
