"""Who has read of one: each opening by staff, in her own words, by role and never by name."""

import re

from django.urls import reverse

from tenants.events import Fact, declared, record
from tenants.models import Membership, Role
from tenants.readings import declared_readings
from tests.cast import STAFF, Clock, World, at
from tests.pages.my_pages.scenes import Visit
from tests.pages.office import inside, person_page

HERE = "/mina-sidor/uppgifter/lasningar/"


def test_nobody_has_read_yet(visit: Visit) -> None:
    page = visit("Anna").text(HERE)
    assert "Ingen har läst än" in page


def test_an_opening_by_staff_is_told_with_its_role_and_without_a_name(world: World, clock: Clock, visit: Visit) -> None:
    anna, maria = visit("Anna"), inside(world, "Maria", Role.MANAGER)
    maria.get(person_page(world.people["Anna"]))
    clock.now = at("05-11 09:05")
    maria.post(reverse("admin:tenants_person_number", args=[world.people["Anna"].pk]))
    page = anna.text(HERE)
    told = ["Ditt personnummer visades.", "Din sida i personalens register öppnades."]
    assert re.findall(r"<li>([^<]*?\.) <span", page) == told
    assert page.count("Av uthyrningschef.") == 2
    assert "Maria" not in page
    assert "måndag 11 maj kl. 09.05" in page


def test_one_who_has_left_is_still_told_of_and_nobody_elses_readings_are_shown(world: World, visit: Visit) -> None:
    anna, bo = visit("Anna"), visit("Bo", serial=989)
    inside(world).get(person_page(world.people["Bo"]))
    with world.scope():
        Membership.objects.all().delete()
    assert "Ingen har läst än" in anna.text(HERE)
    assert "Av medarbetare som har slutat." in bo.text(HERE)


def test_the_page_asks_as_much_for_three_readings_as_for_one(world: World, visit: Visit) -> None:
    anna, asked = visit("Anna"), []
    for _time in range(3):
        with world.scope():
            fact = Fact("document.read", "tenants.document:1", world.people["Anna"].pk)
            record([fact], by=STAFF, now=at("05-11 08:00"))
        asked.append(len(anna.queries(HERE)))
    assert asked[0] == asked[2] <= 12


# What the night service wrote is about a home in a landlord's register, and about nobody who has pages of her own.
OF_A_HOME = {"case.read", "home.read", "night.read", "report.read"}


def test_every_event_that_is_named_as_a_reading_is_told_to_the_one_who_was_read_of() -> None:
    named = {kind for kind in declared() if re.search(r"\.(read|page_shown|number_shown)$", kind)}
    assert named - OF_A_HOME == set(declared_readings())
