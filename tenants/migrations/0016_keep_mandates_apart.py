from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("tenants", "0015_mandates")]

    operations = [*protect("tenants_mandate", refers={"person_id": "tenants_person", "agent_id": "tenants_person"})]
