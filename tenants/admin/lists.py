"""Lists that stay light: Unfold writes thirty class names on each cell, which makes 170 kB of 25 rows."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from unfold.templatetags import unfold_list

# What every list and form of ours needs. Nothing uses jQuery: Unfold has a script of its own for rows in a form.
SCRIPTS = forms.Media(js=("admin/js/core.js", "admin/js/actions.js"))
_BOX = forms.CheckboxInput({"class": "action-select", "aria-label": gettext_lazy("Välj raden")}, lambda _value: False)


def name_cells() -> None:
    """Give each cell one name instead; `admin.css` says what it looks like, wide and narrow."""
    unfold_list.ROW_CLASSES[:] = ["cell"]
    unfold_list.CHECKBOX_CLASSES[:] = ["cell", "action-checkbox"]
    unfold_list.LINK_CLASSES[:] = []
    heads = unfold_list.result_headers

    def beginning_large(changes: Any) -> Iterator[dict[str, Any]]:
        """Return the heads of the columns as they stand above them: on a phone they stand beside each cell."""
        for head in heads(changes):
            yield head if isinstance(head["text"], SafeString) else {**head, "text": capfirst(head["text"])}

    unfold_list.result_headers = beginning_large


def choice_of_row(pk: object) -> str:
    """Return the box that chooses a row for an action."""
    return _BOX.render(ACTION_CHECKBOX_NAME, str(pk))
