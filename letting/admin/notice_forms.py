"""What staff fill in about a notice: a decision, and one that is given by telephone, by letter or for an estate."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from letting.models import Lease
from letting.my.notice_words import REASONS, ways
from tenants import clock
from tenants.admin.serving import IdentifiedForm
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


class GiveForm(IdentifiedForm):
    """A notice that someone gives by telephone or letter, or an estate."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Anledning"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en anledning.")},
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
    field_order = ("reason", "died_on", "contact")

    def __init__(self, *args: Any, lease: Lease, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(way.reason.value, f"{way.label}. {way.hint}") for way in ways(lease, clock.now())]
        death = (NoticeReason.ESTATE.value, str(REASONS[NoticeReason.ESTATE]))
        self.fields["reason"].choices = [*offered, death]  # type: ignore[attr-defined]  # a choice field's

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
