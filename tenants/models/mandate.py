"""A person's consent that another acts for her: an ombud. Asked for, answered, and ended by either of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class Extent(models.TextChoices):
    """What the other may do."""

    READ = "read", _("läsa")
    ACT = "act", _("läsa och göra allt du kan göra")


class MandateState(models.TextChoices):
    """How far it has come. Only an accepted one that has not ended counts."""

    INVITED = "invited", _("väntar på svar")
    ACCEPTED = "accepted", _("gäller")
    DECLINED = "declined", _("har sagt nej")
    LAPSED = "lapsed", _("svarade inte i tid")
    ENDED = "ended", _("avslutat")


class Mandate(Timed, LandlordOwned):
    """Who may act for whom, how far, and until when; the words that were agreed to are kept with their version.

    `person` is the one who is represented, `agent` the one who acts; both are this landlord's persons. Asked by mail
    it is answered by whoever has the key, asked by number by whoever has that number here. `ends_on` is the last day.
    """

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("den som företräds"), related_name="+")
    agent = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("ombud"), null=True, blank=True, related_name="+"
    )
    extent = models.CharField(_("omfattning"), max_length=5, choices=Extent)
    may_sign = models.BooleanField(_("får skriva under avtal"), default=False)
    ends_on = models.DateField(_("gäller till och med"), null=True, blank=True)
    wording = models.TextField(_("ordalydelse"))
    wording_version = models.CharField(_("ordalydelsens version"), max_length=10)
    invited_email = models.EmailField(_("tillfrågad adress"), blank=True, default="")
    invited_index = models.BinaryField(_("tillfrågat personnummer, blindindex"), null=True, editable=False)
    key_hash = models.CharField(_("frågans nyckel, kontrollsumma"), max_length=64, editable=False)
    asked_at = models.DateTimeField(_("tillfrågad"))
    answer_last_day = models.DateField(_("svar senast"))
    state = models.CharField(_("läge"), max_length=10, choices=MandateState, default=MandateState.INVITED)
    answered_at = models.DateTimeField(_("svarade"), null=True, blank=True)
    entered_by = models.CharField(_("inskriven av"), max_length=40, blank=True, default="")
    ended_at = models.DateTimeField(_("avslutat klockan"), null=True, blank=True)
    ended_by = models.CharField(_("avslutat av"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("ombud")
        verbose_name_plural = _("ombud")
        constraints = (
            models.UniqueConstraint("landlord", "key_hash", name="one_mandate_per_key"),
            models.UniqueConstraint(
                "landlord", "person", "agent", condition=Q(state="accepted"), name="one_live_mandate_per_pair"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(agent__isnull=False, answered_at__isnull=False),
                name="mandate_accepted_by_someone",
            ),
            models.CheckConstraint(condition=~Q(agent=models.F("person")), name="nobody_is_her_own_agent"),
        )
        indexes = (
            Timed.due_index("mandate_due"),
            models.Index(fields=["landlord", "person", "-id"], name="mandate_by_person"),
            models.Index(fields=["landlord", "agent"], name="mandate_by_agent"),
            models.Index(fields=["landlord", "invited_index"], name="mandate_by_number"),
        )

    def __str__(self) -> str:
        return f"{self.extent} {self.state}"

    @property
    def subject(self) -> str:
        """Return its name in the log."""
        return f"tenants.mandate:{self.pk}"

    @property
    def may_act(self) -> bool:
        """Say whether the agent may do more than read."""
        return self.extent == Extent.ACT
