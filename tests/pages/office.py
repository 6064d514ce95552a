"""The letting office as tests come to it: a member of staff at the admin's front door."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from letting.models import Listing
from tenants.models import Event, Message, Person, Role
from tests.cast import World

FRAME = ("SAVEPOINT", "RELEASE", "SELECT before, set_config", "ROLLBACK")


def inside(world: World, name: str = "Eva", role: str = Role.OFFICER) -> Client:
    """Return a member of staff's browser, logged in; whoever has come before keeps her role."""
    client = Client(headers={"host": world.host})
    user = world.users.get(name) or world.staff(name, role)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def words(answer: Any) -> str:
    """Return a response's text with its white space gathered."""
    return " ".join(answer.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def text(client: Client, path: str) -> str:
    """Return a page's words; it must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, (answer.status_code, answer.headers.get("Location"))
    return words(answer)


def queries(client: Client, path: str) -> list[str]:
    """Return the questions that a page asks of the database, the frame of its transaction left out."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return [row["sql"] for row in asked.captured_queries if not row["sql"].startswith(FRAME)]


def bench(name: str, listing: Listing, *more: int) -> str:
    """Return the address of a page of a listing."""
    return reverse(f"admin:letting_listing_{name}", args=[listing.pk, *more])


def person_page(person: Person) -> str:
    """Return the address of a person's page."""
    return reverse("admin:tenants_person_change", args=[person.pk])


def told(world: World, prefix: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the events whose kind begins so, the first first."""
    with world.scope():
        return [(row.kind, row.data) for row in Event.objects.filter(kind__startswith=prefix).order_by("pk")]


def letters(world: World, name: str) -> list[str]:
    """Return the kinds of letters that a person has been sent."""
    with world.scope():
        rows = Message.objects.filter(person=world.people[name]).order_by("pk")
        return list(rows.values_list("kind", flat=True))


def protect(world: World, name: str) -> None:
    """Give a person a protected identity."""
    with world.scope():
        Person.objects.filter(pk=world.people[name].pk).update(protected=True)
