"""What `letting` keeps of a person: told to herself, and gone or emptied when she is erased."""

from django.utils.translation import gettext_lazy as _

from letting.models import (
    ApplicantFacts,
    Booking,
    Check,
    Complaint,
    ComplaintTurn,
    CreditOrder,
    CreditOutcome,
    Debt,
    EarlierMove,
    Extra,
    Favourite,
    HomeClaim,
    Inspection,
    InspectionRemark,
    Interest,
    JointNotice,
    KeyReceipt,
    Lease,
    LeaseChange,
    Notice,
    Offer,
    SavedSearch,
    Security,
    Signature,
    WayOut,
)
from tenants.telling import Rows, declare_rows, keep_silent

KEPT_LEASE = _("Hyresavtal som har undertecknats, i sju år efter det år då de upphörde. Det kräver bokföringslagen.")
CODES_OF_CHANGE = frozenset({"kind", "reason", "key_hash", "inspected_by", "decided_by"})

declare_rows(
    Rows(ApplicantFacts, remove=True),
    Rows(Favourite, along=("listing__unit",), remove=True),
    Rows(SavedSearch, remove=True),
    Rows(WayOut, without=frozenset({"digest"}), remove=True),
    Rows(Interest, along=("listing__unit",)),
    Rows(Offer, along=("listing__unit",), clear={"chosen_reason": ""}, codes=frozenset({"chosen_because"})),
    Rows(Booking, of="offer__person", along=("slot__listing__unit",)),
    Rows(
        Check, of="offer__person", along=("offer__listing__unit",), clear={"reason": ""},
        codes=frozenset({"kind", "code", "decided_by"}),
    ),
    Rows(CreditOutcome, remove=True),
    Rows(Security, clear={"reason": ""}, codes=frozenset({"decided_by"})),
    Rows(Lease, along=("unit",), kept=KEPT_LEASE),
    Rows(
        Lease, of="resident", along=("unit",), without=frozenset({"terms", "pdf", "identity_shown_to"}), kept=KEPT_LEASE
    ),
    Rows(
        Lease, of="co_renter", along=("unit",), without=frozenset({"pdf", "identity_shown_to"}), kept=KEPT_LEASE
    ),
    Rows(
        Notice, along=("lease__unit",), clear={"contact": ""},
        codes=frozenset({"reason", "given_by", "confirmed_by", "withdrawn_by"}), kept=KEPT_LEASE,
    ),
    Rows(JointNotice, along=("lease__unit",), codes=frozenset({"reason"}), kept=KEPT_LEASE),
    Rows(Signature, along=("lease__unit",), kept=KEPT_LEASE),
    Rows(HomeClaim, along=("notice__lease__unit",), clear={"reason": ""}, codes=frozenset({"decided_by"})),
    Rows(EarlierMove, along=("lease__unit",), clear={"reason": ""}, codes=frozenset({"decided_by"})),
    Rows(
        Inspection, along=("lease__unit",), without=frozenset({"protocol", "pdf"}),
        codes=frozenset({"held_by", "signed_by"}), kept=KEPT_LEASE,
    ),
    Rows(
        InspectionRemark, of="inspection__person", along=("inspection__lease__unit",), codes=frozenset({"made_by"}),
        kept=KEPT_LEASE,
    ),
    Rows(KeyReceipt, of="lease__person", along=("lease__unit",), codes=frozenset({"keys_in_to"}), kept=KEPT_LEASE),
    Rows(Debt, along=("lease__unit",), codes=frozenset({"made_by", "settled_by"}), kept=KEPT_LEASE),
    Rows(
        LeaseChange, along=("lease__unit",), without=frozenset({"results", "consent_wording"}),
        clear={"text": "", "elsewhere": "", "invited_email": "", "consent_wording": "", "decision": "", "results": []},
        codes=CODES_OF_CHANGE, kept=KEPT_LEASE,
    ),
    Rows(
        LeaseChange, of="other", along=("lease__unit",), without=frozenset({"text", "results"}),
        clear={"text": "", "elsewhere": "", "invited_email": "", "consent_wording": "", "decision": "", "results": []},
        codes=CODES_OF_CHANGE, kept=KEPT_LEASE,
    ),
    Rows(
        LeaseChange, of="co_person", along=("lease__unit",), without=frozenset({"text", "results"}),
        clear={"co_person_wording": "", "results": []}, codes=CODES_OF_CHANGE, kept=KEPT_LEASE,
    ),
    Rows(
        LeaseChange, of="co_other", along=("lease__unit",), without=frozenset({"text", "results"}),
        clear={"co_other_wording": "", "results": []}, codes=CODES_OF_CHANGE, kept=KEPT_LEASE,
    ),
    Rows(
        Extra, along=("lease__unit",), without=frozenset({"results", "name_en"}), clear={"decision": "", "results": []},
        codes=frozenset({"item", "decided_by"}), kept=KEPT_LEASE,
    ),
    Rows(Complaint, clear={"text": ""}, codes=frozenset({"subject"})),
    Rows(ComplaintTurn, of="complaint__person", along=("complaint",), clear={"text": ""}, codes=frozenset({"by"})),
)  # fmt: skip
keep_silent(CreditOrder, because="A question on its way to a credit service; what it answered is told as its outcome.")
