import django.db.models.deletion
from django.db import migrations, models

import tenants.scoping


class Migration(migrations.Migration):
    dependencies = [
        ("disturbance", "0002_keep_them_apart"),
        ("tenants", "0016_keep_mandates_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name="HomeStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("street", models.CharField(max_length=120, verbose_name="adress")),
                ("flat", models.CharField(max_length=20, verbose_name="lägenhet")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("demand", "demand"),
                            ("board", "board"),
                            ("warning", "warning"),
                            ("serious", "serious"),
                            ("termination", "termination"),
                            ("board_copy", "board_copy"),
                            ("bundle", "bundle"),
                        ],
                        max_length=12,
                        verbose_name="steg",
                    ),
                ),
                ("done_on", models.DateField(verbose_name="gjort")),
                ("noted_by", models.CharField(max_length=40, verbose_name="infört av")),
                ("noted_at", models.DateTimeField(verbose_name="infört")),
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
                "verbose_name": "steg om störningar",
                "verbose_name_plural": "steg om störningar",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("landlord"),
                        models.F("street"),
                        models.F("flat"),
                        models.F("step"),
                        name="one_step_per_home",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NightFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="månad")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("music", "music"),
                            ("party", "party"),
                            ("quarrel", "quarrel"),
                            ("knocking", "knocking"),
                            ("animal", "animal"),
                            ("stairwell", "stairwell"),
                            ("yard", "yard"),
                            ("damage", "damage"),
                            ("threat", "threat"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="störning",
                    ),
                ),
                ("confirmed", models.BooleanField(verbose_name="konstaterad")),
                ("cases", models.PositiveIntegerField(default=0, verbose_name="ärenden")),
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
                "verbose_name": "månadens störningar",
                "verbose_name_plural": "månadernas störningar",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("landlord"),
                        models.F("month"),
                        models.F("category"),
                        models.F("confirmed"),
                        name="one_figure_per_month_and_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NightReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("night", models.DateField(verbose_name="natten till")),
                ("opened_at", models.DateTimeField(verbose_name="öppnad första gången")),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="disturbance.contact",
                        verbose_name="kontakt",
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
                "verbose_name": "läst natt",
                "verbose_name_plural": "lästa nätter",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("landlord"), models.F("night"), models.F("contact"), name="one_first_reading"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("made_at", models.DateTimeField(verbose_name="fastställd")),
                ("last_entry", models.PositiveBigIntegerField(verbose_name="sista anteckning")),
                ("confirmed", models.BooleanField(verbose_name="konstaterad")),
                ("data", models.JSONField(verbose_name="innehåll")),
                ("sha256", models.CharField(max_length=64, verbose_name="kontrollsumma")),
                ("full", models.BinaryField(verbose_name="rapport")),
                ("full_sha256", models.CharField(max_length=64, verbose_name="rapportens kontrollsumma")),
                ("masked", models.BinaryField(verbose_name="rapport utan den störda")),
                (
                    "masked_sha256",
                    models.CharField(max_length=64, verbose_name="den maskerade rapportens kontrollsumma"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="disturbance.case",
                        verbose_name="ärende",
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
                "verbose_name": "störningsrapport",
                "verbose_name_plural": "störningsrapporter",
                "constraints": [
                    models.UniqueConstraint(
                        models.F("landlord"), models.F("case"), models.F("version"), name="one_report_per_version"
                    )
                ],
            },
        ),
    ]
