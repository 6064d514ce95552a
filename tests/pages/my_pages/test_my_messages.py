"""Every message that the services write has its three templates, whole in both languages and safe to send."""

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings

from letting.models import Check, Lease, Listing, ViewingSlot
from letting.services.leases import paper_of
from letting.services.offers import accept, book_viewing, confirm_viewing
from letting.services.publishing import withdraw_listing
from letting.services.reviews import record_check
from letting.services.signing import sign
from queues.services.registrations import register
from tenants.actors import person_actor
from tenants.erasing import ask_to_be_erased, regret
from tenants.extracts import ask_for_extract
from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outbox import Rendered, declared, render
from tenants.pdf import render_pdf
from tests.cast import STAFF, World, at, make_world

NOT_OURS = {"account_mail"}
# Written in tests of their own, at a landlord that has them.
ELSEWHERE = {
    "priority_filed", "priority_granted", "priority_refused",
    "companion_invited", "companion_answered", "companion_lapsed", "companion_ended", "parent_decided",
    "security_decided", "complaint_filed", "complaint_answered", "profile_wanted", "profile_due", "profile_missing",
    "blocked", "block_lifted", "erasure_hindered", "homes_found", "barrier_answered",
    "mandate_asked", "mandate_waits", "mandate_answered", "mandate_entered", "mandate_given", "mandate_ended",
    "mandate_acted", "notice_received", "notice_confirmed", "notice_withdrawn", "notice_stands",
    "lease_for_two", "lease_for_two_ended", "notice_by_other", "home_claim_received", "home_claimed_by_other",
    "home_claim_granted", "home_claim_refused", "home_claim_lapsed", "own_lease_signed", "home_kept_by_other",
    "joint_notice_asked", "joint_notice_declined", "notice_joined",
    "earlier_move_proposed", "earlier_move_agreed", "earlier_move_declined", "earlier_move_accepted",
    "earlier_move_refused",
    "inspection_wanted", "inspection_booked", "inspection_due", "inspection_off", "clean_again", "protocol_ready",
    "protocol_due", "change_co_asked",
    "change_invited", "change_received", "change_complete", "change_declined", "change_granted", "change_refused",
    "change_withdrawn", "change_lapsed", "change_signed", "change_done", "sublet_shortened", "sign_soon",
    "sublet_ends_soon", "sublet_ended",
    "extra_received", "extra_granted", "extra_refused", "night_reports", "night_removed_soon",
}  # fmt: skip


def check(world: World, listing: Listing, name: str, now: str, *, passed: bool = True) -> None:
    """Let staff decide everything that waits for them about a candidate."""
    with world.scope():
        person = world.people[name].pk
        for kind in list(Check.objects.filter(offer__person=person, result="review").values_list("kind", flat=True)):
            record_check(listing.pk, person, kind, passed=passed, reason="ok", by=STAFF, now=at(now))


@pytest.fixture(scope="module")
def lived(lasting_db: None) -> World:
    """A landlord where everything that is written about has happened."""
    world = make_world()
    for number, (name, since) in enumerate({"Anna": "2010-01-01", "Bo": "2012-01-01", "Cecilia": "2014-01-01"}.items()):
        world.person(name, since=since, serial=988 + number)
    first = world.listing(world.unit("A1"), shown_by="landlord")
    for name in world.people:
        world.wants(name, first)
    world.tick(at("05-18 08:00"))
    with world.scope():
        slot = ViewingSlot.objects.create(listing=first, at=at("05-19 16:00"), place="Porten", capacity=3)
    world.does("Anna", lambda *a, **k: book_viewing(a[0], a[1], slot.pk, **k), first, at("05-18 10:00"))
    world.does("Anna", confirm_viewing, first, at("05-19 17:00"))
    world.tick(at("05-21 08:00"))
    world.does("Anna", accept, first, at("05-21 09:00"))
    world.tick(at("05-22 08:00"))
    world.does("Bo", accept, first, at("05-22 09:00"))
    world.tick(at("05-26 08:00"))  # Cecilia did not answer; Anna is the candidate
    check(world, first, "Anna", "05-26 09:00", passed=False)
    check(world, first, "Bo", "05-26 10:00")
    world.tick(at("06-01 08:00"))  # Bo is reminded on his last day, and signs
    world.does("Bo", sign, first, at("06-01 12:00"))

    second = world.listing(world.unit("A2", street="Trotzgatan 3"), publish=at("06-08 09:00"), scheme="direct")
    world.person("David", since="2020-01-01", serial=991)
    world.wants("David", second, at("06-08 10:00"))
    world.does("David", accept, second, at("06-08 11:00"))
    check(world, second, "David", "06-08 12:00")
    world.tick(at("06-15 08:00"))  # David did not sign
    third = world.listing(world.unit("A3", street="Slaggatan 8"), publish=at("06-15 09:00"))
    world.wants("Cecilia", third, at("06-15 10:00"))
    with world.scope():
        outcome = withdraw_listing(third.pk, reason="Vattenskada.", by=STAFF, now=at("06-15 11:00"))
        assert outcome is None
        eva = world.person("Eva", since=None, serial=992)
        consents = {"personal_data": "ja", "credit_check": "ja"}
        register(eva.pk, "housing", consents=consents, by=person_actor(eva.pk), now=at("06-15 12:00"))
        ask_to_be_erased(eva.pk, by=person_actor(eva.pk), now=at("06-15 12:00"))
        regret(eva.pk, by=person_actor(eva.pk), now=at("06-15 12:01"))
        ask_for_extract(eva.pk, by=person_actor(eva.pk), now=at("06-15 12:00"))
    for day in (date(2027, 4, 2), date(2027, 5, 1), date(2027, 6, 16)):
        world.tick(at("01-01 08:00").replace(year=day.year, month=day.month, day=day.day))
    return world


def rendered(world: World, message: Message, *, language: str = "sv", in_mail: bool = True) -> Rendered:
    rules = rules_today(date(2026, 6, 15))
    extra = {
        "landlord": world.landlord, "facts": rules.landlord, "rules": rules, "person": message.person,
        "in_mail": in_mail,
        "base_url": "http://kopparstaden.localhost:8000" if in_mail else "",
    }  # fmt: skip
    return render(message, language=language, extra=extra)


def each_kind() -> Iterator[str]:
    return (kind for kind in declared() if kind not in NOT_OURS | ELSEWHERE)


@pytest.fixture
def messages(lived: World) -> Iterator[dict[str, Message]]:
    with lived.scope():
        yield {message.kind: message for message in Message.objects.select_related("person").order_by("pk")}


def test_every_kind_of_message_was_written_by_the_services(messages: dict[str, Message]) -> None:
    assert set(each_kind()) - set(messages) == set()


def test_subjects_carry_the_act_and_its_last_day(lived: World, messages: dict[str, Message]) -> None:
    subjects = {
        kind: rendered(lived, message).subject.replace("\N{NO-BREAK SPACE}", " ") for kind, message in messages.items()
    }

    assert subjects == {
        "viewing_offered": "Visning till och med torsdag 21 maj: Åsgatan 14",
        "viewing_booked": "Din visning tisdag 19 maj kl. 16.00: Åsgatan 14",
        "viewing_ended": "Svara senast måndag 25 maj: Åsgatan 14",
        "answer_due": "Sista dagen att svara är i dag, torsdag 21 maj: Åsgatan 14",
        "offer_expired": "Erbjudandet har gått vidare: Åsgatan 14",
        "candidate_named": "Du står i tur: Trotzgatan 3",
        "check_failed": "Du kan inte få Åsgatan 14 den här gången",
        "award_made": "Skriv under senast fredag 12 juni: Trotzgatan 3",
        "sign_due": "Sista dagen att skriva under är i dag, måndag 1 juni: Åsgatan 14",
        "award_lapsed": "Avtalet skrevs inte under i tid: Trotzgatan 3",
        "lease_signed": "Ditt avtal för Åsgatan 14 är undertecknat",
        "listing_let": "Åsgatan 14 är uthyrd",
        "listing_withdrawn": "Annonsen för Slaggatan 8 är tillbakadragen",
        "flat_offered": "Svara senast onsdag 10 juni: Trotzgatan 3",
        "registered": "Du står nu i Bostadskön",
        "points_lapse": subjects["points_lapse"],
        "points_lapsed": "Dina poäng i Bostadskön har börjat om",
        "erasure_asked": "Dina uppgifter raderas efter måndag 29 juni",
        "extract_ready": "Utdraget med det vi vet om dig är klart",
    }
    assert re.fullmatch(r"Logga in senast \w+dag \d+ \w+ så behåller du dina köpoäng", subjects["points_lapse"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_message_is_whole_says_where_to_go_and_keeps_others_out(
    lived: World, messages: dict[str, Message], language: str
) -> None:
    names = {name: person.full_name for name, person in lived.people.items()}

    for kind, message in messages.items():
        mail, page = (rendered(lived, message, language=language, in_mail=in_mail) for in_mail in (True, False))
        assert "http://kopparstaden.localhost:8000/mina-sidor/" in mail.text, kind
        assert "http://kopparstaden.localhost:8000/mina-sidor/" in mail.html, kind
        assert 'href="/mina-sidor/' in page.html, kind
        assert "style=" not in page.html, kind
        assert "<html" not in page.html, kind
        for text in (mail.subject, mail.text, mail.html, page.html):
            assert not re.search(r"\{[{%]|%\(|None|988\d|\b\d{8}-?\d{4}\b", text), (kind, text)
            assert not any(name in text for name in names.values()), kind


def test_text_parts_are_not_escaped_for_html(lived: World, messages: dict[str, Message]) -> None:
    message = messages["viewing_offered"]
    message.context = {**message.context, "street": "Å & Ö <b>"}

    words = rendered(lived, message)
    assert words.subject.endswith(": Å & Ö <b>")
    assert "Å & Ö <b>" in words.text
    assert "Å &amp; Ö &lt;b&gt;" in words.html


def inflated(content: bytes) -> Iterator[bytes]:
    """Return a PDF's compressed streams, unpacked."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            yield zlib.decompress(stream)


def test_the_lease_is_a_tagged_pdf_with_parties_terms_and_signature(lived: World) -> None:
    with lived.scope():
        lease = Lease.objects.get(signed_at__isnull=False)
        context = paper_of(lease)
        content, _ = render_pdf("lease", context)
    unpacked = content + b"".join(inflated(content))

    assert content.startswith(b"%PDF-1.7")
    for mark in (b"/MarkInfo", b"/StructTreeRoot", b"/Lang (sv)", b"pdfuaid:part", b"/H1", b"/TH"):
        assert mark in unpacked, mark
    html = render_to_string("pdf/lease.html", context).replace("\N{NO-BREAK SPACE}", " ")
    assert "skrev under avtalet på Mina sidor måndag 1 juni 2026 kl. 12.00." in html
    assert "<strong>7 200 kr i månaden</strong>" in html
    assert lease.sha256[:32] in html


def test_a_document_that_reaches_outside_gets_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "pdf").mkdir()
    (tmp_path / "pdf" / "bad.html").write_text(
        '<html lang="sv"><title>x</title><img src="file:///etc/hostname" alt="x">'
    )
    (tmp_path / "pdf" / "document.css").write_text("@import url(http://127.0.0.1/x.css);")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]

    with override_settings(TEMPLATES=templates):
        render_pdf("bad", {})

    refused = [record.getMessage() for record in caplog.records if "disallowed protocol" in record.getMessage()]
    assert len(refused) == 2
