"""The two questions of every form that staff fill in for a person: how she said it, and whether it was she."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenants import clock
from tenants.admin.log import actor_of
from tenants.on_behalf import HOW, note_service


class ServedForm(forms.Form):
    """Asks how the person said what is filled in; a mixin of the forms that staff fill in for her."""

    how = forms.ChoiceField(
        label=_("Hur lämnade personen uppgiften?"),
        choices=list(HOW.items()),
        initial="phone",
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur personen lämnade uppgiften.")},
    )

    def served(self, request: HttpRequest, person: int, what: str, about: str = "") -> None:
        """Note in the person's log what was done for her, by whom and how she asked."""
        how: Any = self.cleaned_data["how"]
        note_service(person, how=how, what=what, about=about, by=actor_of(request), now=clock.now())


class IdentifiedForm(ServedForm):
    """The same, where what is said binds: staff have seen to it that it was she."""

    sure = forms.BooleanField(
        label=_("Jag har kontrollerat vem jag talar med och läst upp svaret."),
        error_messages={"required": _("Kontrollera vem du talar med, och kryssa i rutan.")},
    )
