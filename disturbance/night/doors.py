"""Who comes in where: staff of the night service, by what they do; a second step is asked of all of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from disturbance.models import NightRole
from tenants.typed import log_in_first

OPERATOR, PATROL, MANAGER = NightRole.OPERATOR, NightRole.PATROL, NightRole.MANAGER
View = Callable[..., HttpResponseBase]


def staff(*roles: NightRole) -> Callable[[View], View]:
    """Let in who works in one of these roles, or as a manager; the others are led to log in, or told no (403)."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return log_in_first(request)
            worker = request.night_worker  # type: ignore[attr-defined]  # ours, see NightRequest
            if not worker or worker.role not in {*roles, MANAGER}:
                raise PermissionDenied
            if not settings.DEMO and not worker.has_second_step:
                return HttpResponseRedirect(reverse("mfa_index"))
            return view(request, *args, **kwargs)

        return guarded

    return guard
