from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("letting", "0019_extras")]

    operations = [*protect("letting_extra", refers={"lease_id": "letting_lease", "person_id": "tenants_person"})]
