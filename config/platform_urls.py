"""Addresses on hosts that are no landlord's: health for the container and the watch, and the list of landlords."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from config.health import alive
from tenants.frame import set_language
from tenants.platform import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="alive"),
    path("", views.landlords, name="landlords"),
    path("brands.css", views.brands, name="brands"),
    path("sprak/", set_language, name="set_language"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("tenants.demo.platform_urls")))
