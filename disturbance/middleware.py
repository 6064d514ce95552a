"""From host name to night service: each request runs as one transaction that sees its customers' rows."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from disturbance.models import Customer, NightService, NightWorker
from disturbance.scoping import on_duty
from tenants import clock
from tenants.core.calendar import local_day
from tenants.staff_facts import SECOND_STEPS

FAILED = 500


class NightMiddleware:
    """Sets `request.night_service`, and lazily `request.night_worker`, at a night service's host.

    It stands inside `tenants.middleware.LandlordMiddleware`, which leaves hosts that are no landlord's to the platform.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Run the rest of the request on duty; an error takes back all that it wrote."""
        service = None
        if getattr(request, "landlord", None) is None:
            service = NightService.objects.filter(host=request.get_host()).first()
        request.night_service = service  # type: ignore[attr-defined]  # ours, see NightRequest
        if service is None:
            return self.get_response(request)
        request.urlconf = settings.NIGHT_URLCONF
        today = local_day(clock.now())
        with on_duty(service.pk, today) as customers:
            request.night_customers = {one.landlord_id: one for one in customers}  # type: ignore[attr-defined]  # ours, see NightRequest
            request.night_worker = SimpleLazyObject(lambda: _worker(request))  # type: ignore[attr-defined]  # ours
            response = self.get_response(request)
            if response.status_code >= FAILED:
                transaction.set_rollback(True)
            return response


def _worker(request: HttpRequest) -> NightWorker | None:
    """Return whom the visitor works as here, unless she has left; and whether her login has a second step."""
    if not request.user.is_authenticated:
        return None
    steps = Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_STEPS)
    rows = NightWorker.objects.filter(user=request.user, left_on=None)
    return rows.annotate(has_second_step=Exists(steps)).first()


class NightRequest(HttpRequest):
    """A request at a night service's host. `night_worker` is lazy: ask for its truth, never `is None`."""

    night_service: NightService
    night_worker: NightWorker | None
    night_customers: dict[int, Customer]
