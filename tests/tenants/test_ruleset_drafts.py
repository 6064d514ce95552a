"""Drafts of the rules: what moving one to a newer version keeps, where rulesets differ, two who publish at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from tenants import rulesets
from tenants.actors import staff_actor
from tenants.admin.ruleset_editor.refusals import sentence
from tenants.differences import Change, differences, marks
from tenants.draft_checks import Problem
from tenants.drafting import fingerprint, read, write
from tenants.drafts import rebased, start_draft, the_draft
from tenants.models import Event, Ruleset
from tenants.outcome import Refused
from tenants.publishing_rules import publish_draft
from tenants.rulesets import parse, presets
from tests.cast import World, at

SOURCE = presets()["kopparstaden"].read_text(encoding="utf-8")
NOW = at("05-12 10:00")


def test_a_rebased_draft_keeps_its_own_changes_over_a_newer_version() -> None:
    base = {
        "brand": {"colour": "a", "dark": "b"},
        "queues": {"h": {"age": 16}, "s": {"age": 60}},
        "assumed": ["x", "y"],
    }
    mine = {
        "brand": {"colour": "A", "dark": "b"},
        "queues": {"h": {"age": 16}, "new": {"age": 1}},
        "assumed": ["x", "z"],
    }
    theirs = {
        "brand": {"colour": "c", "dark": "d"},
        "queues": {"h": {"age": 18}, "s": {"age": 60}},
        "assumed": ["x", "y", "w"],
    }
    assert rebased(mine, base, theirs) == {
        "brand": {"colour": "A", "dark": "d"},
        "queues": {"h": {"age": 18}, "new": {"age": 1}},
        "assumed": ["x", "w", "z"],
    }


def test_a_part_of_another_kind_is_not_mixed_with_the_old_one() -> None:
    base, theirs = {"kind": "age", "minimum": 18}, {"kind": "age", "minimum": 20}
    assert rebased({"kind": "conduct", "within": "2 months"}, base, theirs) == {"kind": "conduct", "within": "2 months"}


def test_differences_are_of_values_and_not_of_lines() -> None:
    before = parse(SOURCE)
    assert differences(before, parse(write(read(SOURCE)))) == []
    changed = SOURCE.replace('act = "login", within = "12 months"', 'act = "login", within = "6 months"', 1)
    changed = changed.replace('[requirements.one_lease]\nkind = "one_lease"\n', "").replace('"one_lease", ', "")
    changed = changed.replace('  "requirements.one_lease",\n', "")
    after = parse(changed)
    found = {".".join(change.path): (change.before, change.after) for change in differences(before, after)}
    housing = [rules.queues["housing"].activity for rules in (before, after)]
    assert housing[0] is not None
    assert housing[1] is not None
    assert found["queues.housing.activity.within"] == (housing[0].within, housing[1].within)
    assert found["requirements.one_lease.kind"] == ("one_lease", None)
    assert {key.rpartition(".")[0] for key in found} == {
        "queues.housing.activity", "requirements.one_lease", "schemes.ordinary", "schemes.senior", "schemes.direct",
    }  # fmt: skip
    assert marks(before, after) == ([], ["requirements.one_lease"])
    assert Change(("brand",), None, 1) != Change(("brand",), 1, None)


def refused_by_the_schema() -> Iterator[str]:
    """Yield what the schema's own validators say, with what is filled in left as `x`."""
    for path in sorted(Path(rulesets.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            raised = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(raised, ast.Call) and getattr(raised.func, "id", "") == "ValueError":
                said = raised.args[0]
                parts = said.values if isinstance(said, ast.JoinedStr) else [said]
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else _filled(p) for p in parts)


def _filled(part: ast.expr) -> str:
    return "'x'" if isinstance(part, ast.FormattedValue) and part.conversion == ord("r") else "#x"


def test_the_schemas_own_sentences_are_found_by_the_law_below() -> None:
    assert "a scheme in #x needs advertising" in set(refused_by_the_schema())


@pytest.mark.parametrize("said", sorted(set(refused_by_the_schema())))
def test_what_the_schema_refuses_has_a_swedish_sentence(said: str) -> None:
    """A new validator gets its words in `tenants.admin.ruleset_editor.refusals.OWN`."""
    told = sentence(Problem((), "value_error", said.replace("#x", "a1").replace("colour a1", "colour #a1")), {})
    assert "(" not in told, f"no words for {said!r}"


def test_two_who_publish_at_once_make_one_version(real_town: World) -> None:
    with real_town.scope():
        start_draft(by=staff_actor(1), now=NOW)
        draft = the_draft()
        assert draft is not None
        draft.source = draft.source.replace("round_size = 10", "round_size = 7")
        draft.save()
        seen = fingerprint(draft.source)
    together = Barrier(2)

    def publish(who: int) -> Ruleset | Refused:
        try:
            together.wait()
            with real_town.scope():
                return publish_draft(valid_from=date(2026, 6, 1), seen=seen, by=staff_actor(who), now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(publish, (1, 2)))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "Ruleset"]
    assert [outcome.codes for outcome in outcomes if isinstance(outcome, Refused)] == [("no_draft",)]
    with real_town.scope():
        assert sorted(Ruleset.objects.values_list("version", flat=True)) == [1, 2]
        assert Event.objects.filter(kind="ruleset.imported").count() == 2


def test_two_who_begin_at_once_share_one_draft(real_town: World) -> None:
    together = Barrier(2)

    def start(who: int) -> int:
        try:
            together.wait()
            with real_town.scope():
                return start_draft(by=staff_actor(who), now=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(start, (1, 2)))) == 1
