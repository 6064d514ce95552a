"""A queue that one can stand in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Queue(LandlordOwned):
    """A queue by its slug; what it asks stands in the ruleset (QUEUE-1). Rows follow the rulesets."""

    slug = models.SlugField(_("kortnamn"))
    name = models.CharField(_("namn"), max_length=80)
    name_en = models.CharField(_("namn på engelska"), max_length=80)

    class Meta:
        verbose_name = _("kö")
        verbose_name_plural = _("köer")
        constraints = (models.UniqueConstraint("landlord", "slug", name="one_queue_per_slug"),)

    def __str__(self) -> str:
        return self.name
