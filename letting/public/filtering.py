"""The filters of free flats. They live in the URL; a value that makes no sense is named, and left out."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from letting.core.finding import Wanted
from letting.models import UnitKind
from tenants import words
from tenants.rulesets import Rules

NEWEST = "newest"
SORTS: Mapping[str, Any] = {
    NEWEST: _("Nyast först"),
    "last_day": _("Sista dagen närmast"),
    "rent": _("Lägst hyra"),
    "size": _("Störst yta"),
    "move_in": _("Tidigast inflyttning"),
    "points": _("Lägst köpoäng"),
}
KINDS = (
    (UnitKind.APARTMENT.value, _("Lägenhet")),
    (UnitKind.VEHICLE_SPACE.value, _("Fordonsplats")),
    (UnitKind.STORAGE.value, _("Förråd")),
)
WRONG_CHOICE = {"invalid_choice": _("”%(value)s” finns inte att välja.")}
SPANS = (("rooms_from", "rooms_to"), ("size_from", "size_to"), ("move_from", "move_to"))


class WholeNumber(forms.IntegerField):
    """A number as people write it: "9 000", "9 000 kr"."""

    def __init__(self, label: Any, most: int) -> None:
        whole = _("Skriv ett heltal, till exempel 3.")
        low, high = _("Skriv 0 eller mer."), _("Skriv %(limit_value)s eller mindre.")
        super().__init__(
            label=label, required=False, min_value=0, max_value=most,
            error_messages={"invalid": whole, "min_value": low, "max_value": high},
        )  # fmt: skip

    def to_python(self, value: Any) -> int | None:
        """Leave out gaps and units before the number is read."""
        if isinstance(value, str):
            value = "".join(value.split()).removesuffix("kr").removesuffix("m²")
        return super().to_python(value)


class Day(forms.DateField):
    """A day in an address, 2026-08-01."""

    def __init__(self, label: Any) -> None:
        wrong = {"invalid": _("Skriv datumet så här: 2026-08-01.")}
        super().__init__(label=label, required=False, input_formats=["%Y-%m-%d"], error_messages=wrong)


class Flag(forms.BooleanField):
    """Something to insist on: a box that is ticked, or true or false as programs say it."""

    widget = forms.TextInput  # hands on what was written: a ticked box would take anything for a yes

    def __init__(self, label: Any) -> None:
        wrong = _("Skriv true eller false.")
        super().__init__(label=label, required=False, error_messages={"invalid": wrong})

    def to_python(self, value: Any) -> bool:
        """Refuse what is neither yes nor no."""
        if value in {"on", "true"}:
            return True
        if value in {None, "", "false"}:
            return False
        raise forms.ValidationError(self.error_messages["invalid"])


class Filters(forms.Form):
    """What one can choose by; made with the areas and ways of letting that this landlord has."""

    kind = forms.ChoiceField(label=_("Typ"), required=False, error_messages=WRONG_CHOICE)
    area = forms.MultipleChoiceField(label=_("Område"), required=False, error_messages=WRONG_CHOICE)
    rooms_from = WholeNumber(_("Minst antal rum"), 20)
    rooms_to = WholeNumber(_("Högst antal rum"), 20)
    size_from = WholeNumber(_("Minsta yta, m²"), 2_000)
    size_to = WholeNumber(_("Största yta, m²"), 2_000)
    rent_to = WholeNumber(_("Högsta hyra, kr i månaden"), 200_000)
    move_from = Day(_("Inflyttning tidigast"))
    move_to = Day(_("Inflyttning senast"))
    lift = Flag(_("Hiss"))
    balcony = Flag(_("Balkong"))
    accessible = Flag(_("Tillgänglig med rullstol"))
    scheme = forms.ChoiceField(label=_("Uthyrningssätt"), required=False, error_messages=WRONG_CHOICE)
    sort = forms.ChoiceField(label=_("Sortera efter"), required=False, error_messages=WRONG_CHOICE)

    def __init__(self, data: QueryDict, *, areas: Iterable[str], rules: Rules) -> None:
        # An empty choice of area is no area: it is what a form with "any" in it sends.
        data = data.copy()
        data.setlist("area", [area for area in data.getlist("area") if area])
        super().__init__(data, auto_id="f-%s")
        language = words.language()
        schemes = [(slug, scheme.name.in_language(language)) for slug, scheme in rules.schemes.items()]
        self._choose("kind", [("", _("Alla typer")), *KINDS])
        self._choose("area", [(area, area) for area in areas])
        self._choose("scheme", [("", _("Alla sätt")), *schemes])
        self._choose("sort", list(SORTS.items()))
        self.is_valid()

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self._chooser(name).choices = choices

    def _chooser(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        return field

    def offered(self, name: str) -> list[tuple[str, str]]:
        """Return the values and words that a choice is between."""
        return [(str(value), str(label)) for value, label in self._chooser(name).widget.choices]

    def clean(self) -> dict[str, Any]:
        """Two ends that leave nothing between them are said to be so, and both left out."""
        given = dict(self.cleaned_data)
        for low, high in SPANS:
            ends = (given.get(low), given.get(high))
            if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
                self.add_error(high, _("Det lägsta talet är högre än det högsta. Ändra ett av dem."))
                self.cleaned_data.pop(low, None)
        return self.cleaned_data

    @property
    def wanted(self) -> Wanted:
        """Return what every value that makes sense asks for."""
        given = {name: value for name, value in self.cleaned_data.items() if value and name != "sort"}
        return Wanted(**given | {"area": tuple(given.get("area", ()))})

    @property
    def ordering(self) -> str:
        """Return how to sort: as asked, or the newest first."""
        return str(self.cleaned_data.get("sort") or NEWEST)

    @property
    def ignored(self) -> list[str]:
        """Return a sentence for each value that was left out."""
        return [f"{self.fields[name].label}: {errors[0]}" for name, errors in self.errors.items()]
