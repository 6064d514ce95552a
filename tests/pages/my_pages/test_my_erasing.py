"""To be erased: what goes and what stays, two weeks to regret it, and no trace of her words anywhere after."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection, models
from django.test import Client

from letting.core.states import InterestState
from letting.models import ApplicantFacts, Interest, Offer
from letting.services.applicant_profiles import Reference, save_profile
from letting.services.signing import sign
from queues.models import BlockReason, Registration
from queues.services.blocks import start_blocks
from tenants import erasing
from tenants.actors import person_actor
from tenants.core.calendar import Period
from tenants.documents import store_document
from tenants.models import Document, Erasure, Event, Message, Person, User
from tenants.outbox import Letter, post
from tenants.telling import declared_rows
from tests.cast import STAFF, Clock, World, at
from tests.pages.my_pages.scenes import Visit, awarded, offered
from tests.papers import pdf

HERE = "/mina-sidor/uppgifter/radera/"
CANARY = "Kanariefågel"


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def texts(model: type[models.Model]) -> list[str]:
    """Return the fields of a model that words can stand in."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    fields = [field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices]
    return [field.name for field in fields if field.name != "last_error"]


def everywhere(world: World, word: str) -> dict[str, int]:
    """Return in which tables a word stands, and in how many rows of each."""
    found = {}
    with world.scope(), connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS row WHERE row::text ILIKE %s', [f"%{word}%"])
            if count := cursor.fetchone()[0]:
                found[table] = count
    return found


def test_each_kind_of_row_says_of_every_text_whether_it_goes() -> None:
    rows, _silent = declared_rows()
    unsaid = {
        (kind.model.__name__, name)
        for kind in rows
        if not kind.remove and not kind.kept
        for name in set(texts(kind.model)) - set(kind.clear) - kind.codes
    }
    assert unsaid == set()


def test_what_goes_and_what_stays_is_said_and_the_box_must_be_ticked(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    page = anna.text(HERE)
    assert "Dina platser och köpoäng i alla köer." in page
    assert "Loggen över vad som har hänt, utan namn och nummer." in page
    assert "Hyresavtal som har undertecknats, i sju år" in page
    answer = anna.post(HERE)
    assert answer.status_code == 422
    assert "Kryssa i rutan om du vill radera dina uppgifter." in answer.content.decode()
    with world.scope():
        assert not Erasure.objects.exists()


def test_she_is_told_the_last_day_and_can_regret_it_until_then(world: World, clock: Clock, visit: Visit) -> None:
    anna = visit("Anna")
    assert anna.post(HERE, sure="on").headers["Location"] == HERE
    assert "Dina uppgifter raderas efter måndag 25 maj" in anna.text(HERE)
    with world.scope():
        assert Message.objects.get(kind="erasure_asked").context == {"last_day": "2026-05-25"}
    world.tick(at("05-25 23:59:59"))
    clock.now = at("05-25 23:59:59")
    assert anna.post(f"{HERE}angra/").headers["Location"] == HERE
    world.tick(at("05-26 08:00"))
    assert "Det här försvinner" in anna.text(HERE)
    with world.scope():
        assert Person.objects.get(pk=world.people["Anna"].pk).given_name == "Anna"


def fill(world: World, name: str = "Anna") -> Person:
    """Let a canary stand in every text that a person or staff can have written about her."""
    anna = world.people[name]
    with world.scope():
        by, now = person_actor(anna.pk), at("05-18 09:00")
        save_profile(anna.pk, household=None, income=None, references=Reference(True, CANARY, "070"), by=by, now=now)
        document = store_document(anna.pk, f"letting.profile:{anna.pk}", pdf(f"{CANARY}.pdf"), by=by, now=now)
        assert isinstance(document, Document)
        for kind in declared_rows()[0]:
            if not kind.kept and not kind.remove:
                for field, empty in kind.clear.items():
                    value: Any = {"note": CANARY} if isinstance(empty, dict) else f"{CANARY}"
                    value = CANARY.encode() if empty is None else value  # the only such column holds bytes
                    if field != "file":
                        kind.model.objects.filter(**{kind.of: anna.pk}).update(**{field: value})
        Person.objects.filter(pk=anna.pk).update(family_name=CANARY, street=CANARY, city=CANARY, phone=CANARY)
    return anna


def erased(world: World, visit: Visit, clock: Clock) -> None:
    assert visit("Anna").post(HERE, sure="on").status_code == 303
    clock.now = at("06-02 09:00")
    world.tick(at("06-02 00:00:30"))


def test_nothing_she_or_others_wrote_of_her_is_left_in_any_table_or_file(
    world: World, clock: Clock, visit: Visit, media: Path, django_capture_on_commit_callbacks: Any
) -> None:
    offered(world)
    anna = fill(world)
    with world.scope():
        said = {"mail_subject": "Kod", "mail_text": f"Hej {CANARY}"}
        post(
            [Letter("account_mail", "account:anna@example.se:1", to="anna@example.se", context=said)],
            now=at("05-18 09:00"),
        )
    clock.now = at("05-18 10:00")
    assert everywhere(world, CANARY).keys() >= {"tenants_person", "tenants_message", "letting_applicantfacts"}
    assert [path for path in media.rglob("*") if path.is_file()]
    with django_capture_on_commit_callbacks(execute=True):
        erased(world, visit, clock)
    assert everywhere(world, CANARY) == {}
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert everywhere(world, "anna@example.se") == {}
    with world.scope():
        person = Person.objects.get(pk=anna.pk)
        assert (person.full_name, person.user, person.number_index, person.born.isoformat()) == (
            "Raderad person", None, None, "1990-01-01",
        )  # fmt: skip
        assert not ApplicantFacts.objects.exists()
        kinds = set(Event.objects.filter(person=person).values_list("kind", flat=True))
        assert kinds >= {"interest.made", "offer.sent", "erasure.asked", "interest.withdrawn", "person.erased"}
        assert Registration.objects.get(person=person).deactivated_at == at("06-02 00:00:30")
    assert not User.objects.filter(email="anna@example.se").exists()


def test_her_interests_end_so_that_the_next_in_line_is_asked(world: World, clock: Clock, visit: Visit) -> None:
    awarded_to_bo = offered(world)
    clock.now = at("05-18 10:00")
    visit("Anna").post(HERE, sure="on")
    world.tick(at("06-02 00:00:30"))
    with world.scope():
        states = dict(Interest.objects.filter(listing=awarded_to_bo).values_list("person", "state"))
        assert states[world.people["Anna"].pk] != InterestState.ONGOING
        assert not Offer.objects.filter(person=world.people["Anna"], state="pending").exists()


def test_one_who_rents_is_not_erased_and_is_told_why(world: World, clock: Clock, visit: Visit) -> None:
    listing = awarded(world, clock)
    anna = visit("Anna")
    assert "Du har ett avtal att skriva under. Skriv under eller tacka nej först." in anna.text(HERE)
    assert world.does("Anna", sign, listing, at("05-27 10:00")) is not None
    page = anna.text(HERE)
    assert "Du har ett hyresavtal hos oss. Uppgifterna behövs så länge det gäller." in page
    anna.post(HERE, sure="on")
    with world.scope():
        assert not Erasure.objects.exists()


def test_what_comes_in_the_way_before_the_day_stops_it_and_is_told(world: World, clock: Clock, visit: Visit) -> None:
    anna = visit("Anna")
    anna.post(HERE, sure="on")
    with world.scope():
        start_blocks(
            [world.people["Anna"].pk], BlockReason.NO_ANSWERS, Period.parse("3 months"), by=STAFF, now=at("05-12 09:00")
        )
    world.tick(at("05-26 08:00"))
    with world.scope():
        erasure = Erasure.objects.get()
        assert (erasure.hindered_by, erasure.look_again_at) == ("blocked", None)
        assert Message.objects.filter(kind="erasure_hindered").count() == 1
        assert Person.objects.get(pk=world.people["Anna"].pk).erased_at is None


def test_a_login_that_another_landlord_knows_stays_and_is_a_stranger_here(
    world: World, neighbour: World, clock: Clock, visit: Visit
) -> None:
    visit("Anna")
    with neighbour.scope():
        Person.objects.create(
            user=world.users["Anna"], given_name="Anna", family_name="Granne", born=at("05-11 09:00").date(),
            created_at=at("05-11 09:00"),
        )  # fmt: skip
    client = Client()
    client.force_login(world.users["Anna"], backend="django.contrib.auth.backends.ModelBackend")
    erased(world, visit, clock)
    assert User.objects.filter(pk=world.users["Anna"].pk).exists()
    answer = client.get("/mina-sidor/", HTTP_HOST=world.host)
    assert answer.headers["Location"] == "/mina-sidor/vem-ar-du/"


def test_it_is_done_once_however_often_time_looks(world: World, clock: Clock, visit: Visit) -> None:
    visit("Anna")
    erased(world, visit, clock)
    with world.scope():
        events = Event.objects.count()
    world.tick(at("06-03 08:00"))
    with world.scope():
        assert Event.objects.count() == events
        assert Event.objects.filter(kind="person.erased").count() == 1


def test_ombud_end_before_queues_and_these_before_interests_so_that_none_is_made_in_between() -> None:
    assert [end.__module__.partition(".")[0] for end in erasing.endings] == ["tenants", "queues", "letting"]
