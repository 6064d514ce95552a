from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("disturbance", "0003_night_reports")]

    operations = [
        *protect("disturbance_report", refers={"case_id": "disturbance_case"}),
        *protect("disturbance_nightreading", refers={"contact_id": "disturbance_contact"}),
        *protect("disturbance_nightfigure"),
        *protect("disturbance_homestep"),
    ]
