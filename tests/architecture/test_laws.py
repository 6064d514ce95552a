"""Laws over everything there is: a new table, address, event or message cannot forget them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from letting.core.states import LISTING_MOVES, OFFER_MOVES, ListingState, OfferState
from letting.simulation.telling import FIELDS
from tenants import events, outbox
from tenants.rulesets import presets
from tenants.scoping import LandlordOwned, Timed
from tests.architecture.night_permissions import NIGHT_PERMISSIONS
from tests.architecture.permissions import PERMISSIONS, PLATFORM_PERMISSIONS

ROOT = Path(__file__).parents[2]
OURS = ("tenants", "queues", "letting", "disturbance")
MODELS = [model for app in OURS for model in apps.get_app_config(app).get_models()]


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def test_every_table_with_a_landlord_has_forced_row_level_security(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,"
            " (SELECT count(*) FROM pg_policies p WHERE p.tablename = c.relname AND p.cmd = 'ALL')"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'landlord_id'"
            " WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
        )
        rows = cursor.fetchall()
    assert {name for name, *_ in rows} == {m._meta.db_table for m in MODELS if issubclass(m, LandlordOwned)}
    assert [row for row in rows if row[1:] != (True, True, 1)] == []


def test_every_reference_between_landlords_rows_is_held_by_a_composite_key(db: None) -> None:
    wanted = {
        (model._meta.db_table, field.column)
        for model in MODELS
        if issubclass(model, LandlordOwned)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, LandlordOwned)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND array_length(conkey, 1) = 2"
        )
        found = {
            (table, match[1])
            for table, said in cursor.fetchall()
            if (match := re.search(r"\(landlord_id, (\w+)\)", said))
        }
    assert wanted - found == set()


def test_the_running_role_owns_nothing_and_may_not_truncate(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
            " AND has_table_privilege(oid, 'TRUNCATE')"
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("model", [m for m in MODELS if issubclass(m, LandlordOwned)], ids=lambda m: m.__name__)
def test_every_unique_key_and_index_of_a_landlords_rows_begins_with_the_landlord(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            first = constraint.fields[0] if constraint.fields else constraint.expressions[0].name
            assert first == "landlord", constraint.name
    for index in model._meta.indexes:
        first = index.fields[0] if index.fields else index.expressions[0].name
        assert first == "landlord", index.name


@pytest.mark.parametrize("model", MODELS, ids=lambda m: m.__name__)
def test_every_landlord_owned_model_has_the_scoped_manager_and_every_timed_one_its_index(
    model: type[models.Model],
) -> None:
    if issubclass(model, LandlordOwned) and model.__name__ != "Domain":  # what finds the scope is read without one
        assert type(model.objects).__name__ == "ScopedManager"
    if issubclass(model, Timed):
        assert any(index.fields == ["landlord", "look_again_at"] for index in model._meta.indexes)


@pytest.mark.parametrize("kind", sorted(events.declared()))
def test_every_event_has_a_sentence_with_no_more_than_its_data(kind: str) -> None:
    sentence = str(events.declared()[kind])
    assert len(sentence) > 8
    assert sentence.endswith((".", "EJ SVAR."))


def test_every_event_of_the_story_language_is_one_of_the_portals() -> None:
    assert set(FIELDS) - set(events.declared()) == set()


def test_every_event_that_code_notes_is_declared() -> None:
    noted: set[str] = set()
    for path in python_files(*OURS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in {"note", "Fact"}:
                    noted.add(str(node.args[0].value))
    assert noted - set(events.declared()) == set()


@pytest.mark.parametrize("kind", sorted(outbox.declared()))
def test_every_message_kind_has_its_three_templates(kind: str) -> None:
    for form in ("subject.txt", "txt", "html"):
        get_template(f"messages/{kind}.{form}")


def test_every_message_that_code_posts_is_declared() -> None:
    posted: set[str] = set()
    for path in python_files(*OURS):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in {"letter", "Letter"}:
                    posted.add(str(node.args[0].value))
    assert posted - set(outbox.declared()) == set()


def addresses(resolver: URLResolver, before: str = "", space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from addresses(pattern, path, space + inner)
        elif isinstance(pattern, URLPattern):
            yield space + pattern.name if pattern.name else path


@pytest.mark.parametrize(
    ("urlconf", "table"),
    [
        ("config.urls", PERMISSIONS),
        ("config.platform_urls", PLATFORM_PERMISSIONS),
        ("config.night_urls", NIGHT_PERMISSIONS),
    ],
)
def test_every_address_is_in_the_permission_table(urlconf: str, table: dict[str, str]) -> None:
    found = set(addresses(get_resolver(urlconf)))
    assert found - set(table) == set(), "addresses that nobody has said who may open"
    assert set(table) - found == set(), "rows for addresses that are gone"


def test_no_landlord_is_named_in_code_or_templates() -> None:
    slugs = re.compile("|".join(presets()), re.IGNORECASE)
    files = [
        *python_files(*OURS, "config"),
        *(ROOT / "templates").rglob("*.*"),
        *(ROOT / "static" / "kolapp").glob("*.*s"),
    ]
    named = [
        str(path.relative_to(ROOT)) for path in files if slugs.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]
    assert named == []


def test_no_scheme_or_queue_of_a_ruleset_is_compared_with_in_code() -> None:
    from tenants.rulesets import parse

    rules = [parse(path.read_text(encoding="utf-8")) for path in presets().values()]
    slugs = {slug for one in rules for slug in (*one.schemes, *one.queues)}
    guilty = []
    for path in python_files("queues", "letting"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            sides = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            if any(isinstance(side, ast.Constant) and side.value in slugs for side in sides):
                guilty.append(str(path.relative_to(ROOT)))
    assert guilty == []


@pytest.mark.parametrize("moves", [LISTING_MOVES, OFFER_MOVES], ids=["listing", "offer"])
def test_every_state_has_its_row_and_can_be_reached(
    moves: dict[ListingState | OfferState, frozenset[ListingState | OfferState]],
) -> None:
    states = set(type(next(iter(moves))))
    assert set(moves) == states
    reached, todo = set(), [next(iter(moves))]
    while todo:
        state = todo.pop()
        if state not in reached:
            reached.add(state)
            todo.extend(moves[state])
    assert reached == states


def test_no_python_file_is_longer_than_three_hundred_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in python_files(*OURS, "config", "tests")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert long == {}


def test_every_entry_of_the_timetable_is_a_task_that_a_worker_knows() -> None:
    from config import celery_app

    celery_app.loader.import_default_modules()
    wanted = {entry["task"] for entry in celery_app.conf.beat_schedule.values()}
    assert wanted == {"tenants.tasks.tick", "tenants.tasks.send_mail", "letting.tasks.ask_credit_service"}
    assert wanted - set(celery_app.tasks) == set()
