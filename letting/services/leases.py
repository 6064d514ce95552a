"""The lease on paper: its PDF is made by a worker, unsigned at the award and again with the signature."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from letting.models import Lease
from letting.services.lease_terms import notice_months
from tenants.actors import PORTAL
from tenants.events import Fact, record


def paper_of(lease: Lease) -> dict[str, Any]:
    """Return what the lease's paper is written from: its frozen terms, and its signature."""
    return {
        "terms": lease.terms,
        "lease": lease,
        "starts_on": lease.starts_on,
        "house_rules": [text["sv"] for text in lease.terms.get("house_rules", {}).get("texts", [])],
        "notice_months": notice_months(lease.terms),
        "born": date.fromisoformat(lease.terms["renter"]["born"]),
    }


@transaction.atomic
def look_at(lease: Lease, now: datetime) -> None:
    """Make the PDF that a locked lease waits for: the tick's step (LEASE-1)."""
    from tenants.pdf import render_pdf  # noqa: PLC0415  (a second of start-up that only the worker need pay)

    lease.pdf, lease.pdf_sha256 = render_pdf("lease", paper_of(lease))
    lease.look_again_at = None
    lease.save(update_fields=["pdf", "pdf_sha256", "look_again_at"])
    data = {"sha256": lease.pdf_sha256, "signed": lease.signed_at is not None}
    record([Fact("lease.pdf_made", f"letting.lease:{lease.pk}", lease.person_id, data)], by=PORTAL, now=now)
