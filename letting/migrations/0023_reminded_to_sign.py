from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0022_sublets_end_with_leases"),
    ]

    operations = [
        migrations.AddField(
            model_name="homeclaim",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="påmind om att skriva under"),
        ),
    ]
