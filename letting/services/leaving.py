"""The way out of mails about saved searches: a link with a random key that needs no log-in (RFC 8058)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.urls import reverse

from letting.models import WayOut
from letting.services.searches import pause_all
from tenants.actors import person_actor
from tenants.models import Message

KEPT = timedelta(days=400)  # so long the link of a mail leads somewhere


def way_out(message: Message, now: datetime) -> str:
    """Make the way out of a mail that is about to go; return its path. Only the key's digest is kept."""
    if message.person_id is None:
        raise ValueError("only a person's mails have a way out")
    key = secrets.token_urlsafe(32)
    WayOut.objects.filter(person=message.person_id, made_at__lt=now - KEPT).delete()
    WayOut.objects.create(person_id=message.person_id, digest=digest_of(key), made_at=now)
    return reverse("public:leave_alerts", args=[key], urlconf="config.urls")


def digest_of(key: str) -> str:
    """Return what is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()


def way_out_by(key: str) -> WayOut | None:
    """Return the way out that a key opens, if any."""
    return WayOut.objects.filter(digest=digest_of(key)).first()


def leave(way: WayOut, *, now: datetime) -> int:
    """Pause all searches of the person whose mail it was; return how many were awake."""
    return pause_all(way.person_id, by=person_actor(way.person_id), now=now)
