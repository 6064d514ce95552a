"""Row level security as migration steps: forced policies, composite foreign keys, append-only tables.

A foreign key check ignores row level security, so a row could point at another landlord's row; the
composite key `(landlord_id, x_id) -> x (landlord_id, id)` is what stops that.
"""

from django.db.migrations.operations import RunSQL

# Evaluated once per statement (the sub-select), not once per row; empty after a transaction, hence nullif.
IN_SCOPE = (
    "landlord_id = ANY ((SELECT string_to_array("
    "nullif(current_setting('app.landlords', true), ''), ',')::bigint[])::bigint[])"
)


def protect(table: str, *, refers: dict[str, str] | None = None, target: bool = True) -> list[RunSQL]:
    """Return the steps that keep a table's rows with their landlord.

    `refers` maps this table's columns to the landlord-owned tables they point at; `target` makes the table
    one that others can point at in the same safe way.
    """
    steps = [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"CREATE POLICY landlord ON {table} USING ({IN_SCOPE}) WITH CHECK ({IN_SCOPE})",
            f"DROP POLICY landlord ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    ]
    if target:
        steps.append(
            RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {table}_landlord_key UNIQUE (landlord_id, id)",
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_landlord_key",
            )
        )
    for column, other in (refers or {}).items():
        name = f"{table}_{column}_same_landlord"
        steps.append(
            RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (landlord_id, {column})"
                f" REFERENCES {other} (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            )
        )
    return steps


def append_only(table: str, *, but: tuple[str, ...] = ()) -> list[RunSQL]:
    """Return the steps that let rows be added to a table, never changed or removed.

    `but` names columns that may still be changed.
    """
    left_out = f"'{{{','.join(but)}}}'::text[]"
    changed = f"(to_jsonb(NEW) - {left_out}) <> (to_jsonb(OLD) - {left_out})"
    refuse = f"TG_OP = 'DELETE' OR {changed}" if but else "true"
    return [
        RunSQL(
            f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {refuse} THEN RAISE EXCEPTION '{table} is append-only'; END IF; RETURN NEW; END $$;"
            f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_append_only()",
            f"DROP TRIGGER append_only ON {table}; DROP FUNCTION {table}_append_only()",
        )
    ]
