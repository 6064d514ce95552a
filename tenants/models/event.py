"""The log: what happened, append-only and hash-chained."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Event(LandlordOwned):
    """One thing that happened. No names and no free text of persons, so erasing a person leaves the log whole.

    `chain` numbers the events of one subject and person from 1; `digest` covers the one before it, so a changed
    or missing row shows. Written by `tenants.events.record` only.
    """

    kind = models.CharField(_("händelse"), max_length=40)
    subject = models.CharField(_("ärende"), max_length=60)
    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, null=True, blank=True, verbose_name=_("person"), related_name="+"
    )
    actor = models.CharField(_("av"), max_length=40)
    occurred_at = models.DateTimeField(_("hände"))
    recorded_at = models.DateTimeField(_("skrevs"), auto_now_add=True)
    data = models.JSONField(_("uppgifter"), default=dict)
    chain = models.PositiveIntegerField(_("nummer i kedjan"))
    digest = models.BinaryField(_("kontrollsumma"))

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        constraints = (
            models.UniqueConstraint(
                "landlord", "subject", "person", "chain", name="one_event_per_link", nulls_distinct=False
            ),
        )
        indexes = (
            models.Index(fields=["landlord", "subject", "id"], name="event_by_subject"),
            models.Index(fields=["landlord", "person", "id"], name="event_by_person"),
            models.Index(fields=["landlord", "kind", "occurred_at"], name="event_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
