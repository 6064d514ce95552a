from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0005_keep_a_draft_of_the_rules"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["landlord", "kind", "occurred_at"], name="event_by_kind"),
        ),
    ]
