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
        "moved_earlier": {name: date.fromisoformat(day) for name, day in lease.terms.get("moved_earlier", {}).items()},
        "renters": [_named(lease.terms[who]) for who in ("renter", "co_renter") if who in lease.terms],
        "signatures": signatures_of(lease),
    }


def signatures_of(lease: Lease) -> list[tuple[str, datetime | None]]:
    """Return who is to sign a lease, by name, and when each has (LEASE-1, LEASE-6)."""
    first = lease.terms.get("renter", {}).get("name") or lease.person.full_name
    if lease.co_renter_id is None or lease.co_renter is None:
        return [(first, lease.signed_at)]
    done = lease.signed_by
    other = lease.terms.get("co_renter", {}).get("name") or lease.co_renter.full_name
    pairs = ((first, lease.person_id), (other, lease.co_renter_id))
    return [(name, done.get(pk) or (lease.signed_at if not done else None)) for name, pk in pairs]


def _named(party: dict[str, Any]) -> dict[str, Any]:
    return {"name": party["name"], "born": date.fromisoformat(party["born"])}


@transaction.atomic
def look_at(lease: Lease, now: datetime) -> None:
    """Make the PDF that a locked lease waits for: the tick's step (LEASE-1)."""
    from tenants.pdf import render_pdf  # noqa: PLC0415  (a second of start-up that only the worker need pay)

    lease.pdf, lease.pdf_sha256 = render_pdf("lease", paper_of(lease))
    lease.look_again_at = None
    lease.save(update_fields=["pdf", "pdf_sha256", "look_again_at"])
    data = {"sha256": lease.pdf_sha256, "signed": lease.signed_at is not None}
    record([Fact("lease.pdf_made", f"letting.lease:{lease.pk}", lease.person_id, data)], by=PORTAL, now=now)
