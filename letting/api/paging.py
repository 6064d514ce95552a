"""Which page of an answer one asks for, and how much there is on it."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

MOST_PAGES, MOST_ON_PAGE, ON_PAGE = 10_000, 100, 24


def _number(label: Any, most: int) -> forms.IntegerField:
    said = _("Skriv ett heltal från 1 till %(most)s.") % {"most": most}
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=most,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), said),
    )  # fmt: skip


class Paging(forms.Form):
    """The page and its size, read from the address."""

    page = _number(_("Sida, räknat från 1"), MOST_PAGES)
    per_page = _number(_("Hur många på varje sida; 24 om inget sägs"), MOST_ON_PAGE)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.is_valid()
        self.number, self.size = self.cleaned_data.get("page") or 1, self.cleaned_data.get("per_page") or ON_PAGE

    @staticmethod
    def address(request: HttpRequest, page: int) -> str:
        """Return the address of another page of the same question."""
        query = request.GET.copy()
        query["page"] = str(page)
        return f"{request.build_absolute_uri(request.path)}?{query.urlencode()}"
