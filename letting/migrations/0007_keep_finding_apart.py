from django.db import migrations

from tenants.rls import protect

PERSON = {"person_id": "tenants_person"}
LISTING = {"listing_id": "letting_listing"}


class Migration(migrations.Migration):
    dependencies = [("letting", "0006_favourites_and_saved_searches")]

    operations = [
        *protect("letting_favourite", refers={**PERSON, **LISTING}),
        *protect("letting_savedsearch", refers=PERSON),
        *protect("letting_searchhit", refers={"search_id": "letting_savedsearch", **LISTING}),
        *protect("letting_announcement", refers=LISTING),
        *protect("letting_alertround"),
        *protect("letting_wayout", refers=PERSON),
    ]
