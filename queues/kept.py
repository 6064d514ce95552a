"""What `queues` keeps of a person, told to herself."""

from queues.models import Block, Companion, Consent, Exemption, PriorityClaim, Registration, Wishes
from tenants.telling import Rows, declare_rows

KEY = frozenset({"key_hash"})

declare_rows(
    Rows(Registration, along=("queue",)),
    Rows(Block),
    Rows(Companion, along=("other",), without=KEY),
    # Of one she stands with she sees who it is and what she herself has agreed to.
    Rows(Companion, of="other", along=("person",), without=KEY | {"invited_email"}),
    Rows(Consent),
    Rows(Exemption, without=frozenset({"subject"})),
    Rows(PriorityClaim),
    Rows(Wishes),
)
