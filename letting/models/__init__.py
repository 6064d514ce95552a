"""The rows of `letting`."""

from letting.models.applicant import ApplicantFacts
from letting.models.check import Check
from letting.models.complaint import Complaint, ComplaintState, ComplaintTurn
from letting.models.credit import CreditOrder, CreditOutcome
from letting.models.earlier_move import EarlierMove, EarlierMoveState
from letting.models.extra import Extra, ExtraState
from letting.models.finding import AlertRound, Announcement, Favourite, Often, SavedSearch, SearchHit, WayOut
from letting.models.handover import Debt, DebtKind, KeyReceipt
from letting.models.home_claim import HomeClaim, HomeClaimState
from letting.models.inspection import Cleaning, Inspection, InspectionRemark, InspectionSlot
from letting.models.interest import Interest
from letting.models.joint_notice import JointNotice, JointNoticeState
from letting.models.lease import Lease
from letting.models.lease_change import ChangeState, LeaseChange
from letting.models.listing import Listing, ShownBy
from letting.models.notice import Notice, NoticeState
from letting.models.offer import Offer
from letting.models.outcome import Outcome
from letting.models.security import Security, SecurityKind, SecurityState
from letting.models.signature import Signature
from letting.models.unit import Unit, UnitKind, UnitPicture
from letting.models.unit_import import UnitImport
from letting.models.viewing import Booking, ViewingSlot

__all__ = [
    "AlertRound",
    "Announcement",
    "ApplicantFacts",
    "Booking",
    "ChangeState",
    "Check",
    "Cleaning",
    "Complaint",
    "ComplaintState",
    "ComplaintTurn",
    "CreditOrder",
    "CreditOutcome",
    "Debt",
    "DebtKind",
    "EarlierMove",
    "EarlierMoveState",
    "Extra",
    "ExtraState",
    "Favourite",
    "HomeClaim",
    "HomeClaimState",
    "Inspection",
    "InspectionRemark",
    "InspectionSlot",
    "Interest",
    "JointNotice",
    "JointNoticeState",
    "KeyReceipt",
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
    "Signature",
    "Unit",
    "UnitImport",
    "UnitKind",
    "UnitPicture",
    "ViewingSlot",
    "WayOut",
]
