"""Who enters the staff's admin, and what they see of others: nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tenants.events import Fact, record
from tenants.models import Event, Person, Role
from tests.cast import STAFF, Clock, World, at, make_world, number_in_series, other_landlord


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


def inside(world: World, name: str, role: str = Role.OFFICER) -> Client:
    client = Client(headers={"host": world.host})
    client.force_login(world.staff(name, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def as_applicant(world: World, name: str) -> Client:
    client = Client(headers={"host": world.host})
    world.person(name)
    client.force_login(world.users[name], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_stranger_is_sent_to_the_one_door(town: World) -> None:
    answer = Client(headers={"host": town.host}).get("/admin/letting/listing/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/konto/login/?next=")
    assert answer.status_code == 200


def test_the_right_password_at_the_admins_own_door_opens_no_session(town: World) -> None:
    town.staff("Eva")
    client = Client(headers={"host": town.host})
    answer = client.post("/admin/login/", {"username": "eva@staff.example.se", "password": "en lång fras 2026"})
    assert (answer.status_code, "_auth_user_id" in client.session) == (302, False)


def test_an_applicant_is_refused(town: World) -> None:
    answer = as_applicant(town, "Anna").get("/admin/", follow=True)
    assert answer.status_code == 403


def test_staff_of_another_landlord_are_refused(town: World) -> None:
    other = other_landlord()
    user = other.staff("Fredrik", Role.MANAGER)
    client = Client(headers={"host": town.host})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/tenants/person/", follow=True).status_code == 403


def test_an_officer_meets_her_start_page(town: World) -> None:
    answer = inside(town, "Eva").get("/admin/")
    assert (answer.status_code, "tisdag 12 maj" in answer.content.decode().lower()) == (200, True)


LISTS = (
    "letting_listing", "letting_unit", "tenants_person", "tenants_message", "tenants_event", "tenants_ruleset",
    "tenants_membership", "queues_queue", "queues_registration",
)  # fmt: skip


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.MANAGER, set(LISTS)),
        (Role.DIRECTOR, set(LISTS)),
        (Role.OFFICER, set(LISTS) - {"tenants_membership"}),
        (Role.READER, set(LISTS) - {"tenants_membership"}),
        (Role.CARETAKER, {"letting_unit", "tenants_ruleset"}),
    ],
)
def test_each_role_sees_the_lists_that_its_row_of_the_table_says(town: World, role: str, allowed: set[str]) -> None:
    town.wants("Anna", town.listing())
    client = inside(town, "Eva", role)
    assert {name for name in LISTS if client.get(reverse(f"admin:{name}_changelist")).status_code == 200} == allowed


def test_rows_of_libraries_that_no_landlord_owns_are_not_in_the_admin(town: World) -> None:
    client = inside(town, "Eva", Role.MANAGER)
    assert {
        client.get(f"/admin/{path}/").status_code for path in ("account/emailaddress", "auth/group", "tenants/user")
    } == {404}


def foreign_rows(other: World) -> dict[str, int]:
    listing = other.listing(unit=other.unit("Z9", street="Kanariegatan 1"))
    draft = other.listing(unit=other.unit("Z8", street="Kanariegatan 2"), publish=None)
    other.person("Kanariefågel")
    other.wants("Kanariefågel", listing)
    other.tick(at("05-18 08:00"))
    with other.scope():
        from letting.models import Offer
        from queues.models import Queue, Registration
        from tenants.models import Membership, Message, Ruleset

        other.staff("Fredrik")
        return {
            "listing": listing.pk, "draft": draft.pk, "unit": listing.unit_id, "person": Person.objects.get().pk,
            "offer": Offer.objects.get().pk, "message": Message.objects.earliest("pk").pk,
            "event": Event.objects.earliest("pk").pk, "ruleset": Ruleset.objects.get().pk,
            "queue": Queue.objects.earliest("pk").pk, "registration": Registration.objects.get().pk,
            "membership": Membership.objects.get().pk,
        }  # fmt: skip


def test_a_foreign_id_is_a_404_at_every_address(town: World) -> None:
    own = town.listing()
    ids = foreign_rows(other_landlord())
    client = inside(town, "Eva", Role.MANAGER)
    change = {
        "letting_listing": "listing", "letting_unit": "unit", "tenants_person": "person", "tenants_message": "message",
        "tenants_event": "event", "tenants_ruleset": "ruleset", "queues_queue": "queue",
        "queues_registration": "registration", "tenants_membership": "membership",
    }  # fmt: skip
    reads = [
        reverse(f"admin:{name}_{page}", args=[ids[key]])
        for name, key in change.items()
        for page in ("change", "history")
    ]
    reads += [
        reverse(f"admin:letting_listing_{page}", args=[ids["listing"]]) for page in ("workbench", "publish", "withdraw")
    ]
    reads += [
        reverse("admin:letting_listing_act", args=[ids["listing"], ids["offer"]]),
        reverse("admin:letting_listing_act", args=[own.pk, ids["offer"]]),
        reverse("admin:tenants_person_contact", args=[ids["person"]]),
        f"{reverse('admin:queues_registration_add')}?person={ids['person']}",
        f"{reverse('admin:letting_listing_add')}?unit={ids['unit']}",
    ]
    posts = [
        reverse("admin:letting_listing_publish", args=[ids["draft"]]),
        reverse("admin:letting_listing_withdraw", args=[ids["listing"]]),
        reverse("admin:letting_listing_retry", args=[ids["listing"]]),
        reverse("admin:letting_listing_decide", args=[own.pk, 999_999]),
        reverse("admin:letting_listing_decide", args=[ids["listing"], 1]),
        reverse("admin:tenants_person_number", args=[ids["person"]]),
        reverse("admin:tenants_message_again", args=[ids["message"]]),
    ]
    assert {url: client.get(url).status_code for url in reads} == dict.fromkeys(reads, 404)
    assert {url: client.post(url, {"reason": "x"}).status_code for url in posts} == dict.fromkeys(posts, 404)


def test_autocomplete_and_lists_show_nothing_of_another_landlord(town: World) -> None:
    town.unit("A1", street="Kanariegatan 9")
    foreign_rows(other_landlord())
    client = inside(town, "Eva", Role.MANAGER)
    query = {"app_label": "letting", "model_name": "listing", "field_name": "unit", "term": "Kanarie"}
    found = client.get("/admin/autocomplete/", query).json()["results"]
    assert [row["text"] for row in found] == ["Kanariegatan 9 (A1)"]
    for name in LISTS:
        page = client.get(reverse(f"admin:{name}_changelist")).content.decode()
        assert ("Kanariefågel" in page, "Kanariegatan 1" in page) == (False, False), name


@pytest.mark.parametrize(
    "path",
    [
        "letting/listing/?unit__rent__gt=5000",
        "letting/listing/?draw_seed__startswith=a",
        "letting/unit/?description__contains=x",
        "tenants/person/?number_index=00",
        "tenants/person/?protected__exact=1",
        "tenants/person/?user__password__startswith=argon",
        "queues/registration/?person__number_index=00",
        "tenants/message/?context__contains=x",
        "tenants/membership/?user__password__startswith=m",
    ],
)
def test_a_lookup_that_the_page_does_not_offer_is_refused(town: World, path: str) -> None:
    assert inside(town, "Eva", Role.MANAGER).get(f"/admin/{path}").status_code == 400


def test_rows_are_named_by_their_primary_key_only(town: World) -> None:
    town.person("Anna")
    client = inside(town, "Eva", Role.MANAGER)
    assert client.get("/admin/tenants/person/?_to_field=number_index").status_code == 400


def person_page(client: Client, person: Any) -> str:
    return client.get(reverse("admin:tenants_person_change", args=[person.pk])).content.decode()


def test_a_personal_number_is_masked_and_showing_it_is_logged(town: World) -> None:
    anna = town.person("Anna", born="19900101")
    client = inside(town, "Eva")
    page = person_page(client, anna)
    assert ("19900101-****" in page, "19900101-988" in page) == (True, False)
    url = reverse("admin:tenants_person_number", args=[anna.pk])
    assert client.get(url).status_code == 405
    assert "19900101-988" in client.post(url).content.decode()
    assert "19900101-988" not in person_page(client, anna)
    with town.scope():
        kinds = list(
            Event.objects.filter(person=anna, actor__startswith="staff").order_by("pk").values_list("kind", flat=True)
        )
    assert kinds == ["person.page_shown", "person.number_shown", "person.page_shown"]


def test_a_reader_may_not_see_a_personal_number(town: World) -> None:
    anna = town.person("Anna")
    client = inside(town, "Rut", Role.READER)
    assert client.post(reverse("admin:tenants_person_number", args=[anna.pk])).status_code == 403


def test_a_person_is_found_by_her_exact_number_in_a_post(town: World) -> None:
    anna = town.person("Anna", born="19900101")
    client = inside(town, "Eva")
    answer = client.post(reverse("admin:tenants_person_by_number"), {"number": number_in_series("19900101")})
    assert (answer.status_code, answer["Location"]) == (303, reverse("admin:tenants_person_change", args=[anna.pk]))
    wrong = client.post(reverse("admin:tenants_person_by_number"), {"number": "123"}, follow=True)
    assert "Personnumret stämmer inte" in wrong.content.decode()


def test_a_protected_person_is_hidden_from_all_but_her_handlers(town: World) -> None:
    anna = town.person("Anna")
    listing = town.listing()
    town.wants("Anna", listing)
    with town.scope():
        Person.objects.filter(pk=anna.pk).update(protected=True)
    officer, manager = inside(town, "Eva"), inside(town, "Maria", Role.MANAGER)
    bench = reverse("admin:letting_listing_workbench", args=[listing.pk])
    page = reverse("admin:tenants_person_change", args=[anna.pk])
    assert (officer.get(page).status_code, manager.get(page).status_code) == (404, 200)
    assert "Anna Test" not in officer.get(bench).content.decode()
    assert "Anna Test" in manager.get(bench).content.decode()


def test_staff_add_a_person_without_mail_and_put_her_in_a_queue(town: World) -> None:
    client = inside(town, "Eva")
    form = {"given_name": "Greta", "family_name": "Ås", "number": "19821105-9954", "language": "sv"}
    answer = client.post(reverse("admin:tenants_person_add"), form)
    with town.scope():
        greta = Person.objects.get(given_name="Greta")
    assert (answer.status_code, answer["Location"]) == (303, reverse("admin:tenants_person_change", args=[greta.pk]))
    url = f"{reverse('admin:queues_registration_add')}?person={greta.pk}"
    without = client.post(url, {"queue": "housing", "personal_data": "on", "how": "phone"})
    assert (without.status_code, "saknas ett samtycke" in without.content.decode()) == (422, True)
    whole = {"queue": "housing", "personal_data": "on", "credit_check": "on", "how": "phone"}
    assert client.post(url, whole).status_code == 303
    assert "Bostadskön" in person_page(client, greta)
    again = client.post(reverse("admin:tenants_person_add"), form)
    assert (again.status_code, "finns redan" in again.content.decode()) == (422, True)


def test_the_log_calls_a_queue_by_its_name_in_the_list_on_the_event_and_on_the_persons_page(town: World) -> None:
    anna = town.person("Anna")
    with town.scope():
        subject = f"tenants.person:{anna.pk}"
        record([Fact("registration.renewed", subject, anna.pk, {"queue": "housing"})], by=STAFF, now=at("05-11 10:00"))
        event = Event.objects.get(kind="registration.renewed")
    eva = inside(town, "Eva")
    for path in ("event/", f"event/{event.pk}/change/", f"person/{anna.pk}/change/"):
        assert "Personen förnyade sin plats i Bostadskön." in eva.get(f"/admin/tenants/{path}").content.decode()


def test_staff_read_swedish_until_they_choose_and_then_what_they_chose(town: World) -> None:
    eva = inside(town, "Eva")
    start = eva.get("/admin/", headers={"accept-language": "en"})
    assert ('<html lang="sv"' in start.content.decode(), "Annonser" in start.content.decode()) == (True, True)
    answer = eva.post("/sprak/", {"language": "en", "next": ""}, headers={"referer": f"http://{town.host}/admin/"})
    assert (answer.status_code, answer.headers["Location"]) == (303, f"http://{town.host}/admin/")
    page = eva.get("/admin/letting/listing/").content.decode()
    assert ('<html lang="en"' in page, "Listings" in page, "Annonser" in page) == (True, True, False)
