from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("tenants", "0012_barriers")]

    operations = [*protect("tenants_barrier", refers={"person_id": "tenants_person"})]
