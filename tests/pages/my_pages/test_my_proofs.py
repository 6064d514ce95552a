"""Bevis: what was sent, word for word, with its second, its address and its number."""

import re
from html import unescape
from typing import Any

from tenants import mailing
from tenants.models import Message
from tests.cast import Clock, World, at
from tests.pages.my_pages.scenes import Visit, offered

KIND = "viewing_offered"


def facts(page: str) -> dict[str, str]:
    found = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page)
    return {name: unescape(value).replace("\N{NO-BREAK SPACE}", " ") for name, value in found}


def offer_message(world: World, name: str = "Anna") -> Message:
    with world.scope():
        return Message.objects.get(person=world.people[name], kind=KIND)


def test_a_mailed_message_is_proved_as_it_was_sent(
    world: World, clock: Clock, visit: Visit, mailoutbox: list[Any]
) -> None:
    offered(world)
    clock.now = at("05-18 08:01").replace(second=7)
    mailing.send_due(clock.now)
    message = offer_message(world)
    anna = visit("Anna")
    with world.scope():
        world.people["Anna"].email = "ny@example.se"
        world.people["Anna"].save()
    page = anna.text(f"/mina-sidor/meddelanden/{message.pk}/bevis/")
    mail = next(mail for mail in mailoutbox if mail.extra_headers["Message-ID"].startswith(f"<{message.mail_id}@"))
    assert facts(page) == {
        "Från": world.landlord.name,
        "Till": "Anna Test",
        "Skrivet på Mina sidor": "måndag 18 maj 2026 kl. 08.00.00",
        "Mejlat": "måndag 18 maj 2026 kl. 08.01.07",
        "Mejlat till": mail.to[0],
        "Mejlets nummer": mail.extra_headers["Message-ID"].strip("<>"),
        "Markerat som läst": "Nej",
    }
    body = page.split('id="text"')[1].split("</section>")[0]
    shown = unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br>|</p>", "\n", body)))
    assert shown.split()[len(mail.subject.split()) :][-20:] == mail.body.split()[-20:]
    assert "ordagrant" in page


def test_a_message_on_its_way_says_so_and_nobody_elses_is_shown(world: World, visit: Visit) -> None:
    offered(world)
    anna = visit("Anna")
    page = anna.text(f"/mina-sidor/meddelanden/{offer_message(world).pk}/bevis/")
    assert facts(page)["Mejlat"] == "Inte än. Mejlet skickas strax."
    assert "inte mejlat" in page
    assert anna.get(f"/mina-sidor/meddelanden/{offer_message(world, 'Bo').pk}/bevis/").status_code == 404


def test_the_second_is_told_in_english_too(world: World, clock: Clock, visit: Visit) -> None:
    offered(world)
    anna = visit("Anna")
    anna.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = anna.text(f"/mina-sidor/meddelanden/{offer_message(world).pk}/bevis/")
    assert facts(page)["Written on My pages"] == "Monday 18 May 2026 at 08:00:00"
