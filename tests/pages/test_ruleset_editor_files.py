"""Rules read in from files: what is no ruleset is refused by its key, and the draft is as it was."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tenants.drafting import LARGEST
from tenants.rulesets import presets
from tests.cast import Clock, World, make_world
from tests.pages.ruleset_scenes import begun, data_of, draft_of, form_of, inside, saves, url

SOURCE = presets()["kopparstaden"].read_text(encoding="utf-8")
ORDINARY = url("part", "schemes", "ordinary")
BRAND = url("section", "brand")


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Välj en fil, eller klistra in en text."),
        ("a = = 1", "Texten är inte skriven som TOML."),
        ("x = " + "[" * 50_000, "Texten är inte skriven som TOML."),
        ("x = " + "9" * 10_000, "Texten är inte skriven som TOML."),
        ("# " + "x" * LARGEST, "Texten är för lång: ett regelverk får ha högst 200 000 tecken."),
        (SOURCE.replace("round_size = 10", "rund_size = 10"),
         "Uthyrningssätt, Vanlig uthyrning: Rund size: Namnet finns inte i ett regelverk. Är det felstavat?"),
        (SOURCE.replace('answering = "2 workdays"', 'answering = "two"'),
         "Uthyrningssätt, Vanlig uthyrning: Svarstid: Skriv ett heltal från 1"),
        (SOURCE.replace('queue = "housing"', 'queue = "hosing"'),
         "Uthyrningssätt, Vanlig uthyrning: Kö: kön hosing finns inte."),
        (SOURCE.replace('"calendar",', '"calender",'),
         "Listan över antagna uppgifter pekar på calender, som inte finns."),
        (SOURCE.replace('kind = "age"', 'kind = "hat"'), "Grundkrav, ålder: Slaget finns inte."),
        (SOURCE.replace('slug = "kopparstaden"', 'slug = "grannen"'), "Filen är en annan hyresvärds regelverk"),
        (SOURCE.replace("12 months", "99999 months"), "Perioden är för lång."),
        (SOURCE.replace('name = "Kopparstaden"', 'name = "Koppar\\u0000"'), "tecken som inte kan visas"),
    ],
    ids=range(13),
)  # fmt: skip
def test_a_text_that_is_no_ruleset_is_refused_with_its_key_and_the_draft_is_as_it_was(
    town: World, text: str, said: str
) -> None:
    client = begun(town)
    saves(client, BRAND, colour="#5b2a86")
    before = draft_of(town).source
    seen = form_of(client.get(url("text")), "seen")["seen"]
    pasted = client.post(url("text"), {"text": text, "seen": seen})
    assert (pasted.status_code, said in " ".join(pasted.content.decode().split())) == (422, True)
    assert form_of(pasted, "seen")["text"] == [text]
    if text:
        file = SimpleUploadedFile("regler.toml", text.encode(), "application/toml")
        sent = client.post(url("text"), {"fil": file, "seen": seen})
        assert (sent.status_code, said in " ".join(sent.content.decode().split())) == (422, True)
    assert draft_of(town).source == before


def test_a_file_that_is_no_text_and_one_of_ten_megabytes_are_refused(town: World) -> None:
    client = begun(town)
    picture = SimpleUploadedFile("regler.toml", b"\x89PNG\xff\xfe\x00", "application/toml")
    answer = client.post(url("text"), {"fil": picture, "seen": ""})
    assert (answer.status_code, "Filen går inte att läsa som text." in answer.content.decode()) == (422, True)
    huge = SimpleUploadedFile("regler.toml", b"#" * 10_000_000, "application/toml")
    answer = client.post(url("text"), {"fil": huge, "seen": ""})
    assert (answer.status_code, "högst 200 000 tecken" in answer.content.decode()) == (422, True)
    for address in (url("text"), ORDINARY, url("try")):
        pasted = Client.post(client, address, {"text": "x" * 10_000_000, "name.sv": "x"})
        assert (pasted.status_code, "Det som redan var sparat finns kvar." in pasted.content.decode()) == (400, True)


def test_a_file_becomes_the_draft_and_begins_one_where_there_is_none(town: World) -> None:
    client = inside(town)
    newer = SOURCE.replace("round_size = 10", "round_size = 7").replace("\n", "\r\n")
    file = SimpleUploadedFile("regler.toml", b"\xef\xbb\xbf" + newer.encode(), "application/toml")
    assert client.post(url("text"), {"fil": file, "seen": ""}).status_code == 303
    assert data_of(town)["schemes"]["ordinary"]["round_size"] == 7
    stale = client.post(url("text"), {"text": SOURCE, "seen": "from before"})
    assert (stale.status_code, data_of(town)["schemes"]["ordinary"]["round_size"]) == (422, 7)
    seen = form_of(client.get(url("text")), "seen")["seen"]
    assert client.post(url("text"), {"text": SOURCE, "seen": seen}).status_code == 303
    assert data_of(town)["schemes"]["ordinary"]["round_size"] == 10
