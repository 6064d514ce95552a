"""What the pages say of the rules: every figure of every landlord, and every key of the schema, in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from tenants.models import Ruleset
from tenants.rulesets import Rules, parse, presets
from tenants.rulesets.queue_rules import QueueRules
from tenants.rulesets.requirement_rules import HouseholdRule
from tests.cast import Clock, World, at, make_world
from tests.pages.rules_scenes import cards_of, changes, figures_in, figures_of, keys, tidy

LANDLORDS = {slug: parse(path.read_text(encoding="utf-8")) for slug, path in presets().items()}
LANGUAGES = ("sv", "en")

# Keys that the rules page leaves unsaid, each with the reason. The landlord, its look and its words are no rules.
NO_RULES = {"Rules.format", "Rules.landlord", "Rules.brand", "Rules.messages", "MessageRules.addition"}
NOT_FOR_APPLICANTS = {
    "ComplaintStep.role": "who of the staff writes the answer down; who answers is said",
    "AgeRule.kind": "what kind of requirement it is: one value",
    "ConductRule.kind": "one value",
    "CreditRule.kind": "one value",
    "HouseholdRule.kind": "one value",
    "IncomeRule.kind": "one value",
    "MovedInRule.kind": "one value",
    "OneLeaseRule.kind": "one value",
    "ReferencesRule.kind": "one value",
}


@pytest.fixture(scope="module")
def worlds(lasting_db: None) -> dict[str, World]:
    return {slug: make_world(slug) for slug in LANDLORDS}


@pytest.fixture(scope="module")
def page(worlds: dict[str, World]) -> Iterator[Callable[..., str]]:
    """Return a landlord's page as its source; each is drawn once for all that is asked of it."""

    @cache
    def get(slug: str, path: str, language: str = "sv") -> str:
        answer = Client(HTTP_HOST=worlds[slug].host, HTTP_ACCEPT_LANGUAGE=language).get(path)
        assert answer.status_code == 200
        return answer.content.decode()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tenants.clock.now", lambda: at("05-12 10:00"))
        yield get


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", LANDLORDS)
def test_every_figure_of_a_queue_stands_in_its_card(page: Callable[..., str], slug: str, language: str) -> None:
    rules, cards = LANDLORDS[slug], cards_of(page(slug, "/regler/", language))
    missing = {
        name: figures_of(_with_reminders(queue)) - figures_in(cards[f"queue-{place}"])
        for place, (name, queue) in enumerate(rules.queues.items(), 1)
        if queue.elsewhere is None
    }
    assert missing == {name: set() for name, queue in rules.queues.items() if queue.elsewhere is None}


def _with_reminders(queue: QueueRules) -> Any:
    """Return a queue; its reminders are a rule only where points can be lost."""
    return queue if queue.activity is not None else queue.model_copy(update={"reminder_days": ()})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", LANDLORDS)
def test_every_figure_of_a_way_of_letting_stands_in_its_card(
    page: Callable[..., str], slug: str, language: str
) -> None:
    rules, cards = LANDLORDS[slug], cards_of(page(slug, "/regler/", language))
    missing = {name: figures_of(scheme) - figures_in(cards[f"scheme-{name}"]) for name, scheme in rules.schemes.items()}
    assert missing == {name: set() for name in rules.schemes}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", LANDLORDS)
def test_every_figure_of_a_requirement_stands_among_the_requirements(
    page: Callable[..., str], slug: str, language: str
) -> None:
    rules, cards = LANDLORDS[slug], cards_of(page(slug, "/regler/", language))
    asked = {name for scheme in rules.schemes.values() for name in scheme.requirements}
    wanted = {figure for name in asked for figure in figures_of(_with_what_counts(rules.requirements[name]))}
    assert wanted - {0} - figures_in(cards["asks"]) == set()


def _with_what_counts(rule: Any) -> Any:
    """Return a requirement; the age of a small child is a rule only where there are limits for small children."""
    if isinstance(rule, HouseholdRule) and not any(limit.small_children for limit in rule.limits):
        return rule.limits
    return rule


@pytest.mark.parametrize("slug", LANDLORDS)
def test_every_amount_stands_in_its_table(page: Callable[..., str], slug: str) -> None:
    rules, cards = LANDLORDS[slug], figures_in(tidy(re.sub(r"<[^>]+>", " ", page(slug, "/regler/"))))
    assert figures_of((rules.normal_amounts, rules.reserved_amounts)) - cards == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", LANDLORDS)
def test_how_it_works_tells_every_way_of_letting_with_its_periods_and_its_queue(
    page: Callable[..., str], slug: str, language: str
) -> None:
    rules, cards = LANDLORDS[slug], cards_of(page(slug, "/sa-fungerar-det/", language))
    missing = {}
    for name, scheme in rules.schemes.items():
        card = cards[f"way-{name}"]
        like = next((cards[f"way-{one}"] for one, other in rules.schemes.items() if _like(scheme, other, rules)), "")
        periods = (scheme.advertising, scheme.viewing, scheme.answering, scheme.profile, scheme.signing, scheme.share)
        queue = rules.queues[scheme.queue].name.in_language(language).lower()
        wanted = figures_of((*periods, scheme.round_size, scheme.move_in_wait))
        missing[name] = (wanted - figures_in(card) - figures_in(like), queue in card.lower())
    assert missing == {name: (set(), True) for name in rules.schemes}


def _like(scheme: Any, other: Any, rules: Rules) -> bool:
    """Say whether an earlier way of letting goes just the same: then the later one is told by its name."""
    left_out = {"name", "queue", "kinds", "requirements"}
    most = {rules.queues[one.queue].max_ongoing_interests for one in (scheme, other)}
    return (
        scheme is not other
        and len(most) == 1
        and scheme.model_dump(exclude=left_out) == other.model_dump(exclude=left_out)
    )


@pytest.mark.parametrize("slug", LANDLORDS)
def test_what_the_landlord_has_not_published_is_marked_and_nothing_else(page: Callable[..., str], slug: str) -> None:
    marks = {card: text.count("Antaget") for card, text in cards_of(page(slug, "/regler/")).items()}
    rules = LANDLORDS[slug]
    wanted = {
        f"scheme-{name}": sum(key.startswith(f"schemes.{name}.") for key in rules.assumed) for name in rules.schemes
    }
    assert {name: marks[name] for name in wanted} == wanted
    assert (marks["checks"], marks["always"], marks["days"]) == (0, 0, 1)


def every_change(done: Container[str]) -> Iterator[tuple[str, Rules, Rules]]:
    """Return each landlord's rules before and after each change of a key that is not done yet."""
    for rules in LANDLORDS.values():
        for name, changed in changes(rules, done):
            yield name, rules, changed


def test_every_key_of_the_rules_is_said_on_the_page_or_is_not_for_applicants(
    worlds: dict[str, World], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever key is changed, the page changes: so it says it. What it does not say is listed, with a reason."""
    facts = {name for name in keys() if name.startswith(("LandlordFacts.", "Brand.", "Words."))}
    told, said = dict[int, str](), NO_RULES | facts
    client = Client(HTTP_HOST=worlds["kopparstaden"].host, HTTP_ACCEPT_LANGUAGE="sv")

    def text(rules: Rules) -> str:
        monkeypatch.setattr(
            Ruleset, "in_force", lambda _day: SimpleNamespace(pk=1, version=1, valid_from=None, rules=rules)
        )
        html = client.get("/regler/").content.decode()
        return tidy(re.sub(r"<[^>]+>", " ", html[html.index("<main") : html.index("</main>")])) + "".join(
            re.findall(r'href="(https?:[^"]+)"', html)
        )

    for name, before, after in every_change(done=said):
        if id(before) not in told:
            told[id(before)] = text(before)
        if text(after) != told[id(before)]:
            said.add(name)
    assert sorted(keys().keys() - said) == sorted(NOT_FOR_APPLICANTS)


def test_the_law_above_sees_every_key_that_carries_the_id_of_a_rule() -> None:
    carrying = {name for name, entry in keys().items() if re.search(r"\b[A-Z]+-\d+", entry.description)}
    changed = set[str]()
    for name, _before, _after in every_change(done=changed):
        changed.add(name)
    assert sorted(carrying - changed - NO_RULES) == []
    assert {"ComplaintStep.role", "SchemeRules.share", "QueueRules.area"} <= carrying
