"""What a landlord has done about a home where it disturbs again and again (NIGHT-11)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from disturbance.core.repeated import LawStep
from tenants.scoping import LandlordOwned


class HomeStep(LandlordOwned):
    """A step of the law that was taken about a home, and when. It goes with the home's last case."""

    street = models.CharField(_("adress"), max_length=120)
    flat = models.CharField(_("lägenhet"), max_length=20)
    step = models.CharField(_("steg"), max_length=12, choices=[(one.value, one.value) for one in LawStep])
    done_on = models.DateField(_("gjort"))
    noted_by = models.CharField(_("infört av"), max_length=40)
    noted_at = models.DateTimeField(_("infört"))

    class Meta:
        verbose_name = _("steg om störningar")
        verbose_name_plural = _("steg om störningar")
        constraints = (models.UniqueConstraint("landlord", "street", "flat", "step", name="one_step_per_home"),)

    def __str__(self) -> str:
        return f"{self.step} {self.done_on}"
