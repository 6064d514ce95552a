from django.db import migrations
from django.db.migrations.operations import RunSQL

from disturbance.rls import protect_service, readable_on_duty
from tenants.rls import protect

HOME = {"caller_home_id": "disturbance_registerhome", "home_id": "disturbance_registerhome"}
# Entries are evidence: never changed, and removed only by the deletion after 90 days, which says so (NIGHT-6, NIGHT-9).
KEPT = """
CREATE FUNCTION disturbance_entry_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
 IF TG_OP = 'UPDATE' OR current_setting('app.removing', true) IS DISTINCT FROM 'cases' THEN
  RAISE EXCEPTION 'disturbance_entry is append-only'; END IF;
 RETURN OLD; END $$;
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON disturbance_entry FOR EACH ROW EXECUTE FUNCTION disturbance_entry_kept()
"""


def same_service(table: str, column: str, other: str) -> RunSQL:
    """Return the step that holds a landlord's row to its own service's people and patrols."""
    name = f"{table}_{column}_same_service"
    return RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (service_id, {column})"
        f" REFERENCES {other} (service_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("disturbance", "0001_night_service"), ("tenants", "0016_keep_mandates_apart")]

    operations = [
        *protect_service("disturbance_nightworker"),
        *protect_service("disturbance_shift", refers={"worker_id": "disturbance_nightworker"}),
        *protect_service(
            "disturbance_patrol",
            refers={"first_id": "disturbance_nightworker", "second_id": "disturbance_nightworker"},
        ),
        *protect("disturbance_customer"),
        readable_on_duty("disturbance_customer"),
        *protect("disturbance_contact", refers={"membership_id": "tenants_membership"}),
        *protect("disturbance_registerhome"),
        *protect("disturbance_registerimport"),
        *protect("disturbance_case", refers={**HOME, "joined_to_id": "disturbance_case"}),
        same_service("disturbance_case", "patrol_id", "disturbance_patrol"),
        same_service("disturbance_case", "opened_by_id", "disturbance_nightworker"),
        *protect("disturbance_entry", refers={"case_id": "disturbance_case", "corrects_id": "disturbance_entry"}),
        RunSQL(KEPT, "DROP TRIGGER kept ON disturbance_entry; DROP FUNCTION disturbance_entry_kept()"),
        *protect("disturbance_casephoto", refers={"entry_id": "disturbance_entry"}),
    ]
