"""What feed readers and search engines fetch: the free flats as Atom, the map of the site, robots.txt."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from letting.core.finding import Vacancy, in_order
from letting.models import Listing
from letting.public.filtering import NEWEST
from letting.public.finding import Search, search
from letting.public.map_words import described
from letting.public.wish_words import in_words
from letting.services.vacancies import free_now
from tenants import clock, words
from tenants.core.calendar import local_day
from tenants.requests import LandlordRequest

MOST_ENTRIES = 50
# Mina sidor is closed by the login: whoever has none is led to /konto/.
CLOSED_TO_ROBOTS = ("/konto/", "/admin/", "/avsluta-mejl/", "/lediga/*/favorit/", "/lediga/*/anmal/")


class FreeFlats(Feed):  # type: ignore[type-arg]  # generic only in the stubs
    """The newest of what the filters in the address leave."""

    feed_type = Atom1Feed

    def get_object(self, request: LandlordRequest, *args: Any, **kwargs: Any) -> tuple[str, str, Search]:  # type: ignore[override]  # any object
        """Read the address once."""
        return request.landlord.name, request.GET.urlencode(), search(request.GET, clock.now())

    def title(self, asked: tuple[str, str, Search]) -> str:
        """Return the landlord's name and what is looked for."""
        name, _query, found = asked
        wish = in_words(found.filters.wanted, found.rules)
        return _("Ledigt hos %(name)s: %(wish)s") % {"name": name, "wish": words.in_sentence(wish)}

    def link(self, asked: tuple[str, str, Search]) -> str:
        """Return the list with the same filters."""
        return reverse("public:listings") + (f"?{asked[1]}" if asked[1] else "")

    def feed_url(self, asked: tuple[str, str, Search]) -> str:
        """Return the feed's own address."""
        return reverse("public:feed") + (f"?{asked[1]}" if asked[1] else "")

    def items(self, asked: tuple[str, str, Search]) -> Sequence[Vacancy]:
        """Return the newest, whatever order the address asks for."""
        return in_order(asked[2].found.vacancies, NEWEST)[:MOST_ENTRIES]

    def item_title(self, item: Any) -> str:
        """Return the flat on a line."""
        return described(item)

    def item_description(self, item: Any) -> str:
        """Return where it lies, and by when to act, as the HTML that feed readers take it for."""
        said = _("Anmäl intresse senast %(day)s.") % {"day": words.deadline(item.last_day)}
        return escape(f"{item.area}. {said}" if item.area else said)

    def item_link(self, item: Vacancy) -> str:
        """Return the flat's page."""
        return reverse("public:flat", args=[item.pk])

    def item_pubdate(self, item: Vacancy) -> datetime:
        """Return when it was published."""
        return item.published_at

    item_updateddate = item_pubdate


class Flats(Sitemap):  # type: ignore[type-arg]  # generic only in the stubs
    """The free flats' pages."""

    limit = 5000

    def __init__(self, now: datetime) -> None:
        self._now = now

    def items(self) -> Iterable[Listing]:
        """Return what is free, by number."""
        return free_now(local_day(self._now)).order_by("pk").only("pk", "published_at", "landlord")

    def location(self, item: Listing) -> str:
        """Return a flat's page."""
        return reverse("public:flat", args=[item.pk])

    def lastmod(self, item: Listing) -> datetime | None:
        """Return when it was published."""
        return item.published_at


class Pages(Sitemap):  # type: ignore[type-arg]  # generic only in the stubs
    """The pages that are always there."""

    def items(self) -> list[str]:
        """Return their names."""
        return ["start", "listings", "how", "rules", "accessibility", "privacy"]

    def location(self, item: str) -> str:
        """Return their addresses."""
        return reverse(f"public:{item}")


@require_safe
def feed(request: LandlordRequest) -> HttpResponse:
    """Send the free flats as Atom."""
    return FreeFlats()(request)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Send the addresses that search engines may show."""
    return sitemap(request, {"pages": Pages(), "flats": Flats(clock.now())})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Say what search engines are to leave alone, and where the site map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED_TO_ROBOTS), ""]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('public:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
