"""Production refuses what is fit for a demo only."""

import base64
import os
import subprocess
import sys

import pytest

from config.paths import ROOT

KEY = base64.urlsafe_b64encode(bytes(range(32))).decode()
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgresql://kolapp_app:x@database/kolapp",
    "REDIS_URL": "redis://:x@broker:6379/0",
    "KOLAPP_BASE_HOST": "bostad.example",
    "KOLAPP_ALLOWED_HOSTS": "bostad.example,a.bostad.example",
    "KOLAPP_SECRET_KEY": KEY + KEY,
    "KOLAPP_FIELD_KEYS": KEY,
    "KOLAPP_INDEX_KEY": KEY,
    "EMAIL_HOST": "mail",
    "DEFAULT_FROM_EMAIL": "noreply@bostad.example",
}


def start(**changes: str | None) -> str:
    """What is said by a process that reads the settings, and runs the deploy checks, in this environment."""
    environment = {name: value for name, value in (PRODUCTION | changes).items() if value is not None}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    return (done.stdout + done.stderr).strip().splitlines()[-1] if done.returncode else "started"


def test_a_complete_environment_starts() -> None:
    assert start() == "started"


@pytest.mark.parametrize("name", sorted(set(PRODUCTION) - {"PATH", "DATABASE_URL", "KOLAPP_ALLOWED_HOSTS"}))
def test_what_is_missing_is_named(name: str) -> None:
    assert f"{name} must be set in production." in start(**{name: None})


@pytest.mark.parametrize("flag", ["KOLAPP_DEBUG", "KOLAPP_DEMO"])
def test_demo_and_debug_cannot_be_switched_on(flag: str) -> None:
    assert "cannot be switched on in production" in start(**{flag: "1"})


def test_a_wildcard_host_is_refused() -> None:
    assert start(KOLAPP_ALLOWED_HOSTS=".bostad.example") != "started"


def test_a_short_key_is_refused_by_name() -> None:
    assert "KOLAPP_INDEX_KEY must be 32 bytes" in start(KOLAPP_INDEX_KEY="abc")


BANKID = {"KOLAPP_BANKID_ISSUER": "https://broker.example", "KOLAPP_BANKID_CLIENT": "x", "KOLAPP_BANKID_SECRET": "y"}


def test_bankids_broker_is_named_whole_and_spoken_with_in_secret() -> None:
    assert start(**BANKID) == "started"
    assert "KOLAPP_BANKID_SECRET must be set" in start(**BANKID | {"KOLAPP_BANKID_SECRET": None})
    for issuer in ("http://broker.example", "http://localhost:8100", "ftp://broker.example"):
        assert "KOLAPP_BANKID_ISSUER must begin with https://" in start(**BANKID | {"KOLAPP_BANKID_ISSUER": issuer})
