"""A person's place in a queue, as dates."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from queues.core.points import Standing
from tenants.rulesets.queue_rules import QueueRules
from tenants.scoping import LandlordOwned, Timed


class Registration(Timed, LandlordOwned):
    """A person stands in a queue. Points follow from the dates and the person's activity (TIME-8, QUEUE-5)."""

    person = models.ForeignKey("tenants.Person", models.PROTECT, verbose_name=_("person"), related_name="registrations")
    queue = models.ForeignKey("queues.Queue", models.PROTECT, verbose_name=_("kö"), related_name="registrations")
    registered_at = models.DateTimeField(_("registrerad"))
    points_from = models.DateField(_("poängdatum"))
    renewed_on = models.DateField(_("förnyad"))
    reminded_at = models.DateTimeField(_("påmind"), null=True, blank=True, editable=False)
    points_hidden_at = models.DateTimeField(_("poängen dolda sedan"), null=True, blank=True)
    deactivated_at = models.DateTimeField(_("vilande sedan"), null=True, blank=True)

    class Meta:
        verbose_name = _("köplats")
        verbose_name_plural = _("köplatser")
        constraints = (models.UniqueConstraint("landlord", "person", "queue", name="one_registration_per_queue"),)
        indexes = (
            Timed.due_index("registration_due"),
            models.Index(fields=["landlord", "queue", "points_from"], name="registration_by_points"),
        )

    def __str__(self) -> str:
        return f"{self.person} i {self.queue}"

    def standing(self, rules: QueueRules) -> Standing:
        """Return what the points follow from, under a queue's rules. Reads `person`: select it along."""
        activity = rules.activity
        login = self.person.last_login_on or self.points_from
        active_on = login if activity is not None and activity.act == "login" else self.renewed_on
        return Standing(self.points_from, active_on, activity.within if activity else None)

    is_active = Q(deactivated_at__isnull=True)
