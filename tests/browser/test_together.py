"""Two who rent together end their lease, and one chooses something for the home, each in a browser of her own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from letting.models import Lease
from tenants import clock
from tenants.core.calendar import add_months
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

PHONE = 360
Visit = Callable[..., Visitor]


def rents(portal: Portal, number: str, name: str, other: str = "") -> Lease:
    """Let someone have rented for four years, alone or with another."""
    world, now = portal.world, clock.now()
    unit = world.unit(number, street=f"Åsgatan {number}")
    with world.scope():
        return Lease.objects.create(
            unit=unit, person=world.people[name], co_renter=world.people.get(other), rent=unit.rent,
            made_at=now - timedelta(days=1500), signed_at=now - timedelta(days=1500),
            starts_on=add_months(now.date().replace(day=1), -48),
        )  # fmt: skip


def enters(visit: Visit, name: str, **more: int) -> Visitor:
    visitor = visit(name, **more)
    visitor.logs_in_with_one_click()
    return visitor


@pytest.mark.parametrize("portal", ["flen"], indirect=True)
def test_lease_6_and_12_two_end_a_lease_together_and_an_extra_is_granted(portal: Portal, visit: Visit) -> None:
    portal.applicant("Anna", years=6)
    portal.applicant("Bo", years=4)
    portal.staff("Eva")
    shared, alone = rents(portal, "14", "Anna", "Bo"), rents(portal, "16", "Bo")
    anna, bo, eva = enters(visit, "Anna", width=PHONE), enters(visit, "Bo", width=PHONE), enters(visit, "Eva")

    anna.goes_to(f"/mina-sidor/avtal/{shared.pk}/")
    anna.follows("Säg upp tillsammans")
    anna.page.get_by_label("Jag flyttar ut.").check()
    anna.presses("Se vad det innebär")
    anna.sees("Sista dag för avtalet, om den andra svarar i dag")
    anna.presses("Fråga den andra")
    anna.sees("Avtalet är inte uppsagt förrän den andra har sagt ja.")
    bo.goes_to(f"/mina-sidor/avtal/{shared.pk}/sag-upp/tillsammans/")
    bo.presses("Ja, säg upp avtalet för oss båda")
    bo.sees("Ni har sagt upp avtalet tillsammans.")

    bo.goes_to(f"/mina-sidor/avtal/{alone.pk}/tillval/")
    bo.presses("Ansök om Diskmaskin, 120 kr i månaden")
    bo.sees("Väntar på beslut")
    eva.goes_to("/admin/letting/extra/")
    eva.follows("Åsgatan 16", within="body")
    eva.page.get_by_label("Bevilja").check()
    eva.writes(reason="Inkomsten räcker.")
    eva.presses("Spara beslutet")
    eva.sees("Betalas från")
    bo.goes_to(f"/mina-sidor/avtal/{alone.pk}/")
    bo.sees("Hyra med tillval")
