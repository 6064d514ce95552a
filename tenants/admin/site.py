"""The admin's site: open to the landlord's own staff, and to rows that a landlord owns."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from unfold.sites import UnfoldAdminSite

from tenants.typed import log_in_first


def lacks_second_step(request: HttpRequest) -> bool:
    """Say whether whoever works here logs in with one step only, where that is not enough."""
    membership = getattr(request, "membership", None)
    return not settings.DEMO and bool(membership) and not getattr(membership, "has_second_step", False)


class StaffSite(UnfoldAdminSite):
    """One site on every landlord's host. Who enters follows from the membership there, from no flag on the login."""

    index_template = "admin/kolapp/dashboard.html"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in whoever works for the landlord of this host."""
        return bool(request.user.is_active) and bool(getattr(request, "membership", None))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Send staff whose login has no second step to set one up, from every page; the demo's are let be.

        A form of someone who has been logged out is answered with what she typed.
        """
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def with_second_step(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and not request.user.is_authenticated:
                return log_in_first(request)
            if self.has_permission(request) and lacks_second_step(request):
                messages.warning(
                    request, _("Lägg till en inloggningsnyckel eller en app för koder innan du arbetar här.")
                )
                return HttpResponse(status=302, headers={"Location": reverse("mfa_index")})
            return guarded(request, *args, **kwargs)

        return with_second_step

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register rows that a landlord owns; those of libraries belong to no landlord and are passed over."""
        if getattr(admin_class, "keeps_landlords_apart", False):
            super().register(model_or_iterable, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the portal's one door; the admin cannot open a session by itself. Others who are in get a 403."""
        if self.has_permission(request):
            return HttpResponse(status=302, headers={"Location": reverse("admin:index")})
        if request.user.is_authenticated:
            raise PermissionDenied
        wanted = request.GET.get("next", "")
        path = wanted if wanted.startswith(f"/{settings.ADMIN_PATH}") else reverse("admin:index")
        return redirect_to_login(path, reverse(settings.LOGIN_URL))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the portal's own page for it."""
        return HttpResponse(status=302, headers={"Location": reverse("account_change_password")})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Send to the start page: the sidebar is the index."""
        return HttpResponse(status=302, headers={"Location": reverse("admin:index")})

    def search(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Find nothing: the site-wide search keeps its answers in a cache that knows no landlord."""
        return HttpResponse()

    def get_urls(self) -> list[Any]:
        """Add the search over everything before Django's own pages."""
        from tenants.admin.search import search_page  # noqa: PLC0415  (models are not ready when the site is made)

        return [path("sok/", self.admin_view(search_page), name="find"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show what waits for the one who asks."""
        from tenants.admin.dashboard import dashboard  # noqa: PLC0415  (models are not ready when the site is made)

        page: HttpResponse = super().index(request, {**dashboard(request), **(extra_context or {})})
        return page
