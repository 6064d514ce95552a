"""A renter leaves her home, in three browsers: notice, inspection on a telephone, and the home is advertised again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from letting.models import Inspection, Lease, Listing
from tenants import clock
from tenants.core.calendar import add_months
from tenants.models import Role
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor

STREET = "Åsgatan 14"
PHONE = 360
Visit = Callable[..., Visitor]


@pytest.fixture
def home(portal: Portal) -> Lease:
    """Anna has rented for years; Eva works in the office, and Kajsa looks after the houses."""
    portal.applicant("Anna", years=6)
    portal.staff("Eva")
    portal.staff("Kajsa", Role.CARETAKER)
    world, now = portal.world, clock.now()
    unit = world.unit("A1", street=STREET)
    with world.scope():
        return Lease.objects.create(
            unit=unit, person=world.people["Anna"], rent=unit.rent, made_at=now - timedelta(days=1500),
            signed_at=now - timedelta(days=1500), starts_on=add_months(now.date().replace(day=1), -48),
        )  # fmt: skip


def enters(visit: Visit, name: str, **more: int) -> Visitor:
    visitor = visit(name, **more)
    visitor.logs_in_with_one_click()
    return visitor


def picture(folder: Path) -> Path:
    """Return a photograph as a telephone takes it."""
    drawn, path = BytesIO(), folder / "vagg.jpg"
    Image.new("RGB", (1200, 900), (190, 180, 160)).save(drawn, "JPEG", exif=Image.Exif())
    path.write_bytes(drawn.getvalue())
    return path


@pytest.mark.parametrize("portal", ["tunabyggen"], indirect=True)
def test_lease_2_and_11_from_notice_to_inspection_to_the_next_advert(
    portal: Portal, visit: Visit, home: Lease, tmp_path: Path
) -> None:
    anna = enters(visit, "Anna", width=PHONE)
    anna.goes_to(f"/mina-sidor/avtal/{home.pk}/")
    anna.follows("Säg upp avtalet")
    anna.presses("Se vad det innebär")
    anna.sees("Välj en anledning.")
    anna.page.get_by_label("Jag flyttar ut.").check()
    anna.presses("Se vad det innebär")
    anna.sees("Sista dag för avtalet")
    anna.presses("Säg upp avtalet")
    anna.sees("Mottagen", "Förbesiktning")

    eva = enters(visit, "Eva")
    eva.goes_to("/admin/letting/notice/")
    eva.follows(STREET, within="body")
    eva.presses("Spara beslutet")
    with portal.world.scope():
        draft = Listing.objects.get(unit__street=STREET)

    kajsa = enters(visit, "Kajsa", width=PHONE)
    kajsa.goes_to("/admin/letting/inspection/tider/")
    kajsa.presses("Lägg upp tiderna")
    kajsa.sees("Lediga tider")

    anna.goes_to(f"/mina-sidor/avtal/{home.pk}/")
    with portal.world.scope():
        pre = Inspection.objects.get(kind="pre")
    anna.goes_to(f"/mina-sidor/besiktningar/{pre.pk}/")
    anna.page.locator("main input[name=slot]").first.check(force=True)
    anna.presses("Boka tiden")
    anna.sees("Tiden är bokad.", "Avboka tiden")

    kajsa.goes_to(f"/admin/letting/inspection/{pre.pk}/change/")
    kajsa.writes(text="Hål i väggen efter en hylla.", cost="1800")
    kajsa.page.get_by_label("Mer än normalt").check()
    kajsa.page.locator("main input[name=photo]").set_input_files(picture(tmp_path))
    kajsa.presses("Spara anmärkningen")
    kajsa.sees("Hål i väggen efter en hylla.", "Mer än normalt slitage")
    kajsa.follows("Slå fast protokollet")
    kajsa.presses("Skriv under och slå fast")
    kajsa.sees("Kryssa i rutan för att skriva under protokollet.")
    kajsa.ticks_every_box()
    kajsa.presses("Skriv under och slå fast")
    kajsa.sees("Protokollet är fastslaget.")

    anna.goes_to(f"/mina-sidor/besiktningar/{pre.pk}/")
    anna.sees("Hål i väggen efter en hylla.", "1 800 kr")
    anna.follows("Svara på protokollet")
    anna.page.get_by_label("Ja, jag har läst det och skriver under").check()
    anna.presses("Lämna svaret")
    anna.moves_the_clock("+1 timme")
    anna.waits_for(f"/mina-sidor/besiktningar/{pre.pk}/", "Ladda ner protokollet (PDF)")
    assert anna.downloads("Ladda ner protokollet (PDF)").startswith(b"%PDF")

    eva.goes_to(f"/admin/letting/listing/{draft.pk}/publicera/")
    eva.presses("Publicera annonsen")
    anna.goes_to("/lediga/")
    anna.sees(STREET)
