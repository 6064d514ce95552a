"""From host name to landlord: each request runs as one transaction that sees one landlord's rows."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from tenants.models import Domain, Membership, Person
from tenants.my.stopping import against_deed, ended, is_own_business
from tenants.representing import SAFE, MandateEnded, mandate_of, own_person
from tenants.scoping import scope
from tenants.staff_facts import member_of

FAILED = 500


class LandlordMiddleware:
    """Sets `request.landlord`, and lazily `request.person` and `request.membership`.

    A host that is no landlord's gets the platform's own pages (`config.platform_urls`), with no rows in scope.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the rest of the request in the landlord's scope; an error takes back all that it wrote."""
        domain = Domain.objects.select_related("landlord").filter(host=request.get_host()).first()
        request.landlord = domain.landlord if domain else None  # type: ignore[attr-defined]  # ours, see LandlordRequest
        request.person = None  # type: ignore[attr-defined]  # ours, see LandlordRequest
        request.mandate = None  # type: ignore[attr-defined]  # ours, see LandlordRequest
        request.membership = None  # type: ignore[attr-defined]  # ours, see LandlordRequest
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            translation.activate(_chosen(request))
        if domain is None:
            request.urlconf = settings.PLATFORM_URLCONF
            return self.get_response(request)
        with scope(domain.landlord.pk):
            request.mandate = SimpleLazyObject(lambda: mandate_of(request))  # type: ignore[attr-defined]  # ours, see LandlordRequest
            request.person = SimpleLazyObject(lambda: _person(request))  # type: ignore[attr-defined]  # ours, see LandlordRequest
            request.membership = SimpleLazyObject(lambda: _membership(request))  # type: ignore[attr-defined]  # ours, see LandlordRequest
            response = self.get_response(request)
            if response.status_code >= FAILED:
                transaction.set_rollback(True)
            return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Stop a form that a mandate does not allow, before any view reads it; what ended a moment ago too."""
        if getattr(request, "landlord", None) is None or request.method in SAFE or is_own_business(request):
            return None
        try:
            return against_deed(request)
        except MandateEnded:
            return ended(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say that a mandate has ended, wherever on a page it showed."""
        return ended(request) if isinstance(exception, MandateEnded) else None


def _chosen(request: HttpRequest) -> str:
    """Return the language that staff chose: Swedish until someone did, whatever the browser prefers."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _person(request: HttpRequest) -> Person | None:
    """Return whose pages they are: the visitor's, or those of the one she acts for."""
    mandate = mandate_of(request)
    return mandate.person if mandate is not None else own_person(request)


def _membership(request: HttpRequest) -> Membership | None:
    """Return whom the visitor works as here; the same question tells whether her login has a second step."""
    if not request.user.is_authenticated:
        return None
    return member_of(request.user)
