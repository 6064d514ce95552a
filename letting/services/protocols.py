"""What an inspection finds: remarks, saved one by one, and the protocol that inspector and renter sign (LEASE-11)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from letting.core.inspection import Found, InspectionKind, InspectionState, damages, is_late
from letting.core.notice import leave_by
from letting.models import Cleaning, DebtKind, Inspection, InspectionRemark, KeyReceipt
from letting.services.debts import owe
from letting.services.inspections import lock_inspection, note, rules_of_inspection, write
from letting.services.lease_terms import checksum
from tenants.actors import Actor
from tenants.core.calendar import local_day
from tenants.files import remove_after_commit, write_with_transaction
from tenants.models import Ruleset
from tenants.outcome import Refused, refused
from tenants.photographs import taken_in
from tenants.scoping import scoped_landlord

MOST_REMARKS = 100
DEAREST = 500_000  # kronor, of one remark


@dataclass(frozen=True, slots=True)
class Remark:
    """What an inspector says of a room. Normal wear costs nothing, whatever is written."""

    room: str
    text: str
    abnormal: bool
    cost: int = 0


@transaction.atomic
def save_remark(
    inspection_id: int, said: Remark, *, remark_id: int | None = None, photo: UploadedFile[Any] | None = None,
    by: Actor, now: datetime,
) -> InspectionRemark | Refused:  # fmt: skip
    """Save a remark, or change one; a photograph is drawn anew, without its camera's notes of place and time.

    Refused: `not_open` (not booked, held already, or no such remark of it), `too_many`, `bad_cost`, and for the
    photograph `wrong_photo`, `empty`, `too_large`, `lies_about_type`, `broken`.
    """
    row = lock_inspection(inspection_id)
    if row.state != InspectionState.BOOKED:
        return refused("not_open")
    if not 0 <= said.cost <= DEAREST:
        return refused("bad_cost")
    remark = _remark(row, remark_id)
    if remark is None:
        return refused("not_open")
    if remark_id is None and row.remarks.count() >= MOST_REMARKS:
        return refused("too_many")
    if photo is not None:
        data = taken_in(photo)
        if isinstance(data, Refused):
            return data
        _keep(remark, data)
    remark.room, remark.text, remark.abnormal = said.room, said.text, said.abnormal
    remark.cost = said.cost if said.abnormal else 0
    remark.made_at, remark.made_by = now, str(by)
    remark.save()
    note(row, "inspection.remark_saved", {"abnormal": "yes" if said.abnormal else "no"}, by=by, now=now)
    return remark


@transaction.atomic
def remove_remark(inspection_id: int, remark_id: int, *, by: Actor, now: datetime) -> None | Refused:
    """Take a remark away before the protocol is closed. Refused: `not_open`."""
    row = lock_inspection(inspection_id)
    remark = row.remarks.filter(pk=remark_id).first()
    if row.state != InspectionState.BOOKED or remark is None:
        return refused("not_open")
    if remark.photo.name:
        remove_after_commit(remark.photo.name)
    remark.delete()
    note(row, "inspection.remark_removed", {}, by=by, now=now)
    return None


@transaction.atomic
def ask_to_clean_again(inspection_id: int, until: datetime, *, by: Actor, now: datetime) -> Inspection | Refused:
    """Let the renter clean once more, while there is time; the inspection goes on afterwards.

    Refused: `not_open`, `no_time_left` (the moment has been, or comes after the home is to be left).
    """
    row = lock_inspection(inspection_id)
    if row.state != InspectionState.BOOKED or row.kind != InspectionKind.MOVE_OUT:
        return refused("not_open")
    if until <= now or (row.lease.ends_on is not None and until > leave_by(row.lease.ends_on)):
        return refused("no_time_left")
    row.cleaning, row.clean_again_by = Cleaning.AGAIN, until
    row.save(update_fields=["cleaning", "clean_again_by"])
    note(row, "inspection.clean_again", {"until": until}, by=by, now=now)
    write(row, "clean_again", now=now, until=until.isoformat())
    return row


@transaction.atomic
def close_protocol(
    inspection_id: int, *, cleaning: str = "", cleaning_cost: int = 0, inspector: str, by: Actor, now: datetime
) -> Inspection | Refused:
    """Close a protocol and sign it for the landlord: nothing in it changes any more. The renter is asked to sign.

    A move-out inspection says of the cleaning that it is approved or billed; what it finds is owed, where the rules
    say so. Refused: `already_held`, `cleaning_missing`, `bad_cost`.
    """
    row = lock_inspection(inspection_id)
    if row.state != InspectionState.BOOKED:
        return refused("already_held")
    moves_out = row.kind == InspectionKind.MOVE_OUT
    if moves_out and cleaning not in (Cleaning.APPROVED, Cleaning.BILLED):
        return refused("cleaning_missing")
    if not 0 <= cleaning_cost <= DEAREST:
        return refused("bad_cost")
    row.cleaning = cleaning if moves_out else ""
    row.cleaning_cost = cleaning_cost if row.cleaning == Cleaning.BILLED else 0
    row.state, row.held_at, row.held_by, row.look_again_at = InspectionState.HELD, now, str(by), now
    row.protocol = _protocol(row, inspector, now)
    row.sha256 = checksum(row.protocol)
    row.save()
    if moves_out:
        _settle(row, by=by, now=now)
    total = row.protocol["total"]
    note(row, "inspection.held", {"kind": row.kind, "amount": total}, by=by, now=now)
    write(row, "protocol_ready", now=now, total=total, owed=row.protocol["billed"])
    return row


@transaction.atomic
def sign_protocol(
    inspection_id: int, person_id: int, *, objection: str = "", by: Actor, now: datetime
) -> Inspection | Refused:
    """Sign a protocol as its renter, or say in one's own words what one does not agree with; they are kept in it.

    Refused: `not_open` (not hers, not held), `already_signed`.
    """
    row = lock_inspection(inspection_id)
    if person_id not in (row.lease.person_id, row.lease.co_renter_id):
        return refused("not_open")
    if row.state == InspectionState.SIGNED:
        return refused("already_signed")
    if row.state != InspectionState.HELD:
        return refused("not_open")
    row.state, row.signed_at, row.signed_by, row.objection = InspectionState.SIGNED, now, str(by), objection.strip()
    row.look_again_at = now
    row.save(update_fields=["state", "signed_at", "signed_by", "objection", "look_again_at"])
    kind = "inspection.objected" if row.objection else "inspection.signed"
    note(row, kind, {"kind": row.kind}, by=by, now=now)
    return row


def total_of(row: Inspection) -> int:
    """Return what an inspection comes to as it stands, cleaning included."""
    found = [Found(abnormal=one.abnormal, cost=one.cost) for one in row.remarks.all()]
    return damages(found) + row.cleaning_cost


def _remark(row: Inspection, remark_id: int | None) -> InspectionRemark | None:
    return InspectionRemark(inspection=row) if remark_id is None else row.remarks.filter(pk=remark_id).first()


def _keep(remark: InspectionRemark, data: bytes) -> None:
    if remark.photo.name:
        remove_after_commit(remark.photo.name)
    remark.photo = write_with_transaction(f"inspections/{scoped_landlord()}/{secrets.token_hex(16)}.jpeg", data)
    remark.photo_type, remark.photo_sha256 = "image/jpeg", hashlib.sha256(data).hexdigest()


def _protocol(row: Inspection, inspector: str, now: datetime) -> dict[str, Any]:
    """Return what was found as data; the photographs by their checksums."""
    landlord, unit = Ruleset.in_force(local_day(now)).rules.landlord, row.lease.unit
    remarks = list(row.remarks.all())
    billed = row.kind == InspectionKind.MOVE_OUT and rules_of_inspection(now).damages
    return {
        "landlord": {"name": landlord.name, "address": landlord.address, "phone": landlord.phone},
        "home": {"number": unit.number, "street": unit.street, "town": landlord.town},
        "renter": row.person.full_name,
        "inspector": inspector,
        "kind": row.kind,
        "held_at": now.isoformat(),
        "ends_on": row.lease.ends_on.isoformat() if row.lease.ends_on else "",
        "remarks": [
            asdict(Remark(one.room, one.text, one.abnormal, one.cost)) | {"id": one.pk, "photo": one.photo_sha256}
            for one in remarks
        ],
        "cleaning": row.cleaning,
        "cleaning_cost": row.cleaning_cost,
        "total": damages(Found(one.abnormal, one.cost) for one in remarks) + row.cleaning_cost,
        "billed": billed,
    }


def _settle(row: Inspection, *, by: Actor, now: datetime) -> None:
    """Say that a home is approved, whether that was in time for keys that are in, and what is owed (LEASE-11)."""
    receipt = KeyReceipt.objects.filter(lease=row.lease).first() or KeyReceipt(lease=row.lease)
    if row.cleaning == Cleaning.APPROVED:
        receipt.approved_at = now
    if receipt.keys_in_at is not None and row.lease.ends_on is not None:
        moments = {"approved_at": receipt.approved_at, "keys_in_at": receipt.keys_in_at}
        receipt.late = is_late(rules_of_inspection(now), row.lease.ends_on, **moments, now=now)
    receipt.save()
    if row.protocol["billed"]:
        owe(row.lease, DebtKind.DAMAGE, row.protocol["total"] - row.cleaning_cost, inspection=row, by=by, now=now)
        owe(row.lease, DebtKind.CLEANING, row.cleaning_cost, inspection=row, by=by, now=now)
