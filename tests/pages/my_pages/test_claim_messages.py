"""The letters about priority and complaints: whole in both languages, and no mail tells what only Mina sidor should."""

from __future__ import annotations

import re
from datetime import date

import pytest

from letting.models import Complaint
from letting.services.complaints import answer_complaint, file_complaint
from queues.models import PriorityClaim
from queues.services.priority import apply_for_priority, decide_priority, withdraw_claim
from tenants.actors import PORTAL, person_actor
from tenants.landlords import rules_today
from tenants.models import Message, Role
from tenants.outbox import Rendered, render
from tenants.rulesets import presets
from tests.cast import STAFF, World, at, world_from

NOW = at("05-11 10:00")
GROUND, REASON, SAID = "Familjens situation", "Skälet som bara hon läser.", "Svaret som bara hon läser."
INSTANCES = """
[[complaints]]
answered_by = { sv = "Chefen", en = "The head" }
role = "manager"
within = "4 workdays"
[[complaints]]
answered_by = { sv = "Styrelsen", en = "The board" }
role = "director"
"""


def world_with(*, gives: str = "consideration", appeal: bool = False, instances: str = "") -> World:
    """Return a landlord with a ground that is nobody else's business, and the rest as asked."""
    source = presets()["wennergrens"].read_text(encoding="utf-8")
    source = source.replace('gives = "consideration"', f'gives = "{gives}"')
    source = source.replace("appeal = false", f"appeal = {str(appeal).lower()}")
    source = source.replace("[priority.grounds.family]", "[priority.grounds.family]\ndocument = false")
    return world_from(f"{source}\n{instances}", "wennergrens.localhost:8000")


def decided(world: World, *, granted: bool) -> dict[str, Message]:
    """Let Anna apply and be answered; return her letters by kind."""
    anna = world.person("Anna")
    me = person_actor(anna.pk)
    with world.scope():
        claim = apply_for_priority(anna.pk, "family", statement={}, text="x", by=me, now=NOW)
        assert isinstance(claim, PriorityClaim)
        cause = "special" if granted else "not_covered"
        decide_priority(claim.pk, granted=granted, cause=cause, reason=REASON, by=STAFF, now=NOW)
        if granted:
            withdraw_claim(claim.pk, by=me, now=NOW)
        return {row.kind: row for row in Message.objects.select_related("person").order_by("pk")}


def complained(world: World, *, upheld: bool) -> dict[str, Message]:
    anna = world.person("Anna")
    with world.scope():
        complaint = file_complaint(anna.pk, subject="", text="Fel.", by=PORTAL, now=NOW)
        assert isinstance(complaint, Complaint)
        answer_complaint(complaint.pk, text=SAID, upheld=upheld, by=STAFF, role=Role.MANAGER, now=NOW)
        return {row.kind: row for row in Message.objects.select_related("person").order_by("pk")}


def rendered(world: World, message: Message, *, in_mail: bool, language: str = "sv") -> Rendered:
    with world.scope():
        rules = rules_today(date(2026, 5, 11))
    extra = {
        "landlord": world.landlord, "facts": rules.landlord, "rules": rules, "person": message.person,
        "in_mail": in_mail, "base_url": f"http://{world.host}" if in_mail else "",
    }  # fmt: skip
    words = render(message, language=language, extra=extra)
    return Rendered(*(text.replace("\N{NO-BREAK SPACE}", " ") for text in (words.subject, words.text, words.html)))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("granted", [True, False])
def test_every_letter_is_whole_says_where_to_go_and_keeps_the_rest_out_of_the_mail(
    db: None, language: str, granted: bool
) -> None:
    world = world_with(instances=INSTANCES)
    letters = decided(world, granted=granted) | complained(world, upheld=granted)
    assert len(letters) == 4
    for kind, letter in letters.items():
        mail, page = (rendered(world, letter, in_mail=in_mail, language=language) for in_mail in (True, False))
        assert f"http://{world.host}/mina-sidor/" in mail.text, kind
        assert f"http://{world.host}/mina-sidor/" in mail.html, kind
        assert 'href="/mina-sidor/' in page.html, kind
        assert "style=" not in page.html, kind
        for text in (mail.subject, mail.text, mail.html, page.html):
            unnamed = re.sub(r"(Hej|Hello) Anna,", "", text, count=1)  # by her given name, and in no other way
            assert not re.search(r"\{[{%]|%\(|None|Anna|988\d", unnamed), (kind, text)
        for secret in (GROUND, "Your family", REASON, SAID):
            assert secret not in mail.subject + mail.text + mail.html, kind


def test_scheme_7_a_granted_claim_says_what_it_gives(db: None) -> None:
    first = world_with(gives="first_place")
    page = rendered(first, decided(first, granted=True)["priority_granted"], in_mail=False)
    assert page.subject == "Du har fått förtur"
    assert "Den ställer dig först i turordningen tills du har fått ett erbjudande." in page.text
    assert f"Grund: {GROUND}." in page.text
    assert REASON in page.text


def test_scheme_7_a_claim_that_gives_consideration_says_so(db: None) -> None:
    world = world_with()
    page = rendered(world, decided(world, granted=True)["priority_granted"], in_mail=False)
    assert "Vi tar hänsyn till den när vi väljer vem som får en bostad." in page.text


@pytest.mark.parametrize(
    ("appeal", "instances", "said"),
    [
        (False, "", "Beslutet kan inte överklagas."),
        (True, "", "Skriv eller ring till oss, så prövar vi det igen."),
        (True, INSTANCES, "lämna ett klagomål på Mina sidor och välj beslutet där."),
    ],
)
def test_scheme_7_a_refusal_says_whether_and_how_it_can_be_tried_again(
    db: None, appeal: bool, instances: str, said: str
) -> None:
    world = world_with(appeal=appeal, instances=instances)
    letter = decided(world, granted=False)["priority_refused"]
    assert said in rendered(world, letter, in_mail=False).text
    assert said in rendered(world, letter, in_mail=True).text
    assert "Skälet ger inte förtur hos oss. Skälet som bara hon läser." in rendered(world, letter, in_mail=False).text


def test_scheme_10_the_letters_name_the_instance_its_last_day_and_the_next_one(db: None) -> None:
    world = world_with(instances=INSTANCES)
    letters = complained(world, upheld=False)
    filed, answered = (rendered(world, letters[f"complaint_{kind}"], in_mail=True) for kind in ("filed", "answered"))
    assert "Det besvaras av: Chefen." in filed.text
    assert "Du får svar senast måndag 18 maj kl. 24." in filed.text
    assert "Är du inte nöjd kan du få det prövat av nästa instans: Styrelsen." in answered.text
