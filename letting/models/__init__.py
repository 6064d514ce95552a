"""The rows of `letting`."""

from letting.models.applicant import ApplicantFacts
from letting.models.check import Check
from letting.models.complaint import Complaint, ComplaintState, ComplaintTurn
from letting.models.credit import CreditOrder, CreditOutcome
from letting.models.finding import AlertRound, Announcement, Favourite, Often, SavedSearch, SearchHit, WayOut
from letting.models.interest import Interest
from letting.models.lease import Lease
from letting.models.lease_change import ChangeState, LeaseChange
from letting.models.listing import Listing, ShownBy
from letting.models.notice import Notice, NoticeState
from letting.models.offer import Offer
from letting.models.outcome import Outcome
from letting.models.security import Security, SecurityKind, SecurityState
from letting.models.unit import Unit, UnitKind, UnitPicture
from letting.models.unit_import import ImportState, UnitImport
from letting.models.viewing import Booking, ViewingSlot

__all__ = [
    "AlertRound",
    "Announcement",
    "ApplicantFacts",
    "Booking",
    "ChangeState",
    "Check",
    "Complaint",
    "ComplaintState",
    "ComplaintTurn",
    "CreditOrder",
    "CreditOutcome",
    "Favourite",
    "ImportState",
    "Interest",
    "Lease",
    "LeaseChange",
    "Listing",
    "Notice",
    "NoticeState",
    "Offer",
    "Often",
    "Outcome",
    "SavedSearch",
    "SearchHit",
    "Security",
    "SecurityKind",
    "SecurityState",
    "ShownBy",
    "Unit",
    "UnitImport",
    "UnitKind",
    "UnitPicture",
    "ViewingSlot",
    "WayOut",
]
