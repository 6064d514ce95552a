"""The form of an application for priority: what its ground asks, a few words, and documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.my.documents import DocumentsField
from tenants.rulesets.office_rules import PriorityGround

FARTHEST = 20_000  # kilometres
TEXT = _("Skriv bara det som behövs för beslutet. Skriv inget om hälsa eller annat känsligt, om dig eller om andra.")


class PriorityForm(forms.Form):
    """Coded facts first, own words last. `saved`: how many documents have come already."""

    distance_km = forms.IntegerField(
        label=_("Kilometer från ditt hem till arbetet, enkel resa"),
        min_value=0,
        max_value=FARTHEST,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Skriv hur många kilometer det är."),
            "invalid": _("Skriv avståndet i hela kilometer, till exempel 120."),
            "min_value": _("Skriv avståndet i hela kilometer, till exempel 120."),
            "max_value": _("Så långt är det inte. Skriv avståndet i hela kilometer, till exempel 120."),
        },
    )
    permanent_full_time = forms.BooleanField(label=_("Tjänsten är en fast anställning på heltid"), required=False)
    documents = DocumentsField(label=_("Handlingar som visar att det stämmer"))
    text = forms.CharField(
        label=_("Berätta kort"),
        help_text=TEXT,
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        error_messages={
            "required": _("Berätta kort varför du ansöker om förtur."),
            "max_length": _("Skriv högst 2 000 tecken."),
        },
    )

    def __init__(self, *args: Any, ground: PriorityGround, saved: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if ground.least_distance_km is None:
            del self.fields["distance_km"]
        if not ground.permanent_full_time:
            del self.fields["permanent_full_time"]
        self.fields["documents"].required = ground.document and not saved
        self.fields["text"].required = not ground.document

    def statement(self) -> dict[str, Any]:
        """Return the coded facts of a valid form."""
        coded = ("distance_km", "permanent_full_time")
        return {name: self.cleaned_data[name] for name in coded if name in self.fields}
