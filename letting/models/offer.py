"""That a flat is offered to someone who wants it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.core.states import IN_LINE, OfferState
from letting.models.interest import Interest
from letting.models.listing import Listing
from tenants.scoping import LandlordOwned


class Offer(LandlordOwned):
    """An offer of a viewing, and then of the flat. Its last days are frozen when they are promised."""

    State = OfferState

    listing = models.ForeignKey(Listing, models.PROTECT, verbose_name=_("annons"), related_name="offers")
    interest = models.OneToOneField(Interest, models.PROTECT, verbose_name=_("intresseanmälan"), related_name="offer")
    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="offers")
    cycle = models.PositiveSmallIntegerField(_("annonsomgång"), default=1)
    round = models.PositiveSmallIntegerField(_("omgång"))
    rank = models.PositiveIntegerField(_("plats"))
    points = models.PositiveIntegerField(_("köpoäng"))
    state = models.CharField(
        _("läge"), max_length=10, default=OfferState.PENDING, choices=[(s.value, s.value) for s in OfferState]
    )
    sent_at = models.DateTimeField(_("skickat"))
    viewing_last_day = models.DateField(_("sista visningsdag"), null=True, blank=True)
    answer_last_day = models.DateField(_("sista svarsdag"), null=True, blank=True)
    profile_last_day = models.DateField(_("sista dag för sökandeprofil"), null=True, blank=True)
    profile_filed_at = models.DateTimeField(_("sökandeprofil inlämnad"), null=True, blank=True)
    profile_reminded_at = models.DateTimeField(_("påmind om sökandeprofil"), null=True, blank=True)
    chosen_because = models.CharField(_("vald för att, kod"), max_length=40, blank=True, default="")
    chosen_reason = models.CharField(_("vald för att"), max_length=500, blank=True, default="")
    confirmed_at = models.DateTimeField(_("har varit på visning"), null=True, blank=True)
    answered_at = models.DateTimeField(_("svarade"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("påmind"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avslutat"), null=True, blank=True)

    class Meta:
        verbose_name = _("erbjudande")
        verbose_name_plural = _("erbjudanden")
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
