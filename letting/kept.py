"""What `letting` keeps of a person, told to herself."""

from letting.models import (
    ApplicantFacts,
    Booking,
    Check,
    Complaint,
    ComplaintTurn,
    CreditOrder,
    CreditOutcome,
    Interest,
    Lease,
    Offer,
    Security,
)
from tenants.telling import Rows, declare_rows, keep_silent

declare_rows(
    Rows(ApplicantFacts),
    Rows(Interest, along=("listing__unit",)),
    Rows(Offer, along=("listing__unit",)),
    Rows(Booking, of="offer__person", along=("slot__listing__unit",)),
    Rows(Check, of="offer__person", along=("offer__listing__unit",)),
    Rows(CreditOutcome),
    Rows(Security),
    Rows(Lease, along=("unit",)),
    Rows(Lease, of="resident", along=("unit",), without=frozenset({"terms", "pdf", "identity_shown_to"})),
    Rows(Complaint),
    Rows(ComplaintTurn, of="complaint__person", along=("complaint",)),
)
keep_silent(CreditOrder, because="A question on its way to a credit service; what it answered is told as its outcome.")
