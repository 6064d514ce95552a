"""The forms that staff decide on priority with: coded causes first, a reason that stays."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from queues.core.priority import GRANTING, REFUSING
from queues.priority_words import CAUSES
from tenants.my.documents import ACCEPT
from tenants.rulesets.office_rules import PriorityRules
from tenants.words import said

READ_BY_HER = gettext_lazy("Personen får läsa skälet. Skriv bara det som behövs, inget om hälsa eller privatliv.")


class ReasonedForm(forms.Form):
    """A form with a reason."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=READ_BY_HER,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv ett skäl.")},
    )


class DecisionForm(ReasonedForm):
    """A decision: its cause says whether it grants or refuses."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Beslut"), error_messages={"required": gettext_lazy("Välj ett beslut.")}
    )
    field_order = ("cause", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [(_("Bevilja"), GRANTING), (_("Avslå"), REFUSING)]
        choices = [(name, [(cause.value, CAUSES[cause]) for cause in causes]) for name, causes in groups]
        self.fields["cause"].choices = [("", _("Välj beslut")), *choices]  # type: ignore[attr-defined]  # a choice field's


class EntryForm(ReasonedForm):
    """A claim that others see to, or that came by phone: granted at once with a cause, else left to be decided."""

    ground = forms.ChoiceField(label=gettext_lazy("Grund"))
    cause = forms.ChoiceField(label=gettext_lazy("Beslut"), required=False)
    field_order = ("ground", "cause", "reason")

    def __init__(self, *args: Any, rules: PriorityRules, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(slug, said(ground.name)) for slug, ground in rules.grounds.items()]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a choice field's
        granting = [(cause.value, CAUSES[cause]) for cause in GRANTING]
        waits = ("", _("Inget beslut än: lägg ansökan bland dem som väntar"))
        self.fields["cause"].choices = [waits, (_("Bevilja"), granting)]  # type: ignore[attr-defined]  # a choice field's


class PaperForm(forms.Form):
    """A document that came by post or over the counter."""

    file = forms.FileField(
        label=gettext_lazy("Handling"),
        help_text=gettext_lazy("PDF, JPEG eller PNG, högst 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom."),
        },
    )
