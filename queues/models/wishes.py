"""What somebody wishes for: areas and what sets a flat apart."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from queues.core.wishes import Wanted
from tenants.rulesets.scheme_rules import Feature
from tenants.scoping import LandlordOwned


class Wishes(LandlordOwned):
    """A person's wishes. An empty wish is no wish: anything will do (QUEUE-15, SCHEME-6)."""

    person = models.OneToOneField("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="wishes")
    areas = ArrayField(models.CharField(max_length=60), verbose_name=_("områden"), default=list, blank=True)
    features = ArrayField(models.CharField(max_length=20), verbose_name=_("egenskaper"), default=list, blank=True)
    least_rooms = models.PositiveSmallIntegerField(_("rum, minst"), null=True, blank=True)
    most_rent = models.PositiveIntegerField(_("hyra, högst"), null=True, blank=True)
    saved_at = models.DateTimeField(_("sparade"))

    class Meta:
        verbose_name = _("önskemål")
        verbose_name_plural = _("önskemål")

    def __str__(self) -> str:
        return ", ".join(self.areas) or "–"

    @property
    def wanted(self) -> Wanted:
        """Return the wishes as matching sees them."""
        known = frozenset(Feature(name) for name in self.features if name in set(Feature))
        return Wanted(tuple(self.areas), known, self.least_rooms, self.most_rent)
