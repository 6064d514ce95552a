"""The filters of free flats. They live in the URL; a value that makes no sense is named, and left out."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from letting.core.states import ListingState
from letting.models import Listing, UnitKind
from tenants import words
from tenants.rulesets import Rules

SORTS: Mapping[str, tuple[Any, tuple[str, ...]]] = {
    "newest": (_("Nyast först"), ("-published_at", "-pk")),
    "last_day": (_("Sista dagen närmast"), ("advert_last_day", "pk")),
    "rent": (_("Lägst hyra"), ("unit__rent", "pk")),
    "size": (_("Störst yta"), ("-unit__size", "pk")),
}
LOOKUPS: Mapping[str, str] = {
    "kind": "unit__kind",
    "area": "unit__area",
    "rooms_from": "unit__rooms__gte",
    "rooms_to": "unit__rooms__lte",
    "size_from": "unit__size__gte",
    "size_to": "unit__size__lte",
    "rent_to": "unit__rent__lte",
    "lift": "unit__lift",
    "balcony": "unit__balcony",
    "accessible": "unit__accessible",
    "scheme": "scheme",
}
KINDS = (
    (UnitKind.APARTMENT, _("Lägenhet")),
    (UnitKind.VEHICLE_SPACE, _("Fordonsplats")),
    (UnitKind.STORAGE, _("Förråd")),
)
WRONG_CHOICE = {"invalid_choice": _("”%(value)s” finns inte att välja.")}


class WholeNumber(forms.IntegerField):
    """A number as people write it: "9 000", "9 000 kr"."""

    def __init__(self, label: Any, most: int) -> None:
        whole = _("Skriv ett heltal, till exempel 3.")
        low, high = _("Skriv 0 eller mer."), _("Skriv %(limit_value)s eller mindre.")
        super().__init__(
            label=label, required=False, min_value=0, max_value=most, widget=forms.TextInput({"inputmode": "numeric"}),
            error_messages={"invalid": whole, "min_value": low, "max_value": high},
        )  # fmt: skip

    def to_python(self, value: Any) -> int | None:
        """Leave out gaps and units before the number is read."""
        if isinstance(value, str):
            value = "".join(value.split()).removesuffix("kr").removesuffix("m²")
        return super().to_python(value)


class Filters(forms.Form):
    """What one can choose by; made with the areas and ways of letting that this landlord has."""

    kind = forms.ChoiceField(label=_("Typ"), required=False, error_messages=WRONG_CHOICE)
    area = forms.ChoiceField(label=_("Område"), required=False, error_messages=WRONG_CHOICE)
    rooms_from = WholeNumber(_("Minst antal rum"), 20)
    rooms_to = WholeNumber(_("Högst antal rum"), 20)
    size_from = WholeNumber(_("Minsta yta, m²"), 2_000)
    size_to = WholeNumber(_("Största yta, m²"), 2_000)
    rent_to = WholeNumber(_("Högsta hyra, kr i månaden"), 200_000)
    lift = forms.BooleanField(label=_("Hiss"), required=False)
    balcony = forms.BooleanField(label=_("Balkong"), required=False)
    accessible = forms.BooleanField(label=_("Tillgänglig med rullstol"), required=False)
    scheme = forms.ChoiceField(label=_("Uthyrningssätt"), required=False, error_messages=WRONG_CHOICE)
    sort = forms.ChoiceField(label=_("Sortera efter"), required=False, error_messages=WRONG_CHOICE)

    def __init__(self, data: Mapping[str, Any], *, areas: Iterable[str], rules: Rules) -> None:
        super().__init__(data, auto_id="f-%s")
        language = words.language()
        schemes = [(slug, scheme.name.in_language(language)) for slug, scheme in rules.schemes.items()]
        self._choose("kind", [("", _("Alla typer")), *KINDS])
        self._choose("area", [("", _("Alla områden")), *((area, area) for area in areas)])
        self._choose("scheme", [("", _("Alla sätt")), *schemes])
        self._choose("sort", [(key, label) for key, (label, _order) in SORTS.items()])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Two ends that leave nothing between them are said to be so, and both left out."""
        given = dict(self.cleaned_data)
        for low, high in (("rooms_from", "rooms_to"), ("size_from", "size_to")):
            ends = (given.get(low), given.get(high))
            if ends[0] is not None and ends[1] is not None and ends[0] > ends[1]:
                self.add_error(high, _("Det minsta är större än det största."))
                self.cleaned_data.pop(low, None)
        return self.cleaned_data

    def apply(self, rows: QuerySet[Listing]) -> QuerySet[Listing]:
        """Narrow and sort by every value that makes sense."""
        self.is_valid()
        chosen = {lookup: value for name, lookup in LOOKUPS.items() if (value := self.cleaned_data.get(name))}
        _label, order = SORTS.get(self.cleaned_data.get("sort", ""), SORTS["newest"])
        return rows.filter(**chosen).order_by(*order)

    @property
    def in_use(self) -> bool:
        """Say whether anything is narrowed."""
        return any(self.cleaned_data.get(name) for name in LOOKUPS)

    @property
    def ignored(self) -> list[str]:
        """Return a sentence for each value that was left out."""
        return [f"{self.fields[name].label}: {errors[0]}" for name, errors in self.errors.items()]


def free_now(today: date) -> QuerySet[Listing]:
    """Return the listings that take interests today, with what a card needs."""
    rows = Listing.objects.filter(state=ListingState.ADVERTISED, advert_last_day__gte=today)
    return rows.select_related("unit", "ruleset")


def areas_of(rows: QuerySet[Listing]) -> list[str]:
    """Return the areas in which something is free."""
    found = rows.select_related(None).exclude(unit__area="").order_by("unit__area")
    return list(found.values_list("unit__area", flat=True).distinct())
