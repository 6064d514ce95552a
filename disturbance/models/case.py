"""A case: a call about a disturbance, and the entries that staff make about it, never changed (NIGHT-1, 5, 6)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from disturbance.core.categories import Category, Danger, Ending, Priority
from disturbance.core.steps import HeardFrom, Step
from disturbance.models.register import RegisterHome
from disturbance.models.service import NightService, NightWorker, Patrol
from tenants.scoping import LandlordOwned, Timed


def _codes(codes: type[Category | Danger | Ending | Step | HeardFrom]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in codes]


class CaseState(models.TextChoices):
    """How far a case has come."""

    OPEN = "open", _("väntar på patrull")
    SENT = "sent", _("patrull skickad")
    CLOSED = "closed", _("avslutad")


class Case(Timed, LandlordOwned):
    """A case of one landlord's, taken by a service. What its people said stands in its entries.

    The caller and the home that disturbs are copied from the register as they stood then: the register is renewed,
    and a case tells what was known. `night` is the evening's date. After 90 days all of it is removed but the row of
    numbers that its landlord's statistics need (NIGHT-9).
    """

    service = models.ForeignKey(NightService, models.PROTECT, verbose_name=_("störningsjour"), related_name="cases")
    number = models.PositiveIntegerField(_("ärendenummer"))
    night = models.DateField(_("natten till"))
    opened_at = models.DateTimeField(_("öppnat"))
    opened_by = models.ForeignKey(NightWorker, models.PROTECT, verbose_name=_("mottaget av"), related_name="+")
    caller_home = models.ForeignKey(
        RegisterHome, models.SET_NULL, verbose_name=_("uppringarens bostad"), null=True, blank=True, related_name="+"
    )
    caller_name = models.CharField(_("uppringare"), max_length=120, blank=True, default="")
    caller_phone = models.CharField(_("uppringarens telefon"), max_length=60, blank=True, default="")
    caller_address = models.CharField(_("uppringarens adress"), max_length=200, blank=True, default="")
    caller_unknown = models.CharField(_("varför uppringaren är okänd"), max_length=200, blank=True, default="")
    home = models.ForeignKey(
        RegisterHome, models.SET_NULL, verbose_name=_("störande bostad"), null=True, blank=True, related_name="+"
    )
    street = models.CharField(_("adress"), max_length=120)
    flat = models.CharField(_("lägenhet"), max_length=20, blank=True, default="")
    renter = models.CharField(_("hyresgäst där det stör"), max_length=120, blank=True, default="")
    latitude = models.FloatField(_("latitud"), null=True, blank=True)
    longitude = models.FloatField(_("longitud"), null=True, blank=True)
    category = models.CharField(_("störning"), max_length=12, choices=_codes(Category))
    dangers = models.JSONField(_("faror"), default=list, blank=True)
    priority = models.PositiveSmallIntegerField(
        _("prioritet"), choices=[(one.value, one.name.lower()) for one in Priority]
    )
    state = models.CharField(_("läge"), max_length=6, choices=CaseState, default=CaseState.OPEN)
    patrol = models.ForeignKey(
        Patrol, models.PROTECT, verbose_name=_("patrull"), null=True, blank=True, related_name="cases"
    )
    ending = models.CharField(_("hur det slutade"), max_length=16, choices=_codes(Ending), blank=True, default="")
    closed_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    joined_to = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("hör till ärende"), null=True, blank=True, related_name="joined"
    )
    locked_at = models.DateTimeField(_("låst"), null=True, blank=True)

    class Meta:
        verbose_name = _("ärende")
        verbose_name_plural = _("ärenden")
        constraints = (
            models.UniqueConstraint("landlord", "service", "number", name="one_case_per_number"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(ending="")
                | ~Q(state="closed") & Q(closed_at=None, ending=""),
                name="closed_with_an_ending",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(patrol__isnull=False), name="sent_is_a_patrol_sent"),
            models.CheckConstraint(
                condition=Q(caller_unknown="") | Q(caller_home=None, caller_name=""), name="caller_known_or_why_not"
            ),
        )
        indexes = (
            Timed.due_index("case_due"),
            models.Index(fields=["landlord", "night"], name="case_by_night"),
            models.Index(fields=["landlord", "street", "flat", "-opened_at"], name="case_by_home"),
            models.Index(fields=["landlord", "state"], condition=~Q(state="closed"), name="case_open"),
        )

    def __str__(self) -> str:
        return f"{self.number}"

    @property
    def subject(self) -> str:
        """Return the case's name in the log."""
        return f"disturbance.case:{self.pk}"


class Entry(LandlordOwned):
    """One thing that staff did or saw, and when. It is never changed: a correction is a new entry (NIGHT-6).

    `key` is made by the telephone or page that sends it: what is sent twice is one entry. `happened_at` is when it
    was done, which a telephone without a connection tells afterwards; `recorded_at` when it reached here.
    """

    case = models.ForeignKey(Case, models.PROTECT, verbose_name=_("ärende"), related_name="entries")
    key = models.UUIDField(_("nyckel"))
    step = models.CharField(_("steg"), max_length=12, choices=_codes(Step))
    heard_from = models.CharField(_("hört från"), max_length=16, choices=_codes(HeardFrom), blank=True, default="")
    text = models.TextField(_("text"), blank=True, default="")
    happened_at = models.DateTimeField(_("hände"))
    recorded_at = models.DateTimeField(_("infört"))
    by = models.ForeignKey(NightWorker, models.PROTECT, verbose_name=_("infört av"), related_name="+")
    along = models.ForeignKey(
        NightWorker, models.PROTECT, verbose_name=_("tillsammans med"), null=True, blank=True, related_name="+"
    )
    corrects = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("rättar"), null=True, blank=True, related_name="corrections"
    )

    class Meta:
        verbose_name = _("anteckning")
        verbose_name_plural = _("anteckningar")
        constraints = (
            models.UniqueConstraint("landlord", "key", name="one_entry_per_key"),
            models.CheckConstraint(
                condition=Q(step="correction", corrects__isnull=False) | ~Q(step="correction") & Q(corrects=None),
                name="a_correction_corrects_something",
            ),
        )
        indexes = (models.Index(fields=["landlord", "case", "happened_at"], name="entry_by_case"),)

    def __str__(self) -> str:
        return self.step


class CasePhoto(LandlordOwned):
    """A picture that staff took: drawn anew when it came, so that nothing is left of where and with what."""

    entry = models.ForeignKey(Entry, models.PROTECT, verbose_name=_("anteckning"), related_name="photos")
    image = models.ImageField(_("bild"), upload_to="cases/")

    class Meta:
        verbose_name = _("bild i ärende")
        verbose_name_plural = _("bilder i ärenden")
        indexes = (models.Index(fields=["landlord", "entry"], name="photo_by_entry"),)

    def __str__(self) -> str:
        return f"{self.entry_id}"
