"""The platform's own page: which landlords are here, and where."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from tenants import clock
from tenants.core.calendar import local_day
from tenants.frame import brand_css
from tenants.models import Domain, Landlord, Ruleset
from tenants.rulesets import Rules
from tenants.scoping import scope


@dataclass(frozen=True, slots=True)
class Entry:
    """A landlord as the list shows it: its rules in force, and its address."""

    landlord: Landlord
    rules: Rules
    url: str


def entries() -> list[Entry]:
    """Return the landlords that have rules and an address, by name: three queries, however many they are."""
    everyone = list(Landlord.objects.order_by("name"))
    if not everyone:
        return []
    today = local_day(clock.now())
    hosts = {row.landlord_id: row.host for row in Domain.objects.filter(is_primary=True)}
    with scope(*(landlord.pk for landlord in everyone)):
        in_force: dict[int | None, Ruleset] = {}
        for ruleset in Ruleset.objects.filter(valid_from__lte=today).order_by("version"):
            in_force[ruleset.landlord_id] = ruleset
    return [
        Entry(landlord, in_force[landlord.pk].rules, f"{settings.SCHEME}://{hosts[landlord.pk]}")
        for landlord in everyone
        if landlord.pk in in_force and landlord.pk in hosts
    ]


@require_safe
def landlords(request: HttpRequest) -> HttpResponse:
    """Show the landlords, each with its town and the link to its portal."""
    return render(request, "platform/landlords.html", {"entries": entries()})


@require_safe
def brands(request: HttpRequest) -> HttpResponse:
    """Send each landlord's colour, for its card."""
    css = "".join(
        f".brand-{entry.landlord.slug}{{--brand:{entry.rules.brand.colour}}}\n" + _dark(entry) for entry in entries()
    )
    page = HttpResponse(css, content_type="text/css; charset=utf-8")
    patch_cache_control(page, public=True, max_age=600)
    return page


def _dark(entry: Entry) -> str:
    return brand_css(entry.rules.brand, f".brand-{entry.landlord.slug}").partition("\n")[2]
