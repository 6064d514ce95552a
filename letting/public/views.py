"""Start, free flats, a flat and its pictures. Anyone may read them; nothing here changes anything."""

import mimetypes

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from letting.core.states import ListingState
from letting.models import Listing, UnitPicture
from letting.public.explaining import only_homes, ways
from letting.public.filtering import Filters, areas_of, free_now
from letting.public.flat import flat_page
from letting.public.presenting import cards, drawn
from tenants import clock
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.requests import LandlordRequest

PER_PAGE = 24
ON_START = 6
PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what is free now, and the landlord's own way from advert to lease; the other ways by name."""
    today = local_day(clock.now())
    rules = rules_today(today)
    first, *others = ways(rules, {})
    free = free_now(today).order_by("-published_at", "-pk")
    newest, count = list(free[:ON_START]), free.count()
    context = {
        "rules": rules, "way": first, "others": others, "steps": first.steps, "count": count,
        "only_homes": only_homes(rules), "cards": cards(newest, today, several_schemes=len(rules.schemes) > 1),
    }  # fmt: skip
    return render(request, "public/start.html", context)


@require_safe
def listings(request: HttpRequest) -> HttpResponse:
    """Show the free flats that the filters in the URL leave; a value that makes no sense is named and left out."""
    today = local_day(clock.now())
    rules = rules_today(today)
    free = free_now(today)
    filters = Filters(request.GET, areas=areas_of(free), rules=rules)
    page = Paginator(filters.apply(free), PER_PAGE).get_page(request.GET.get("page"))
    shown = cards(list(page.object_list), today, several_schemes=len(rules.schemes) > 1)
    context = {
        "filters": filters, "page_obj": page, "cards": shown, "count": page.paginator.count,
        "only_homes": only_homes(rules),
    }  # fmt: skip
    return render(request, "public/listings.html", context)


@require_safe
def flat(request: LandlordRequest, pk: int) -> HttpResponse:
    """Show one flat, to anyone; a draft, a foreign and an unknown one are not found."""
    listing = published(pk)
    page = flat_page(listing, request.person, now=clock.now())
    pictures = list(UnitPicture.objects.filter(unit=listing.unit_id))
    plan = drawn(listing.unit, labels=True)
    context = {"page": page, "listing": listing, "unit": listing.unit, "pictures": pictures, "plan": plan}
    return render(request, "public/flat.html", context)


def published(pk: int) -> Listing:
    """Return a listing that has been published, or raise 404."""
    rows = Listing.objects.select_related("unit", "ruleset").filter(published_at__isnull=False, ruleset__isnull=False)
    return get_object_or_404(rows.exclude(state=ListingState.DRAFT), pk=pk)


@require_safe
def picture(request: HttpRequest, pk: int) -> FileResponse:
    """Send a picture of a unit that has been advertised; others are found by staff alone, who look at a draft."""
    advertised = Listing.objects.filter(published_at__isnull=False).values("unit")
    row = UnitPicture.objects.filter(unit__in=advertised, pk=pk).first()
    kept = "public"
    if row is None and may(request, Act.SEE_UNITS):
        row, kept = UnitPicture.objects.filter(pk=pk).first(), "private"
    if row is None:
        raise Http404
    name = row.image.name or ""
    kind = mimetypes.guess_type(name)[0]
    if kind not in PICTURE_TYPES or not row.image.storage.exists(name):
        raise Http404
    return FileResponse(row.image.open("rb"), content_type=kind, headers={"Cache-Control": f"{kept}, max-age=86400"})
