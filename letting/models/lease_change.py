"""An application about a lease that runs: to sublet, swap, transfer it, or add someone to it (LEASE-7 to 10)."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from letting.models.lease import Lease
from tenants.rulesets.change_rules import AFTER_DEATH, ChangeKind, ChangeReason
from tenants.scoping import LandlordOwned, Timed


class ChangeState(models.TextChoices):
    """How far an application has come. Complete: all have signed it, and the landlord answers within three weeks."""

    ASKED = "asked", _("väntar på den andra")
    COMPLETE = "complete", _("väntar på beslut")
    GRANTED = "granted", _("beviljad")
    REFUSED = "refused", _("avslagen")
    DECLINED = "declined", _("den andra sade nej")
    LAPSED = "lapsed", _("blev inte av i tid")
    WITHDRAWN = "withdrawn", _("tillbakatagen")
    DONE = "done", _("genomförd")


LIVE = (ChangeState.ASKED, ChangeState.COMPLETE, ChangeState.GRANTED)
ROLES = ("person", "co_person", "other", "co_other")  # in which one can take part; each is a column
FELLOWS = ("co_person", "co_other")


class LeaseChange(Timed, LandlordOwned):
    """An application. `person` has the lease; `other` is whom it is about, known once she has answered or by staff.

    Where two rent, `co_person` and `co_other` rent with them, and say yes as well. `other_lease` is the other's home
    here in a swap, `elsewhere` where she lives otherwise. Of a granted one that moves a lease `new_lease` is the lease
    of the home that `lease` was of, `other_new_lease` of the other's. After a death nobody writes to `person`: she is
    the one who has died. A sublet that was to outlast its lease was shortened, and `until_before` was its last day.
    """

    Kind, Reason, State = ChangeKind, ChangeReason, ChangeState

    kind = models.CharField(_("slag"), max_length=10, choices=[(one.value, one.value) for one in ChangeKind])
    reason = models.CharField(_("anledning"), max_length=12, choices=[(one.value, one.value) for one in ChangeReason])
    text = models.CharField(_("med egna ord"), max_length=2000, blank=True, default="")
    lease = models.ForeignKey(Lease, models.PROTECT, verbose_name=_("hyresavtal"), related_name="changes")
    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, verbose_name=_("hyresgäst"), related_name="lease_changes"
    )
    other = models.ForeignKey(
        "tenants.Person",
        models.PROTECT,
        verbose_name=_("den andra"),
        null=True,
        blank=True,
        related_name="lease_changes_of",
    )
    co_person = models.ForeignKey(
        "tenants.Person",
        models.PROTECT,
        verbose_name=_("hyresgästens medhyresgäst"),
        null=True,
        blank=True,
        related_name="+",
    )
    co_other = models.ForeignKey(
        "tenants.Person",
        models.PROTECT,
        verbose_name=_("den andras medhyresgäst"),
        null=True,
        blank=True,
        related_name="+",
    )
    other_lease = models.ForeignKey(
        Lease,
        models.PROTECT,
        verbose_name=_("den andras hyresavtal"),
        null=True,
        blank=True,
        related_name="changes_of_other",
    )
    swaps_here = models.BooleanField(_("båda hyr här"), default=False)
    elsewhere = models.CharField(_("den andras bostad"), max_length=200, blank=True, default="")
    invited_email = models.EmailField(_("den andras e-post"), blank=True, default="")
    key_hash = models.CharField(_("länkens kontrollsumma"), max_length=64, blank=True, default="", editable=False)
    from_on = models.DateField(_("önskad dag"))
    until_on = models.DateField(_("till och med"), null=True, blank=True)
    until_before = models.DateField(_("till och med, innan den kortades"), null=True, blank=True)
    rent_asked = models.PositiveIntegerField(_("andrahandshyra, kr i månaden"), null=True, blank=True)
    since_on = models.DateField(_("folkbokförd där sedan"), null=True, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=ChangeState, default=ChangeState.ASKED)
    made_at = models.DateTimeField(_("inlämnad"))
    answer_last_day = models.DateField(_("den andra svarar senast"), null=True, blank=True)
    answered_at = models.DateTimeField(_("den andra svarade"), null=True, blank=True)
    consent_wording = models.TextField(_("samtyckets ordalydelse"), blank=True, default="")
    co_person_agreed_at = models.DateTimeField(_("hyresgästens medhyresgäst sade ja"), null=True, blank=True)
    co_person_wording = models.TextField(_("medhyresgästens samtycke"), blank=True, default="")
    co_other_agreed_at = models.DateTimeField(_("den andras medhyresgäst sade ja"), null=True, blank=True)
    co_other_wording = models.TextField(_("den andra medhyresgästens samtycke"), blank=True, default="")
    complete_at = models.DateTimeField(_("komplett"), null=True, blank=True)
    answer_by = models.DateField(_("besked senast"), null=True, blank=True)
    inspected_at = models.DateTimeField(_("besiktning klar"), null=True, blank=True)
    inspected_by = models.CharField(_("besiktning bekräftad av"), max_length=40, blank=True, default="")
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    decided_by = models.CharField(_("beslutad av"), max_length=40, blank=True, default="")
    decision = models.CharField(_("skäl"), max_length=500, blank=True, default="")
    results = models.JSONField(_("kontroller vid beslutet"), default=list)
    effective_on = models.DateField(_("gäller från"), null=True, blank=True)
    new_lease = models.OneToOneField(
        Lease, models.PROTECT, verbose_name=_("nytt avtal"), null=True, blank=True, related_name="made_by_change"
    )
    other_new_lease = models.OneToOneField(
        Lease,
        models.PROTECT,
        verbose_name=_("den andras nya avtal"),
        null=True,
        blank=True,
        related_name="made_by_swap",
    )
    person_signed_at = models.DateTimeField(_("hyresgästen skrev under"), null=True, blank=True)
    co_person_signed_at = models.DateTimeField(_("hyresgästens medhyresgäst skrev under"), null=True, blank=True)
    other_signed_at = models.DateTimeField(_("den andra skrev under"), null=True, blank=True)
    co_other_signed_at = models.DateTimeField(_("den andras medhyresgäst skrev under"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("påmind"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avslutad"), null=True, blank=True)

    class Meta:
        verbose_name = _("ansökan om ändring av avtal")
        verbose_name_plural = _("ansökningar om ändring av avtal")
        constraints = (
            models.UniqueConstraint(
                fields=["landlord", "lease", "kind"],
                condition=Q(state__in=["asked", "complete", "granted"]),
                name="one_live_change_per_lease_and_kind",
            ),
            models.UniqueConstraint(
                fields=["landlord", "key_hash"], condition=~Q(key_hash=""), name="one_change_per_key"
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("person")), name="a_change_is_between_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(co_person=None) | ~Q(co_person=F("person")) & (Q(other=None) | ~Q(co_person=F("other"))),
                name="a_changes_first_side_is_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(co_other=None)
                | Q(other__isnull=False) & ~Q(co_other=F("other")) & ~Q(co_other=F("person")),
                name="a_changes_other_side_is_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by="") | Q(decided_at__isnull=False) & ~Q(decided_by=""),
                name="change_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(inspected_at=None, inspected_by="") | Q(inspected_at__isnull=False) & ~Q(inspected_by=""),
                name="change_inspected_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["complete", "granted", "refused", "done"])
                | Q(other__isnull=False, complete_at__isnull=False, answer_by__isnull=False),
                name="a_complete_change_has_the_other",
            ),
        )
        indexes = (
            Timed.due_index("leasechange_due"),
            models.Index(fields=["landlord", "state", "answer_by"], name="leasechange_by_state"),
            models.Index(fields=["landlord", "person"], name="leasechange_by_person"),
            models.Index(fields=["landlord", "other"], name="leasechange_by_other"),
            models.Index(fields=["landlord", "co_person"], name="leasechange_by_co_person"),
            models.Index(fields=["landlord", "co_other"], name="leasechange_by_co_other"),
        )

    def __str__(self) -> str:
        return f"{self.lease}"

    @property
    def subject(self) -> str:
        """Return its name in the log, which its documents are shown for."""
        return f"letting.leasechange:{self.pk}"

    @property
    def is_after_death(self) -> bool:
        """Say whether it is the renter's death that the application is about."""
        return self.reason in AFTER_DEATH

    @property
    def moves(self) -> bool:
        """Say whether a lease is written anew: all but a sublet."""
        return self.kind != ChangeKind.SUBLET

    @staticmethod
    def of_person(person: Any) -> Q:
        """Return the condition that someone takes part in it."""
        return Q(person=person) | Q(co_person=person) | Q(other=person) | Q(co_other=person)

    @property
    def parts(self) -> dict[str, int]:
        """Return who takes part, by role: the renter first, then who rents with her, the other, who rents with her."""
        found = ((role, getattr(self, f"{role}_id")) for role in ROLES)
        return {role: pk for role, pk in found if pk is not None}

    @property
    def people(self) -> tuple[int, ...]:
        """Return all who take part."""
        return tuple(self.parts.values())

    def role_of(self, person_id: int) -> str:
        """Return as what someone takes part; empty for one who does not."""
        return next((role for role, pk in self.parts.items() if pk == person_id), "")

    def is_of_renter(self, person_id: int) -> bool:
        """Say whether someone rents the home that the application is about."""
        return self.role_of(person_id) in ("person", "co_person")

    @property
    def awaits(self) -> tuple[str, ...]:
        """Return who has yet to say yes before it is complete: `other`, and who rents with either."""
        fellows = (role for role in FELLOWS if role in self.parts and getattr(self, f"{role}_agreed_at") is None)
        return (*(("other",) if self.answered_at is None else ()), *fellows)

    @property
    def signers(self) -> tuple[str, ...]:
        """Return who signs a new lease before it holds, by role."""
        match ChangeKind(self.kind):
            case ChangeKind.SUBLET:
                return ()
            case ChangeKind.ADDITION:
                return ("person", "other")
            case ChangeKind.SWAP if self.other_lease_id is not None:
                return tuple(self.parts)
        return ("other",)

    @property
    def all_signed(self) -> bool:
        """Say whether all who sign have signed."""
        return all(getattr(self, f"{role}_signed_at") is not None for role in self.signers)
