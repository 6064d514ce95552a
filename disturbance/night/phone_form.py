"""What a patrol presses on its telephone, as a plain form sends it and as the telephone's outbox does."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from disturbance.core.categories import Ending
from disturbance.core.steps import NEEDS_PLACE, PATROL_STEPS, HeardFrom, Step
from disturbance.services.entries import Said
from disturbance.services.phone import Sent
from tenants.core.calendar import later
from tenants.outcome import Refused, refused
from tenants.photographs import taken_in

LONGEST_AGO = 24 * 3600  # seconds: a night, and then it is another day's
CLOSE = "close"
PRESSES = (
    *(step.value for step in PATROL_STEPS if step not in NEEDS_PLACE),
    *(f"{step}:{place}" for step in sorted(NEEDS_PLACE) for place in HeardFrom),
    CLOSE,
)
PATROLS_ENDINGS = (Ending.QUIET, Ending.NOT_HEARD, Ending.STILL_ON, Ending.POLICE, Ending.STOPPED_BEFORE)


class PressForm(forms.Form):
    """One press of a button: which, on which case, how many seconds ago, and the words that belong to it.

    How long ago is told, not when: a telephone's clock may be wrong, but it knows how long something has waited.
    """

    key = forms.UUIDField()
    case = forms.IntegerField(min_value=1, max_value=2**62)
    press = forms.ChoiceField(choices=[(one, one) for one in PRESSES])
    ago = forms.IntegerField(min_value=0, max_value=LONGEST_AGO, required=False)
    text = forms.CharField(max_length=4000, required=False)
    ending = forms.ChoiceField(choices=[(one.value, one.value) for one in PATROLS_ENDINGS], required=False)

    def clean_text(self) -> str:
        """Refuse what is no text: half a sign, as JSON can write it."""
        text: str = self.cleaned_data["text"]
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise forms.ValidationError("broken") from error
        return text

    def sent(self, photo: UploadedFile[Any] | None, now: datetime) -> Sent | Refused:
        """Return what was pressed. Refused: `press_wrong`, `ending_wrong`, `text_long`; a photograph as `taken_in`."""
        if not self.is_valid():
            return refused("text_long" if set(self.errors) == {"text"} else "press_wrong")
        said = self.cleaned_data
        step, _colon, place = said["press"].partition(":")
        if step == CLOSE and not said["ending"]:
            return refused("ending_wrong")
        drawn = taken_in(photo) if photo is not None else b""
        if isinstance(drawn, Refused):
            return drawn
        entry = Said(
            said["key"], Step.CLOSED if step == CLOSE else Step(step),
            later(now, -timedelta(seconds=said["ago"] or 0)), said["text"], HeardFrom(place) if place else None, drawn,
        )  # fmt: skip
        return Sent(said["case"], entry, Ending(said["ending"]) if step == CLOSE else None)
