"""Controls of values to choose among, of rows of values, and of what has no control of its own."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tenants.admin.ruleset_editor.fields import Control


class Choice(Control):
    """One of a few values."""

    def __init__(self, *, choices: Sequence[tuple[Any, str]], empty: bool, **more: Any) -> None:
        shown = [("", "–"), *((str(value), word) for value, word in choices)] if empty else choices
        super().__init__(widget=forms.Select(choices=[(str(value), word) for value, word in shown]), **more)
        self.values = {str(value): value for value, _word in choices}

    def read(self, value: Any) -> Any:
        """Refuse what is not offered."""
        if str(value) not in self.values:
            raise forms.ValidationError(_("Välj ett av alternativen."))
        return self.values[str(value)]


class Several(Control):
    """Some of a few values, as boxes to tick; those that are chosen come first, in their order."""

    blank: Any = []

    def __init__(self, *, choices: Sequence[tuple[Any, str]], chosen: Iterable[Any], **more: Any) -> None:
        words = {str(value): word for value, word in choices}
        first = [str(value) for value in chosen if str(value) in words]
        order = [*dict.fromkeys(first), *(value for value in words if value not in first)]
        super().__init__(widget=forms.CheckboxSelectMultiple(choices=[(v, words[v]) for v in order]), **more)
        self.values = {str(value): value for value, _word in choices}

    def is_blank(self, value: Any) -> bool:
        """Say whether no box is ticked."""
        return not value

    def read(self, value: Any) -> list[Any]:
        """Refuse what is not offered."""
        if any(str(one) not in self.values for one in value):
            raise forms.ValidationError(_("Välj bland alternativen."))
        return [self.values[one] for one in dict.fromkeys(str(one) for one in value)]


class Lines(Control):
    """Any number of values, a row each."""

    blank: Any = []

    def __init__(self, *, item: Control, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}), **more)
        self.item = item

    def read(self, value: Any) -> list[Any]:
        """Read row by row, and say which row is wrong."""
        found = []
        for number, row in enumerate(str(value).splitlines(), 1):
            if row.strip():
                try:
                    found.append(self.item.clean(row.strip().rstrip(",")))
                except forms.ValidationError as error:
                    said = {"n": number, "why": error.messages[0]}
                    raise forms.ValidationError(_("Rad %(n)s: %(why)s") % said) from error
        return found

    def prepare_value(self, value: Any) -> Any:
        """Return a row for each value."""
        return "\n".join(str(self.item.prepare_value(one)) for one in value) if isinstance(value, list) else value


class Raw(Control):
    """A value that has no control of its own, written as JSON."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}), **more)

    def read(self, value: Any) -> Any:
        """Read the value."""
        try:
            return json.loads(str(value))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(_("Texten går inte att läsa. Skriv den i formatet JSON.")) from error


def as_json(value: Any) -> str:
    """Return a value as it is written where it has no control of its own."""
    return "" if value is None else json.dumps(value, ensure_ascii=False, default=str)
