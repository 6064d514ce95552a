from django.db import migrations
from django.db.migrations.operations import RunSQL

from tenants.rls import protect

ENDED_WITH = "letting_lease_ended_with_id_same_landlord"


class Migration(migrations.Migration):
    dependencies = [("letting", "0010_notices")]

    operations = [
        *protect(
            "letting_notice",
            refers={"lease_id": "letting_lease", "person_id": "tenants_person", "listing_id": "letting_listing"},
        ),
        RunSQL(
            f"ALTER TABLE letting_lease ADD CONSTRAINT {ENDED_WITH} FOREIGN KEY (landlord_id, ended_with_id)"
            " REFERENCES letting_notice (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE letting_lease DROP CONSTRAINT {ENDED_WITH}",
        ),
    ]
