"""Who stands on a lease: a parent, a co-applicant; and points that hide after it. QUEUE-8, 18, 20, 21."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from queues.models import Companion
from tenants.landlords import rules_today
from tenants.models import Event, Message
from tenants.outbox import render
from tenants.outcome import Refused
from tests.cast import Clock, World, at, make_world
from tests.pages.my_pages.awards import chosen_and_awarded, filed_and_awarded, lease_of, offer_of
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit
from tests.pages.office import inside
from tests.queues.company import key_to

ASK = "/mina-sidor/sokandeprofil/medsokande/bjud-in/"
YES = {"answer": "yes", "personal_data": "on", "credit_check": "on"}
SIGNED = {"read": "on", "residence": "on", "insurance": "on"}


@pytest.fixture
def tuna(db: None, clock: Clock, tmp_path: Path, settings: Any) -> World:
    """A landlord where a parent signs for a pupil. David is seventeen."""
    settings.MEDIA_ROOT = tmp_path
    world = make_world("tunabyggen")
    world.person("David", born="20090301", since="2025-04-01")
    world.person("Bo", serial=989, since="2018-01-01")
    clock.now = at("05-10 12:00")
    return world


@pytest.fixture
def flen(db: None, clock: Clock) -> World:
    """A landlord where a parent may sign for an adult child. David is twenty-one."""
    world = make_world("flen")
    world.person("David", born="20050301", since="2023-04-01")
    world.person("Bo", serial=989)
    clock.now = at("05-10 12:00")
    return world


def stands_with(world: World, visit: Visit, name: str, role: str, relation: str) -> None:
    """Let one ask Bo on her pages, and Bo say yes on his."""
    asked = visit(name, world).post(f"{ASK}{role}/", email="bo@example.se", relation=relation)
    assert asked.status_code == 303, words(asked)
    assert visit("Bo", world).post(f"/mina-sidor/inbjudan/{key_to(world)}/", **YES).status_code == 303


def approved(world: World) -> None:
    """Let staff approve the parent on his page in the admin."""
    with world.scope():
        row = Companion.objects.get().pk
    form = {"answer": "yes", "reason": "Går på gymnasiet här."}
    assert inside(world).post(f"/admin/queues/companion/{row}/change/", form).status_code == 303


def test_queue_20_a_parent_signs_for_a_pupil_from_the_invitation_to_the_lease(
    tuna: World, clock: Clock, visit: Visit
) -> None:
    stands_with(tuna, visit, "David", "foralder", "parent")
    early = tuna.listing(number="A0", scheme="direct")
    assert tuna.wants("David", early) == Refused(("too_young",))
    approved(tuna)
    listing = filed_and_awarded(tuna, "David")
    clock.now = at("05-13 10:00")
    lease, david, bo = lease_of(tuna), visit("David", tuna), visit("Bo", tuna)
    resident = lease.resident and lease.resident.given_name
    assert (listing.state, lease.person.given_name, resident) == ("awarded", "Bo", "David")

    home = f"/mina-sidor/avtal/{lease.pk}/"
    assert (david.get(home).status_code, david.post(f"{home}skriv-under/", **SIGNED).status_code) == (404, 404)
    told = david.text(f"/mina-sidor/erbjudanden/{offer_of(tuna, 'David').pk}/")
    assert "Din förälder skriver under avtalet, på sina egna Mina sidor." in told
    page = bo.text(home)
    assert ("Bo Test" in page, "David Test" in page) == (True, True)
    unread = bo.post(f"{home}skriv-under/", residence="on", insurance="on")
    assert (unread.status_code, "Kryssa i rutan när du har läst avtalet." in words(unread)) == (422, True)
    assert bo.post(f"{home}skriv-under/", **SIGNED).status_code == 303
    assert (tuna.see(listing).state, lease_of(tuna).signed_at) == ("let", clock.now)


def test_a_parents_letters_lead_to_the_lease_that_is_to_be_signed(tuna: World, clock: Clock, visit: Visit) -> None:
    stands_with(tuna, visit, "David", "foralder", "parent")
    approved(tuna)
    filed_and_awarded(tuna, "David")
    lease, offer = lease_of(tuna), offer_of(tuna, "David")
    tuna.tick(at("05-20 08:00"))  # the last day to sign
    found = {}
    with tuna.scope():
        for row in Message.objects.filter(kind__in=("award_made", "sign_due")).select_related("person"):
            assert row.person is not None
            extra = {"landlord": tuna.landlord, "base_url": "", "in_mail": True, "person": row.person}
            rules = rules_today(at("05-13 10:00").date())
            letter = render(row, language="sv", extra=extra | {"facts": rules.landlord, "rules": rules})
            found[row.kind, row.person.given_name] = letter.text
    for kind in ("award_made", "sign_due"):
        assert f"/mina-sidor/erbjudanden/{offer.pk}/" in found[kind, "David"]
        assert f"/mina-sidor/avtal/{lease.pk}/" in found[kind, "Bo"]
        assert "/erbjudanden/" not in found[kind, "Bo"]
    assert "Den du skriver under åt får" in found["award_made", "Bo"]


def test_staff_take_a_parents_signature_at_the_office(tuna: World, clock: Clock, visit: Visit) -> None:
    stands_with(tuna, visit, "David", "foralder", "parent")
    approved(tuna)
    listing = filed_and_awarded(tuna, "David")
    clock.now = at("05-13 10:00")
    eva = inside(tuna)
    path = reverse("admin:letting_listing_act", args=[listing.pk, offer_of(tuna, "David").pk])
    page = words(eva.get(path))
    assert ("Föräldern som skriver under har visat" in page, "Har visat legitimation och" in page) == (True, False)
    form = {"how": "office", "sure": "on"}
    assert eva.post(path, form | {"deed": "sign"}).status_code == 422
    assert eva.post(path, form | {"deed": "sign_parent"}).status_code == 303
    assert (tuna.see(listing).state, lease_of(tuna).signed_at) == ("let", clock.now)
    with tuna.scope():
        served = Event.objects.get(kind="person.served")
        assert (served.person_id, served.data["what"]) == (tuna.people["Bo"].pk, "sign")


def test_queue_21_a_parent_signs_for_an_adult_child_only_when_staff_have_approved(
    flen: World, clock: Clock, visit: Visit
) -> None:
    stands_with(flen, visit, "David", "foralder", "parent")
    approved(flen)
    chosen_and_awarded(flen, "David")
    clock.now = at("05-26 12:00")
    lease, bo = lease_of(flen), visit("Bo", flen)
    home = f"/mina-sidor/avtal/{lease.pk}/"
    assert (lease.person.given_name, visit("David", flen).get(home).status_code) == ("Bo", 404)
    page = bo.text(home)
    assert ("Bo Test" in page, "David Test" in page) == (True, True)
    assert bo.post(f"{home}skriv-under/", read="on", identity="on", house_rules="on").status_code == 303
    assert lease_of(flen).signed_at == clock.now


def test_queue_21_a_parent_who_was_not_approved_does_not_sign(flen: World, clock: Clock, visit: Visit) -> None:
    stands_with(flen, visit, "David", "foralder", "parent")
    chosen_and_awarded(flen, "David")
    clock.now = at("05-26 12:00")
    lease = lease_of(flen)
    home = f"/mina-sidor/avtal/{lease.pk}/"
    assert (lease.person.given_name, lease.resident) == ("David", None)
    assert (visit("Bo", flen).get(home).status_code, visit("David", flen).get(home).status_code) == (404, 200)


def test_queue_18_a_lease_names_the_co_applicant_who_said_yes_before_the_interest(
    flen: World, clock: Clock, visit: Visit
) -> None:
    stands_with(flen, visit, "David", "medsokande", "cohabitant")
    chosen_and_awarded(flen, "David")
    clock.now = at("05-26 12:00")
    lease = lease_of(flen)
    page = visit("David", flen).text(f"/mina-sidor/avtal/{lease.pk}/")
    assert ("David Test" in page, "Bo Test" in page, lease.terms["co_renter"]["name"]) == (True, True, "Bo Test")


def test_queue_8_points_are_hidden_until_the_place_is_reactivated(tuna: World, clock: Clock, visit: Visit) -> None:
    tuna.person("Anna", serial=990, since="2010-01-01")
    anna = visit("Anna", tuna)
    assert "köpoäng" in anna.text("/mina-sidor/koer/")
    filed_and_awarded(tuna, "Anna")
    clock.now = at("05-20 10:00")
    for page in (anna.text("/mina-sidor/koer/"), anna.text("/mina-sidor/")):
        assert "Poängen visas när du har återaktiverat din plats." in page
        assert "points__figure" not in page
    assert "Uppgifterna stämmer, återaktivera platsen" in anna.text("/mina-sidor/koer/housing/ateraktivera/")
    assert "Poängen visas när du har återaktiverat" in anna.text("/mina-sidor/koer/")
    assert anna.post("/mina-sidor/koer/housing/ateraktivera/").status_code == 303
    page = anna.text("/mina-sidor/koer/")
    assert '<b class="num">7</b>' in page
    assert "Poängen visas när" not in page
