from django.db import migrations
from django.db.migrations.operations import RunSQL

from tenants.rls import append_only, protect

# The host is looked up before any landlord is known, so every row may be read; writing needs the scope as elsewhere.
READ_ANY_DOMAIN = RunSQL(
    "CREATE POLICY anyone_reads ON tenants_domain FOR SELECT USING (true)",
    "DROP POLICY anyone_reads ON tenants_domain",
)


class Migration(migrations.Migration):
    dependencies = [("tenants", "0001_landlords_and_log")]

    operations = [
        *protect("tenants_domain"),
        READ_ANY_DOMAIN,
        *protect("tenants_membership"),
        *protect("tenants_person"),
        *protect("tenants_ruleset"),
        *append_only("tenants_ruleset"),
        *protect("tenants_event", refers={"person_id": "tenants_person"}),
        *append_only("tenants_event"),
        *protect("tenants_message", refers={"person_id": "tenants_person"}),
    ]
