"""That a flat is offered to someone who wants it."""

from django.db import models
from django.db.models import Q

from letting.core.states import IN_LINE, OfferState
from letting.models.interest import Interest
from letting.models.listing import Listing
from tenants.scoping import LandlordOwned


class Offer(LandlordOwned):
    """An offer of a viewing, and then of the flat. Its last days are frozen when they are promised."""

    State = OfferState

    listing = models.ForeignKey(Listing, models.PROTECT, verbose_name="annons", related_name="offers")
    interest = models.OneToOneField(Interest, models.PROTECT, verbose_name="intresseanmälan", related_name="offer")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name="person", related_name="offers")
    cycle = models.PositiveSmallIntegerField("annonsomgång", default=1)
    round = models.PositiveSmallIntegerField("omgång")
    rank = models.PositiveIntegerField("plats")
    points = models.PositiveIntegerField("köpoäng")
    state = models.CharField(
        "läge", max_length=10, default=OfferState.PENDING, choices=[(s.value, s.value) for s in OfferState]
    )
    sent_at = models.DateTimeField("skickat")
    viewing_last_day = models.DateField("sista visningsdag", null=True, blank=True)
    answer_last_day = models.DateField("sista svarsdag", null=True, blank=True)
    profile_last_day = models.DateField("sista dag för sökandeprofil", null=True, blank=True)
    profile_filed_at = models.DateTimeField("sökandeprofil inlämnad", null=True, blank=True)
    profile_reminded_at = models.DateTimeField("påmind om sökandeprofil", null=True, blank=True)
    chosen_because = models.CharField("vald för att, kod", max_length=40, blank=True, default="")
    chosen_reason = models.CharField("vald för att", max_length=500, blank=True, default="")
    confirmed_at = models.DateTimeField("har varit på visning", null=True, blank=True)
    answered_at = models.DateTimeField("svarade", null=True, blank=True)
    reminded_at = models.DateTimeField("påmind", null=True, blank=True)
    ended_at = models.DateTimeField("avslutat", null=True, blank=True)

    class Meta:
        verbose_name = "erbjudande"
        verbose_name_plural = "erbjudanden"
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "listing"],
                condition=Q(state__in=sorted(s.value for s in IN_LINE)),
                name="one_in_line_per_listing",
            ),
            models.UniqueConstraint(
                fields=["landlord", "listing"], condition=Q(state="signed"), name="one_signed_per_listing"
            ),
        )
        indexes = (
            models.Index(fields=["landlord", "listing", "cycle", "round"], name="offer_by_round"),
            models.Index(fields=["landlord", "person", "-sent_at"], name="offer_by_person"),
        )

    def __str__(self) -> str:
        return f"{self.person}: {self.listing}, {self.rank}"
