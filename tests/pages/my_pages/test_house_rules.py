"""House rules: read with the lease, accepted with the signature, and kept as they were then. LEASE-13."""

from __future__ import annotations

import pytest

from letting.models import Lease
from letting.services.lease_terms import checksum
from tenants.rulesets import presets
from tests.cast import Clock, World, world_from
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit, awarded

RULES = """
[[tenancy.house_rules]]
text = { sv = "Grilla inte på balkongen.", en = "Do not barbecue on the balcony." }
"""
SIGNED = {"residence": "on", "insurance": "on", "read": "on"}


@pytest.fixture
def world(db: None) -> World:
    source = presets()["kopparstaden"].read_text(encoding="utf-8")
    return world_from(f"{source}\n{RULES}", "kopparstaden.localhost:8000")


def test_lease_13_house_rules_are_read_and_accepted_with_the_lease(world: World, clock: Clock, visit: Visit) -> None:
    awarded(world, clock)
    anna = visit("Anna")
    with world.scope():
        lease = Lease.objects.get()
    here = f"/mina-sidor/avtal/{lease.pk}"

    assert "Grilla inte på balkongen." in anna.text(f"{here}/")
    assert "Grilla inte på balkongen." in anna.text(f"{here}/skriv-under/")
    refused = anna.post(f"{here}/skriv-under/", **SIGNED)
    assert (refused.status_code, "Kryssa i rutan när du har läst ordningsreglerna." in words(refused)) == (422, True)
    signed = anna.post(f"{here}/skriv-under/", **SIGNED, house_rules="on")
    assert signed.headers["Location"] == f"{here}/klart/"

    with world.scope():
        lease.refresh_from_db()
        assert lease.terms["house_rules"] == {
            "version": 1,
            "texts": [{"sv": "Grilla inte på balkongen.", "en": "Do not barbecue on the balcony."}],
        }
        assert lease.sha256 == checksum(lease.terms)


def test_lease_13_the_rules_page_tells_them_to_everyone(world: World, clock: Clock, visit: Visit) -> None:
    world.person("Anna")
    page = visit("Anna").text("/regler/")
    assert "Ordningsregler" in page
    assert "Grilla inte på balkongen." in page
