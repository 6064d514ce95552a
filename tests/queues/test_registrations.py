"""Registering, keeping and losing points on rows. QUEUE-2, 4, 6, 9, 11, 19."""

from datetime import date

import pytest

from queues.models import Consent, Registration
from queues.services.registrations import reactivate, register
from tenants.actors import person_actor
from tenants.models import Event, Message, Person
from tenants.outcome import Refused
from tenants.persons import log_in
from tests.cast import World, at

CONSENTS = {"personal_data": "Ni får spara mina uppgifter.", "credit_check": "Ni får ta kreditupplysning."}


def join(
    town: World, name: str, queue: str = "housing", consents: dict[str, str] | None = None, now: str = "05-11 10:00"
) -> object:
    person = town.people[name].pk
    with town.scope():
        return register(
            person, queue, consents=CONSENTS if consents is None else consents, by=person_actor(person), now=at(now)
        )


def test_a_registration_keeps_the_wording_of_its_consents_queue_19(town: World) -> None:
    town.person("Anna", since=None)
    assert isinstance(join(town, "Anna"), Registration)
    with town.scope():
        kept = Consent.objects.order_by("kind").values_list("kind", "wording", "given_at")
        assert list(kept) == [(kind, CONSENTS[kind], at("05-11 10:00")) for kind in sorted(CONSENTS)]


def test_without_consent_nobody_is_registered_queue_19(town: World) -> None:
    town.person("Anna", since=None)
    assert join(town, "Anna", consents={"personal_data": "Ja"}) == Refused(("consent_missing",))


def test_one_registers_from_sixteen_and_once_queue_2(town: World) -> None:
    town.person("David", born="20100512", since=None)
    assert join(town, "David", now="05-11 23:59:59") == Refused(("too_young",))
    assert isinstance(join(town, "David", now="05-12 00:00"), Registration)
    assert join(town, "David", now="05-12 00:01") == Refused(("already_registered",))


def test_the_senior_queue_opens_at_sixty_queue_2(town: World) -> None:
    town.person("Anna", born="19660512", since=None)
    assert join(town, "Anna", queue="senior") == Refused(("too_young",))
    assert isinstance(join(town, "Anna", queue="senior", now="05-12 09:00"), Registration)


def test_a_registration_without_personal_number_is_refused_queue_4(town: World) -> None:
    with town.scope():
        town.people["Omar"] = Person.objects.create(
            given_name="Omar", born=date(1990, 1, 1), created_at=at("05-01 12:00")
        )
    assert join(town, "Omar") == Refused(("no_personal_number",))


def test_points_lapse_at_midnight_with_three_reminders_before_queue_6_and_11(town: World) -> None:
    town.person("Anna", since="2010-01-01", now=at("01-10 12:00").replace(year=2025))
    heard = []
    for day in (date(2025, 12, 9), date(2025, 12, 10), date(2026, 1, 2), date(2026, 1, 8), date(2026, 1, 9)):
        town.tick(at("01-01 08:00").replace(year=day.year, month=day.month, day=day.day))
    town.tick(at("01-09 23:59:59"))
    with town.scope():
        assert Registration.objects.get().points_from == date(2010, 1, 1)
    town.tick(at("01-10 00:00"))
    with town.scope():
        heard = list(Event.objects.filter(kind="reminder.sent").values_list("occurred_at__date", "data__days_left"))
        assert heard == [(date(2025, 12, 10), 30), (date(2026, 1, 2), 7), (date(2026, 1, 8), 1)]
        assert Registration.objects.get().points_from == date(2026, 1, 10)
        assert list(Message.objects.order_by("pk").values_list("kind", flat=True)) == ["points_lapse"] * 3 + [
            "points_lapsed"
        ]


def test_one_login_keeps_the_points_of_all_queues_queue_6(town: World) -> None:
    town.person("Anna", born="19500101", since="2010-01-01", now=at("01-10 12:00").replace(year=2025))
    join(town, "Anna", queue="senior", now="01-05 10:00")
    with town.scope():
        log_in(town.people["Anna"].pk, now=at("01-09 23:00"))
    town.tick(at("01-10 00:00"))
    with town.scope():
        assert sorted(Registration.objects.values_list("points_from", flat=True)) == [
            date(2010, 1, 1),
            date(2026, 1, 5),
        ]


def test_a_login_after_the_lapse_brings_no_points_back_whether_or_not_the_step_ran(town: World) -> None:
    town.person("Anna", since="2010-01-01", now=at("01-10 12:00").replace(year=2025))
    with town.scope():
        log_in(town.people["Anna"].pk, now=at("01-10 00:00:01"))
        assert Registration.objects.get().points_from == date(2026, 1, 10)
        assert Event.objects.filter(kind="points.reset").values_list("data__reason", flat=True).get() == "inactive"


def test_a_resting_registration_is_woken_by_its_person_queue_9(town: World) -> None:
    anna = town.person("Anna")
    with town.scope():
        Registration.objects.update(deactivated_at=at("05-01 12:00"))
        assert reactivate(anna.pk, "housing", by=person_actor(anna.pk), now=at("05-11 10:00")) is None
        assert Registration.objects.get().deactivated_at is None
        assert reactivate(anna.pk, "senior", by=person_actor(anna.pk), now=at("05-11 10:00")) == Refused(
            ("not_registered",)
        )


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_tick_more_changes_nothing(town: World, times: int) -> None:
    town.person("Anna", since="2010-01-01", now=at("01-10 12:00").replace(year=2025))
    for _ in range(times):
        town.tick(at("01-10 00:00"))
    with town.scope():
        assert Event.objects.filter(kind="points.reset").count() == 1
