from django.db import migrations

from tenants.rls import protect

LEASE, PERSON, INSPECTION = "letting_lease", "tenants_person", "letting_inspection"


class Migration(migrations.Migration):
    dependencies = [("letting", "0015_inspections")]

    operations = [
        *protect("letting_inspectionslot", refers={"caretaker_id": "tenants_membership"}),
        *protect(
            "letting_inspection",
            refers={
                "lease_id": LEASE,
                "person_id": PERSON,
                "notice_id": "letting_notice",
                "slot_id": "letting_inspectionslot",
            },
        ),
        *protect("letting_inspectionremark", refers={"inspection_id": INSPECTION}, target=False),
        *protect("letting_keyreceipt", refers={"lease_id": LEASE}, target=False),
        *protect(
            "letting_debt",
            refers={"lease_id": LEASE, "person_id": PERSON, "inspection_id": INSPECTION},
            target=False,
        ),
    ]
