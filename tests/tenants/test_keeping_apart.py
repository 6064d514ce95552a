"""Landlords kept apart: the scope, the policies, the composite keys, each with a control."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from letting.models import Interest, Listing, Unit
from letting.services.interests import express_interest
from letting.services.publishing import withdraw_listing
from queues.models import Registration
from tenants.actors import person_actor
from tenants.models import Event, Person, Ruleset
from tenants.scoping import NoScope, scope
from tests.cast import STAFF, World, at, other_landlord


@pytest.fixture
def neighbour(town: World) -> World:
    other = other_landlord()
    other.person("Fredrik")
    return other


def test_without_a_scope_a_question_is_refused_before_it_reaches_the_database(town: World) -> None:
    with pytest.raises(NoScope):
        Person.objects.count()


def test_code_that_forgets_the_filter_still_sees_no_other_landlords_rows(town: World, neighbour: World) -> None:
    town.person("Anna")
    with town.scope():
        assert [person.given_name for person in Person._base_manager.all()] == ["Anna"]
    assert list(Person._base_manager.all()) == []


def test_control_the_policies_are_what_hides_the_rows(town: World, neighbour: World) -> None:
    town.person("Anna")
    with scope(town.pk, neighbour.pk):
        assert {person.given_name for person in Person._base_manager.all()} == {"Anna", "Fredrik"}


def test_a_row_cannot_be_written_for_a_landlord_out_of_scope(town: World, neighbour: World) -> None:
    with pytest.raises(DatabaseError, match="row-level security"), town.scope():
        Unit.objects.create(landlord_id=neighbour.pk, number="X", street="X", size=1, rent=1)


def test_a_row_cannot_point_at_another_landlords_row(town: World, neighbour: World) -> None:
    fredrik = neighbour.people["Fredrik"]
    anna = town.person("Anna")
    with town.scope():
        Registration.objects.filter(person=anna).update(person_id=fredrik.pk)
        with pytest.raises(IntegrityError, match="same_landlord"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        Registration.objects.update(person_id=anna.pk)


def test_a_foreign_listing_does_not_exist_for_any_service(town: World, neighbour: World) -> None:
    listing = town.listing()
    fredrik = neighbour.people["Fredrik"].pk
    with neighbour.scope():
        with pytest.raises(Listing.DoesNotExist):
            express_interest(listing.pk, fredrik, by=person_actor(fredrik), now=at("05-11 10:00"))
        with pytest.raises(Listing.DoesNotExist):
            withdraw_listing(listing.pk, reason="min", by=STAFF, now=at("05-11 10:00"))
    with town.scope():
        assert Interest.objects.count() == 0


def test_a_foreign_person_does_not_exist_for_any_service(town: World, neighbour: World) -> None:
    listing = town.listing()
    fredrik = neighbour.people["Fredrik"].pk
    with town.scope(), pytest.raises(Person.DoesNotExist):
        express_interest(listing.pk, fredrik, by=STAFF, now=at("05-11 10:00"))


def test_a_nested_scope_ends_with_its_block(town: World, neighbour: World) -> None:
    town.person("Anna")
    with town.scope():
        with neighbour.scope():
            assert [person.given_name for person in Person.objects.all()] == ["Fredrik"]
        assert [person.given_name for person in Person._base_manager.all()] == ["Anna"]


def test_the_scope_ends_with_its_transaction(real_town: World) -> None:
    real_town.person("Anna")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM tenants_person")
        assert cursor.fetchone() == (0,)


def test_the_same_number_at_two_landlords_looks_different_and_is_allowed(town: World, neighbour: World) -> None:
    town.person("Anna")
    with town.scope():
        here = Person.objects.get().number_index
    with neighbour.scope():
        there = Person.objects.get().number_index
    assert bytes(here or b"") != bytes(there or b"")


@pytest.mark.parametrize("model", [Event, Ruleset])
def test_the_log_and_the_rulesets_can_be_added_to_and_never_changed(town: World, model: type[Event]) -> None:
    town.person("Anna")
    with town.scope():
        row = model.objects.order_by("pk").first()
        assert row is not None
        for forbidden in (lambda: model.objects.update(landlord=town.pk), row.delete):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                forbidden()


def test_the_tests_run_as_the_role_of_web_and_workers(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("kolapp_app", False, False)


def test_the_running_role_may_not_truncate(town: World) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE letting_interest CASCADE")


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_check_refuses_a_role_that_owns_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    from tenants import checks

    assert checks.running_role_is_bound(databases=["default"]) == []
    monkeypatch.setattr(checks, "connections", {"default": connections["owner"]})
    assert [error.id for error in checks.running_role_is_bound(databases=["default"])] == ["tenants.E002"]
