from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("tenants", "0007_extracts")]

    operations = [*protect("tenants_extract", refers={"person_id": "tenants_person"})]
