"""A queue that one can stand in."""

from django.db import models

from tenants.scoping import LandlordOwned


class Queue(LandlordOwned):
    """A queue by its slug; what it asks stands in the ruleset (QUEUE-1). Rows follow the rulesets."""

    slug = models.SlugField("kortnamn")
    name = models.CharField("namn", max_length=80)
    name_en = models.CharField("namn på engelska", max_length=80)

    class Meta:
        verbose_name = "kö"
        verbose_name_plural = "köer"
        constraints = (models.UniqueConstraint("landlord", "slug", name="one_queue_per_slug"),)

    def __str__(self) -> str:
        return self.name
