"""Mails of a host that is no landlord's: the night service's, the portal's own. No landlord owns these rows."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class HostMail(models.Model):
    """A mail on its way. It may hold a code, so that the row is gone when it is sent.

    `look_again_at` is when it is tried next; null says that it was given up, and then the words are gone too.
    """

    to = models.EmailField(_("till"))
    subject = models.CharField(_("ämne"), max_length=200)
    body = models.TextField(_("text"))
    created_at = models.DateTimeField(_("skapat"))
    mail_id = models.UUIDField(_("mejlets id"), default=uuid.uuid4, editable=False)
    attempt = models.PositiveSmallIntegerField(_("försök"), default=0)
    look_again_at = models.DateTimeField(_("nästa steg"), null=True)
    last_error = models.CharField(_("senaste fel"), max_length=200, default="")

    class Meta:
        verbose_name = _("mejl från en värd")
        verbose_name_plural = _("mejl från en värd")
        indexes = (
            models.Index(
                fields=["look_again_at"], name="host_mail_due", condition=models.Q(look_again_at__isnull=False)
            ),
            models.Index(fields=["to"], name="host_mail_to"),
        )

    def __str__(self) -> str:
        return self.subject
