"""The letters about changes of leases, whole in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from tenants.landlords import rules_today
from tenants.models import Message
from tenants.outbox import Rendered, render
from tests.cast import World, at, make_world
from tests.letting.changing import answers, asks, grants, refuses, shows_paper, signs, withdraws
from tests.letting.renting import gives_notice, rents

Letters = dict[str, dict[str, Rendered]]


@pytest.fixture(scope="module")
def letters(lasting_db: None) -> Letters:
    """Anna adds Bo; he declines, she withdraws, is refused, nobody signs; a sublet runs its course."""
    world = make_world("tunabyggen")
    world.person("Anna", serial=988)
    world.person("Bo", serial=989)
    every_way(world)
    extra = {"landlord": world.landlord, "in_mail": True, "base_url": "http://tunabyggen.localhost:8000"}
    with world.scope():
        rules = rules_today(date(2026, 6, 15))
        extra |= {"facts": rules.landlord, "rules": rules, "person": world.people["Anna"]}
        rows = Message.objects.filter(kind__regex="^(change|sublet|sign)").order_by("pk")
        return {row.kind: {one: render(row, language=one, extra=extra) for one in ("sv", "en")} for row in rows}


def every_way(world: World) -> None:
    cecilia = world.person("Cecilia", serial=991)
    two = rents(world, "Anna", world.unit("A2", street="Trotzgatan 3"), co_renter=cecilia)
    shows_paper(world, two, "sublet", "05-20 12:00")
    days = {"from_on": date(2026, 6, 3), "until_on": date(2027, 1, 31)}
    short = asks(world, two, "sublet", now="05-20 12:10", **days)
    gives_notice(world, two, "05-20 12:20")
    withdraws(world, short, "Anna", "05-20 12:30")
    home = rents(world, "Anna", world.unit("A1", street="Åsgatan 14"))
    asks(world, home, "addition")
    answers(world, "Bo", yes=False)
    taken_back = asks(world, home, "addition")
    answers(world, "Bo")
    withdraws(world, taken_back, "Bo", "05-21 11:00")
    refused = asks(world, home, "addition", now="05-21 12:00")
    answers(world, "Bo", "05-21 13:00")
    refuses(world, refused, "05-21 14:00")
    unsigned = asks(world, home, "addition", now="05-21 15:00")
    answers(world, "Bo", "05-21 16:00")
    grants(world, unsigned, "05-21 17:00")
    world.tick(at("05-29 08:00"))
    world.tick(at("06-01 00:00"))
    shows_paper(world, home, "sublet", "06-02 08:00")
    sublet = {"from_on": date(2026, 6, 3), "until_on": date(2026, 7, 20)}
    change = asks(world, home, "sublet", now="06-02 09:00", **sublet)
    answers(world, "Bo", "06-02 10:00")
    grants(world, change, "06-02 11:00")
    for moment in ("06-20 08:00", "07-21 00:00"):
        world.tick(at(moment))
    signed = asks(world, home, "addition", now="07-22 10:00", from_on=date(2026, 8, 1))
    answers(world, "Bo", "07-22 11:00")
    grants(world, signed, "07-22 12:00")
    for name in ("Anna", "Bo"):
        signs(world, signed, name, "07-22 13:00")
    world.tick(at("08-01 00:00"))


def test_each_letter_says_what_holds_now(letters: Letters) -> None:
    assert {kind: (said["sv"].subject, said["en"].subject) for kind, said in letters.items()} == {
        "change_received": (
            "Din ansökan om inskrivning på avtalet, Åsgatan 14",
            "Your application for an addition to the lease, Åsgatan 14",
        ),
        "change_co_asked": (
            "Svara senast onsdag 3 juni: ansökan om andrahandsuthyrning, Trotzgatan 3",
            "Answer by Wednesday 3 June: application for subletting, Trotzgatan 3",
        ),
        "change_invited": (
            "Svara senast onsdag 5 augusti: någon ansöker om inskrivning på avtalet tillsammans med dig",
            "Answer by Wednesday 5 August: someone applies for an addition to the lease together with you",
        ),
        "change_declined": (
            "Svar på din ansökan om inskrivning på avtalet, Åsgatan 14",
            "Answer to your application for an addition to the lease, Åsgatan 14",
        ),
        "change_complete": (
            "Ansökan om inskrivning på avtalet är komplett, Åsgatan 14",
            "The application for an addition to the lease is complete, Åsgatan 14",
        ),
        "change_withdrawn": (
            "Ansökan om inskrivning på avtalet är tillbakatagen, Åsgatan 14",
            "The application for an addition to the lease has been withdrawn, Åsgatan 14",
        ),
        "change_refused": (
            "Ansökan om inskrivning på avtalet är avslagen, Åsgatan 14",
            "The application for an addition to the lease is refused, Åsgatan 14",
        ),
        "change_granted": (
            "Ansökan om inskrivning på avtalet är beviljad, Åsgatan 14",
            "The application for an addition to the lease is granted, Åsgatan 14",
        ),
        "sign_soon": (
            "Skriv under senast söndag 31 maj: nytt avtal för Åsgatan 14",
            "Sign by Sunday 31 May: new lease of Åsgatan 14",
        ),
        "change_lapsed": (
            "Ansökan om inskrivning på avtalet blev inte av, Åsgatan 14",
            "The application for an addition to the lease came to nothing, Åsgatan 14",
        ),
        "sublet_ends_soon": (
            "Andrahandsuthyrningen av Åsgatan 14 upphör snart", "The sublet of Åsgatan 14 ends soon",
        ),
        "sublet_shortened": (
            "Andrahandsuthyrningen av Trotzgatan 3 upphör tidigare", "The sublet of Trotzgatan 3 ends earlier",
        ),
        "sublet_ended": ("Andrahandsuthyrningen av Åsgatan 14 har upphört", "The sublet of Åsgatan 14 has ended"),
        "change_signed": (
            "Det nya avtalet är undertecknat: inskrivning på avtalet, Åsgatan 14",
            "The new lease is signed: an addition to the lease, Åsgatan 14",
        ),
        "change_done": (
            "Från i dag gäller det nya avtalet: inskrivning på avtalet, Åsgatan 14",
            "From today the new lease is in force: an addition to the lease, Åsgatan 14",
        ),
    }  # fmt: skip
    texts = {kind: said["sv"].text.replace("\N{NO-BREAK SPACE}", " ") for kind, said in letters.items()}
    for kind, told in {
        "change_received": "Vi har mejlat bo@example.se, som behöver säga ja senast onsdag 5 augusti",
        "change_co_asked": "Anna, som du hyr tillsammans med, ansöker om andrahandsuthyrning (Trotzgatan 3).",
        "change_complete": "Ni får besked senast onsdag 12 augusti 2026.",
        "change_refused": "Skäl: Skälet räcker inte.",
        "change_granted": "Det ska vara gjort senast fredag 31 juli",
        "sign_soon": "Annars blir det inte av, och avtalen gäller som förut.",
        "change_lapsed": "Det nya avtalet skrevs inte under i tid",
        "change_signed": "gäller från lördag 1 augusti 2026 och kan inte längre tas tillbaka.",
        "sublet_ends_soon": "upphör måndag 20 juli 2026.",
        "sublet_shortened": "upphör måndag 31 augusti 2026. Andrahandsuthyrningen upphör då också, i stället för",
        "change_invited": "Anna hyr en bostad av Tunabyggen och ansöker om inskrivning på avtalet tillsammans med dig.",
    }.items():
        assert told in texts[kind], (kind, texts[kind])


def test_each_letter_leads_to_the_matter_in_text_and_html(letters: Letters) -> None:
    for kind, said in letters.items():
        way = "/mina-sidor/avtal/svara/" if kind == "change_invited" else "/mina-sidor/avtal/andring/"
        for one in said.values():
            assert way in one.text, kind
            assert way in one.html, kind
