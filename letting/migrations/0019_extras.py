import django.db.models.deletion
from django.db import migrations, models

import tenants.scoping


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0018_keep_changes_apart"),
        ("tenants", "0016_keep_mandates_apart"),
    ]

    operations = [
        migrations.CreateModel(
            name="Extra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.CharField(max_length=40, verbose_name="tillvalets kod")),
                ("name", models.CharField(max_length=200, verbose_name="tillval")),
                ("name_en", models.CharField(max_length=200, verbose_name="tillvalets engelska namn")),
                ("rent", models.PositiveIntegerField(verbose_name="tillägg, kr i månaden")),
                ("made_at", models.DateTimeField(verbose_name="inlämnad")),
                ("results", models.JSONField(default=list, verbose_name="kontroller vid beslutet")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "väntar på beslut"),
                            ("granted", "beviljat"),
                            ("refused", "avslaget"),
                            ("withdrawn", "tillbakataget"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="beslutad")),
                ("decided_by", models.CharField(blank=True, default="", max_length=40, verbose_name="beslutad av")),
                ("decision", models.CharField(blank=True, default="", max_length=500, verbose_name="skäl")),
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
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extras",
                        to="letting.lease",
                        verbose_name="hyresavtal",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extras",
                        to="tenants.person",
                        verbose_name="hyresgäst",
                    ),
                ),
            ],
            options={
                "verbose_name": "ansökan om tillval",
                "verbose_name_plural": "ansökningar om tillval",
                "indexes": [
                    models.Index(fields=["landlord", "state", "made_at"], name="extra_by_state"),
                    models.Index(fields=["landlord", "person"], name="extra_by_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["asked", "granted"])),
                        fields=("landlord", "lease", "item"),
                        name="one_live_extra_per_lease_and_item",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at", None), ("decided_by", "")),
                            models.Q(("decided_at__isnull", False), models.Q(("decided_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="extra_decided_by_someone",
                    ),
                ],
            },
        ),
    ]
