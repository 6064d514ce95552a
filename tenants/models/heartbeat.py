"""Signs of life, and the demo's clock. No landlord owns these rows."""

from datetime import timedelta

from django.db import models


class Heartbeat(models.Model):
    """When the minute's tick last ran, and how it went: what the health page reads."""

    name = models.CharField("namn", max_length=40, unique=True)
    started_at = models.DateTimeField("började")
    finished_at = models.DateTimeField("slutade", null=True)
    picked = models.PositiveIntegerField("tagna rader", default=0)
    failed = models.PositiveIntegerField("misslyckade rader", default=0)

    class Meta:
        verbose_name = "livstecken"
        verbose_name_plural = "livstecken"

    def __str__(self) -> str:
        return self.name


class DemoClock(models.Model):
    """How far the demo's clock is ahead of real time. Only demo mode reads it."""

    offset = models.DurationField("försprång", default=timedelta)

    class Meta:
        verbose_name = "demoklocka"
        verbose_name_plural = "demoklockor"

    def __str__(self) -> str:
        return str(self.offset)
