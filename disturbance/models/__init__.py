"""The rows of the night service: the organisation, the registers, the cases."""

from disturbance.models.case import Case, CasePhoto, CaseState, Entry
from disturbance.models.register import RegisterHome, RegisterImport
from disturbance.models.repeated import HomeStep
from disturbance.models.report import NightFigure, NightReading, Report
from disturbance.models.service import Contact, Customer, NightRole, NightService, NightWorker, Patrol, Shift

__all__ = [
    "Case",
    "CasePhoto",
    "CaseState",
    "Contact",
    "Customer",
    "Entry",
    "HomeStep",
    "NightFigure",
    "NightReading",
    "NightRole",
    "NightService",
    "NightWorker",
    "Patrol",
    "RegisterHome",
    "RegisterImport",
    "Report",
    "Shift",
]
