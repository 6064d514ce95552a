"""All addresses, in the order they are tried. Each app's own are beside its views."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from config.health import alive

admin.site.site_header = admin.site.site_title = "Kölapp"
admin.site.index_title = _("Start")
# The admin has no door of its own: one signs in as everywhere else, with the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="alive"),
    path("konto/", include("allauth.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    # letting.public.urls, letting.my.urls, queues.my.urls, tenants.my.urls join here
]
