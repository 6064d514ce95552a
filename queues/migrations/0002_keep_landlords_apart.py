from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("queues", "0001_queues_and_registrations"), ("tenants", "0002_keep_landlords_apart")]

    operations = [
        *protect("queues_queue"),
        *protect("queues_registration", refers={"person_id": "tenants_person", "queue_id": "queues_queue"}),
        *protect("queues_consent", refers={"person_id": "tenants_person"}),
    ]
