"""Lists that stay light: Unfold writes thirty class names on each cell, which makes 170 kB of 25 rows."""

from django import forms
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
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


def choice_of_row(pk: object) -> str:
    """Return the box that chooses a row for an action."""
    return _BOX.render(ACTION_CHECKBOX_NAME, str(pk))
