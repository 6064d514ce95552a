from django.db import migrations

from tenants.rls import protect

PERSON, LEASE, NOTICE = "tenants_person", "letting_lease", "letting_notice"


class Migration(migrations.Migration):
    dependencies = [("letting", "0013_two_who_rent")]

    operations = [
        *protect("letting_signature", refers={"lease_id": LEASE, "person_id": PERSON}),
        *protect("letting_homeclaim", refers={"notice_id": NOTICE, "person_id": PERSON, "lease_id": LEASE}),
        *protect("letting_earliermove", refers={"notice_id": NOTICE, "lease_id": LEASE, "person_id": PERSON}),
    ]
