"""What `queues` keeps of a person: told to herself, and gone or emptied when she is erased."""

from queues.models import Block, Companion, Consent, Exemption, PriorityClaim, Registration, Wishes
from tenants.telling import Rows, declare_rows

KEY = frozenset({"key_hash"})
OF_COMPANION = frozenset({"relation", "key_hash", "consent_wording", "approved_by"})
CLEARED = {"invited_email": "", "approved_reason": ""}

declare_rows(
    Rows(Registration, along=("queue",)),
    Rows(Block, clear={"lifted_reason": ""}, codes=frozenset({"cause", "started_by", "lifted_by"})),
    Rows(Companion, along=("other",), without=KEY, clear=CLEARED, codes=OF_COMPANION),
    # Of one she stands with she sees who it is and what she herself has agreed to.
    Rows(
        Companion, of="other", along=("person",), without=KEY | {"invited_email"}, clear=CLEARED, codes=OF_COMPANION
    ),
    Rows(Consent, codes=frozenset({"kind", "wording"})),
    Rows(
        Exemption, without=frozenset({"subject"}), clear={"reason": ""},
        codes=frozenset({"rule", "subject", "cause", "granted_by", "confirmed_by"}),
    ),
    Rows(
        PriorityClaim, clear={"statement": "", "text": "", "reason": ""},
        codes=frozenset({"ground", "cause", "proposed_by", "decided_by"}),
    ),
    Rows(Wishes, remove=True),
)  # fmt: skip
