from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("letting", "0008_unit_imports")]

    operations = protect("letting_unitimport")
