"""The areas that the landlord has homes in."""

from letting.models import Unit, UnitKind


def areas_with_homes() -> list[str]:
    """Return the names of the areas, in order: one statement."""
    homes = Unit.objects.filter(kind=UnitKind.APARTMENT).exclude(area="")
    return list(homes.order_by("area").values_list("area", flat=True).distinct())
