"""What a person keeps of what is free: flats she likes, and searches that tell her of new ones."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.models.listing import Listing
from tenants.scoping import LandlordOwned, Timed


class Often(models.TextChoices):
    """How often a saved search tells of new flats."""

    IMMEDIATE = "immediate", _("genast")
    DAILY = "daily", _("en gång om dagen")


class Favourite(LandlordOwned):
    """A listing that a person has marked. It says nothing to anyone else, and decides nothing."""

    person = models.ForeignKey("tenants.Person", models.CASCADE, verbose_name=_("person"), related_name="favourites")
    listing = models.ForeignKey(Listing, models.CASCADE, verbose_name=_("annons"), related_name="+")
    made_at = models.DateTimeField(_("sparad"))

    class Meta:
        verbose_name = _("favorit")
        verbose_name_plural = _("favoriter")
        constraints = (
            models.UniqueConstraint("landlord", "person", "listing", name="one_favourite_per_person_and_listing"),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.listing_id}"


class SavedSearch(LandlordOwned):
    """A search by filters. `criteria` is what `letting.core.finding.Wanted` asks for.

    What was published before `since` is never told of: she saw it when she saved the search, or had paused it.
    """

    person = models.ForeignKey("tenants.Person", models.CASCADE, verbose_name=_("person"), related_name="searches")
    name = models.CharField(_("namn"), max_length=60)
    criteria = models.JSONField(_("filter"), default=dict)
    often = models.CharField(_("hur ofta"), max_length=10, choices=Often, default=Often.IMMEDIATE)
    since = models.DateTimeField(_("från"))
    paused_at = models.DateTimeField(_("pausad"), null=True, blank=True)

    class Meta:
        verbose_name = _("bevakning")
        verbose_name_plural = _("bevakningar")
        indexes = (
            models.Index(fields=["landlord", "person"], name="search_by_person"),
            models.Index(fields=["landlord", "often", "person"], condition=Q(paused_at=None), name="search_awake"),
        )

    def __str__(self) -> str:
        return self.name


class SearchHit(LandlordOwned):
    """That a saved search has told of a listing, so that it never does again."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, verbose_name=_("bevakning"), related_name="+")
    listing = models.ForeignKey(Listing, models.CASCADE, verbose_name=_("annons"), related_name="+")
    told_at = models.DateTimeField(_("meddelad"))

    class Meta:
        verbose_name = _("träff")
        verbose_name_plural = _("träffar")
        constraints = (models.UniqueConstraint("landlord", "search", "listing", name="one_hit_per_search_and_listing"),)
        indexes = (models.Index(fields=["landlord", "listing"], name="hit_by_listing"),)

    def __str__(self) -> str:
        return f"{self.search_id}: {self.listing_id}"


class Announcement(Timed, LandlordOwned):
    """That a listing has been published and searches are to be told at once; gone when they have been."""

    listing = models.ForeignKey(Listing, models.CASCADE, verbose_name=_("annons"), related_name="+")

    class Meta:
        verbose_name = _("tillkännagivande")
        verbose_name_plural = _("tillkännagivanden")
        constraints = (models.UniqueConstraint("landlord", "listing", name="one_announcement_per_listing"),)
        indexes = (Timed.due_index("announcement_due"),)

    def __str__(self) -> str:
        return f"{self.listing_id}"


class AlertRound(Timed, LandlordOwned):
    """The searches of one rhythm: locked while they are told, so that no two runs tell the same person the same.

    `through` is when they were last told. Only the daily round is moved by time.
    """

    often = models.CharField(_("hur ofta"), max_length=10, choices=Often)
    through = models.DateTimeField(_("till och med"), null=True, blank=True)

    class Meta:
        verbose_name = _("utskicksomgång")
        verbose_name_plural = _("utskicksomgångar")
        constraints = (models.UniqueConstraint("landlord", "often", name="one_round_per_rhythm"),)
        indexes = (Timed.due_index("alert_round_due"),)

    def __str__(self) -> str:
        return self.often


class WayOut(LandlordOwned):
    """The key of a mail's link that ends such mails, without a log-in. Only its digest is kept."""

    person = models.ForeignKey("tenants.Person", models.CASCADE, verbose_name=_("person"), related_name="+")
    digest = models.CharField(_("kontrollsumma"), max_length=64)
    made_at = models.DateTimeField(_("gjord"))

    class Meta:
        verbose_name = _("avregistreringslänk")
        verbose_name_plural = _("avregistreringslänkar")
        constraints = (models.UniqueConstraint("landlord", "digest", name="one_way_out_per_key"),)
        indexes = (models.Index(fields=["landlord", "person", "made_at"], name="way_out_by_person"),)

    def __str__(self) -> str:
        return f"{self.person_id}"
