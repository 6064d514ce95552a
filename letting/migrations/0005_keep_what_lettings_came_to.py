import django.db.models.deletion
from django.db import migrations, models

import tenants.scoping
from tenants.rls import append_only, protect


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0004_keep_them_apart"),
        ("tenants", "0006_count_events_by_kind"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("signed_on", models.DateField(verbose_name="undertecknat")),
                ("scheme", models.SlugField(db_index=False, verbose_name="uthyrningssätt")),
                (
                    "kind",
                    models.CharField(
                        choices=[("apartment", "lägenhet"), ("vehicle_space", "fordonsplats"), ("storage", "förråd")],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                ("area", models.CharField(blank=True, default="", max_length=60, verbose_name="område")),
                ("rooms", models.PositiveSmallIntegerField(verbose_name="rum")),
                ("rent", models.PositiveIntegerField(verbose_name="hyra, kr i månaden")),
                ("points", models.PositiveIntegerField(null=True, verbose_name="köpoäng")),
                ("days_to_lease", models.PositiveIntegerField(verbose_name="dagar från annons till avtal")),
                ("days_empty", models.PositiveIntegerField(verbose_name="dagar utan hyresgäst")),
                ("declined", models.PositiveIntegerField(default=0, verbose_name="tackade nej")),
                ("expired", models.PositiveIntegerField(default=0, verbose_name="svarade inte")),
                ("withdrawn", models.PositiveIntegerField(default=0, verbose_name="drog sig ur")),
                ("failed", models.PositiveIntegerField(default=0, verbose_name="klarade inte kontrollen")),
                ("lapsed", models.PositiveIntegerField(default=0, verbose_name="skrev inte under i tid")),
                ("passed", models.PositiveIntegerField(default=0, verbose_name="någon före fick bostaden")),
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
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="letting.listing",
                        verbose_name="annons",
                    ),
                ),
            ],
            options={
                "verbose_name": "utfall",
                "verbose_name_plural": "utfall",
                "indexes": [
                    models.Index(fields=["landlord", "signed_on"], name="outcome_by_signing"),
                    models.Index(
                        condition=models.Q(("points__isnull", False)),
                        fields=["landlord", "scheme", "kind", "rooms", "-signed_on"],
                        include=("area", "points"),
                        name="outcome_of_similar",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("landlord"), models.F("listing"), name="one_outcome_per_listing")
                ],
            },
        ),
        *protect("letting_outcome", refers={"listing_id": "letting_listing"}),
        *append_only("letting_outcome"),
    ]
