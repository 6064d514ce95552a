"""The next version of a landlord's rules while it is being written."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class RulesetDraft(LandlordOwned):
    """What staff have changed so far. One per landlord: two drafts would be two next versions of one set of rules.

    Nothing reads it but the pages that edit it; publishing writes a version of it and takes it away.
    """

    based_on = models.ForeignKey("tenants.Ruleset", models.PROTECT, verbose_name=_("bygger på"), related_name="+")
    source = models.TextField(_("regler"))
    made_at = models.DateTimeField(_("påbörjat"))
    made_by = models.CharField(_("påbörjat av"), max_length=80)
    saved_at = models.DateTimeField(_("sparat"))
    saved_by = models.CharField(_("sparat av"), max_length=80)

    class Meta:
        verbose_name = _("utkast till regelverk")
        verbose_name_plural = _("utkast till regelverk")
        constraints = (models.UniqueConstraint("landlord", name="one_draft_per_landlord"),)

    def __str__(self) -> str:
        return f"utkast, sparat {self.saved_at}"
