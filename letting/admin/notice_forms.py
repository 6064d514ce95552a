"""What staff fill in about a notice: a decision, and one that is given by telephone, by letter or for an estate."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.models import Lease
from letting.my.notice_words import OF_RENTER, ways
from tenants import clock
from tenants.admin.serving import IdentifiedForm
from tenants.core.calendar import local_day
from tenants.rulesets.tenancy_rules import NoticeReason


class DecisionForm(forms.Form):
    """What staff say to a notice: one of the few things that can be said to it now."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj ett beslut."),
            "invalid_choice": gettext_lazy("Välj ett beslut."),
        },
    )

    def __init__(self, *args: Any, can_be_said: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = can_be_said  # type: ignore[attr-defined]  # a choice field's
        if len(can_be_said) == 1:
            self.fields["decision"].initial = can_be_said[0][0]


class AnswerForm(DecisionForm):
    """A decision that is explained to whom it is about when it is a no."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Behövs för ett nej. Skälet visas för den det gäller. Skriv inget om hälsa."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a reason with a no."""
        given = super().clean() or {}
        if given.get("decision") == "no" and not (given.get("reason") or "").strip():
            self.add_error("reason", _("Skriv ett skäl."))
        return given


class GiveForm(IdentifiedForm):
    """A notice that someone gives by telephone or letter, or an estate."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Anledning"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj en anledning."),
            "invalid_choice": gettext_lazy("Välj en av anledningarna."),
        },
    )
    died_on = forms.DateField(
        label=gettext_lazy("Dödsdag"),
        help_text=gettext_lazy("Bara när hyresgästen har avlidit. Se dödsfallsintyget."),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Skriv dagen så här: 2026-09-01.")},
    )
    contact = forms.CharField(
        label=gettext_lazy("Vem som företräder dödsboet"),
        help_text=gettext_lazy("Namn och telefon. Bara när hyresgästen har avlidit."),
        max_length=200,
        required=False,
    )
    by_both = forms.BooleanField(
        label=gettext_lazy("Båda hyresgästerna säger upp avtalet"),
        help_text=gettext_lazy("Kryssa bara i om båda själva har sagt det till oss."),
        required=False,
    )
    field_order = ("reason", "by_both", "died_on", "contact")

    def __init__(self, *args: Any, lease: Lease, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = clock.now()
        offered = [(way.reason.value, f"{way.label}. {way.hint}") for way in ways(lease, now, said=OF_RENTER)]
        if lease.starts_on <= local_day(now):
            offered.append((NoticeReason.ESTATE.value, str(OF_RENTER[NoticeReason.ESTATE])))
        self.fields["reason"].choices = offered  # type: ignore[attr-defined]  # a choice field's
        if lease.co_renter_id is None:
            del self.fields["by_both"]

    def clean(self) -> dict[str, Any]:
        """Ask who speaks for an estate; take no day of death with another reason."""
        given = super().clean() or {}
        died = given.get("reason") == NoticeReason.ESTATE
        if died and not given.get("contact"):
            self.add_error("contact", _("Skriv vem som företräder dödsboet."))
        if died and not given.get("died_on") and "died_on" not in self.errors:
            self.add_error("died_on", _("Skriv vilken dag hyresgästen avled."))
        if not died:
            given["died_on"], given["contact"] = None, ""
        return given
