"""All addresses of a landlord's host, in the order they are tried. Each app's own are beside its views."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.health import alive
from tenants.frame import brand, set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="alive"),
    path("brand.css", brand, name="brand"),
    path("sprak/", set_language, name="set_language"),
    path("konto/", include("allauth.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    path("", include("letting.public.urls")),
    path("api/", include("letting.api.urls")),
    path("mina-sidor/", include("letting.my.urls")),  # queues.my and tenants.my join there
]
if settings.DEMO:
    from tenants.demo.stil import stil

    urlpatterns += [path("demo/", include("tenants.demo.urls")), path("stil/", stil, name="demo_stil")]
