"""That someone wants a flat."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.core.states import ClosedBecause, InterestState
from letting.models.listing import Listing
from tenants.scoping import LandlordOwned


class Interest(LandlordOwned):
    """An interest in one advert of a listing. `points` and `rank` are fixed when the advert ends (JOUR-22)."""

    State = InterestState

    listing = models.ForeignKey(Listing, models.PROTECT, verbose_name=_("annons"), related_name="interests")
    cycle = models.PositiveSmallIntegerField(_("annonsomgång"), default=1)
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="interests")
    registration = models.ForeignKey(
        "queues.Registration", models.PROTECT, verbose_name=_("köplats"), related_name="interests"
    )
    made_at = models.DateTimeField(_("anmäld"))
    state = models.CharField(
        _("läge"), max_length=10, default=InterestState.ONGOING, choices=[(s.value, s.value) for s in InterestState]
    )
    closed_because = models.CharField(
        _("avslutad för att"),
        max_length=20,
        blank=True,
        default="",
        choices=[(c.value, c.value) for c in ClosedBecause],
    )
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    points = models.PositiveIntegerField(_("köpoäng"), null=True, blank=True)
    ahead = models.PositiveSmallIntegerField(_("före turordningen"), default=0)
    rank = models.PositiveIntegerField(_("plats"), null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("erbjuden i omgång"), null=True, blank=True)

    class Meta:
        verbose_name = _("intresseanmälan")
        verbose_name_plural = _("intresseanmälningar")
        constraints = (
            models.UniqueConstraint(
                "landlord", "listing", "cycle", "person", name="one_interest_per_person_and_advert"
            ),
            models.UniqueConstraint("landlord", "listing", "cycle", "rank", name="one_interest_per_rank"),
            models.CheckConstraint(condition=~Q(state="closed") | ~Q(closed_because=""), name="closed_with_its_reason"),
            models.CheckConstraint(
                condition=Q(state="ongoing", ended_at=None) | ~Q(state="ongoing") & ~Q(ended_at=None),
                name="ended_with_its_time",
            ),
        )
        indexes = (
            models.Index(
                fields=["landlord", "listing", "cycle", "rank"],
                condition=Q(state="ongoing", round=None),
                name="interest_waiting",
            ),
            models.Index(fields=["landlord", "registration"], condition=Q(state="ongoing"), name="interest_ongoing"),
            models.Index(fields=["landlord", "person", "-made_at"], name="interest_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.listing}"
