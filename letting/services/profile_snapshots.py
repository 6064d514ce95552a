"""What a profile told when it was filed, and what of it staff approved: later edits change neither (CHECK-2)."""

from django.db import transaction

from letting.models import ApplicantFacts

FILED, APPROVED = "filed", "approved"
PARTS = ("household", "income")


@transaction.atomic
def keep_as_filed(person_id: int) -> None:
    """Keep what is told now as what was filed."""
    row = ApplicantFacts.objects.select_for_update().filter(person=person_id).first()
    if row is None:
        return
    row.data = {**row.data, FILED: {part: row.data[part] for part in PARTS if part in row.data}}
    row.save(update_fields=["data"])


@transaction.atomic
def keep_as_approved(person_id: int) -> None:
    """Let what was filed count as approved."""
    row = ApplicantFacts.objects.select_for_update().filter(person=person_id).first()
    if row is None or FILED not in row.data:
        return
    row.data = {**row.data, APPROVED: row.data[FILED]}
    row.save(update_fields=["data"])
