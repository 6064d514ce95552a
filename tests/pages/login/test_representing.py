"""Bo acts for Anna, because she has said so: on her pages, under her eyes, and no further than she said."""

from __future__ import annotations

import pytest

from letting.models import Interest, Lease
from queues.models import Consent, Registration
from tenants.actors import person_actor
from tenants.mandates import end_mandate
from tenants.models import Event, Extent, Mandate, MandateState, Message, Person
from tests.cast import Clock, World, at, make_world, number_in_series, other_landlord
from tests.pages.login.ombud import HERE, accepted, agreed, mandate, person, visitor
from tests.pages.my_pages.conftest import Visitor
from tests.pages.my_pages.scenes import awarded
from tests.pages.office import inside, letters, person_page, words


def test_every_page_says_whom_bo_acts_for_and_shows_hers(two: World) -> None:
    bo = agreed(two)
    for path in ("/mina-sidor/", "/mina-sidor/koer/", "/", "/lediga/", "/konto/email/"):
        page = words(bo.get(path))
        assert "<b>Du företräder Anna Test</b>" in page, path
    assert "2010" in bo.text("/mina-sidor/koer/")
    bo.post(f"{HERE}sluta/")
    assert "Du företräder" not in bo.text("/mina-sidor/")


def test_what_bo_does_is_annas_and_she_is_told_each_time(two: World) -> None:
    listing = two.listing()
    bo = agreed(two)
    assert bo.post(f"/lediga/{listing.pk}/anmal/").status_code == 303
    with two.scope():
        assert Interest.objects.get().person_id == two.people["Anna"].pk
        event = Event.objects.get(kind="interest.made")
        letter = Message.objects.get(kind="mandate_acted")
    assert (event.actor, event.person_id) == (f"representative:{mandate(two).pk}", two.people["Anna"].pk)
    assert (letter.person_id, letter.context["name"], [deed["kind"] for deed in letter.context["deeds"]]) == (
        two.people["Anna"].pk, "Bo", ["interest.made"],
    )  # fmt: skip
    anna = visitor(two, "Anna")
    assert "Bo har gjort något åt dig" in anna.text("/mina-sidor/meddelanden/")
    assert "Bo, ditt ombud, har gjort det här åt dig:" in anna.text(f"/mina-sidor/meddelanden/{letter.pk}/")


def test_staff_read_who_it_was(two: World) -> None:
    listing = two.listing()
    agreed(two).post(f"/lediga/{listing.pk}/anmal/")
    page = words(inside(two).get(person_page(two.people["Anna"])))
    assert "Bo Test, ombud för Anna Test" in page


def test_what_anna_does_herself_is_told_to_nobody(two: World) -> None:
    listing = two.listing()
    accepted(two)
    visitor(two, "Anna").post(f"/lediga/{listing.pk}/anmal/")
    assert "mandate_acted" not in letters(two, "Anna")


def test_one_who_may_act_keeps_the_points_by_coming_and_a_reader_does_not(two: World, clock: Clock) -> None:
    accepted(two)
    clock.now = at("06-01 10:00")
    visitor(two, "Bo").post(f"{HERE}{mandate(two).pk}/foretrad/")
    assert str(person(two, "Anna").last_login_on) == "2026-06-01"
    with two.scope():
        Mandate.objects.update(extent=Extent.READ)
    clock.now = at("06-05 10:00")
    visitor(two, "Bo").post(f"{HERE}{mandate(two).pk}/foretrad/")
    assert str(person(two, "Anna").last_login_on) == "2026-06-01"


def test_a_reader_reads_and_changes_nothing_anywhere(two: World) -> None:
    listing = two.listing()
    bo = agreed(two, extent="read")
    assert bo.get("/mina-sidor/koer/").status_code == 200
    text = "Det här är en lång text som inte ska gå förlorad."
    for path in (
        f"/lediga/{listing.pk}/anmal/", f"/lediga/{listing.pk}/favorit/", "/mina-sidor/koer/housing/fornya/",
        "/mina-sidor/meddelanden/alla-lasta/", "/mina-sidor/klagomal/ny/",
    ):  # fmt: skip
        answer = bo.post(path, text=text)
        assert (answer.status_code, "låter dig läsa, men inte ändra" in words(answer)) == (403, True), path
        assert text in words(answer)
    with two.scope():
        assert Interest.objects.count() == 0


OWN = [
    "/mina-sidor/uppgifter/", "/mina-sidor/uppgifter/radera/", "/mina-sidor/uppgifter/radera/angra/",
    "/mina-sidor/uppgifter/utdrag/", "/mina-sidor/uppgifter/utdrag/bestall/", "/mina-sidor/uppgifter/utdrag/data/",
    "/mina-sidor/uppgifter/lasningar/", "/mina-sidor/uppgifter/utdrag/1/utdrag.pdf", HERE, f"{HERE}fraga/",
    f"{HERE}1/avsluta/", f"{HERE}1/foretrad/", f"{HERE}1/svara/",
]  # fmt: skip


@pytest.mark.parametrize("path", OWN)
def test_some_things_are_only_annas(two: World, path: str) -> None:
    bo = agreed(two, may_sign="on")
    answers = [bo.get(path), bo.post(path, email="bo@example.se", phone="070-1", sure="on")]
    assert {answer.status_code for answer in answers} <= {403, 405}
    assert 403 in {answer.status_code for answer in answers}
    anna = person(two, "Anna")
    assert (anna.email, anna.phone) == ("anna@example.se", "")


def test_no_consent_is_given_in_annas_name(clock: Clock, db: None) -> None:
    flen = make_world("flen")
    flen.person("Anna", born="19400101", since=None)
    flen.person("Bo", serial=989, since=None)
    bo = agreed(flen)
    answer = bo.post("/mina-sidor/koer/housing/ga-med/", personal_data="on", credit_check="on")
    assert (answer.status_code, "samtycken" in words(answer)) == (403, True)
    with flen.scope():
        assert (Consent.objects.count(), Registration.objects.count()) == (0, 0)


@pytest.mark.parametrize("may_sign", [False, True])
def test_a_lease_is_signed_only_where_the_consent_says_so(town: World, clock: Clock, may_sign: bool) -> None:
    awarded(town, clock)
    bo = agreed(town, **({"may_sign": "on"} if may_sign else {}))
    with town.scope():
        lease = Lease.objects.get(person=town.people["Anna"])
    form = {"read": "on"} | {item["kind"]: "on" for item in lease.terms.get("undertakes", [])}
    answer = bo.post(f"/mina-sidor/avtal/{lease.pk}/skriv-under/", **form)
    with town.scope():
        signed = Lease.objects.get(pk=lease.pk).signed_at is not None
    assert (answer.status_code, signed) == ((303, True) if may_sign else (403, False))


def test_a_mandate_ends_at_once_and_a_form_that_was_open_does_nothing(two: World) -> None:
    listing = two.listing()
    bo = agreed(two)
    assert bo.get(f"/lediga/{listing.pk}/").status_code == 200
    assert visitor(two, "Anna").post(f"{HERE}{mandate(two).pk}/avsluta/").status_code == 303
    answer = bo.post(f"/lediga/{listing.pk}/anmal/", note="Det här skrev jag i ett långt formulär.")
    page = words(answer)
    assert (answer.status_code, "Du är inte längre ombud" in page, "långt formulär" in page) == (409, True, True)
    with two.scope():
        assert Interest.objects.count() == 0  # neither Anna's nor Bo's
    assert "Du företräder" not in bo.text("/mina-sidor/")
    assert letters(two, "Bo") == ["mandate_waits", "mandate_ended"]
    assert letters(two, "Anna") == ["mandate_answered", "mandate_ended"]


def test_a_page_that_is_opened_after_the_end_is_bos_own(two: World) -> None:
    bo = agreed(two)
    visitor(two, "Anna").post(f"{HERE}{mandate(two).pk}/avsluta/")
    answer = bo.get("/mina-sidor/koer/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/mina-sidor/")
    assert "Uppdraget som ombud har upphört." in bo.text("/mina-sidor/")
    assert "2010" not in bo.text("/mina-sidor/koer/")


def test_it_ends_after_its_last_day(two: World, clock: Clock) -> None:
    bo = agreed(two, ends_on="2026-05-13")
    clock.now = at("05-13 23:59:59")
    assert bo.get("/mina-sidor/koer/").status_code == 200
    clock.now = at("05-14 00:00")
    assert bo.get("/mina-sidor/koer/").status_code == 303
    two.tick(at("05-14 00:01"))
    assert mandate(two).state == MandateState.ENDED


def test_protected_identity_has_no_ombud_here_and_ends_one_that_there_was(two: World) -> None:
    bo = agreed(two)
    with two.scope():
        Person.objects.filter(pk=two.people["Anna"].pk).update(protected=True)
    assert bo.get("/mina-sidor/koer/").status_code == 303
    assert "Anna" not in bo.text(HERE)
    answer = visitor(two, "Anna").post(f"{HERE}fraga/", who="c@example.se", extent="act", agree="on")
    assert "Den som har skyddade personuppgifter kan inte ha ombud på Mina sidor." in words(answer)


def test_bos_other_landlord_knows_nothing_of_it(two: World, clock: Clock) -> None:
    agreed(two)
    neighbour = other_landlord()
    neighbour.users["Bo"] = two.users["Bo"]
    neighbour.person("Bo", serial=989)
    there = visitor(neighbour, "Bo")
    session = there.client.session
    session["acting_for"] = mandate(two).pk
    session.save()
    assert there.get("/mina-sidor/koer/").status_code == 303
    assert "Anna" not in there.text(HERE)
    assert there.post(f"{HERE}{mandate(two).pk}/foretrad/").status_code == 404


def test_somebody_elses_mandate_is_not_taken_on(two: World) -> None:
    accepted(two)
    two.person("Cecilia", serial=990)
    cecilia = visitor(two, "Cecilia")
    row = mandate(two)
    assert cecilia.post(f"{HERE}{row.pk}/foretrad/").status_code == 404
    assert cecilia.post(f"{HERE}{row.pk}/avsluta/").status_code == 404
    assert cecilia.post(f"{HERE}{row.pk}/svara/", answer="yes", agree="on").status_code == 404
    session = cecilia.client.session
    session["acting_for"] = row.pk
    session.save()
    assert cecilia.get("/mina-sidor/koer/").status_code == 303


def test_an_ombuds_ombud_does_not_reach_on(two: World) -> None:
    """Cecilia acts for Bo, who acts for Anna: she comes no further than to Bo."""
    accepted(two)
    two.person("Cecilia", serial=990)
    ask = {"who": number_in_series("19900101", 990), "extent": "act", "agree": "on"}
    visitor(two, "Bo").post(f"{HERE}fraga/", **ask)
    first, second = sorted_mandates(two)
    cecilia = visitor(two, "Cecilia")
    cecilia.post(f"{HERE}{second.pk}/svara/", answer="yes", agree="on")
    assert cecilia.post(f"{HERE}{second.pk}/foretrad/").status_code == 303
    assert cecilia.post(f"{HERE}{first.pk}/foretrad/").status_code == 403


def sorted_mandates(world: World) -> list[Mandate]:
    with world.scope():
        return list(Mandate.objects.order_by("pk"))


def test_the_language_stays_each_ones_own(two: World) -> None:
    bo = agreed(two)
    bo.post("/sprak/", language="en", next="/mina-sidor/")
    assert person(two, "Anna").language == "sv"


def test_the_page_asks_the_same_for_one_and_three(two: World) -> None:
    visitor(two, "Anna").post(f"{HERE}fraga/", who="a@example.se", extent="act", agree="on")
    one = visitor(two, "Anna").queries(HERE)
    for n in range(2):
        visitor(two, "Anna").post(f"{HERE}fraga/", who=f"b{n}@example.se", extent="act", agree="on")
    three = visitor(two, "Anna").queries(HERE)
    assert len(one) == len(three) <= 12
    bo = accepted_by_hand(two)
    assert len(bo.queries("/mina-sidor/koer/")) <= 12


def accepted_by_hand(world: World) -> Visitor:
    with world.scope():
        for row in Mandate.objects.all():
            end_mandate(row.pk, by=person_actor(world.people["Anna"].pk), now=at("05-12 10:00"))
    return agreed(world)
