"""A letting: one unit, advertised until somebody has signed for it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.core.states import OPEN, ListingState
from letting.models.unit import Unit
from tenants.scoping import LandlordOwned, Timed


class ShownBy(models.TextChoices):
    """Who shows the flat (JOUR-8)."""

    TENANT = "tenant", _("nuvarande hyresgäst")
    LANDLORD = "landlord", _("hyresvärden")


class Listing(Timed, LandlordOwned):
    """A letting. The ruleset at its publication stays with it (JOUR-23); `cycle` counts its adverts (JOUR-17)."""

    State = ListingState

    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("objekt"), related_name="listings")
    scheme = models.SlugField(_("uthyrningssätt"), default="ordinary")
    ruleset = models.ForeignKey(
        "tenants.Ruleset", models.PROTECT, verbose_name=_("regelverk"), null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("läge"), max_length=12, default=ListingState.DRAFT, choices=[(s.value, s.value) for s in ListingState]
    )
    move_in = models.DateField(_("inflyttning"), null=True, blank=True)
    shown_by = models.CharField(_("visas av"), max_length=10, choices=ShownBy, default=ShownBy.TENANT)
    contact_name = models.CharField(_("kontaktperson för visning"), max_length=100, blank=True, default="")
    contact_phone = models.CharField(_("telefon för visning"), max_length=30, blank=True, default="")
    wanted_last_day = models.DateField(_("sista anmälningsdag, om annan än reglernas"), null=True, blank=True)
    created_at = models.DateTimeField(_("skapad"), auto_now_add=True)
    publish_at = models.DateTimeField(_("publiceras"), null=True, blank=True)
    published_at = models.DateTimeField(_("publicerad"), null=True, blank=True)
    cycle = models.PositiveSmallIntegerField(_("annonsomgång"), default=1)
    advert_last_day = models.DateField(_("sista anmälningsdag"), null=True, blank=True)
    advert_ended_at = models.DateTimeField(_("annonsen avslutad"), null=True, blank=True)
    draw_seed = models.CharField(_("lottningens frö"), max_length=32, blank=True, default="")
    round = models.PositiveSmallIntegerField(_("omgång"), default=0)
    viewing_first_day = models.DateField(_("första visningsdag"), null=True, blank=True)
    viewing_last_day = models.DateField(_("sista visningsdag"), null=True, blank=True)
    answer_last_day = models.DateField(_("sista svarsdag"), null=True, blank=True)
    next_round_at = models.DateTimeField(_("nästa omgång"), null=True, blank=True)
    sign_last_day = models.DateField(_("sista dag att skriva under"), null=True, blank=True)
    sign_reminded_at = models.DateTimeField(_("påmind om att skriva under"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    selected_reason = models.CharField(_("skäl för urvalet"), max_length=500, blank=True, default="")
    withdrawn_reason = models.CharField(_("skäl för återtagande"), max_length=200, blank=True, default="")

    class Meta:
        verbose_name = _("annons")
        verbose_name_plural = _("annonser")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "unit"],
                condition=Q(state__in=sorted(s.value for s in OPEN)),
                name="one_live_listing_per_unit",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(state="withdrawn")
                | Q(ruleset__isnull=False, published_at__isnull=False),
                name="published_with_its_rules",
            ),
        )
        indexes = (
            Timed.due_index("listing_due"),
            models.Index(fields=["landlord", "state", "advert_last_day"], name="listing_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.unit.street}, {self.unit.number}"

    @property
    def subject(self) -> str:
        """Return the listing's name in the log."""
        return f"letting.listing:{self.pk}"
