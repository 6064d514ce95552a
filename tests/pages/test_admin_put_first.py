"""Someone is put before the ranking for a reason; and what a letting's pages ask of the database. CHECK-19."""

from __future__ import annotations

import pytest

from letting.services.excepting import end
from queues.models import Exemption
from tenants.rulesets import presets
from tests.cast import STAFF, Clock, at, make_world, world_from
from tests.pages.ended_adverts import ended, people
from tests.pages.office import bench, inside, queries, text

DASHBOARD = "/admin/"
WHY = {"cause": "long_wait", "reason": "Har väntat längst."}


@pytest.fixture(autouse=True)
def clock(clock: Clock) -> Clock:
    clock.now = at("05-18 09:00")
    return clock


SIX = {name: f"20{10 + number}-01-01" for number, name in enumerate(("Anna", "Bo", "Cecilia", "Disa", "Elin", "Frida"))}


def test_check_19_someone_is_put_before_the_ranking_for_a_reason_and_marked_in_the_list(db: None, clock: Clock) -> None:
    clock.now = at("05-12 10:00")
    world = make_world("flen")
    for serial, (name, since) in enumerate(SIX.items()):
        world.person(name, since=since, serial=988 + serial)
    listing = world.listing()
    for name in SIX:
        world.wants(name, listing)
    eva, page = inside(world), bench("put_first", listing)
    assert f'href="{page}"' in text(eva, bench("workbench", listing))
    answer = eva.post(page, {"people": people(world, "Frida"), "cause": "accessible_flat", "reason": "Har rullstol."})
    assert answer.status_code == 303
    assert "undantag från turordningen" in text(eva, bench("workbench", listing))
    world.tick(at("05-18 08:00"))
    asked = world.offers(listing)
    assert (list(asked), "Elin" in asked) == (["Frida", "Anna", "Bo", "Cecilia", "Disa"], False)
    shown = text(eva, bench("workbench", listing))
    assert shown.count('class="mark"') == 1
    assert (
        "Ett undantag från turordningen började gälla (bostaden är anpassad för någon med funktionsnedsättning)."
        in shown
    )
    assert "Har rullstol." not in shown


def test_check_19_an_exception_that_is_ended_puts_nobody_first_in_the_next_round(db: None) -> None:
    world, listing = ended(make_world("flen"), SIX)
    assert "Frida" not in world.offers(listing)
    form = {"people": people(world, "Frida"), "cause": "other", "reason": "Fel person."}
    assert inside(world).post(bench("put_first", listing), form).status_code == 303
    with world.scope():
        frida = listing.interests.get(person=world.people["Frida"])
        assert frida.ahead == 1
        assert end(Exemption.objects.get().pk, by=STAFF, now=at("05-18 10:00")) is None
        frida.refresh_from_db()
        assert frida.ahead == 0


def test_the_pages_of_a_letting_ask_the_same_few_questions_for_three_applicants_and_for_thirty(db: None) -> None:
    counts = [asked_by_pages(number) for number in (3, 30)]
    assert (counts[0] == counts[1], max(counts[0].values()) <= 12) == (True, True), counts


def asked_by_pages(number: int) -> dict[str, int]:
    source = presets()["wennergrens"].read_text(encoding="utf-8")
    source = source.replace('slug = "wennergrens"', f'slug = "hjo{number}"')
    names = {f"S{n}": f"20{10 + n % 10}-01-01" for n in range(number)}
    world, listing = ended(world_from(source, f"hjo{number}.localhost:8000"), names)
    eva = inside(world, f"Eva{number}")
    paths = {name: bench(name, listing) for name in ("workbench", "select", "put_first", "choose")} | {"": DASHBOARD}
    eva.get(DASHBOARD)
    counts = {name: len(queries(eva, path)) for name, path in paths.items()}
    assert eva.post(paths["select"], {"people": people(world, *names), **WHY}).status_code == 303
    return counts | {"asked": len(queries(eva, paths["workbench"])), "then": len(queries(eva, DASHBOARD))}
