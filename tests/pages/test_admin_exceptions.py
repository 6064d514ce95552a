"""Exceptions in the admin: made with a reason, confirmed by another, counted. CHECK-19, QUEUE-4, QUEUE-16."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from letting.models import Interest, Lease, Listing
from letting.services.offers import accept
from letting.services.signing import sign
from queues.models import Exemption
from queues.services.registrations import register
from tenants.models import Identity, Person, Role
from tenants.outcome import Refused
from tenants.rulesets import presets
from tests.cast import STAFF, Clock, World, at, make_world, other_landlord, world_from
from tests.pages.office import bench, inside, person_page, protect, queries, text, told, words

LIST, DASHBOARD = "/admin/queues/exemption/", "/admin/"
EVERYTHING = {"rule": "residents_only", "listing": "all", "cause": "weak_demand", "reason": "Ingen annan vill ha den."}
pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def flen(db: None) -> World:
    return make_world("flen")


@pytest.fixture
def of_two(db: None) -> World:
    source = presets()["flen"].read_text(encoding="utf-8").replace("needs_two = false", "needs_two = true")
    return world_from(source, "flen.localhost:8000")


def parking(world: World, number: str = "P1") -> Listing:
    """A parking space; Anna stands in its queue and rents nothing here."""
    world.person("Anna", queue="vehicle")
    unit = world.unit(number, kind="vehicle_space", rooms=0, size=12, rent=350)
    return world.listing(unit, scheme="vehicle")


def adding(world: World, name: str = "Anna") -> str:
    return f"{reverse('admin:queues_exemption_add')}?person={world.people[name].pk}"


def made(world: World) -> Exemption:
    with world.scope():
        return Exemption.objects.latest("pk")


def page_of(exemption: Exemption, name: str = "change") -> str:
    return reverse(f"admin:queues_exemption_{name}", args=[exemption.pk])


def test_queue_16_a_person_is_excepted_for_one_advert_and_her_lease_ends(flen: World, clock: Clock) -> None:
    space, other = parking(flen), parking(flen, "P2")
    assert flen.wants("Anna", space) == Refused(("residents_only",))
    eva = inside(flen)
    assert "Gör ett undantag" in text(eva, person_page(flen.people["Anna"]))
    page = text(eva, adding(flen))
    for said in ("Kravet att redan hyra här", "Allt som personen söker", "Åsgatan 14, P1, till och med"):
        assert said in page, said
    answer = eva.post(adding(flen), EVERYTHING | {"listing": str(space.pk)}, follow=True)
    assert "Undantaget är sparat och gäller." in words(answer)
    page = text(eva, person_page(flen.people["Anna"]))
    for said in ("Kravet att redan hyra här", "Åsgatan 14, P1", "Få eller inga andra är intresserade", "I kraft"):
        assert said in page, said
    assert told(flen, "exception.") == [("exception.granted", {"rule": "residents_only", "cause": "weak_demand"})]
    assert "Ett undantag från kravet att redan hyra här började gälla (få eller inga andra är intresserade)." in page
    assert isinstance(flen.wants("Anna", space, at("05-12 11:00")), Interest)
    assert flen.wants("Anna", other, at("05-12 11:00")) == Refused(("residents_only",))
    assert "undantag: hyr inte här" in text(eva, bench("workbench", space))

    flen.tick(at("05-18 08:00"))
    assert flen.does("Anna", accept, space, at("05-18 10:00")) is None
    with flen.scope():
        lease = Lease.objects.get()
    assert (lease.starts_on.isoformat(), lease.ends_on and lease.ends_on.isoformat()) == ("2026-06-01", "2027-05-31")
    clock.now = at("05-18 11:00")
    anna = Client(headers={"host": flen.host})
    anna.force_login(flen.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    assert "31 maj 2027" in text(anna, f"/mina-sidor/avtal/{lease.pk}/")
    assert isinstance(flen.does("Anna", sign, space, at("05-18 12:00")), Lease)


def test_queue_4_staff_except_someone_without_a_number_who_can_then_stand_in_line(flen: World) -> None:
    anna = flen.person("Anna", since=None)
    with flen.scope():
        Person.objects.update(identity=Identity.NONE, number_sealed=None, number_index=None)
        consents = {"personal_data": "Ja", "credit_check": "Ja"}
        again: dict[str, Any] = {"consents": consents, "by": STAFF, "now": at("05-12 10:00")}
        assert register(anna.pk, "housing", **again) == Refused(("no_personal_number",))
    form = EVERYTHING | {"rule": "personal_number", "cause": "identity_shown", "reason": "Pass visat."}
    assert inside(flen).post(adding(flen), form).status_code == 303
    with flen.scope():
        assert not isinstance(register(anna.pk, "housing", **again), Refused)


BAD = [
    ({"rule": ""}, "Välj vilken regel det gäller."),
    ({"rule": "ranking"}, "Välj en regel i listan."),
    ({"rule": "household"}, "Välj en regel i listan."),
    ({"listing": ""}, "Välj vad undantaget gäller."),
    ({"listing": "999999"}, "Välj en annons i listan."),
    ({"listing": "1; DROP TABLE"}, "Välj en annons i listan."),
    ({"cause": ""}, "Välj ett skäl."),
    ({"cause": "because"}, "Välj ett skäl i listan."),
    ({"reason": " "}, "Skriv kort varför."),
    ({"reason": "x" * 501}, ""),
    ({"reason": "\x00"}, ""),
]


@pytest.mark.parametrize(("change", "says"), BAD, ids=[str(change)[:30] for change, _ in BAD])
def test_check_19_what_cannot_be_is_told_at_its_field_and_what_was_typed_stays(
    flen: World, change: dict[str, str], says: str
) -> None:
    parking(flen)
    answer = inside(flen).post(adding(flen), EVERYTHING | {"reason": "<i>Ingen</i>"} | change)
    page = words(answer)
    assert (answer.status_code, says in page, "field__error" in page) == (422, True, True)
    assert ("&lt;i&gt;Ingen" in page or "reason" in change, "<i>Ingen" in page) == (True, False)
    with flen.scope():
        assert not Exemption.objects.exists()


def test_check_19_the_same_exception_is_not_made_twice(flen: World) -> None:
    parking(flen)
    eva = inside(flen)
    assert eva.post(adding(flen), EVERYTHING).status_code == 303
    again = eva.post(adding(flen), EVERYTHING)
    assert (again.status_code, "Det är redan gjort för den personen." in words(again)) == (422, True)


def test_check_19_where_two_are_needed_another_confirms_and_oneself_is_refused_in_words(of_two: World) -> None:
    space = parking(of_two)
    eva, maria = inside(of_two), inside(of_two, "Maria", Role.MANAGER)
    assert "Kravet att redan hyra här (en kollega ska bekräfta)" in text(eva, adding(of_two)).replace(
        "kravet", "Kravet"
    )
    page = words(eva.post(adding(of_two), EVERYTHING, follow=True))
    assert "En kollega ska bekräfta det innan det gäller." in page
    row = made(of_two)
    assert of_two.wants("Anna", space, at("05-12 11:00")) == Refused(("residents_only",))
    own = text(eva, page_of(row))
    assert ("Du har gjort undantaget." in own, "Bekräfta undantaget" in own) == (True, False)
    refused = eva.post(page_of(row, "confirm"), follow=True)
    assert "En kollega ska bekräfta beslutet." in words(refused)
    assert ["Undantag att bekräfta" in text(who, DASHBOARD) for who in (eva, maria)] == [False, True]
    assert page_of(row) in text(maria, DASHBOARD)
    assert "Bekräfta undantaget" in text(maria, page_of(row))
    assert "Undantaget är bekräftat och gäller." in words(maria.post(page_of(row, "confirm"), follow=True))
    page = text(maria, page_of(row))
    for said in ("Gjort av", "Eva, tisdag 12 maj", "Bekräftat av", "Maria, tisdag 12 maj", "Ingen annan vill ha den."):
        assert said in page, said
    assert "Undantag att bekräfta" not in text(maria, DASHBOARD)
    assert [kind for kind, _ in told(of_two, "exception.")] == ["exception.proposed", "exception.granted"]
    assert isinstance(of_two.wants("Anna", space, at("05-12 11:00")), Interest)
    twice = maria.post(page_of(row, "confirm"), follow=True)
    assert "Det är redan avgjort." in words(twice)


def test_check_19_an_exception_that_is_ended_counts_no_more_for_what_comes(flen: World) -> None:
    first, second = parking(flen), parking(flen, "P2")
    eva = inside(flen)
    eva.post(adding(flen), EVERYTHING)
    assert isinstance(flen.wants("Anna", first, at("05-12 11:00")), Interest)
    row = made(flen)
    assert "Undantaget har upphört." in words(eva.post(page_of(row, "end"), follow=True))
    assert flen.wants("Anna", second, at("05-12 11:00")) == Refused(("residents_only",))
    assert "Det har redan upphört." in words(eva.post(page_of(row, "end"), follow=True))
    assert "Har upphört" in text(eva, person_page(flen.people["Anna"]))
    assert [kind for kind, _ in told(flen, "exception.")] == ["exception.granted", "exception.ended"]


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (Role.OFFICER, True),
        (Role.MANAGER, True),
        (Role.DIRECTOR, True),
        (Role.READER, False),
        (Role.CARETAKER, False),
    ],
)
def test_check_19_each_role_excepts_as_the_table_says(of_two: World, role: str, may: bool) -> None:
    parking(of_two)
    inside(of_two, "Maria", Role.MANAGER).post(adding(of_two), EVERYTHING)
    row, eva = made(of_two), inside(of_two, "Eva", role)
    assert {eva.get(path).status_code for path in (LIST, page_of(row), adding(of_two))} == {200 if may else 403}
    if role != Role.CARETAKER:
        assert ("Gör ett undantag" in text(eva, person_page(of_two.people["Anna"]))) == may
        assert ("Undantag att bekräfta" in text(eva, DASHBOARD)) == may
    posts = [eva.post(adding(of_two), EVERYTHING | {"rule": "personal_number"}), eva.post(page_of(row, "confirm"))]
    assert {answer.status_code for answer in posts} == {303 if may else 403}
    with of_two.scope():
        counted = Exemption.objects.count(), Exemption.objects.filter(confirmed_at=None).count()
    assert counted == ((2, 1) if may else (1, 1))


def test_a_protected_persons_exceptions_are_her_handlers_only(of_two: World) -> None:
    parking(of_two)
    eva, maria = inside(of_two), inside(of_two, "Maria", Role.MANAGER)
    inside(of_two, "Vera", Role.DIRECTOR).post(adding(of_two), EVERYTHING)
    row = made(of_two)
    protect(of_two, "Anna")
    assert [eva.get(path).status_code for path in (page_of(row), adding(of_two))] == [404, 404]
    assert [eva.post(page_of(row, name)).status_code for name in ("confirm", "end")] == [404, 404]
    assert maria.get(page_of(row)).status_code == 200
    for path in (LIST, DASHBOARD):
        assert ["Anna Test" in text(who, path) for who in (eva, maria)] == [False, True], path


def test_another_landlords_exception_does_not_exist(of_two: World) -> None:
    parking(of_two)
    inside(of_two).post(adding(of_two), EVERYTHING)
    row, gun = made(of_two), inside(other_landlord(), "Gun", Role.MANAGER)
    asked = [gun.get(page_of(row)), gun.get(adding(of_two)), gun.post(adding(of_two), EVERYTHING)]
    asked += [gun.post(page_of(row, name)) for name in ("confirm", "end")]
    assert {answer.status_code for answer in asked} == {404}
    with of_two.scope():
        kept = Exemption.objects.get()
    assert (kept.confirmed_at, kept.ended_at, "Anna" in text(gun, LIST)) == (None, None, False)


def test_check_19_a_landlord_whose_rules_allow_no_exception_offers_none(db: None) -> None:
    town = make_world()
    town.person("Anna")
    eva = inside(town)
    assert "Gör ett undantag" not in text(eva, person_page(town.people["Anna"]))
    assert (eva.get(adding(town)).status_code, eva.post(adding(town), EVERYTHING).status_code) == (404, 404)


def test_the_pages_of_exceptions_ask_the_same_few_questions_however_many_there_are(of_two: World) -> None:
    eva, maria = inside(of_two), inside(of_two, "Maria", Role.MANAGER)
    maria.get(DASHBOARD)
    counts = []
    for number in range(3):
        space = parking(of_two, f"P{number}")
        eva.post(adding(of_two), EVERYTHING | {"listing": str(space.pk)})
        paths = (LIST, page_of(made(of_two)), adding(of_two), DASHBOARD)
        counts.append([len(queries(maria, path)) for path in paths])
    assert (counts[0] == counts[-1], max(counts[0]) <= 12) == (True, True), counts


def test_the_heads_see_how_often_exceptions_and_free_choices_are_made_by_cause(flen: World) -> None:
    parking(flen)
    flen.person("Bo", queue="vehicle", serial=989)
    eva, maria = inside(flen), inside(flen, "Maria", Role.MANAGER)
    here = reverse("admin:letting_listing_overrides")
    assert "Inga undantag har gjorts." in text(maria, here)
    eva.post(adding(flen), EVERYTHING)
    eva.post(adding(flen, "Bo"), EVERYTHING)
    eva.post(adding(flen, "Bo"), EVERYTHING | {"rule": "personal_number", "cause": "other"})
    page = text(maria, here)
    row = "<td>Kravet att redan hyra här</td><td>Få eller inga andra är intresserade</td><td>2</td>"
    assert ("Val och undantag 2026" in page, row in page) == (True, True)
    assert "Publicerade annonser och direkt erbjudna bostäder under året: 1." in page
    assert "Inga undantag har gjorts." in text(maria, f"{here}?ar=2025")
    for odd in ("2027", "99999999999999999999", "x", "-1", "1999", "٢٠٢٥"):
        assert "Val och undantag 2026" in text(maria, f"{here}?ar={odd}")
    statuses = [inside(flen, f"W{role}", role).get(here).status_code for role in Role]
    assert dict(zip(Role, statuses, strict=True)) == {
        Role.OFFICER: 403, Role.MANAGER: 200, Role.DIRECTOR: 200, Role.CARETAKER: 403, Role.READER: 403
    }  # fmt: skip
    assert (here in text(maria, DASHBOARD), here in text(eva, DASHBOARD)) == (True, False)
    assert len(queries(maria, here)) <= 12
