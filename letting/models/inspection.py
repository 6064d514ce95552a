"""Inspections of a home whose lease ends: times, what is found, who signed (LEASE-11)."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from letting.core.inspection import InspectionKind, InspectionState
from letting.models.lease import Lease
from letting.models.notice import Notice
from tenants.scoping import LandlordOwned, Timed

KINDS = ((InspectionKind.PRE.value, _("förbesiktning")), (InspectionKind.MOVE_OUT.value, _("avflyttningsbesiktning")))
STATES = (
    (InspectionState.WANTED.value, _("inte bokad")),
    (InspectionState.BOOKED.value, _("bokad")),
    (InspectionState.HELD.value, _("klar att skriva under")),
    (InspectionState.SIGNED.value, _("undertecknad")),
    (InspectionState.CANCELLED.value, _("inställd")),
)


class Cleaning(models.TextChoices):
    """How the home was cleaned. `again`: there is time to clean once more, and the inspection goes on."""

    APPROVED = "approved", _("godkänd")
    AGAIN = "again", _("ska göras om")
    BILLED = "billed", _("görs av städfirma på hyresgästens bekostnad")


class InspectionSlot(LandlordOwned):
    """A time at which a caretaker can inspect one home. Without a kind it is for either."""

    caretaker = models.ForeignKey(
        "tenants.Membership", models.PROTECT, verbose_name=_("bovärd"), related_name="inspection_slots"
    )
    starts_at = models.DateTimeField(_("tid"))
    minutes = models.PositiveSmallIntegerField(_("längd, minuter"), default=45)
    kind = models.CharField(_("slag"), max_length=10, choices=KINDS, blank=True, default="")

    class Meta:
        verbose_name = _("besiktningstid")
        verbose_name_plural = _("besiktningstider")
        ordering = ("starts_at", "pk")
        constraints = (
            models.UniqueConstraint("landlord", "caretaker", "starts_at", name="one_inspection_slot_per_time"),
        )
        indexes = (models.Index(fields=["landlord", "starts_at"], name="inspection_slot_by_time"),)

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def ends_at(self) -> datetime:
        """Return when the time is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Inspection(Timed, LandlordOwned):
    """One inspection of a lease's home: wanted by a notice (or by staff), booked, held, signed.

    `protocol` is what was found, frozen when the inspector signs, with its checksum; the PDF is made from it by a
    worker. `objection` are the renter's own words where she does not agree.
    """

    Kind = InspectionKind
    State = InspectionState

    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="inspections")
    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="inspections"
    )
    notice = models.ForeignKey(
        Notice, models.PROTECT, verbose_name=_("uppsägning"), null=True, blank=True, related_name="inspections"
    )
    kind = models.CharField(_("slag"), max_length=10, choices=KINDS)
    state = models.CharField(_("läge"), max_length=10, choices=STATES, default=InspectionState.WANTED.value)
    wanted_at = models.DateTimeField(_("begärd"))
    last_day = models.DateField(_("senast"))
    slot = models.ForeignKey(
        InspectionSlot, models.PROTECT, verbose_name=_("tid"), null=True, blank=True, related_name="inspections"
    )
    booked_at = models.DateTimeField(_("bokad"), null=True, blank=True)
    cleaning = models.CharField(_("städning"), max_length=10, choices=Cleaning, blank=True, default="")
    cleaning_cost = models.PositiveIntegerField(_("städning, kr"), default=0)
    clean_again_by = models.DateTimeField(_("städa om senast"), null=True, blank=True)
    held_at = models.DateTimeField(_("besiktad"), null=True, blank=True)
    held_by = models.CharField(_("besiktad av"), max_length=40, blank=True, default="")
    signed_at = models.DateTimeField(_("hyresgästen skrev under"), null=True, blank=True)
    signed_by = models.CharField(_("undertecknad av"), max_length=40, blank=True, default="")
    objection = models.TextField(_("hyresgästens invändning"), max_length=2000, blank=True, default="")
    protocol = models.JSONField(_("protokoll"), default=dict)
    sha256 = models.CharField(_("kontrollsumma"), max_length=64, blank=True, default="")
    pdf = models.BinaryField(_("pdf"), null=True, editable=False)
    pdf_sha256 = models.CharField(_("pdf:ens kontrollsumma"), max_length=64, blank=True, default="")

    class Meta:
        verbose_name = _("besiktning")
        verbose_name_plural = _("besiktningar")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "lease", "kind"],
                condition=Q(state__in=["wanted", "booked"]),
                name="one_open_inspection_per_kind",
            ),
            models.UniqueConstraint(
                fields=["landlord", "slot"], condition=~Q(state="cancelled"), name="one_inspection_per_slot"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["wanted", "cancelled"]) | Q(slot__isnull=False),
                name="a_booked_inspection_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["held", "signed"], held_at__isnull=False) & ~Q(held_by="")
                | ~Q(state__in=["held", "signed"]) & Q(held_at=None, held_by=""),
                name="inspection_held_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state="signed", signed_at__isnull=False) & ~Q(signed_by="")
                | ~Q(state="signed") & Q(signed_at=None, signed_by="", objection=""),
                name="inspection_signed_by_someone",
            ),
        )
        indexes = (
            Timed.due_index("inspection_due"),
            models.Index(fields=["landlord", "state", "last_day"], name="inspection_by_state"),
            models.Index(fields=["landlord", "lease"], name="inspection_by_lease"),
        )

    def __str__(self) -> str:
        return f"{self.lease}"


class InspectionRemark(LandlordOwned):
    """What an inspector saw in a room. Only wear beyond the normal costs anything."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, verbose_name=_("besiktning"), related_name="remarks")
    room = models.CharField(_("rum"), max_length=60)
    text = models.CharField(_("anmärkning"), max_length=500)
    abnormal = models.BooleanField(_("mer än normalt slitage"), default=False)
    cost = models.PositiveIntegerField(_("kostnad, kr"), default=0)
    photo = models.FileField(_("bild"), upload_to="inspections/", blank=True)
    photo_type = models.CharField(_("bildens filtyp"), max_length=40, blank=True, default="")
    photo_sha256 = models.CharField(_("bildens kontrollsumma"), max_length=64, blank=True, default="")
    made_at = models.DateTimeField(_("skriven"))
    made_by = models.CharField(_("skriven av"), max_length=40)

    class Meta:
        verbose_name = _("anmärkning")
        verbose_name_plural = _("anmärkningar")
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(abnormal=True) | Q(cost=0), name="normal_wear_costs_nothing"),
        )
        indexes = (models.Index(fields=["landlord", "inspection"], name="remark_by_inspection"),)

    def __str__(self) -> str:
        return f"{self.room}: {self.text}"
