"""A second step is switched on and off with real commits: what is mailed about it is posted after the commit."""

from __future__ import annotations

import re

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache

from tenants.models import Message
from tests.cast import World
from tests.rounds import comes

SECRET = re.compile(r"\b[A-Z2-7]{32}\b")


def test_an_app_for_codes_is_switched_on_and_off_and_each_is_told_of_by_mail(real_town: World) -> None:
    cache.clear()
    real_town.person("Anna")
    anna = comes(real_town, "Anna")
    page = anna.get("/konto/2fa/totp/activate/").content.decode()
    secret = SECRET.search(page)
    assert secret is not None
    code = format_hotp_value(hotp_value(secret[0], next(yield_hotp_counters_from_time())))

    wrong = anna.post("/konto/2fa/totp/activate/", {"code": "123"})
    on = anna.post("/konto/2fa/totp/activate/", {"code": code})
    codes = anna.post("/konto/2fa/recovery-codes/generate/")
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    off = anna.post("/konto/2fa/totp/deactivate/")

    assert [answer.status_code for answer in (wrong, on, codes, off)] == [200, 302, 302, 302]
    assert (secret[0] in kept, get_adapter().decrypt(kept)) == (False, secret[0])  # sealed at rest
    with real_town.scope():
        told = Message.objects.filter(kind="account_mail").order_by("pk").values_list("to", "context__mail_subject")
        assert list(told) == [
            ("anna@example.se", "Appen för koder är påslagen"),
            ("anna@example.se", "Nya reservkoder"),
            ("anna@example.se", "Appen för koder är avstängd"),
        ]
