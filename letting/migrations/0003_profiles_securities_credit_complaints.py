import django.db.models.deletion
from django.db import migrations, models

import tenants.scoping


class Migration(migrations.Migration):
    dependencies = [
        ("letting", "0002_keep_landlords_apart"),
        ("queues", "0003_blocks_exceptions_companions_priority"),
        ("tenants", "0003_documents"),
    ]

    operations = [
        migrations.CreateModel(
            name="Complaint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(blank=True, default="", max_length=60, verbose_name="gäller")),
                ("text", models.CharField(max_length=4000, verbose_name="klagomål")),
                ("filed_at", models.DateTimeField(verbose_name="inlämnat")),
                ("step", models.PositiveSmallIntegerField(default=1, verbose_name="instans")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "väntar på svar"), ("answered", "besvarat"), ("closed", "avslutat")],
                        default="waiting",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("answer_last_day", models.DateField(blank=True, null=True, verbose_name="svar senast")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="avslutat")),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="complaints",
                        to="tenants.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.ruleset",
                        verbose_name="regelverk",
                    ),
                ),
            ],
            options={
                "verbose_name": "klagomål",
                "verbose_name_plural": "klagomål",
            },
        ),
        migrations.CreateModel(
            name="ComplaintTurn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="instans")),
                ("by_person", models.BooleanField(default=False, verbose_name="av personen")),
                ("text", models.CharField(max_length=4000, verbose_name="text")),
                ("at", models.DateTimeField(verbose_name="tid")),
                ("by", models.CharField(max_length=40, verbose_name="av")),
                ("upheld", models.BooleanField(blank=True, null=True, verbose_name="gav rätt")),
                (
                    "complaint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="turns",
                        to="letting.complaint",
                        verbose_name="klagomål",
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
                "verbose_name": "svar på klagomål",
                "verbose_name_plural": "svar på klagomål",
                "ordering": ("at", "pk"),
            },
        ),
        migrations.CreateModel(
            name="CreditOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "look_again_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="nästa steg"),
                ),
                (
                    "failed_steps",
                    models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="misslyckade steg"),
                ),
                (
                    "last_error",
                    models.CharField(
                        blank=True, default="", editable=False, max_length=200, verbose_name="senaste fel"
                    ),
                ),
                ("ordered_at", models.DateTimeField(verbose_name="beställd")),
                ("attempt", models.PositiveSmallIntegerField(default=0, verbose_name="försök")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="besvarad")),
                (
                    "check_row",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_orders",
                        to="letting.check",
                        verbose_name="kontroll",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_orders",
                        to="tenants.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "kreditfråga",
                "verbose_name_plural": "kreditfrågor",
            },
        ),
        migrations.CreateModel(
            name="CreditOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_on", models.DateField(verbose_name="gjord")),
                (
                    "result",
                    models.CharField(
                        choices=[("pass", "pass"), ("fail", "fail"), ("review", "review")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("code", models.CharField(blank=True, default="", max_length=40, verbose_name="kod")),
                ("liftable", models.BooleanField(default=False, verbose_name="säkerhet kan godtas")),
                ("source", models.CharField(max_length=20, verbose_name="källa")),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_outcomes",
                        to="tenants.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "ruleset",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenants.ruleset",
                        verbose_name="regelverk",
                    ),
                ),
            ],
            options={
                "verbose_name": "utfall av kreditkontroll",
                "verbose_name_plural": "utfall av kreditkontroller",
            },
        ),
        migrations.CreateModel(
            name="Security",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("guarantor", "borgensman"), ("bank_guarantee", "bankgaranti")],
                        max_length=20,
                        verbose_name="slag",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "erbjuden"),
                            ("accepted", "godtagen"),
                            ("refused", "inte godtagen"),
                            ("ended", "avslutad"),
                        ],
                        default="offered",
                        max_length=10,
                        verbose_name="läge",
                    ),
                ),
                ("offered_at", models.DateTimeField(verbose_name="erbjuden")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="beslutad")),
                ("decided_by", models.CharField(blank=True, default="", max_length=40, verbose_name="beslutad av")),
                ("reason", models.CharField(blank=True, default="", max_length=500, verbose_name="skäl")),
                (
                    "companion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="securities",
                        to="queues.companion",
                        verbose_name="borgensman",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="securities",
                        to="tenants.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "säkerhet",
                "verbose_name_plural": "säkerheter",
            },
        ),
        migrations.AddField(
            model_name="check",
            name="liftable",
            field=models.BooleanField(default=False, verbose_name="säkerhet kan godtas"),
        ),
        migrations.AddField(
            model_name="interest",
            name="ahead",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="före turordningen"),
        ),
        migrations.AddField(
            model_name="lease",
            name="identity_shown_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="legitimation visad"),
        ),
        migrations.AddField(
            model_name="lease",
            name="identity_shown_to",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="legitimation visad för"),
        ),
        migrations.AddField(
            model_name="lease",
            name="resident",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lived_in_leases",
                to="tenants.person",
                verbose_name="boende",
            ),
        ),
        migrations.AddField(
            model_name="unit",
            name="sheltered",
            field=models.BooleanField(default=False, verbose_name="trygghetsboende"),
        ),
        migrations.AddField(
            model_name="offer",
            name="profile_filed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="sökandeprofil inlämnad"),
        ),
        migrations.AddField(
            model_name="listing",
            name="selected_reason",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="skäl för urvalet"),
        ),
        migrations.AddField(
            model_name="offer",
            name="chosen_because",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="vald för att, kod"),
        ),
        migrations.AddField(
            model_name="offer",
            name="chosen_reason",
            field=models.CharField(blank=True, default="", max_length=500, verbose_name="vald för att"),
        ),
        migrations.AddField(
            model_name="offer",
            name="profile_last_day",
            field=models.DateField(blank=True, null=True, verbose_name="sista dag för sökandeprofil"),
        ),
        migrations.AddField(
            model_name="offer",
            name="profile_reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="påmind om sökandeprofil"),
        ),
        migrations.AddConstraint(
            model_name="lease",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("identity_shown_at", None), ("identity_shown_to", "")),
                    models.Q(
                        models.Q(("identity_shown_at", None), _negated=True),
                        models.Q(("identity_shown_to", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="identity_shown_to_someone",
            ),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["landlord", "state", "filed_at"], name="complaint_by_state"),
        ),
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(fields=["landlord", "person", "-filed_at"], name="complaint_by_person"),
        ),
        migrations.AddConstraint(
            model_name="complaintturn",
            constraint=models.UniqueConstraint(
                models.F("landlord"),
                models.F("complaint"),
                models.F("step"),
                condition=models.Q(("by_person", False)),
                name="one_answer_per_step",
            ),
        ),
        migrations.AddIndex(
            model_name="creditorder",
            index=models.Index(
                condition=models.Q(("look_again_at__isnull", False)),
                fields=["landlord", "look_again_at"],
                name="credit_order_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="creditorder",
            constraint=models.UniqueConstraint(
                models.F("landlord"),
                models.F("check_row"),
                models.F("person"),
                name="one_credit_order_per_check_and_person",
            ),
        ),
        migrations.AddIndex(
            model_name="creditoutcome",
            index=models.Index(fields=["landlord", "person", "-made_on"], name="credit_outcome_by_person"),
        ),
        migrations.AddConstraint(
            model_name="creditoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(("result", "pass"), models.Q(("code", ""), _negated=True), _connector="OR"),
                name="outcome_with_its_code",
            ),
        ),
        migrations.AddConstraint(
            model_name="security",
            constraint=models.UniqueConstraint(
                models.F("landlord"),
                models.F("person"),
                models.F("kind"),
                condition=models.Q(("state__in", ["offered", "accepted"])),
                name="one_live_security_per_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="security",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", "")),
                    models.Q(
                        models.Q(("decided_at", None), _negated=True), models.Q(("decided_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="security_decided_by_someone",
            ),
        ),
    ]
