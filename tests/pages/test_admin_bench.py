"""From draft to award at the workbench, through the admin's front door."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from letting.core.states import ListingState
from letting.models import Check, Listing, Offer
from letting.services.offers import accept
from tenants.models import Delivery, Event, Message, Role
from tests.cast import Clock, World, at, make_world


@pytest.fixture
def clock(clock: Clock) -> Clock:
    clock.now = at("05-11 09:00")
    return clock


@pytest.fixture
def town(db: None, clock: Clock) -> World:
    return make_world()


def inside(world: World, name: str = "Eva", role: str = Role.OFFICER) -> Client:
    client = Client(headers={"host": world.host})
    client.force_login(world.staff(name, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, *args: int) -> str:
    return reverse(f"admin:letting_listing_{name}", args=args)


def kinds(world: World, listing: Listing) -> list[str]:
    with world.scope():
        return list(Event.objects.filter(subject=listing.subject).order_by("pk").values_list("kind", flat=True))


SLOTS = {"slots-TOTAL_FORMS": "0", "slots-INITIAL_FORMS": "0"}


def test_a_unit_becomes_a_published_listing_in_three_clicks(town: World) -> None:
    unit = town.unit()
    client = inside(town)
    assert f"/admin/letting/listing/add/?unit={unit.pk}" in client.get("/admin/letting/unit/").content.decode()
    form = {"unit": str(unit), "scheme": "ordinary", "shown_by": "tenant", **SLOTS}
    answer = client.post(f"{reverse('admin:letting_listing_add')}?unit={unit.pk}", form)
    with town.scope():
        listing = Listing.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, url("publish", listing.pk))
    preview = client.get(answer["Location"]).content.decode()
    assert "Sista anmälningsdag är fredag 15 maj kl. 24." in preview
    published = client.post(url("publish", listing.pk))
    assert (published.status_code, published["Location"]) == (303, url("workbench", listing.pk))
    assert (town.see(listing).state, kinds(town, listing)) == (
        ListingState.ADVERTISED,
        ["row.added", "listing.published"],
    )


def test_a_last_day_that_the_rules_do_not_leave_to_staff_is_refused(town: World) -> None:
    unit = town.unit()
    form = {"unit": str(unit), "scheme": "ordinary", "shown_by": "tenant", "wanted_last_day": "2026-06-01", **SLOTS}
    answer = inside(town).post(reverse("admin:letting_listing_add"), form)
    page = answer.content.decode()
    assert ("bestämmer reglerna den sista dagen" in page, "2026-06-01" in page) == (True, True)


def test_the_state_of_a_listing_cannot_be_posted(town: World) -> None:
    listing = town.listing(publish=None)
    form = {
        "unit": str(listing.unit),
        "scheme": "ordinary",
        "shown_by": "tenant",
        "state": "let",
        "round": "7",
        **SLOTS,
    }
    assert inside(town).post(reverse("admin:letting_listing_change", args=[listing.pk]), form).status_code == 303
    seen = town.see(listing)
    assert (seen.state, seen.round) == (ListingState.DRAFT, 0)


def test_a_reader_can_neither_publish_nor_withdraw_nor_change(town: World) -> None:
    draft, live = town.listing(publish=None), town.listing(number="A2")
    client = inside(town, "Rut", Role.READER)
    assert client.post(url("publish", draft.pk)).status_code == 403
    assert client.post(url("withdraw", live.pk), {"reason": "x"}).status_code == 403
    assert client.post(reverse("admin:letting_listing_change", args=[draft.pk]), {}).status_code == 403
    assert client.get(url("workbench", live.pk)).status_code == 200
    assert (town.see(draft).state, town.see(live).state) == (ListingState.DRAFT, ListingState.ADVERTISED)


def test_publishing_twice_is_told_in_a_sentence(town: World) -> None:
    listing = town.listing()
    answer = inside(town).post(url("publish", listing.pk), follow=True)
    assert "Det går inte längre" in answer.content.decode()
    assert kinds(town, listing) == ["listing.published"]


def test_a_listing_is_withdrawn_with_a_reason_that_is_told(town: World) -> None:
    listing = town.listing()
    town.wants("Anna", listing)
    client = inside(town)
    empty = client.post(url("withdraw", listing.pk), {"reason": " "})
    assert (empty.status_code, "Skriv ett skäl." in empty.content.decode()) == (422, True)
    answer = client.post(url("withdraw", listing.pk), {"reason": "Vattenskada"}, follow=True)
    page = answer.content.decode()
    assert (town.see(listing).state, "Vattenskada" in page) == (ListingState.WITHDRAWN, True)
    assert kinds(town, listing)[-1] == "listing.withdrawn"
    with town.scope():
        assert list(Message.objects.filter(kind="listing_withdrawn").values_list("person__given_name", flat=True)) == [
            "Anna"
        ]


def candidate(town: World, clock: Clock) -> Listing:
    """Anna said yes, alone: her checks wait for staff."""
    listing = town.listing()
    town.wants("Anna", listing)
    town.tick(at("05-18 08:00"))
    town.tick(at("05-22 08:00"))
    town.does("Anna", accept, listing, at("05-22 10:00"))
    clock.now = at("05-22 13:00")
    return listing


def test_deciding_every_review_leads_to_the_award(town: World, clock: Clock) -> None:
    listing = candidate(town, clock)
    client = inside(town)
    bench = client.get(url("workbench", listing.pk)).content.decode()
    assert "13\N{NO-BREAK SPACE}443" in bench  # rent 7 200 and the normal amount 6 243 for one
    with town.scope():
        waiting = list(Check.objects.filter(result="review").values_list("pk", flat=True))
    for check in waiting:
        form = {f"c{check}-reason": "Intyg uppvisat", f"c{check}-answer": "pass"}
        assert client.post(url("decide", listing.pk, check), form).status_code == 303
    assert (town.see(listing).state, town.offers(listing)) == (ListingState.AWARDED, {"Anna": "awarded"})
    again = client.post(
        url("decide", listing.pk, waiting[0]),
        {f"c{waiting[0]}-reason": "x", f"c{waiting[0]}-answer": "fail"},
        follow=True,
    )
    assert "Det är redan avgjort" in again.content.decode()
    assert town.offers(listing) == {"Anna": "awarded"}


def test_a_decision_without_a_reason_is_asked_for_one(town: World, clock: Clock) -> None:
    listing = candidate(town, clock)
    with town.scope():
        check = Check.objects.filter(result="review").earliest("pk").pk
    answer = inside(town).post(url("decide", listing.pk, check), {f"c{check}-reason": "", f"c{check}-answer": "pass"})
    assert (answer.status_code, "Skriv ett skäl." in answer.content.decode()) == (422, True)
    assert town.see(listing).state == ListingState.CHECKING


def test_a_reader_decides_nothing(town: World, clock: Clock) -> None:
    listing = candidate(town, clock)
    with town.scope():
        check = Check.objects.filter(result="review").earliest("pk").pk
    answer = inside(town, "Rut", Role.READER).post(url("decide", listing.pk, check), {f"c{check}-reason": "x"})
    assert answer.status_code == 403


def test_staff_answer_for_someone_who_phones_and_the_log_says_so(town: World, clock: Clock) -> None:
    listing = town.listing()
    town.wants("Anna", listing)
    town.tick(at("05-18 08:00"))
    clock.now = at("05-19 10:00")
    client = inside(town)
    with town.scope():
        offer = Offer.objects.get().pk
    act = url("act", listing.pk, offer)
    unsure = client.post(act, {"deed": "viewed"})
    assert (unsure.status_code, "Kontrollera vem du talar med" in unsure.content.decode()) == (422, True)
    early = client.post(act, {"deed": "yes", "sure": "on", "how": "phone"}, follow=True)
    assert "Det går inte längre" in early.content.decode()
    assert client.post(act, {"deed": "viewed", "sure": "on", "how": "phone"}).status_code == 303
    assert client.post(act, {"deed": "yes", "sure": "on", "how": "phone"}).status_code == 303
    assert town.offers(listing) == {"Anna": "candidate"}
    with town.scope():
        assert Event.objects.get(kind="offer.accepted").actor.startswith("staff:")


def test_the_workbench_asks_as_much_for_three_interests_as_for_sixty(town: World) -> None:
    few, many = town.listing(), town.listing(number="A2")
    for number in range(60):
        name = f"Sökande{number}"
        town.person(name, born=f"19{60 + number % 30}01{1 + number // 30:02d}", login=False, serial=988 + number % 10)
        town.wants(name, many)
        if number < 3:
            town.wants(name, few)
    client = inside(town)
    client.get("/admin/")
    asked = []
    for listing in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("workbench", listing.pk)).status_code == 200
        asked.append(
            [row["sql"] for row in queries.captured_queries if not row["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        )
    own = [sql for sql in asked[1] if "letting_" in sql or "tenants_event" in sql or "tenants_membership" in sql]
    assert (len(asked[0]), len(own) <= 12) == (len(asked[1]), True), own
    second = client.get(url("workbench", many.pk) + "?page=3").content.decode()
    assert "Visar 51–60 av 60" in second


def test_the_start_page_tells_what_waits(town: World, clock: Clock) -> None:
    candidate(town, clock)
    clock.now = at("05-22 13:00")
    town.listing(unit=town.unit("B1", street="Tomgatan 1"), publish=at("05-22 09:00"))
    with town.scope():
        message = Message.objects.earliest("pk")
        Message.objects.filter(pk=message.pk).update(delivery=Delivery.FAILED, look_again_at=None)
    client = inside(town)
    page = client.get("/admin/").content.decode()
    for words in (
        "Kontroller att avgöra",
        "Åsgatan 14",
        "Annonser utan intresseanmälningar",
        "Tomgatan 1",
        "Meddelanden som inte kom fram",
    ):
        assert words in page
    answer = client.post(reverse("admin:tenants_message_again", args=[message.pk]))
    with town.scope():
        seen = Message.objects.get(pk=message.pk)
    assert (answer.status_code, seen.delivery, seen.look_again_at) == (303, Delivery.QUEUED, clock.now)


def test_a_ruleset_is_shown_in_swedish_with_its_assumptions_marked(town: World) -> None:
    town.listing()
    with town.scope():
        from tenants.models import Ruleset

        pk = Ruleset.objects.get().pk
    page = inside(town).get(reverse("admin:tenants_ruleset_change", args=[pk])).content.decode()
    for words in ("Uthyrningssätt: Vanlig uthyrning", "4 arbetsdagar", "Antaget", "Åsgatan 14, A1"):
        assert words in page


def test_a_units_picture_is_drawn_anew_with_its_words_and_nothing_else(town: World, tmp_path: Path) -> None:
    unit = town.unit()
    drawn = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "kanariefågel"
    Image.new("RGB", (40, 30), "red").save(drawn, "JPEG", exif=exif)
    upload = SimpleUploadedFile("../hemlig.jpg", drawn.getvalue(), "image/jpeg")
    form = {
        "street": unit.street, "number": unit.number, "kind": unit.kind, "rooms": 2, "size": "58.0", "rent": 7300,
        "pictures-TOTAL_FORMS": 1, "pictures-INITIAL_FORMS": 0, "pictures-0-image": upload,
        "pictures-0-alt": "Vardagsrum", "pictures-0-position": 0,
    }  # fmt: skip
    with override_settings(MEDIA_ROOT=tmp_path):
        answer = inside(town).post(reverse("admin:letting_unit_change", args=[unit.pk]), form)
        assert answer.status_code == 302
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        with Image.open(files[0]) as kept:
            assert (len(files), files[0].suffix, dict(kept.getexif())) == (1, ".webp", {})
    with town.scope():
        event = Event.objects.get(subject=f"letting.unit:{unit.pk}")
    assert (event.kind, "hyra" in event.data["fields"].lower()) == ("row.changed", True)


def test_a_unit_keeps_its_own_number(town: World) -> None:
    town.unit("A1")
    other = town.unit("A2")
    form = {"street": "Å", "number": "A1", "kind": "apartment", "rooms": 2, "size": "58", "rent": 1,
            "pictures-TOTAL_FORMS": 0, "pictures-INITIAL_FORMS": 0}  # fmt: skip
    answer = inside(town).post(reverse("admin:letting_unit_change", args=[other.pk]), form)
    assert "Ett annat objekt har redan det numret." in answer.content.decode()
