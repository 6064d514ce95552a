"""Anna asks someone to be her ombud, and is answered."""

from __future__ import annotations

import pytest

from tenants.actors import person_actor
from tenants.mandates import end_all_of
from tenants.models import Extent, Mandate, MandateState, Message, Person
from tests.cast import Clock, World, at, number_in_series
from tests.pages.login.ombud import HERE, accepted, mandate, person, visitor
from tests.pages.office import letters, told, words


def test_anna_asks_by_number_and_bo_says_yes(two: World) -> None:
    accepted(two)
    row = mandate(two)
    assert (row.person, row.agent, row.extent, row.state, row.wording_version) == (
        person(two, "Anna"), person(two, "Bo"), Extent.ACT, MandateState.ACCEPTED, "1",
    )  # fmt: skip
    assert row.wording == (
        "Anna Test låter ombudet läsa och göra allt på Mina sidor hos Kopparstaden i sitt namn. "
        "Det gäller tills någon av de två avslutar det. Ombudet får inte ändra inloggning, kontaktuppgifter eller "
        "samtycken. Det kan avslutas när som helst."
    )
    assert letters(two, "Bo") == ["mandate_waits"]
    assert letters(two, "Anna") == ["mandate_answered"]
    assert [kind for kind, _ in told(two, "mandate")] == ["mandate.asked", "mandate.accepted"]


def test_bo_is_asked_by_mail_and_answers_by_its_link(two: World) -> None:
    visitor(two, "Anna").post(f"{HERE}fraga/", who="bo@elsewhere.se", extent="read", agree="on")
    with two.scope():
        mail = Message.objects.get(kind="mandate_asked")
    assert (mail.to, mail.person) == ("bo@elsewhere.se", None)
    bo, link = visitor(two, "Bo"), f"{HERE}svara/{mail.context['key']}/"
    assert "Anna Test vill ha dig som ombud" in bo.text(link)
    assert bo.post(link, answer="yes").status_code == 422
    assert bo.post(link, answer="yes", agree="on").status_code == 303
    assert mandate(two).state == MandateState.ACCEPTED
    assert "Frågan är redan besvarad." in bo.text(link)


def test_a_no_is_told_and_gives_nothing(two: World) -> None:
    visitor(two, "Anna").post(f"{HERE}fraga/", who="bo@example.se", extent="act", agree="on")
    with two.scope():
        key = Message.objects.get(kind="mandate_asked").context["key"]
    bo = visitor(two, "Bo")
    assert bo.post(f"{HERE}svara/{key}/", answer="no").status_code == 303
    assert mandate(two).state == MandateState.DECLINED
    assert bo.post(f"{HERE}{mandate(two).pk}/foretrad/").status_code == 303
    assert "Du företräder" not in bo.text("/mina-sidor/")


def test_a_number_that_nobody_has_here_is_answered_alike(two: World) -> None:
    anna = visitor(two, "Anna")
    for who in (number_in_series("19900101", 989), number_in_series("19700101", 989)):
        assert anna.post(f"{HERE}fraga/", who=who, extent="act", agree="on").status_code == 303
        assert "Frågan är ställd." in anna.text(HERE)
    assert letters(two, "Bo") == ["mandate_waits"]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"who": "bo@"}, "Skriv en hel e-postadress"),
        ({"who": "19870704-9996"}, "Det här är inget personnummer"),
        ({"who": ""}, "Skriv en e-postadress eller ett personnummer."),
        ({"who": "ANNA@example.se"}, "Du kan inte vara ditt eget ombud."),
        ({"who": number_in_series("19400101")}, "Du kan inte vara ditt eget ombud."),
        ({"extent": "everything"}, "Välj vad ombudet får göra."),
        ({"extent": ""}, "Välj vad ombudet får göra."),
        ({"extent": "read", "may_sign": "on"}, "Den som bara får läsa kan inte skriva under avtal."),
        ({"ends_on": "2026-05-11"}, "Den sista dagen måste vara i dag eller senare"),
        ({"ends_on": "2099-01-01"}, "inom fem år"),
        ({"ends_on": "snart"}, "Skriv dagen så här: ÅÅÅÅ-MM-DD."),
        ({"agree": ""}, "Kryssa i rutan för att kunna fråga."),
    ],
)
def test_a_question_that_cannot_be_asked_keeps_what_was_typed(two: World, sent: dict[str, str], sentence: str) -> None:
    form = {"who": "bo@example.se", "extent": "act", "agree": "on"} | sent
    answer = visitor(two, "Anna").post(f"{HERE}fraga/", **form)
    page = words(answer)
    assert (answer.status_code, sentence in page) == (422, True), page
    assert not sent.get("who") or f'value="{sent["who"]}"' in page
    with two.scope():
        assert Mandate.objects.count() == 0


def test_so_many_can_be_asked_and_no_more(two: World) -> None:
    anna = visitor(two, "Anna")
    for n in range(3):
        assert anna.post(f"{HERE}fraga/", who=f"a{n}@example.se", extent="act", agree="on").status_code == 303
    assert "så många ombud" in words(anna.post(f"{HERE}fraga/", who="d@example.se", extent="act", agree="on"))


def test_a_question_that_nobody_answers_lapses(two: World, clock: Clock) -> None:
    visitor(two, "Anna").post(f"{HERE}fraga/", who="bo@example.se", extent="act", agree="on")
    two.tick(at("06-01 08:00"))
    assert mandate(two).state == MandateState.LAPSED


def test_one_who_is_erased_acts_for_nobody_and_nobody_for_her(two: World, clock: Clock) -> None:
    accepted(two)
    visitor(two, "Anna").post(f"{HERE}fraga/", who=number_in_series("19900101", 989), extent="read", agree="on")
    with two.scope():
        end_all_of(Person.objects.get(pk=two.people["Bo"].pk), person_actor(two.people["Bo"].pk), clock.now)
        rows = list(Mandate.objects.order_by("pk").values_list("state", "invited_index"))
    assert rows == [(MandateState.ENDED, None), (MandateState.ENDED, None)]
