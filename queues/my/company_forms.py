"""The forms about companions: inviting one, and answering."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from queues.roles import RELATIONS
from queues.services.invitations import LONGEST_EMAIL


class InviteForm(forms.Form):
    """Whom she wants to stand with, and how they belong together where the role asks for it."""

    email = forms.EmailField(
        label=_("E-postadress till den du bjuder in"),
        max_length=LONGEST_EMAIL,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_("Vi mejlar en länk. Bara den som får mejlet kan svara, efter att ha loggat in."),
        error_messages={
            "required": _("Skriv en e-postadress."),
            "invalid": _("Skriv en hel e-postadress, till exempel namn@exempel.se."),
        },
    )

    def __init__(self, *args: Any, relations: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if relations:
            self.fields["relation"] = forms.ChoiceField(
                label=_("Hur ni hör ihop: personen är din"),
                choices=[(relation, RELATIONS[relation]) for relation in relations],
                widget=forms.RadioSelect,
                error_messages={"required": _("Välj hur ni hör ihop.")},
            )


class AnswerForm(forms.Form):
    """One box for each consent that a yes asks for (QUEUE-19)."""

    def __init__(self, *args: Any, wordings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, wording in wordings.items():
            self.fields[kind] = forms.BooleanField(
                label=wording, error_messages={"required": _("Kryssa i rutan för att kunna säga ja.")}
            )

    def wordings(self) -> dict[str, str]:
        """Return the words of each consent that was given, as they stood beside its box."""
        return {name: str(self.fields[name].label) for name, given in self.cleaned_data.items() if given}
