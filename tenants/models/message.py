"""The outbox, which is also the inbox: one row per message, written with the event it tells of."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.scoping import LandlordOwned, Timed


class Delivery(models.TextChoices):
    """How far the mail copy of a message has come."""

    QUEUED = "queued", _("väntar")
    SENDING = "sending", _("skickas")
    SENT = "sent", _("skickat")
    FAILED = "failed", _("misslyckades")
    INBOX_ONLY = "inbox_only", _("bara på Mina sidor")
    POSTED = "posted", _("skickat med post")


class Message(Timed, LandlordOwned):
    """A message to a person. Its words are made from kind and context, and kept as sent once the mail has gone.

    `look_again_at` is when the mail is to be tried (null: nothing to do). `key` makes a second one impossible.
    """

    person = models.ForeignKey(
        "tenants.Person", models.PROTECT, null=True, blank=True, verbose_name=_("person"), related_name="messages"
    )
    to = models.EmailField(_("till"), blank=True, default="")
    kind = models.CharField(_("slag"), max_length=40)
    key = models.CharField(_("nyckel"), max_length=120)
    context = models.JSONField(_("uppgifter"), default=dict)
    created_at = models.DateTimeField(_("skapat"))
    read_at = models.DateTimeField(_("läst"), null=True, blank=True)
    delivery = models.CharField(_("utskick"), max_length=12, choices=Delivery, default=Delivery.QUEUED)
    attempt = models.PositiveSmallIntegerField(_("försök"), default=0)
    sent_at = models.DateTimeField(_("skickat klockan"), null=True, blank=True)
    mailed_to = models.EmailField(_("mejlat till"), blank=True, default="")  # her address then, whatever it is today
    subject = models.CharField(_("ämne"), max_length=200, blank=True, default="")
    body = models.TextField(_("text som skickades"), blank=True, default="")
    mail_id = models.UUIDField(_("mejlets id"), default=uuid.uuid4, editable=False)
    printed_in = models.ForeignKey(
        "tenants.Export", models.PROTECT, verbose_name=_("utskriven i"), null=True, blank=True, related_name="letters"
    )

    class Meta:
        verbose_name = _("meddelande")
        verbose_name_plural = _("meddelanden")
        constraints = (models.UniqueConstraint("landlord", "key", name="one_message_per_key"),)
        indexes = (
            Timed.due_index("message_due"),
            models.Index(fields=["landlord", "person", "-created_at"], name="message_by_person"),
            models.Index(
                fields=["landlord", "printed_in", "id"],
                condition=models.Q(delivery="inbox_only"),
                name="message_to_post",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
