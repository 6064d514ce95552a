"""The form of joining a queue: its consents, each in the words that are kept (QUEUE-19)."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from queues.my.words import consent


class RegisterForm(forms.Form):
    """One box for each consent that the queue asks for and that has not been given yet."""

    def __init__(self, *args: Any, kinds: Sequence[str], landlord: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in kinds:
            self.fields[kind] = forms.BooleanField(
                label=consent(kind, landlord),
                error_messages={"required": _("Kryssa i rutan för att kunna stå i kön.")},
            )

    def wordings(self) -> dict[str, str]:
        """Return the words of each consent that was given, as they stood beside its box."""
        return {name: str(self.fields[name].label) for name, given in self.cleaned_data.items() if given}
