from django.db import migrations
from django.db.migrations.operations import RunSQL

from tenants.rls import protect

FOLLOWS = "letting_lease_follows_id_same_landlord"


class Migration(migrations.Migration):
    dependencies = [("letting", "0017_lease_changes")]

    operations = [
        *protect(
            "letting_leasechange",
            refers={
                "lease_id": "letting_lease",
                "person_id": "tenants_person",
                "other_id": "tenants_person",
                "other_lease_id": "letting_lease",
                "new_lease_id": "letting_lease",
                "other_new_lease_id": "letting_lease",
            },
        ),
        RunSQL(
            f"ALTER TABLE letting_lease ADD CONSTRAINT {FOLLOWS} FOREIGN KEY (landlord_id, follows_id)"
            " REFERENCES letting_lease (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE letting_lease DROP CONSTRAINT {FOLLOWS}",
        ),
    ]
