from django.db import migrations

from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [("letting", "0001_units_to_leases"), ("queues", "0002_keep_landlords_apart")]

    operations = [
        *protect("letting_unit"),
        *protect("letting_unitpicture", refers={"unit_id": "letting_unit"}),
        *protect("letting_listing", refers={"unit_id": "letting_unit", "ruleset_id": "tenants_ruleset"}),
        *protect(
            "letting_interest",
            refers={
                "listing_id": "letting_listing",
                "person_id": "tenants_person",
                "registration_id": "queues_registration",
            },
        ),
        *protect(
            "letting_offer",
            refers={"listing_id": "letting_listing", "interest_id": "letting_interest", "person_id": "tenants_person"},
        ),
        *protect("letting_viewingslot", refers={"listing_id": "letting_listing"}),
        *protect("letting_booking", refers={"slot_id": "letting_viewingslot", "offer_id": "letting_offer"}),
        *protect("letting_check", refers={"offer_id": "letting_offer"}),
        *protect(
            "letting_lease",
            refers={
                "unit_id": "letting_unit",
                "person_id": "tenants_person",
                "listing_id": "letting_listing",
                "offer_id": "letting_offer",
            },
        ),
        *protect("letting_applicantfacts", refers={"person_id": "tenants_person"}),
    ]
