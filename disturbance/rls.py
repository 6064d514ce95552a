"""Row level security of a night service's rows, as migration steps; see `tenants.rls` for a landlord's."""

from django.db.migrations.operations import RunSQL

# Evaluated once per statement (the sub-select), not once per row; empty after a transaction, hence nullif.
ON_DUTY = "service_id = (SELECT nullif(current_setting('app.service', true), '')::bigint)"


def protect_service(table: str, *, refers: dict[str, str] | None = None) -> list[RunSQL]:
    """Return the steps that keep a table's rows with their service; `refers` as in `tenants.rls.protect`."""
    steps = [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
            f"CREATE POLICY service ON {table} USING ({ON_DUTY}) WITH CHECK ({ON_DUTY});"
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_service_key UNIQUE (service_id, id)",
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_service_key;"
            f"DROP POLICY service ON {table}; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
        )
    ]
    for column, other in (refers or {}).items():
        name = f"{table}_{column}_same_service"
        steps.append(
            RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (service_id, {column})"
                f" REFERENCES {other} (service_id, id) DEFERRABLE INITIALLY DEFERRED",
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            )
        )
    return steps


def readable_on_duty(table: str) -> RunSQL:
    """Return the step that lets a service read the rows of a landlord's table that name it."""
    return RunSQL(f"CREATE POLICY on_duty ON {table} FOR SELECT USING ({ON_DUTY})", f"DROP POLICY on_duty ON {table}")
