import django.db.models.deletion
from django.db import migrations, models

CO_RENTER = "letting_lease_co_renter_id_same_landlord"


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0011_keep_notices_apart"),
        ("tenants", "0016_keep_mandates_apart"),
    ]

    operations = [
        migrations.AddField(
            model_name="lease",
            name="co_renter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="co_rented_leases",
                to="tenants.person",
                verbose_name="medhyresgäst",
            ),
        ),
        migrations.AddIndex(
            model_name="lease",
            index=models.Index(fields=["landlord", "co_renter"], name="lease_by_co_renter"),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("co_renter", None), models.Q(("co_renter", models.F("person")), _negated=True), _connector="OR"
                ),
                name="two_renters_are_two_persons",
            ),
        ),
        migrations.RunSQL(
            f"ALTER TABLE letting_lease ADD CONSTRAINT {CO_RENTER} FOREIGN KEY (landlord_id, co_renter_id)"
            " REFERENCES tenants_person (landlord_id, id) DEFERRABLE INITIALLY DEFERRED",
            f"ALTER TABLE letting_lease DROP CONSTRAINT {CO_RENTER}",
        ),
    ]
