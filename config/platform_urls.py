"""Addresses on hosts that are no landlord's: health for the container and the watch."""

from django.urls import URLPattern, URLResolver, path

from config.health import alive

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", alive, name="alive"),
    # the list of landlords joins here
]
