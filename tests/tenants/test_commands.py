"""The commands: a wrong file is one sentence and exit status 2; a changed log is named; the demo stays in the demo."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from queues.models import Queue
from tenants.models import Event, Landlord, Ruleset
from tenants.rulesets import presets
from tests.cast import World

PRESET = presets()["kopparstaden"]


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command(*arguments, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_a_ruleset_makes_its_landlord_with_its_queues_and_host(db: None) -> None:
    status, out, err = run("import_ruleset", str(PRESET), "--valid-from", "2026-01-01", "--host", "k.localhost")
    assert (status, out, err) == (0, "kopparstaden: version 1, valid from 2026-01-01\n", "")
    world = World(Landlord.objects.get(), "k.localhost")
    with world.scope():
        assert sorted(Queue.objects.values_list("slug", flat=True)) == ["housing", "senior"]


def test_the_same_ruleset_again_is_no_new_version(db: None) -> None:
    for _ in range(2):
        run("import_ruleset", str(PRESET), "--valid-from", "2026-01-01")
    with World(Landlord.objects.get(), "").scope():
        assert Ruleset.objects.count() == 1


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'advertising = "4 workdays"',
            'advertising = "4 lunches"',
            "schemes.ordinary.advertising: a period is a whole number",
        ),
        ("format = 1", "format = ", "not TOML"),
        ('slug = "kopparstaden"', 'slug = "Koppar staden"', "landlord.slug"),
    ],
)
def test_a_wrong_ruleset_is_one_sentence_and_changes_nothing(
    town: World, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(PRESET.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    status, out, err = run("import_ruleset", str(path))
    assert (status, out, len(err.strip().splitlines())) == (2, "", 1)
    assert err.startswith(f"{path}: {reason}")
    with town.scope():
        assert Ruleset.objects.count() == 1
    assert Landlord.objects.count() == 1


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b""])
def test_a_file_that_is_no_text_or_empty_is_refused(db: None, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(content)
    status, _, err = run("import_ruleset", str(path))
    assert (status, len(err.strip().splitlines()), Landlord.objects.count()) == (2, 1, 0)


def test_a_file_that_is_not_there_is_said_so(db: None, tmp_path: Path) -> None:
    status, _, err = run("import_ruleset", str(tmp_path / "none.toml"))
    assert (status, "No such file" in err) == (2, True)


def test_a_changed_log_is_named_by_event(real_town: World) -> None:
    real_town.person("Anna")
    assert run("verify_log")[:2] == (0, "the log is whole\n")
    with connections["owner"].cursor() as cursor:  # somebody with the owner's password and a reason
        cursor.execute("ALTER TABLE tenants_event NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE tenants_event DISABLE TRIGGER append_only")
        cursor.execute("UPDATE tenants_event SET actor = 'nobody' WHERE kind = 'person.registered'")
        cursor.execute("ALTER TABLE tenants_event ENABLE TRIGGER append_only")
        cursor.execute("ALTER TABLE tenants_event FORCE ROW LEVEL SECURITY")
    connections["owner"].close()
    with real_town.scope():
        changed = Event.objects.get(kind="person.registered")
    status, out, err = run("verify_log")
    assert (status, out) == (1, "1 events do not fit\n")
    assert f"event {changed.pk} (person.registered)" in err


def test_the_demo_town_is_made_in_demo_mode_only(db: None) -> None:
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo_town")
