"""Who works for a landlord, and as what."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned


class Role(models.TextChoices):
    """What a member of staff does; what each role may do stands in `tenants.admin.rights`."""

    OFFICER = "officer", _("uthyrare")
    MANAGER = "manager", _("uthyrningschef")
    DIRECTOR = "director", _("verkställande direktör")
    CARETAKER = "caretaker", _("bovärd")
    READER = "reader", _("läsbehörig")


class Membership(LandlordOwned):
    """A login's role at a landlord."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("inloggning"), related_name="memberships"
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role)
    name = models.CharField(_("namn"), max_length=100)

    class Meta:
        verbose_name = _("medarbetare")
        verbose_name_plural = _("medarbetare")
        constraints = (models.UniqueConstraint("landlord", "user", name="one_role_per_login_and_landlord"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.get_role_display()}"
