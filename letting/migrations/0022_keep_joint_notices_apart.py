from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("letting", "0021_joint_notices")]

    operations = [*protect("letting_jointnotice", refers={"lease_id": "letting_lease", "person_id": "tenants_person"})]
