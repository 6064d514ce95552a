"""What of the statistics one asks for: a queue, a kind, a year. It lives in the URL; what is no choice is left out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from letting.core.outcomes import Wanted
from letting.models import UnitKind
from tenants import words
from tenants.rulesets import Rules

KINDS: Mapping[str, Any] = {
    UnitKind.APARTMENT.value: _("Lägenheter"),
    UnitKind.VEHICLE_SPACE.value: _("Fordonsplatser"),
    UnitKind.STORAGE.value: _("Förråd"),
}
WRONG = {"invalid_choice": _("”%(value)s” finns inte att välja.")}


class Asking(forms.Form):
    """The filters of the statistics, with the queues that this landlord has and what has been let."""

    queue = forms.ChoiceField(label=_("Kö"), required=False, error_messages=WRONG)
    kind = forms.ChoiceField(label=_("Typ"), required=False, error_messages=WRONG)
    year = forms.ChoiceField(label=_("År"), required=False, error_messages=WRONG)

    def __init__(self, data: Mapping[str, Any], *, rules: Rules, kinds: Iterable[str], years: Iterable[int]) -> None:
        super().__init__(data, auto_id="f-%s")
        self.rules = rules
        language = words.language()
        queues = {scheme.queue: rules.queues[scheme.queue] for scheme in rules.schemes.values()}
        self._choose("queue", _("Alla köer"), [(slug, one.name.in_language(language)) for slug, one in queues.items()])
        self._choose("kind", _("Alla typer"), [(kind, KINDS[kind]) for kind in KINDS if kind in set(kinds)])
        self._choose("year", _("Alla år"), [(str(year), str(year)) for year in sorted(set(years), reverse=True)])
        self.is_valid()

    def _choose(self, name: str, everything: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        field.choices = [("", everything), *choices]

    @property
    def wanted(self) -> Wanted:
        """Return what is asked for, as the core understands it."""
        queue, year = self.cleaned_data.get("queue"), self.cleaned_data.get("year")
        schemes = [slug for slug, one in self.rules.schemes.items() if one.queue == queue]
        return Wanted(schemes if queue else None, self.cleaned_data.get("kind", ""), int(year) if year else None)

    @property
    def in_use(self) -> bool:
        """Say whether anything is narrowed."""
        return any(self.cleaned_data.values())

    @property
    def ignored(self) -> list[str]:
        """Return a sentence for each value that was left out."""
        return [f"{self.fields[name].label}: {errors[0]}" for name, errors in self.errors.items()]
