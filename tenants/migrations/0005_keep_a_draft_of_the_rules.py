import django.db.models.deletion
from django.db import migrations, models

import tenants.scoping
from tenants.rls import protect


class Migration(migrations.Migration):
    dependencies = [
        ("tenants", "0004_keep_documents_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name="RulesetDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.TextField(verbose_name="regler")),
                ("made_at", models.DateTimeField(verbose_name="påbörjat")),
                ("made_by", models.CharField(max_length=80, verbose_name="påbörjat av")),
                ("saved_at", models.DateTimeField(verbose_name="sparat")),
                ("saved_by", models.CharField(max_length=80, verbose_name="sparat av")),
                (
                    "based_on",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.ruleset",
                        verbose_name="bygger på",
                    ),
                ),
                (
                    "landlord",
                    models.ForeignKey(
                        default=tenants.scoping.scoped_landlord,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.landlord",
                        verbose_name="hyresvärd",
                    ),
                ),
            ],
            options={
                "verbose_name": "utkast till regelverk",
                "verbose_name_plural": "utkast till regelverk",
                "constraints": [models.UniqueConstraint(models.F("landlord"), name="one_draft_per_landlord")],
            },
        ),
        *protect("tenants_rulesetdraft", refers={"based_on_id": "tenants_ruleset"}),
    ]
