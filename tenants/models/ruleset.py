"""A landlord's rules, one immutable version after the other."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.rulesets import Rules, parse
from tenants.scoping import LandlordOwned, once_in_scope


class Ruleset(LandlordOwned):
    """One version of a landlord's rules. Never changed: a listing keeps the version it began with (JOUR-23)."""

    version = models.PositiveIntegerField(_("version"))
    valid_from = models.DateField(_("gäller från"))
    source = models.TextField(_("regler"))
    sha256 = models.CharField(_("kontrollsumma"), max_length=64)
    made_at = models.DateTimeField(_("inläst"))
    made_by = models.CharField(_("inläst av"), max_length=80)

    class Meta:
        verbose_name = _("regelverk")
        verbose_name_plural = _("regelverk")
        ordering = ("-valid_from", "-version")
        constraints = (models.UniqueConstraint("landlord", "version", name="one_ruleset_per_version"),)

    def __str__(self) -> str:
        return f"version {self.version}, från {self.valid_from}"

    @property
    def rules(self) -> Rules:
        """Return the rules as frozen values."""
        return parse(self.source)

    @classmethod
    def in_force(cls, day: date) -> "Ruleset":
        """Return the version in force on a day: the latest written of those that had begun; the first one before that.

        So a version takes the place of every earlier one, of one that has not begun too, from its own first day on.
        A request or a step is decided by one version, read once.
        """
        return once_in_scope(("ruleset", day), lambda: cls._in_force(day))

    @classmethod
    def _in_force(cls, day: date) -> "Ruleset":
        begun = cls.objects.filter(valid_from__lte=day).order_by("-version").first()
        return begun or cls.objects.order_by("valid_from", "version")[:1].get()
