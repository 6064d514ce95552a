"""Addresses on a night service's host."""

from functools import partial

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.defaults import page_not_found, permission_denied, server_error

from config.blank_pages import takes_forms_only
from config.health import alive
from tenants.frame import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="alive"),
    path("sprak/", set_language, name="set_language"),
    path("konto/", include("allauth.urls")),
    path("", include("disturbance.night.urls")),
]
# The pages of a landlord's host speak of queue points and of Mina sidor.
handler403 = partial(permission_denied, template_name="night/403.html")
handler404 = partial(page_not_found, template_name="night/404.html")
handler405 = partial(takes_forms_only, template_name="night/405.html")
handler500 = partial(server_error, template_name="night/500.html")
if settings.DEMO:
    urlpatterns.append(path("demo/", include("disturbance.demo.urls")))
