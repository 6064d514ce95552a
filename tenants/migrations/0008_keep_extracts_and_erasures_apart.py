from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("tenants", "0007_extracts_and_erasures")]

    operations = [
        *protect("tenants_extract", refers={"person_id": "tenants_person"}),
        *protect("tenants_erasure", refers={"person_id": "tenants_person"}),
    ]
