"""Start, a flat and its pictures. Anyone may read them; nothing here changes anything."""

import mimetypes

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from letting.models import Listing, UnitPicture
from letting.public.dates import coming, steps_of
from letting.public.double_rent import calculator
from letting.public.explaining import only_homes, ways
from letting.public.flat import flat_page
from letting.public.hearts import marked_by
from letting.public.looking import published
from letting.public.presenting import cards, drawn
from letting.public.similar import took
from letting.public.structured import canonical, flat_data
from letting.services.vacancies import free_now
from tenants import clock
from tenants.admin.rights import Act, may
from tenants.core.calendar import local_day
from tenants.landlords import rules_today
from tenants.requests import LandlordRequest

ON_START = 6
PICTURE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp"})


@require_safe
def start(request: LandlordRequest) -> HttpResponse:
    """Show what is free now, and the landlord's own way from advert to lease; the other ways by name."""
    today = local_day(clock.now())
    rules = rules_today(today)
    first, *others = ways(rules, {})
    free = free_now(today).select_related("unit", "ruleset").order_by("-published_at", "-pk")
    newest, count = list(free[:ON_START]), free.count()
    context = {
        "rules": rules, "way": first, "others": others, "steps": first.steps, "count": count,
        "only_homes": only_homes(rules), "cards": cards(
            newest, today, several_schemes=len(rules.schemes) > 1, marked=marked_by(request, newest)
        ),
    }  # fmt: skip
    return render(request, "public/start.html", context)


@require_safe
def flat(request: LandlordRequest, pk: int) -> HttpResponse:
    """Show one flat, to anyone; a draft, a foreign and an unknown one are not found."""
    listing, now = published(pk, looked_at_by=request.person.pk if request.person else None), clock.now()
    today, steps = local_day(now), steps_of(listing)
    page = flat_page(listing, request.person, now=now)
    pictures = list(UnitPicture.objects.filter(unit=listing.unit_id))
    context = {
        "page": page, "listing": listing, "unit": listing.unit, "pictures": pictures,
        "plan": drawn(listing.unit, labels=True),
        "took": took(listing, page.points, today) if page.home else None,
        "calculator": calculator(request.GET.dict(), listing, steps, today) if page.home and page.going_on else None,
        "coming": coming(listing, steps, today),
        "about": flat_data(request, listing, pictures), "canonical": canonical(request),
        "marked": listing.marked,  # type: ignore[attr-defined]  # annotated by `published`
    }  # fmt: skip
    return render(request, "public/flat.html", context)


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
