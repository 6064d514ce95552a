"""Önskemål on Mina sidor. QUEUE-15, SCHEME-6."""

import pytest

from queues.models import Registration, Wishes
from tests.cast import Clock, World, make_world
from tests.pages.my_pages.conftest import words
from tests.pages.my_pages.scenes import Visit

HERE = "/mina-sidor/sokandeprofil/onskemal/"


@pytest.fixture
def world(db: None) -> World:
    world = make_world("wennergrens")
    world.unit("R1", area="Rönnen")
    world.unit("C1", area="Centrum")
    return world


def queues(world: World) -> list[tuple[str, bool]]:
    with world.scope():
        rows = Registration.objects.order_by("pk").select_related("queue")
        return [(row.queue.slug, row.deactivated_at is None) for row in rows]


def test_queue_15_ticking_the_area_on_the_page_joins_its_queue(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    page = anna.text(HERE)
    assert "Rönnen. Området har en egen kö: valet ställer dig i Kön till Rönnen." in page
    saved = anna.post(HERE, areas=["ronnen", "centrum"], features=["lift"], least_rooms="2", most_rent="9 000 kr")
    assert (saved.status_code, saved["Location"]) == (303, HERE)
    assert queues(world) == [("housing", True), ("ronnen", True)]
    with world.scope():
        row = Wishes.objects.get()
        assert (row.areas, row.features, row.least_rooms, row.most_rent) == (["Rönnen", "Centrum"], ["lift"], 2, 9000)
    page = anna.text(HERE)
    assert page.count(" checked") == 3
    assert 'value="9000"' in page
    assert "Kön till Rönnen" in anna.text("/mina-sidor/koer/")


def test_queue_15_unticking_the_area_rests_the_place_and_the_history_says_why(world: World, visit: Visit) -> None:
    anna = visit("Anna")
    anna.post(HERE, areas=["ronnen"])
    anna.post(HERE)
    assert queues(world) == [("housing", True), ("ronnen", False)]
    assert "Din plats i kön vilar, eftersom du valde bort området. Poängen är kvar." in anna.text("/mina-sidor/koer/")
    assert anna.post("/mina-sidor/koer/ronnen/ateraktivera/").status_code == 303
    assert queues(world) == [("housing", True), ("ronnen", True)]
    with world.scope():
        assert Wishes.objects.get().areas == ["Rönnen"]


def test_queue_15_joining_the_areas_queue_is_choosing_the_area(world: World, visit: Visit) -> None:
    visit("Anna").post("/mina-sidor/koer/ronnen/ga-med/", personal_data="on", credit_check="on")
    with world.scope():
        assert Wishes.objects.get().areas == ["Rönnen"]


def test_queue_15_who_stands_in_no_queue_is_told_what_to_do_first(world: World, visit: Visit) -> None:
    answer = visit("Anna", since=None).post(HERE, areas=["ronnen"], least_rooms="3")
    assert answer.status_code == 422
    assert "Ställ dig i kö under Köer först." in words(answer)
    assert 'value="3"' in words(answer)
    assert queues(world) == []


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"least_rooms": "-2"}, "Skriv ett tal mellan 1 och 20."),
        ({"least_rooms": "två"}, "Skriv ett helt tal med siffror."),
        ({"most_rent": "1000000000000"}, "Skriv ett tal mellan 1 och 1 000 000."),
        ({"most_rent": "9" * 30}, ""),
        ({"most_rent": "<script>"}, "Skriv ett helt tal med siffror."),
        ({"most_rent": "1\x002"}, ""),
        ({"areas": ["mordor"]}, "Området finns inte att välja längre."),
        ({"features": ["castle"]}, "Önskemålet finns inte."),
    ],
)
def test_absurd_wishes_are_told_at_their_field_and_nothing_is_saved(
    world: World, visit: Visit, said: dict[str, object], says: str
) -> None:
    answer = visit("Anna").post(HERE, **said)
    assert answer.status_code == 422
    assert says in words(answer)
    assert "field__error" in words(answer)
    assert "<script>" not in words(answer).replace("<script src=", "")
    with world.scope():
        assert not Wishes.objects.exists()


def test_an_area_that_is_gone_stays_wished_for(world: World, visit: Visit, clock: Clock) -> None:
    anna = visit("Anna")
    anna.post(HERE, areas=["centrum"])
    with world.scope():
        Wishes.objects.update(areas=["Gamla stan"])
    assert anna.post(HERE, areas=["centrum"]).status_code == 303
    with world.scope():
        assert Wishes.objects.get().areas == ["Gamla stan", "Centrum"]
    assert len(anna.queries(HERE)) <= 12
