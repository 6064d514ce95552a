"""Signs of life, and the demo's clock. No landlord owns these rows."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When the minute's tick last ran, and how it went: what the health page reads."""

    name = models.CharField(_("namn"), max_length=40, unique=True)
    started_at = models.DateTimeField(_("började"))
    finished_at = models.DateTimeField(_("slutade"), null=True)
    picked = models.PositiveIntegerField(_("tagna rader"), default=0)
    failed = models.PositiveIntegerField(_("misslyckade rader"), default=0)

    class Meta:
        verbose_name = _("livstecken")
        verbose_name_plural = _("livstecken")

    def __str__(self) -> str:
        return self.name


class DemoClock(models.Model):
    """How far the demo's clock is ahead of real time. Only demo mode reads it."""

    offset = models.DurationField(_("försprång"), default=timedelta)

    class Meta:
        verbose_name = _("demoklocka")
        verbose_name_plural = _("demoklockor")

    def __str__(self) -> str:
        return str(self.offset)
