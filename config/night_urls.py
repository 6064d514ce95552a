"""Addresses on a night service's host."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import alive
from tenants.frame import set_language

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="alive"),
    path("sprak/", set_language, name="set_language"),
    path("konto/", include("allauth.urls")),
    path("", include("disturbance.night.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("disturbance.demo.urls")))
