"""The protocol on paper: a tagged PDF with its photographs, made by a worker from what was frozen (LEASE-11)."""

from datetime import datetime
from typing import Any

from letting.models import Cleaning, Inspection, InspectionRemark
from letting.services.inspections import next_look, note
from tenants.actors import PORTAL
from tenants.pdf import render_pdf
from tenants.photographs import on_paper


def paper_of(row: Inspection) -> dict[str, Any]:
    """Return what a protocol's paper is written from."""
    photos = {one.pk: one for one in row.remarks.exclude(photo="")}
    said = row.protocol
    return {
        "protocol": said,
        "row": row,
        "cleaning": Cleaning(said["cleaning"]).label if said["cleaning"] else "",
        "remarks": [remark | {"shown": _shown(photos.get(remark["id"]))} for remark in said["remarks"]],
    }


def make_paper(row: Inspection, now: datetime) -> None:
    """Make the PDF that a locked inspection waits for: when it is held, and again with the renter's answer."""
    row.pdf, row.pdf_sha256 = render_pdf("inspection", paper_of(row))
    row.look_again_at = next_look(row, now)
    row.save(update_fields=["pdf", "pdf_sha256", "look_again_at"])
    note(row, "inspection.pdf_made", {}, by=PORTAL, now=now)


def _shown(remark: InspectionRemark | None) -> str:
    return on_paper(remark.photo) if remark is not None and remark.photo else ""
