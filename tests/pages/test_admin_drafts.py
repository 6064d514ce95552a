"""Drafts on their way out: looked at as those who seek see them, given a time, published many at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from letting.core.states import ListingState
from letting.models import Listing
from tenants.models import Role
from tests.cast import Clock, World, at, make_world
from tests.pages.office import bench, inside, queries, text, told, words

MANY = "/admin/letting/listing/publicera-flera/"
LIST = "/admin/letting/listing/"


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    clock.now = at("05-11 08:00")
    return make_world()


def state(world: World, listing: Listing) -> tuple[str, Any]:
    seen = world.see(listing)
    return str(seen.state), seen.publish_at


def test_a_draft_is_seen_as_those_who_seek_will_see_it(town: World) -> None:
    draft, eva = town.listing(publish=None), inside(town)
    assert f'href="{bench("preview", draft)}"' in text(eva, bench("publish", draft))
    page = text(eva, bench("preview", draft))
    for said in ("Förhandsgranskning", "Den är inte publicerad", "Åsgatan 14", "7 200 kr", "fredag 15 maj kl. 24",
                 "Logga in och anmäl intresse"):  # fmt: skip
        assert said in page
    assert (state(town, draft), told(town, "listing")) == (("draft", None), [])
    assert eva.get(reverse("public:flat", args=[draft.pk])).status_code == 404


def test_what_is_published_has_its_own_page(town: World) -> None:
    listing = town.listing(publish=at("05-11 07:00"))
    answer = inside(town).get(bench("preview", listing))
    assert (answer.status_code, answer["Location"]) == (303, reverse("public:flat", args=[listing.pk]))


def test_a_caretaker_sees_no_preview(town: World) -> None:
    draft = town.listing(publish=None)
    assert inside(town, "Kurt", Role.CARETAKER).get(bench("preview", draft)).status_code == 403


def test_a_draft_is_given_a_time_and_goes_out_by_itself(town: World) -> None:
    draft, eva = town.listing(publish=None), inside(town)
    answer = eva.post(bench("plan", draft), {"at": "2026-05-12T09:00"}, follow=True)
    assert "Annonsen publiceras tisdag 12 maj kl. 09.00." in words(answer)
    assert "Utkastet publiceras automatiskt tisdag 12 maj kl. 09.00." in words(answer)
    assert state(town, draft) == ("draft", at("05-12 09:00"))
    town.tick(at("05-12 08:59"))
    assert state(town, draft)[0] == "draft"
    town.tick(at("05-12 09:00"))
    assert state(town, draft)[0] == ListingState.ADVERTISED
    assert [kind for kind, _data in told(town, "listing")] == ["listing.planned", "listing.published"]


def test_the_time_is_taken_away(town: World) -> None:
    draft, eva = town.listing(publish=None), inside(town)
    eva.post(bench("plan", draft), {"at": "2026-05-12T09:00"})
    assert "Publiceringstiden är borttagen." in words(eva.post(bench("plan", draft), {"drop": "1"}, follow=True))
    town.tick(at("05-12 09:00"))
    assert state(town, draft) == ("draft", None)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("", "Välj dag och klockslag."),
        ("i morgon", "Skriv dag och klockslag"),
        ("2026-05-11T07:59", "Tiden har passerat."),
    ],
)
def test_a_time_that_is_none_is_refused(town: World, sent: str, said: str) -> None:
    draft = town.listing(publish=None)
    assert said in words(inside(town).post(bench("plan", draft), {"at": sent}, follow=True))
    assert state(town, draft) == ("draft", None)


def test_what_is_published_gets_no_time(town: World) -> None:
    listing = town.listing(publish=at("05-11 07:00"))
    answer = inside(town).post(bench("plan", listing), {"at": "2026-05-12T09:00"}, follow=True)
    assert "Det går inte längre" in words(answer)


def test_many_are_published_at_once_after_a_look(town: World) -> None:
    drafts = [town.listing(number=f"A{n}", publish=None) for n in range(3)]
    odd = town.listing(number="A9", publish=None, scheme="gone")
    eva = inside(town)
    chosen = {"action": "publish_chosen", "_selected_action": [row.pk for row in (*drafts[:2], odd)]}
    answer = eva.post(LIST, chosen)
    assert (answer.status_code, answer["Location"].startswith(f"{MANY}?annons=")) == (303, True)
    page = text(eva, answer["Location"])
    for said in (
        "Publicera 2 annonser",
        "fredag 15 maj kl. 24",
        "Inflyttningsdag saknas.",
        "ingen annons att publicera",
    ):
        assert said in page
    done = words(eva.post(MANY, {"annons": [row.pk for row in drafts[:2]]}, follow=True))
    assert "2 annonser är publicerade." in done
    assert [state(town, row)[0] for row in (*drafts, odd)] == ["advertised", "advertised", "draft", "draft"]


def test_one_that_cannot_be_published_does_not_stop_the_others(town: World) -> None:
    live = town.listing(publish=at("05-11 07:00"))
    second = town.listing(unit=live.unit, publish=None)
    good = town.listing(number="A2", publish=None)
    page = words(inside(town).post(MANY, {"annons": [second.pk, good.pk, "x", "9" * 40]}, follow=True))
    assert ("Objektet har redan en annons" in page, "1 annons är publicerad." in page) == (True, True)
    assert [state(town, row)[0] for row in (second, good)] == ["draft", "advertised"]


def test_a_reader_neither_plans_nor_publishes_many(town: World) -> None:
    draft, rut = town.listing(publish=None), inside(town, "Rut", Role.READER)
    sent = {"annons": draft.pk, "at": "2026-05-12T09:00"}
    assert [rut.post(url, sent).status_code for url in (MANY, bench("plan", draft))] == [403, 403]
    assert state(town, draft) == ("draft", None)


def test_the_list_counts_each_state_and_is_sorted_by_the_next_last_day(town: World) -> None:
    soon, late = town.listing(publish=at("05-11 07:00")), town.listing(number="A2", publish=at("05-11 07:00"))
    with town.scope():
        Listing.objects.filter(pk=late.pk).update(advert_last_day=at("05-29 00:00").date())
    town.listing(number="A3", publish=None)
    eva = inside(town)
    page = text(eva, LIST)
    for said in ("Annonseras (2)", "Utkast (1)", "Pågår (2)", "fre 15 maj, sista anmälningsdag"):
        assert said in page
    week = text(eva, f"{LIST}?dag=7")
    assert (f"/{soon.pk}/arbetsbank" in week, f"/{late.pk}/arbetsbank" in week) == (True, False)
    ordered = text(eva, f"{LIST}?o=-3")
    assert ordered.index(f"/{late.pk}/arbetsbank") < ordered.index(f"/{soon.pk}/arbetsbank")


def test_the_pages_ask_the_same_for_one_and_for_three(town: World) -> None:
    drafts = [town.listing(number="A1", publish=None)]
    eva = inside(town)
    counts = []
    for turn in range(2):
        asked = "&".join(f"annons={row.pk}" for row in drafts)
        counts.append([len(queries(eva, url)) for url in (f"{MANY}?{asked}", LIST, bench("preview", drafts[0]))])
        drafts += [town.listing(number=f"B{turn}{n}", publish=None) for n in range(2)]
    assert (counts[0] == counts[1], max(counts[0]) <= 12) == (True, True), counts


def test_the_start_page_tells_of_coming_days_and_of_rent_that_does_not_come_in(town: World) -> None:
    listing = town.listing(publish=at("05-11 07:00"))
    empty = town.listing(number="A2", publish=at("05-11 07:00"))
    with town.scope():
        Listing.objects.filter(pk=empty.pk).update(move_in=at("05-01 00:00").date())
    eva = inside(town)
    page = text(eva, "/admin/")
    for said in (
        "Sista dagar inom en vecka",
        "Sista anmälningsdag: fredag 15 maj kl. 24",
        "<b>14 400</b> <span>kr i månaden i pågående uthyrningar",
        "<b>7 200</b> <span>kr i månaden i hyra för det som står tomt",
    ):
        assert said in page  # fmt: skip
    assert bench("workbench", listing) in page
    assert len(queries(eva, "/admin/")) <= 12
