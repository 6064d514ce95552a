"""The rows of `tenants`: landlords, logins, persons, rules, log and messages."""

from tenants.models.barrier import Barrier
from tenants.models.document import Document
from tenants.models.erasure import Erasure
from tenants.models.event import Event
from tenants.models.export import Export, ExportForm
from tenants.models.extract import Extract
from tenants.models.file_import import FileImport, ImportState
from tenants.models.heartbeat import DemoClock, Heartbeat
from tenants.models.host_mail import HostMail
from tenants.models.landlord import Domain, Landlord
from tenants.models.mandate import Extent, Mandate, MandateState
from tenants.models.membership import Membership, Role
from tenants.models.message import Delivery, Message
from tenants.models.person import Identity, Person
from tenants.models.ruleset import Ruleset
from tenants.models.ruleset_draft import RulesetDraft
from tenants.models.user import User

__all__ = [
    "Barrier",
    "Delivery",
    "DemoClock",
    "Document",
    "Domain",
    "Erasure",
    "Event",
    "Export",
    "ExportForm",
    "Extent",
    "Extract",
    "FileImport",
    "Heartbeat",
    "HostMail",
    "Identity",
    "ImportState",
    "Landlord",
    "Mandate",
    "MandateState",
    "Membership",
    "Message",
    "Person",
    "Role",
    "Ruleset",
    "RulesetDraft",
    "User",
]
