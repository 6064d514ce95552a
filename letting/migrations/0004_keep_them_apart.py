from django.db import migrations
from django.db.migrations.operations import RunSQL

from tenants.rls import protect

PERSON = {"person_id": "tenants_person"}
RULESET = {"ruleset_id": "tenants_ruleset"}
RESIDENT = "letting_lease_resident_id_same_landlord"


class Migration(migrations.Migration):
    dependencies = [("letting", "0003_profiles_securities_credit_complaints"), ("queues", "0004_keep_them_apart")]

    operations = [
        *protect("letting_security", refers={**PERSON, "companion_id": "queues_companion"}),
        *protect("letting_creditorder", refers={**PERSON, "check_row_id": "letting_check"}),
        *protect("letting_creditoutcome", refers={**PERSON, **RULESET}),
        *protect("letting_complaint", refers={**PERSON, **RULESET}),
        *protect("letting_complaintturn", refers={"complaint_id": "letting_complaint"}),
        RunSQL(
            f"ALTER TABLE letting_lease ADD CONSTRAINT {RESIDENT} FOREIGN KEY (landlord_id, resident_id)"
            " REFERENCES tenants_person (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE letting_lease DROP CONSTRAINT {RESIDENT}",
        ),
    ]
