from django.db import migrations

from tenants.rls import protect

PERSON = {"person_id": "tenants_person"}


class Migration(migrations.Migration):
    dependencies = [("queues", "0003_blocks_exceptions_companions_priority"), ("tenants", "0004_keep_documents_apart")]

    operations = [
        *protect("queues_block", refers=PERSON),
        *protect("queues_companion", refers={**PERSON, "other_id": "tenants_person"}),
        *protect("queues_exemption", refers=PERSON),
        *protect("queues_priorityclaim", refers=PERSON),
        *protect("queues_wishes", refers=PERSON),
    ]
