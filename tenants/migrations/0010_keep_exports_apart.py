from django.db import migrations
from django.db.migrations.operations import RunSQL

from tenants.rls import protect

PRINTED = "tenants_message_printed_in_id_same_landlord"


class Migration(migrations.Migration):
    dependencies = [("tenants", "0009_staff_files")]

    operations = [
        *protect("tenants_export"),
        RunSQL(
            f"ALTER TABLE tenants_message ADD CONSTRAINT {PRINTED} FOREIGN KEY (landlord_id, printed_in_id)"
            " REFERENCES tenants_export (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE tenants_message DROP CONSTRAINT {PRINTED}",
        ),
    ]
