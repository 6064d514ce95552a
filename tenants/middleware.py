"""From host name to landlord: each request runs as one transaction that sees one landlord's rows."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from tenants.models import Domain, Membership, Person
from tenants.scoping import scope

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
        request.membership = None  # type: ignore[attr-defined]  # ours, see LandlordRequest
        if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            translation.activate(_chosen(request))
        if domain is None:
            request.urlconf = settings.PLATFORM_URLCONF
            return self.get_response(request)
        with scope(domain.landlord.pk):
            request.person = SimpleLazyObject(lambda: _mine(Person, request))  # type: ignore[attr-defined]  # ours, see LandlordRequest
            request.membership = SimpleLazyObject(lambda: _mine(Membership, request))  # type: ignore[attr-defined]  # ours, see LandlordRequest
            response = self.get_response(request)
            if response.status_code >= FAILED:
                transaction.set_rollback(True)
            return response


def _chosen(request: HttpRequest) -> str:
    """Return the language that staff chose: Swedish until someone did, whatever the browser prefers."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _mine(model: type[Person] | type[Membership], request: HttpRequest) -> Person | Membership | None:
    if not request.user.is_authenticated:
        return None
    return model.objects.filter(user=request.user).first()
