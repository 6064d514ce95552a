from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0021_changes_by_two"),
    ]

    operations = [
        migrations.AddField(
            model_name="leasechange",
            name="until_before",
            field=models.DateField(blank=True, null=True, verbose_name="till och med, innan den kortades"),
        ),
    ]
