from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("tenants", "0003_documents")]

    operations = [*protect("tenants_document", refers={"person_id": "tenants_person"})]
