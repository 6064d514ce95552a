"""How far her application has come: what the profile lacks, whose answer it waits for, what she keeps."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext, ngettext

from letting.my.saved import Kept, counts
from letting.services.applicant_profiles import Profile, missing, read_profile, subject_of
from queues.models import Companion, CompanionState
from queues.roles import ROLES
from tenants import words
from tenants.models import Document, Person


@dataclass(frozen=True, slots=True)
class Application:
    """What is to be said of it, and whether something is left for her to fill in."""

    profile: str
    lacks: int
    waits: list[str]
    kept: Kept


def application_of(person_id: int, today: date) -> Application:
    """Return how far a person's application has come: one statement."""
    shown = Document.objects.filter(subject=subject_of(person_id), person=OuterRef("pk"), removed_at=None)
    asked = Companion.objects.filter(person=OuterRef("pk"), state=CompanionState.INVITED, answer_last_day__gte=today)
    rows = Person.objects.filter(pk=person_id).annotate(
        told=F("facts__data"),
        told_at=F("facts__stated_at"),
        has_papers=Exists(shown),
        roles=ArraySubquery(asked.order_by("pk").values("role")),
        days=ArraySubquery(asked.order_by("pk").values("answer_last_day")),
        **counts(),
    )
    row = rows.values("told", "told_at", "has_papers", "roles", "days", *counts())[0]
    profile = read_profile(row["told"], row["told_at"]) if row["told"] is not None else Profile()
    lacks = len(missing(profile, documents=int(row["has_papers"])))
    said = gettext("Inbjudan att vara %(role)s väntar på svar, senast %(day)s.")
    return Application(
        profile=_said(lacks),
        lacks=lacks,
        waits=[said % {"role": ROLES[r], "day": words.day(d)} for r, d in zip(row["roles"], row["days"], strict=True)],
        kept=Kept.of(row),
    )


def _said(lacks: int) -> str:
    if not lacks:
        return gettext("Sökandeprofilen är komplett.")
    text = ngettext("Sökandeprofilen saknar %(n)s uppgift.", "Sökandeprofilen saknar %(n)s uppgifter.", lacks)
    return text % {"n": lacks}
