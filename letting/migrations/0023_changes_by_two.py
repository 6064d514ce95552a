import django.db.models.deletion
from django.db import migrations, models

TABLE = "letting_leasechange"


def _same_landlord(column: str) -> migrations.RunSQL:
    name = f"{TABLE}_{column}_same_landlord"
    return migrations.RunSQL(
        f"ALTER TABLE {TABLE} ADD CONSTRAINT {name} FOREIGN KEY (landlord_id, {column})"
        " REFERENCES tenants_person (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {TABLE} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0022_keep_joint_notices_apart"),
        ("tenants", "0016_keep_mandates_apart"),
    ]

    operations = [
        migrations.AddField(
            model_name="leasechange",
            name="co_other",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.person",
                verbose_name="den andras medhyresgäst",
            ),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_other_agreed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="den andras medhyresgäst sade ja"),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_other_signed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="den andras medhyresgäst skrev under"),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_other_wording",
            field=models.TextField(blank=True, default="", verbose_name="den andra medhyresgästens samtycke"),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_person",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenants.person",
                verbose_name="hyresgästens medhyresgäst",
            ),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_person_agreed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="hyresgästens medhyresgäst sade ja"),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_person_signed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="hyresgästens medhyresgäst skrev under"),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="co_person_wording",
            field=models.TextField(blank=True, default="", verbose_name="medhyresgästens samtycke"),
        ),
        migrations.AddIndex(
            model_name="leasechange",
            index=models.Index(fields=["landlord", "co_person"], name="leasechange_by_co_person"),
        ),
        migrations.AddIndex(
            model_name="leasechange",
            index=models.Index(fields=["landlord", "co_other"], name="leasechange_by_co_other"),
        ),
        migrations.AddConstraint(
            model_name="leasechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("co_person", None),
                    models.Q(
                        models.Q(("co_person", models.F("person")), _negated=True),
                        models.Q(
                            ("other", None), models.Q(("co_person", models.F("other")), _negated=True), _connector="OR"
                        ),
                    ),
                    _connector="OR",
                ),
                name="a_changes_first_side_is_two_persons",
            ),
        ),
        migrations.AddConstraint(
            model_name="leasechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("co_other", None),
                    models.Q(
                        ("other__isnull", False),
                        models.Q(("co_other", models.F("other")), _negated=True),
                        models.Q(("co_other", models.F("person")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_changes_other_side_is_two_persons",
            ),
        ),
        migrations.AddField(
            model_name="leasechange",
            name="until_before",
            field=models.DateField(blank=True, null=True, verbose_name="till och med, innan den kortades"),
        ),
        migrations.AddField(
            model_name="homeclaim",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="påmind om att skriva under"),
        ),
        migrations.AlterField(
            model_name="leasechange",
            name="reason",
            field=models.CharField(
                choices=[
                    ("work_study", "work_study"),
                    ("trial", "trial"),
                    ("abroad", "abroad"),
                    ("age_illness", "age_illness"),
                    ("family", "family"),
                    ("economy", "economy"),
                    ("separation", "separation"),
                    ("death_kin", "death_kin"),
                    ("death", "death"),
                    ("pupil", "pupil"),
                    ("spouse", "spouse"),
                    ("cohabitant", "cohabitant"),
                    ("other", "other"),
                ],
                max_length=12,
                verbose_name="anledning",
            ),
        ),
        _same_landlord("co_person_id"),
        _same_landlord("co_other_id"),
    ]
