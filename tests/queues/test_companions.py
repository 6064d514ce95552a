"""Those who stand with an applicant: asked, answering, counting and parting. QUEUE-5, 18, 19, 20, 21."""

from datetime import date
from typing import Any

import pytest

from queues.models import Companion, Consent, Registration
from queues.services.companions import end_companionship
from tenants import mailing
from tenants.actors import person_actor
from tenants.models import Event, Message
from tenants.outcome import Refused
from tests.cast import World, at, make_world
from tests.queues.company import CONSENTS, answer, ask, counted, key_to, standing


@pytest.fixture
def town(db: None) -> World:
    """A landlord where one may have a co-applicant; Anna and Bo stand in line."""
    world = make_world("tunabyggen")
    world.person("Anna")
    world.person("Bo", since="2018-01-01", serial=989)
    return world


def end(town: World, name: str, companion: Companion, now: str = "05-13 10:00") -> Any:
    person = town.people[name].pk
    with town.scope():
        return end_companionship(companion.pk, person, by=person_actor(person), now=at(now))


def letters(town: World) -> list[tuple[str, str]]:
    """Return what was written to whom, registrations left out."""
    with town.scope():
        rows = Message.objects.filter(kind__startswith="companion_").order_by("pk").select_related("person")
        return [(row.kind, row.person.given_name if row.person else row.to) for row in rows]


def test_queue_18_a_partner_is_asked_by_mail_and_counts_from_her_yes(town: World) -> None:
    companion = ask(town, "Anna")
    assert (companion.role, companion.relation, companion.state, companion.answer_last_day) == (
        "co_applicant", "cohabitant", "invited", date(2026, 5, 25)
    )  # fmt: skip
    assert counted(town, "Anna") == []
    said_yes = answer(town, "Bo")
    assert (said_yes.state, said_yes.other_id, said_yes.answered_at) == (
        "accepted", town.people["Bo"].pk, at("05-12 10:00")
    )  # fmt: skip
    assert counted(town, "Anna") == ["Bo"]
    assert counted(town, "Bo") == []
    assert letters(town) == [("companion_invited", "bo@example.se"), ("companion_answered", "Anna")]


def test_queue_18_where_no_queue_has_co_applicants_nobody_is_asked(db: None) -> None:
    world = make_world("kopparstaden")
    world.person("Anna")
    assert ask(world, "Anna") == Refused(("not_allowed_here",))
    assert letters(world) == []


@pytest.mark.parametrize(
    ("email", "relation", "codes"),
    [
        ("bo@example.se", "friend", ("bad_relation",)),
        ("bo@example.se", "", ("bad_relation",)),
        ("bo@", "spouse", ("bad_address",)),
        ("bo@example.se\nBcc: x@example.se", "spouse", ("bad_address",)),
        ("b" * 250 + "@example.se", "spouse", ("bad_address",)),
        ("ANNA@example.se ", "spouse", ("yourself",)),
        ("", "", ("bad_relation", "bad_address")),
    ],
)
def test_queue_18_only_a_partner_at_a_real_address_is_asked(
    town: World, email: str, relation: str, codes: tuple[str, ...]
) -> None:
    assert ask(town, "Anna", email=email, relation=relation) == Refused(codes)
    assert (standing(town), letters(town)) == ({}, [])


def test_queue_18_one_is_asked_at_a_time_until_the_invitation_has_run_out(town: World) -> None:
    ask(town, "Anna")
    assert ask(town, "Anna", email="eva@example.se", now="05-25 23:59:59") == Refused(("already_invited",))
    assert isinstance(ask(town, "Anna", email="eva@example.se", now="05-26 00:00"), Companion)
    with town.scope():
        assert list(Companion.objects.order_by("pk").values_list("invited_email", "state")) == [
            ("bo@example.se", "lapsed"), ("eva@example.se", "invited")
        ]  # fmt: skip


def test_queue_18_an_invitation_that_nobody_answers_lapses_and_changes_nothing_else(town: World) -> None:
    ask(town, "Anna", now="05-08 10:00")  # its last day is Friday the 22nd
    town.tick(at("05-22 23:59:59"))
    town.tick(at("05-25 07:59"))
    assert standing(town) == {"Anna co_applicant": "invited"}
    for now in ("05-25 08:00", "05-25 08:01", "05-27 08:00"):
        town.tick(at(now))
    assert standing(town) == {"Anna co_applicant": "lapsed"}
    assert letters(town) == [("companion_invited", "bo@example.se"), ("companion_lapsed", "Anna")]
    with town.scope():
        events = Event.objects.filter(kind__startswith="companion.").order_by("pk")
        assert list(events.values_list("kind", "actor")) == [
            ("companion.invited", f"person:{town.people['Anna'].pk}"), ("companion.lapsed", "portal")
        ]  # fmt: skip


def test_queue_18_an_answer_is_in_time_until_midnight_whether_or_not_the_step_ran(town: World) -> None:
    ask(town, "Anna")
    assert answer(town, "Bo", now="05-26 00:00") == Refused(("too_late",))
    assert answer(town, "Bo", now="05-25 23:59:59").state == "accepted"


def test_queue_18_an_invitation_is_answered_once_by_one_other_person(town: World) -> None:
    town.person("Cecilia", serial=990)
    ask(town, "Anna")
    key = key_to(town)
    assert answer(town, "Bo", key="guessed") == Refused(("not_found",))
    assert answer(town, "Anna", key=key) == Refused(("yourself",))
    assert answer(town, "Bo", yes=False, key=key).state == "declined"
    assert answer(town, "Bo", key=key) == Refused(("already_answered",))
    assert answer(town, "Cecilia", key=key) == Refused(("wrong_person",))
    assert counted(town, "Anna") == []
    with town.scope():
        assert Consent.objects.count() == 0


def test_queue_18_one_that_was_taken_back_is_not_answered(town: World) -> None:
    companion = ask(town, "Anna")
    assert end(town, "Bo", companion) == Refused(("not_yours",))
    assert end(town, "Anna", companion, "05-11 11:00") is None
    assert answer(town, "Bo") == Refused(("taken_back",))
    assert end(town, "Anna", companion) == Refused(("already_ended",))
    assert letters(town) == [("companion_invited", "bo@example.se")]


@pytest.mark.parametrize(("leaves", "hears"), [("Anna", "Bo"), ("Bo", "Anna")])
def test_queue_18_either_may_leave_and_the_other_is_told(town: World, leaves: str, hears: str) -> None:
    companion = ask(town, "Anna")
    answer(town, "Bo")
    assert end(town, leaves, companion) is None
    assert counted(town, "Anna") == []
    assert letters(town)[2:] == [("companion_ended", hears)]
    assert answer(town, "Bo") == Refused(("already_answered",))
    assert isinstance(ask(town, "Anna", now="05-13 11:00"), Companion)


def test_queue_19_a_yes_needs_every_consent_and_keeps_its_wording_and_time(town: World) -> None:
    ask(town, "Anna")
    half = {"personal_data": CONSENTS["personal_data"]}
    assert answer(town, "Bo", consents=half) == Refused(("consent_missing",))
    assert standing(town) == {"Anna co_applicant": "invited"}
    assert answer(town, "Bo").consent_wording == "\n".join(CONSENTS.values())
    with town.scope():
        kept = Consent.objects.order_by("kind").values_list("person__given_name", "kind", "wording", "given_at")
        assert list(kept) == [("Bo", kind, CONSENTS[kind], at("05-12 10:00")) for kind in sorted(CONSENTS)]


def test_queue_19_a_consent_that_was_given_before_stands_as_it_was_given(town: World) -> None:
    with town.scope():
        Consent.objects.create(
            person=town.people["Bo"], kind="credit_check", wording="Förut.", given_at=at("05-01 12:00")
        )
    ask(town, "Anna")
    assert answer(town, "Bo").consent_wording == "\n".join(CONSENTS.values())
    with town.scope():
        kept = Consent.objects.filter(kind="credit_check").values_list("wording", "given_at")
        assert list(kept) == [("Förut.", at("05-01 12:00"))]


def test_queue_5_asking_answering_and_parting_never_move_anyones_points(town: World) -> None:
    def points() -> list[tuple[Any, ...]]:
        with town.scope():
            fields = ("person", "points_from", "registered_at", "renewed_on", "deactivated_at", "look_again_at")
            return list(Registration.objects.order_by("pk").values_list(*fields))

    before = points()
    assert len(before) == 2
    companion = ask(town, "Anna")
    asked = points()
    answer(town, "Bo")
    joined = points()
    end(town, "Bo", companion)
    assert [asked, joined, points()] == [before] * 3


def test_who_asks_learns_nothing_of_whether_an_address_is_known(town: World) -> None:
    known = ask(town, "Anna", email="bo@example.se")
    end(town, "Anna", known, "05-11 10:30")
    unknown = ask(town, "Anna", email="nobody@example.se")
    told = [
        {name: value for name, value in vars(row).items() if name not in {"id", "_state", "invited_email", "key_hash"}}
        for row in (known, unknown)
    ]
    assert told[0] == told[1]
    with town.scope():
        mails = list(Message.objects.filter(kind="companion_invited").order_by("pk"))
        assert [(mail.person_id, mail.context.keys()) for mail in mails] == [(None, mails[0].context.keys())] * 2


def test_the_key_is_kept_nowhere_once_it_is_mailed(town: World, mailoutbox: list[Any]) -> None:
    ask(town, "Anna")
    key = key_to(town)
    mailing.send_due(at("05-11 10:01"))
    mail = next(mail for mail in mailoutbox if mail.to == ["bo@example.se"])
    assert f"/mina-sidor/inbjudan/{key}/" in mail.body
    with town.scope():
        rows = [*Message.objects.values_list("context", "body", "subject"), *Companion.objects.values_list()]
        assert key not in str(rows)
        assert key not in str(list(Event.objects.values_list("data")))


@pytest.mark.parametrize("name", ["Anna", "Kl1cka www.example.se", "Vinn-a-lot!"])
def test_a_mail_says_who_asks_by_given_name_if_it_is_one(town: World, name: str) -> None:
    with town.scope():
        type(town.people["Anna"]).objects.filter(given_name="Anna").update(given_name=name)
    ask(town, "Anna")
    with town.scope():
        assert Message.objects.get(kind="companion_invited").context["asks"] == (name if name == "Anna" else "")


def test_a_protected_person_is_not_named_in_the_mail(town: World) -> None:
    with town.scope():
        type(town.people["Anna"]).objects.filter(given_name="Anna").update(protected=True)
    ask(town, "Anna")
    with town.scope():
        assert Message.objects.get(kind="companion_invited").context["asks"] == ""


def test_strangers_are_not_flooded_with_invitations(town: World) -> None:
    for number in range(5):
        end(town, "Anna", ask(town, "Anna", email=f"x{number}@example.se"), "05-11 10:30")
    assert ask(town, "Anna", email="x6@example.se") == Refused(("too_many",))
    assert isinstance(ask(town, "Anna", email="x6@example.se", now="05-12 10:00"), Companion)
