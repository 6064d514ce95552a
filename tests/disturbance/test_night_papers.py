"""What the night service's cases become on paper is read by its tags: reports, in full and masked, and letters."""

from __future__ import annotations

import pytest

from disturbance.models import Report
from disturbance.services.step_letters import LETTERS
from tenants import exporting
from tenants.models import Export
from tests.cast import STAFF, at
from tests.night import make_night, one_night
from tests.paper_tags import Paper, paper

SEVEN, NINE = at("05-23 07:00"), at("05-23 09:00")


@pytest.fixture(scope="module")
def papers(lasting_db: None) -> dict[str, Paper]:
    """A night with one confirmed case, its report in the morning, and each of the letters about the home."""
    night = make_night("kopparstaden")
    world = night.worlds["kopparstaden"]
    case = one_night(night, world)
    world.tick(SEVEN)
    with world.scope():
        for kind, _word in LETTERS.values():
            exporting.order_export(kind, case.subject, form="pdf", reason="Störning", by=STAFF, now=NINE)
    world.tick(NINE)
    with world.scope():
        report = Report.objects.get()
        made = {row.kind: bytes(row.content or b"") for row in Export.objects.all()}
    made |= {"full": bytes(report.full), "masked": bytes(report.masked)}
    return {name: paper(content) for name, content in made.items()}


def test_every_paper_of_the_night_can_be_read_by_its_tags(papers: dict[str, Paper]) -> None:
    assert set(papers) == {"full", "masked", *(kind for kind, _word in LETTERS.values())}
    assert {name: one.faults() for name, one in papers.items()} == {name: [] for name in papers}
    assert {one.language for one in papers.values()} == {"sv"}


def test_a_report_says_the_facts_before_what_led_to_them(papers: dict[str, Paper]) -> None:
    heads = [text for kind, text in papers["full"].read_aloud() if kind in {"H1", "H2"}]
    assert heads[0].startswith("Störningsrapport")
    assert len(heads) > 2
    assert "Anna Lind" in papers["full"].root.words
    assert "Anna Lind" not in papers["masked"].root.words
