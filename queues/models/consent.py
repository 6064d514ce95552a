"""What a person has agreed to, when, and in which words (QUEUE-19)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Consent(LandlordOwned):
    """A consent with its time and wording; taken back, never removed."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="consents")
    kind = models.CharField(_("slag"), max_length=30)
    wording = models.TextField(_("ordalydelse"))
    given_at = models.DateTimeField(_("lämnat"))
    withdrawn_at = models.DateTimeField(_("återkallat"), null=True, blank=True)

    class Meta:
        verbose_name = _("samtycke")
        verbose_name_plural = _("samtycken")
        constraints = (
            models.UniqueConstraint(
                "landlord",
                "person",
                "kind",
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_live_consent_per_kind",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.given_at:%Y-%m-%d}"
