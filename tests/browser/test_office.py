"""The letting office at a desk and on a phone: choosing, excepting, confirming, blocking, and what waits today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import reverse

from letting.models import Listing
from letting.services.interests import express_interest
from letting.services.publishing import publish_listing
from tenants import clock
from tenants.actors import person_actor
from tenants.models import Role
from tenants.rulesets import presets
from tests.browser.portal import Portal
from tests.browser.visitor import Visitor
from tests.cast import STAFF, World, world_from

Visit = Callable[..., Visitor]
PHONE, DESK = 360, 1280


def portal_of(portal: Portal, slug: str, *changes: tuple[str, str]) -> Portal:
    """Return another landlord of the portal that runs, its rules changed."""
    source, host = presets()[slug].read_text(encoding="utf-8"), portal.world.host.replace("kopparstaden", slug)
    for old, new in changes:
        assert old in source
        source = source.replace(old, new)
    return Portal(world_from(source, host), f"http://{host}", portal.environment)


def comes_in(visitor: Visitor, home: Portal) -> None:
    visitor.goes_to(f"{home.address}/demo/")
    visitor._leads_on(visitor.page.locator(f"main button[value={visitor.name.lower()}]"))


def advert(world: World, *names: str, **more: Any) -> Listing:
    """Return a listing that these want since this moment; all of them stand in its queue."""
    now = clock.now()
    listing = world.listing(publish=None, **more)
    with world.scope():
        assert publish_listing(listing.pk, by=STAFF, now=now) is None
        for name in names:
            person = world.people[name].pk
            express_interest(listing.pk, person, by=person_actor(person), now=now + timedelta(minutes=1))
    return world.see(listing)


def line(world: World, **queue: str) -> None:
    for serial, name in enumerate(("Anna", "Bo", "Cecilia")):
        world.person(name, since=f"201{serial}-03-01", serial=988 + serial, login=False, **queue)


def bench(home: Portal, name: str, listing: Listing) -> str:
    return f"{home.address}{reverse(f'admin:letting_listing_{name}', args=[listing.pk])}"


def test_jour_4_from_the_start_page_to_a_selection_at_a_desk_and_on_a_phone(portal: Portal, visit: Visit) -> None:
    home = portal_of(portal, "wennergrens")
    line(home.world)
    listing = advert(home.world, "Anna", "Bo", "Cecilia")
    home.world.tick(clock.now() + timedelta(days=12))
    home.staff("Eva")
    for width in (DESK, PHONE):
        eva = visit("Eva", width=width)
        comes_in(eva, home)
        eva.goes_to(f"{home.address}/admin/")
        eva.sees("Urval till visning att göra")
        eva.goes_to(bench(home, "select", listing))
        eva.presses("Skicka erbjudanden")
        eva.sees("Välj minst en sökande.", "Välj ett skäl.", "Skriv kort varför.")
        eva.sees("1. Anna Test", "prövas")
        eva.goes_to(bench(home, "put_first", listing))
        eva.goes_to(bench(home, "workbench", listing))
    eva = visit("Eva")
    comes_in(eva, home)
    eva.goes_to(bench(home, "select", listing))
    eva.page.get_by_label("1. Anna Test").check()
    eva.page.get_by_label("Lång kötid").check()
    eva.writes(reason="Har väntat längst.")
    eva.presses("Skicka erbjudanden")
    eva.sees("Erbjudandena är skickade.", "Skäl för urvalet: Har väntat längst.")


def test_scheme_6_a_direct_offer_is_sent_from_a_phone(portal: Portal, visit: Visit) -> None:
    home = portal_of(portal, "wennergrens")
    line(home.world)
    draft = home.world.listing(home.world.unit(floor=0), publish=None, scheme="direct_offer")
    home.staff("Eva")
    for width in (DESK, PHONE):
        eva = visit("Eva", width=width)
        comes_in(eva, home)
        eva.goes_to(bench(home, "offer", draft))
        eva.sees("Anna Test", "Högst 50 procent")
    eva.presses("Skicka erbjudanden")
    eva.sees("Erbjudandena är skickade.", "Bostaden erbjöds direkt till 3 sökande (lång kötid).")


def test_check_19_one_proposes_an_exception_and_another_confirms_it(portal: Portal, visit: Visit) -> None:
    home = portal_of(portal, "flen", ("needs_two = false", "needs_two = true"))
    line(home.world, queue="vehicle")
    space = home.world.unit("P1", kind="vehicle_space", rooms=0, size=12, rent=350)
    advert(home.world, unit=space, scheme="vehicle")
    home.staff("Eva")
    home.staff("Maria", Role.MANAGER)
    anna = f"{home.address}{reverse('admin:tenants_person_change', args=[home.world.people['Anna'].pk])}"
    eva, maria, on_phone = visit("Eva"), visit("Maria"), visit("Maria", width=PHONE)
    comes_in(eva, home)
    eva.goes_to(anna)
    eva.follows("Gör ett undantag")
    eva.presses("Gör undantaget")
    eva.sees("Välj vilken regel det gäller.", "Skriv kort varför.")
    eva.page.get_by_label("Kravet att redan hyra här").check()
    eva.page.get_by_label("Få eller inga andra är intresserade").check()
    eva.writes(reason="Ingen annan vill ha platsen.")
    eva.presses("Gör undantaget")
    eva.sees("En kollega ska bekräfta det innan det gäller.", "Ska bekräftas")
    eva.follows("Kravet att redan hyra här")
    eva.sees("Du har gjort undantaget.")
    for who in (on_phone, maria):
        comes_in(who, home)
        who.goes_to(f"{home.address}/admin/")
        who.sees("Undantag att bekräfta")
    maria.follows("Anna Test")
    maria.presses("Bekräfta undantaget")
    maria.sees("Undantaget är bekräftat och gäller.")
    for who in (on_phone, maria):
        who.goes_to(maria.page.url)
        who.goes_to(f"{home.address}{reverse('admin:letting_listing_overrides')}")
        who.sees("Kravet att redan hyra här", "Få eller inga andra är intresserade")
        who.goes_to(f"{home.address}{reverse('admin:queues_exemption_changelist')}")
    on_phone.goes_to(f"{home.address}{reverse('admin:queues_exemption_add')}?person={home.world.people['Bo'].pk}")


def test_queue_14_misconduct_is_noted_and_a_block_lifted(portal: Portal, visit: Visit) -> None:
    home = portal_of(portal, "tunabyggen")
    line(home.world)
    home.staff("Maria", Role.MANAGER)
    anna = f"{home.address}{reverse('admin:tenants_person_change', args=[home.world.people['Anna'].pk])}"
    maria, on_phone = visit("Maria"), visit("Maria", width=PHONE)
    for who in (on_phone, maria):
        comes_in(who, home)
        who.goes_to(anna)
        who.follows("Notera misskötsel")
        who.presses("Spara noteringen")
        who.sees("Välj en orsak.")
    maria.page.get_by_label("Osant intygande").check()
    maria.presses("Spara noteringen")
    maria.sees("och har fått ett meddelande.", "Misskött hyresförhållande: osant intygande", "Spärrad")
    maria.follows("Misskött hyresförhållande")
    on_phone.goes_to(maria.page.url)
    maria.writes(reason="Det var någon annan.")
    maria.presses("Häv spärren")
    maria.sees("Spärren är borttagen", "Maria: Det var någon annan.")
    for who in (on_phone, maria):
        who.goes_to(f"{home.address}{reverse('admin:queues_block_changelist')}")
        who.goes_to(anna)


def test_a_unit_is_suggested_while_one_types_and_times_to_view_are_added_in_the_form(
    portal: Portal, visit: Visit
) -> None:
    portal.world.unit("A1", street="Kanariegatan 9")
    portal.staff("Eva")
    eva = visit("Eva")
    comes_in(eva, portal)
    eva.goes_to(f"{portal.address}{reverse('admin:letting_listing_add')}")
    eva.page.get_by_label("Objekt").press_sequentially("kanar")
    suggested = eva.page.locator("#id_unit-suggestions option")
    suggested.wait_for(state="attached")
    assert suggested.evaluate_all("options => options.map(option => option.value)") == ["Kanariegatan 9 (A1)"]
    eva.page.get_by_label("Objekt").fill("Kanariegatan 9 (A1)")
    for _ in range(2):
        eva.page.get_by_text("Lägg till: Visningstid").click()
    eva.page.locator("[name=slots-0-at_0]").fill("2030-05-08")
    eva.page.locator("[name=slots-0-at_1]").fill("17:00")
    eva.page.locator("[name=slots-0-place]").fill("Vid porten")
    eva.page.locator("[name=slots-0-capacity]").fill("4")
    eva.page.locator(".form-group:not(.empty-form) .delete-template").nth(1).click()
    eva.presses("Spara")
    with portal.world.scope():
        listing = Listing.objects.get(unit__number="A1")
        assert [slot.place for slot in listing.slots.all()] == ["Vid porten"]
