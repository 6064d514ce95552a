"""What holds someone back, on the overview: strikes on the way to a block, and its day. QUEUE-12 to 14."""

import pytest

from letting.models import Interest, Listing
from letting.services.offers import decline
from queues.models import Block, BlockReason
from queues.services.blocks import lift_block, start_blocks
from tenants.core.calendar import Period, Unit
from tenants.outcome import Refused
from tests.cast import STAFF, Clock, World, at, make_world
from tests.pages.my_pages.scenes import Visit

HERE = "/mina-sidor/"


@pytest.fixture
def world(db: None) -> World:
    town = make_world("tunabyggen")
    town.person("Anna", queue="vehicle")
    return town


def spaces(world: World, *numbers: str) -> list[Listing]:
    """Return parking spaces that Anna wants; their offers go out on 13 May and are to be answered by the 18th."""
    found = []
    for number in numbers:
        unit = world.unit(number, kind="vehicle_space", rooms=0, size=12, rent=350)
        listing = world.listing(unit, scheme="vehicle", wanted_last_day=at("05-12 12:00").date())
        assert isinstance(world.wants("Anna", listing), Interest)
        found.append(listing)
    world.tick(at("05-13 08:00"))
    return found


def unanswered(world: World, clock: Clock, *numbers: str) -> None:
    spaces(world, *numbers)
    world.tick(at("05-19 08:00"))
    clock.now = at("05-19 09:00")


def test_queue_12_nothing_is_said_before_there_is_a_strike(world: World, clock: Clock, visit: Visit) -> None:
    spaces(world, "P1")
    clock.now = at("05-13 09:00")
    assert "EJ SVAR" not in visit("Anna").text(HERE)


@pytest.mark.parametrize("count", [1, 2])
def test_queue_12_strikes_are_counted_and_explained(world: World, clock: Clock, visit: Visit, count: int) -> None:
    unanswered(world, clock, *[f"P{n}" for n in range(count)])
    page = visit("Anna").text(HERE)
    assert f"{count} av 3 EJ SVAR" in page
    assert page.count("dot--on") == count
    assert "Vid 3 EJ SVAR kan du inte anmäla intresse på 3 månader. Ett nej räknas aldrig." in page


def test_queue_12_a_no_is_no_strike(world: World, clock: Clock, visit: Visit) -> None:
    first, _second = spaces(world, "P1", "P2")
    assert world.does("Anna", decline, first, at("05-14 10:00")) is None
    world.tick(at("05-19 08:00"))
    clock.now = at("05-19 09:00")
    assert "1 av 3 EJ SVAR" in visit("Anna").text(HERE)


def test_queue_12_the_third_blocks_until_a_day_that_the_overview_names(
    world: World, clock: Clock, visit: Visit
) -> None:
    unanswered(world, clock, "P1", "P2", "P3")
    anna = visit("Anna")
    page = anna.text(HERE)
    assert "Flera erbjudanden har gått ut utan svar." in page
    assert "Du kan anmäla intresse igen från onsdag 19 augusti 2026. Det du redan har anmält fortsätter." in page
    assert "av 3 EJ SVAR" not in page
    unit = world.unit("P9", kind="vehicle_space", rooms=0, size=12, rent=350)
    late = world.listing(unit, scheme="vehicle", publish=at("05-19 09:00"), wanted_last_day=at("08-31 12:00").date())
    assert world.wants("Anna", late, at("08-18 23:59:59")) == Refused(("blocked",))
    clock.now = at("08-19 00:00")
    assert "Flera erbjudanden har gått ut utan svar." not in anna.text(HERE)
    assert isinstance(world.wants("Anna", late, at("08-19 00:00")), Interest)


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (BlockReason.CREDIT_FAILED, "Kreditkontrollen inför ett avtal var inte godkänd."),
        (BlockReason.MISCONDUCT, "Ett hyresförhållande hos oss har misskötts."),
    ],
)
def test_queue_13_and_14_the_overview_says_why_and_until_when_and_a_lifted_block_is_gone(
    world: World, clock: Clock, visit: Visit, reason: BlockReason, says: str
) -> None:
    anna = world.people["Anna"].pk
    with world.scope():
        start_blocks([anna], reason, Period(3, Unit.MONTHS), cause="neglect", by=STAFF, now=at("05-11 08:00"))
        block = Block.objects.get().pk
    page = visit("Anna").text(HERE)
    assert (says in page, "igen från tisdag 11 augusti 2026" in page, "vanvård" in page) == (True, True, False)
    with world.scope():
        assert lift_block(block, reason="Utrett och fel.", by=STAFF, now=at("05-11 08:30")) is None
    page = visit("Anna").text(HERE)
    assert (says in page, "Utrett" in page) == (False, False)


def test_queue_12_after_a_block_the_count_begins_again(world: World, clock: Clock, visit: Visit) -> None:
    unanswered(world, clock, "P1", "P2", "P3")
    with world.scope():
        assert lift_block(Block.objects.get().pk, reason="Sjuk.", by=STAFF, now=at("05-19 08:30")) is None
    assert "EJ SVAR" not in visit("Anna").text(HERE)


def test_queue_12_the_overview_asks_few_questions_with_strikes_and_with_a_block(
    world: World, clock: Clock, visit: Visit
) -> None:
    anna = visit("Anna")
    anna.text(HERE)
    unanswered(world, clock, "P1", "P2")
    with_strikes = len(anna.queries(HERE))
    with world.scope():
        reason, period = BlockReason.CREDIT_FAILED, Period(3, Unit.MONTHS)
        start_blocks([world.people["Anna"].pk], reason, period, by=STAFF, now=at("05-19 08:30"))
    assert (with_strikes <= 12, len(anna.queries(HERE)) <= 12) == (True, True), with_strikes
