"""What frames every page: the landlord's colours as a stylesheet, and the choice of language."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language as keep_in_cookie

from tenants import clock
from tenants.actors import person_actor
from tenants.core.calendar import local_day
from tenants.models import Ruleset
from tenants.persons import choose_language
from tenants.rulesets.schema import Brand

KEPT = timedelta(minutes=10)
SEE_OTHER = 303


def brand_css(brand: Brand, selector: str = ":root") -> str:
    """Return a brand as custom properties; `tokens.css` makes the rest of the colours from them."""
    return (
        f"{selector}{{--landlord:{brand.colour}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{{selector}{{--brand:{brand.dark_colour}}}}}\n"
    )


@require_safe
def brand(request: HttpRequest) -> HttpResponse:
    """Send the landlord's colours; a browser that has this version of the rules is told so."""
    ruleset = Ruleset.in_force(local_day(clock.now()))
    etag = quote_etag(ruleset.sha256)
    page = HttpResponse(brand_css(ruleset.rules.brand), content_type="text/css; charset=utf-8", headers={"ETag": etag})
    patch_cache_control(page, public=True, max_age=int(KEPT.total_seconds()))
    answer = get_conditional_response(request, etag=etag, response=page)
    return answer if isinstance(answer, HttpResponse) else page


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the choice of language in a cookie, and for the person's messages; go back to the page one came from."""
    person, language = getattr(request, "person", None), request.POST.get("language", "")
    acting = bool(getattr(request, "mandate", None))  # the choice is the visitor's own, not the other's
    if person and not acting and language in dict(settings.LANGUAGES):
        choose_language(person.pk, language, by=person_actor(person.pk), now=clock.now())
    answer = keep_in_cookie(request)  # follows `next` on this host only
    answer.status_code = SEE_OTHER if answer.has_header("Location") else answer.status_code
    assert isinstance(answer, HttpResponse)  # noqa: S101  (a redirect is one)
    return answer
